"""The parts of a draft, and which of them go when the client is taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from confidcheck.reword.layout import BREAK, calm_paragraphs, is_about_nobody, is_mostly_own, sentence_borders
from confidcheck.reword.phrases import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.reading import Sentence
    from confidcheck.reword.cues import Cues
    from confidcheck.reword.kit import Kit

_MARK: Final = re.compile(r"[^\w\s]\s+(?=\w)")
_TITLE: Final = re.compile(r"\s*(?:---|\+\+\+)\n|\s*[^\n]{1,90}[^\n.,;:!]\n\s*\n")


class Role(Enum):
    """What a part does in its draft."""

    GREETING = auto()
    THANKS = auto()
    OWN = auto()  # the writer's own words, about no client
    FREE = auto()  # a request, or an offer to the reader, that stands without the client
    LEAD = auto()  # leads into the story
    ASK = auto()  # a request that leans on the client
    STORY = auto()  # goes on with the client's story
    CLIENT = auto()  # holds a finding


GOES: Final = frozenset({Role.LEAD, Role.ASK, Role.STORY, Role.CLIENT})


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a greeting before one; code points into the clean text, end exclusive.

    `leans` where a pronoun in it stands for somebody who is not named in the writer's own words; `is_settled` where it tells
    of the writer's own standing and means, so that it makes sense wherever it stands.
    """

    start: int
    end: int
    role: Role
    is_request: bool = False
    leans: bool = False
    is_settled: bool = False

    @property
    def goes(self) -> bool:
        """Whether it is taken out."""
        return self.role in GOES


@dataclass(frozen=True, slots=True)
class Flagged:
    """A place of a finding, or a sentence that the encoder takes to be about a client.

    `is_excusable` where a request may name it: a theme, a large place, a funder. `is_doubted` where it may be nobody's: the
    sentence is worth trying to keep if it is a request that stands by itself, or tells of the writer's own means.
    """

    start: int
    end: int
    is_excusable: bool = False
    is_doubted: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a sentence stands.

    Attributes:
        after_cut: whether the sentence before it goes.
        kept: the last sentence that stays, folded.
        is_asked: whether a request before it stays.
        is_next: whether that request is the sentence right before it.
        is_sure: whether the encoder is sure that the sentence is about no client.
        is_own_text: whether the draft is long, and most of it about something else.
    """

    after_cut: bool
    kept: str
    is_asked: bool
    is_next: bool
    is_sure: bool
    is_own_text: bool

    @property
    def is_general(self) -> bool:
        """Whether it is surely about no client, in a text about something else: what it says holds of people in general."""
        return self.is_sure and self.is_own_text


class Parts:
    """Sorts the sentences of a draft by what they do."""

    def __init__(self, kit: Kit, cues: Cues) -> None:
        self._kit, self._cues = kit, cues

    def sort(self, text: str, sentences: Sequence[Sentence], flagged: Sequence[Flagged], *, head: int = 0) -> tuple[Part, ...]:
        """Sort the sentences of a draft.

        Args:
            text: clean text.
            sentences: its sentences, in order.
            flagged: what was found about a client.
            head: where the front matter ends; what is in it stays unless it holds a finding.
        """
        of_body = [sentence for sentence in sentences if sentence.end > head]
        borders = sentence_borders(text, of_body)
        spans = [span for border in borders for span in self._without_greeting(text, border, flagged, head)]
        parts: list[Part] = []
        kept_before, after_cut, is_asked = "", False, False
        is_long = len(BREAK.split(text.strip())) >= self._kit.limits["paragraphs"]
        limits = self._kit.limits
        is_own_text = is_mostly_own(text, of_body, flagged, limits)
        calm = calm_paragraphs(text, of_body, flagged, limits["about_nobody"]) if is_long and is_own_text else []
        for start, end, is_greeting in spans:
            body = fold(text[start:end])
            if parts and is_long and BREAK.search(text[parts[-1].end : start]):
                after_cut = False
            hits = [f for f in flagged if start < f.end and f.start < end]
            is_calm = any(first <= start and end <= last for first, last in calm)
            is_next = is_asked and parts[-1].role is Role.FREE
            is_sure = is_about_nobody(of_body, start, end, limits["about_nobody"])
            context = _Context(after_cut, kept_before, is_asked, is_next, is_sure, is_own_text)
            if is_greeting:
                part = Part(start, end, Role.GREETING)
            elif not parts and BREAK.match(text, end) and all(f.is_doubted for f in hits):
                part = Part(start, end, Role.OWN)  # a title
            elif is_calm:
                part = Part(start, end, Role.FREE if self._cues.is_request(body) else Role.OWN)
            else:
                part = self._part(body, start, end, hits, context)
            parts.append(part)
            if part.role is not Role.GREETING:
                after_cut = part.goes
            if not part.goes:
                kept_before, is_asked = body, is_asked or part.role is Role.FREE
        if is_long:
            parts = self._without_stubs(text, parts)
        return (*(_of_head(sentence, flagged) for sentence in sentences if sentence.end <= head), *parts)

    def is_article(self, text: str, *, head: int = 0) -> bool:
        """Whether a text is written to be read, not to be answered: it is long and has a title.

        Args:
            text: clean text.
            head: where the front matter ends.
        """
        is_titled = head > 0 or (_TITLE.match(text) is not None and not self._cues.opens_with("greeting", fold(text)))
        return is_titled and len(words(text)) >= self._kit.limits["article"]

    def _without_greeting(
        self, text: str, border: tuple[int, int], flagged: Sequence[Flagged], head: int
    ) -> list[tuple[int, int, bool]]:
        start, end = border
        length = self._cues.opens_with("greeting", fold(text[start:end])) if not text[head:start].strip() else 0
        if not length:
            return self._without_thanks(text, start, end)
        cut = start + length
        if any(start < f.end and f.start < cut and not (f.start <= start and end <= f.end) for f in flagged):
            return [(start, end, False)]  # a sentence marked as a whole is marked for what follows its greeting
        rest = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        if not any(c.isalnum() for c in text[rest:end]):
            return [(start, end, True)]
        return [(start, cut, True), *self._without_thanks(text, rest, end)]

    def _without_thanks(self, text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Part thanks from the sentence they close without a stop, as after an emoji or a comma."""
        for mark in _MARK.finditer(text, start, end):
            if self._cues.has("thanks", fold(text[mark.end() : end])):
                return [(start, mark.start() + 1, False), (mark.end(), end, False)]
        return [(start, end, False)]

    def _without_stubs(self, text: str, parts: Sequence[Part]) -> list[Part]:
        """Let the label of a paragraph go where all that stood behind it goes."""
        paragraphs: list[list[Part]] = []
        for part in parts:
            if paragraphs and not BREAK.search(text[paragraphs[-1][-1].end : part.start]):
                paragraphs[-1].append(part)
            else:
                paragraphs.append([part])
        return [part for paragraph in paragraphs for part in self._without_stub(text, paragraph)]

    def _without_stub(self, text: str, paragraph: list[Part]) -> list[Part]:
        kept = [part for part in paragraph if not part.goes]
        left = sum(len(words(text[part.start : part.end])) for part in kept)
        is_stub = all(part.role is Role.OWN for part in kept) and left <= self._kit.limits["stub"]
        if len(kept) == len(paragraph) or not is_stub:
            return paragraph
        return [part if part.goes else replace(part, role=Role.STORY) for part in paragraph]

    def _part(self, body: str, start: int, end: int, hits: Sequence[Flagged], context: _Context) -> Part:
        sure = [f for f in hits if not f.is_doubted]
        if sure:
            return self._flagged(body, start, end, is_excusable=all(f.is_excusable for f in sure))
        part = self._unflagged(body, start, end, context)
        named = [f for f in hits if f.end - f.start < end - start]
        is_asked = part.role is Role.FREE and all(f.is_excusable for f in named)
        is_settled = part.role is Role.OWN and (part.is_settled or (context.is_own_text and not named))
        if not hits or is_asked or is_settled:
            return part
        return self._flagged(body, start, end, is_excusable=False)

    def _flagged(self, body: str, start: int, end: int, *, is_excusable: bool) -> Part:
        """A request that names only a theme or a large place stands, if nothing in it leans on the client."""
        is_request = self._cues.is_request(body)
        leans = self._cues.leans_on_person(body, after_cut=False, before="")
        speaks = self._cues.has("request", body) or len(words(body)) >= self._kit.limits["many_words"]
        stands = is_request and speaks and is_excusable and not leans and self._cues.stands_alone(body)
        return Part(start, end, Role.FREE if stands else Role.CLIENT, is_request, leans)

    def _unflagged(self, body: str, start: int, end: int, context: _Context) -> Part:
        cues = self._cues
        if cues.are_tags(body):
            return Part(start, end, Role.THANKS if cues.are_plain_tags(body) else Role.STORY)
        if cues.has("thanks", body):
            return Part(start, end, Role.THANKS)
        leans = cues.leans_on_person(body, after_cut=context.after_cut, before=context.kept, is_general=context.is_general)
        if cues.is_request(body):
            stands = not leans and (cues.stands_alone(body) or self._stays(body, context))
            return Part(start, end, Role.FREE if stands else Role.ASK, is_request=True, leans=leans)
        role = self._role_of_statement(body, context, leans=leans)
        return Part(start, end, role, leans=leans, is_settled=role is Role.OWN and cues.has("own_start", body))

    def _stays(self, body: str, context: _Context) -> bool:
        """Whether a request that is surely about nobody says enough by itself, or goes on from what stays before it."""
        if not context.is_sure:
            return False
        goes_on = context.is_asked and not self._cues.is_case(body)
        if not context.after_cut and (goes_on or context.is_general):
            return True
        return context.is_next or self._cues.says_enough(body)

    def _role_of_statement(self, body: str, context: _Context, *, leans: bool) -> Role:
        cues = self._cues
        if cues.has("offers", body) and not leans:
            return Role.FREE
        if cues.has("lead", body):
            return Role.LEAD
        answers = context.is_sure and context.is_asked and not context.is_own_text
        goes_on = context.after_cut and not answers and cues.continues(body, is_general=context.is_general)
        return Role.STORY if leans or goes_on else Role.OWN


def _of_head(sentence: Sentence, flagged: Sequence[Flagged]) -> Part:
    """A title, a description, a tag: nothing leads into it, and no request of its is worth more than the body's."""
    is_flagged = any(sentence.start < f.end and f.start < sentence.end for f in flagged)
    return Part(sentence.start, sentence.end, Role.CLIENT if is_flagged else Role.OWN, is_settled=True)
