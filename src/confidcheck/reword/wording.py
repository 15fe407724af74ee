"""What can be asked or said in the client's stead, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from confidcheck.reword.phrases import fold
from confidcheck.reword.subject import find_subject
from confidcheck.rule import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.finding import Finding
    from confidcheck.reword.cues import Cues
    from confidcheck.reword.kit import Ask, Kit, Theme
    from confidcheck.reword.parts import Part
    from confidcheck.reword.referral import Referrals
    from confidcheck.reword.subject import Subject
    from confidcheck.reword.voice import Voice, VoiceReader

_JOINT: Final = re.compile(r"\s*[:;,–—-]\s+(?:(?:so|and|but)\s+)?|\s+so\s+")
_FALLBACK: Final = ("training", "reading")  # kinds of request that fit a theme nobody asked about


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to put in the stead of a client's passage; `is_sure` where they are what the writer was after."""

    text: str
    is_sure: bool


@dataclass(frozen=True)
class Passage:
    """What the wordings are made from.

    Attributes:
        text: clean text of the draft.
        parts: its parts, in order.
        findings: the findings in it.
        voice: the writer's.
        loose: its parts, where what may be nobody's stays.
        is_article: whether it is written to be read, not to be answered.
    """

    text: str
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    voice: Voice
    loose: tuple[Part, ...]
    is_article: bool

    def body(self, *, requests: bool) -> str:
        """Folded text of the parts that go: all of them, or the requests among them."""
        going = [p for p in self.parts if p.goes and (p.is_request or not requests)]
        return "\n".join(fold(self.text[p.start : p.end]) for p in going)


class Wordings:
    """Makes wordings from the kit."""

    def __init__(self, kit: Kit, voices: VoiceReader, referrals: Referrals, cues: Cues) -> None:
        self._kit, self._voices, self._referrals, self._cues = kit, voices, referrals, cues

    def offer(self, passage: Passage) -> tuple[Wording, ...]:
        """Return the wordings for a draft, best first, none twice.

        Args:
            passage: the draft with its parts sorted.
        """
        subject = find_subject(self._kit, passage.text, passage.parts, passage.findings)
        request = passage.body(requests=True)
        found = self._asked(passage, subject, request) if request else self._unasked(passage, subject)
        once: dict[str, Wording] = {}
        for wording in found:
            once.setdefault(wording.text, wording)
        return tuple(once.values())

    def _asked(self, passage: Passage, subject: Subject, request: str) -> Iterator[Wording]:
        ask = next((ask for ask in self._kit.asks if ask.phrases.search(request)), self._kit.asks[-1])
        theme = next(iter(subject.themes), None)
        beside = "" if ask.is_case else self._beside(passage, subject)
        everything = passage.body(requests=False)
        yield from (Wording(text, is_sure=True) for text in self._trimmed(passage, theme))
        if self._referrals.is_one(request) or (self._referrals.is_one(everything) and ask.is_case):
            yield from (Wording(text, is_sure=True) for text in self._referrals.offers(everything, theme, passage.voice))
            return
        for feeling in self._kit.feelings:
            if feeling.is_what_was_asked and feeling.phrases.search(request):
                yield from (Wording(passage.voice.say(text), is_sure=True) for text in feeling.texts)
        is_vague = theme is None or (theme.is_weak and not ask.nouns and not beside)
        if not ask.nouns:
            is_plain = subject.topic is not None and subject.topic.is_bare
            nearest = subject.asked or (subject.topic if ask.is_case or is_vague or is_plain else None)
            yield from self._procedures(nearest, passage.voice)
        if not is_vague:
            yield from self._themed(ask, theme, request, passage.voice, beside)
        if ask.id in _FALLBACK:
            yield from self._themed(ask, subject.topic, request, passage.voice)
        yield from self._procedures(subject.topic, passage.voice)
        yield from self._procedures(subject.broad, passage.voice)
        if not ask.is_case:
            yield from self._themed(ask, theme, request, passage.voice)
        yield from self._felt(passage, answers_request=True)

    def _unasked(self, passage: Passage, subject: Subject) -> Iterator[Wording]:
        if subject.topic is not None and (subject.topic.is_bare or any(f.remedy == Remedy.POLICY for f in passage.findings)):
            yield from self._procedures(subject.topic, passage.voice)
        yield from self._felt(passage, answers_request=False)
        for theme in subject.themes[:1]:
            for ask in self._kit.asks:
                if ask.id in _FALLBACK:
                    yield from (Wording(w.text, is_sure=False) for w in self._themed(ask, theme, "", passage.voice))

    def _trimmed(self, passage: Passage, theme: Theme | None) -> Iterator[str]:
        for part in passage.parts:
            if not (part.goes and part.is_request):
                continue
            inside = [
                (max(p.start, part.start) - part.start, min(p.end, part.end) - part.start)
                for f in passage.findings
                for p in f.places
                if p.start < part.end and part.start < p.end
            ]
            sentence = passage.text[part.start : part.end]
            kept = self._referrals.trimmed(sentence, inside, theme) or self._tail(sentence, inside)
            if kept is not None:
                yield passage.voice.lowered(kept) if passage.voice.is_lower else kept

    def _tail(self, sentence: str, inside: list[tuple[int, int]]) -> str | None:
        """The end of a sentence from where its request begins, if the request stands alone and the client is before it."""
        last = max(end for _, end in inside) if inside else 0
        for joint in _JOINT.finditer(sentence, last):
            rest = sentence[joint.end() :]
            body = fold(rest)
            if self._cues.is_request(body) and self._cues.has("opener", body) and self._cues.stands_alone(body):
                return rest[:1].upper() + rest[1:]
        return None

    def _beside(self, passage: Passage, subject: Subject) -> str:
        """What may stand behind the theme; nothing where the rest names a place, lest the three add up to somebody."""
        kept = (passage.text[part.start : part.end] for part in passage.loose if not part.goes)
        if subject.beside is None or any(self._referrals.names_place(text) for text in kept):
            return ""
        return subject.beside.beside

    def _themed(self, ask: Ask, theme: Theme | None, request: str, voice: Voice, beside: str = "") -> Iterator[Wording]:
        if theme is None:
            return
        noun = next((noun for pattern, noun in ask.nouns if pattern.search(request)), ask.default)
        variants = [v for v in ask.variants if v.register in (None, voice.register)]
        echoed = [v for v in variants if v.register or v.echo.search(request)]
        ordered = [*echoed, *(v for v in variants if v not in echoed)]
        for variant, behind in [*((v, beside) for v in ordered[:1] if beside), *((v, "") for v in ordered)]:
            working, name = (f"{said} {behind}".rstrip() for said in (theme.working, theme.name))
            text = voice.say(variant.text, one=noun.one, many=noun.many, verb=noun.verb, working=working, theme=name)
            yield Wording(self._courteous(text, request), is_sure=True)

    def _courteous(self, text: str, request: str) -> str:
        """Carry the writer's "please" and praying hands over to a question that replaces theirs."""
        please = self._cues.find("please", request)
        if please and text.endswith("?") and text.count(".") == 0 and not self._cues.has("open_question", text):
            text = f"{text[:-1]} {please}?"
        emoji = self._voices.kept_emoji(request)
        return f"{text} {emoji}" if emoji else text

    @staticmethod
    def _procedures(topic: Theme | None, voice: Voice) -> Iterator[Wording]:
        if topic is not None:
            yield from (Wording(voice.say(text), is_sure=not topic.is_broad) for text in topic.asks)

    def _felt(self, passage: Passage, *, answers_request: bool) -> Iterator[Wording]:
        body = fold(passage.text)
        for feeling in self._kit.feelings:
            fits = feeling.answers_request if answers_request else not feeling.only_asked
            if not fits or not feeling.phrases.search(body) or (feeling.also and not feeling.also.search(body)):
                continue
            yield from (Wording(passage.voice.say(text), is_sure=True) for text in feeling.texts)
