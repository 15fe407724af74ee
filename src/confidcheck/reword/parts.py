"""The parts of a draft, and which of them go when the client is taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from confidcheck.reword.phrases import fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.reading import Sentence
    from confidcheck.reword.kit import Kit
    from confidcheck.reword.referral import Referrals

_HASHTAGS: Final = re.compile(r"(?:\s*#[\w&]+)+\s*")
_QUOTED: Final = re.compile(r"\"[^\"\n]*\"")
_QUESTION: Final = re.compile(r"\?[\W_]*$")
_PLAIN_LISTS: Final = frozenset({"own_topic", "pronoun", "plural", "tags"})  # lists of words, not of phrases
_MARK: Final = re.compile(r"[^\w\s]\s+(?=\w)")
_BREAK: Final = re.compile(r"\n\s*\n")


class Role(Enum):
    """What a part does in its draft."""

    GREETING = auto()
    THANKS = auto()
    OWN = auto()  # the writer's own words, about no client
    FREE = auto()  # a request that stands without the client
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
    """A place of a finding; excusable where a request may name it: a theme, a large place, a funder."""

    start: int
    end: int
    is_excusable: bool = False


class Parts:
    """Sorts the sentences of a draft by what they do, by `sentences.yaml`."""

    def __init__(self, kit: Kit, referrals: Referrals) -> None:
        self._kit, self._referrals = kit, referrals

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self._kit.load("sentences")

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        names = [name for name in self._data if name not in _PLAIN_LISTS]
        return {name: self._kit.phrases("sentences", self._data[name]) for name in names}

    def has(self, name: str, text: str) -> bool:
        """Whether a folded text holds one of the phrases that `sentences.yaml` lists under a name."""
        return self._patterns[name].search(text) is not None

    def find(self, name: str, text: str) -> str | None:
        """The first of the phrases listed under a name, as a folded text has it, in lower case."""
        match = self._patterns[name].search(text)
        return match.group().strip().lower() if match else None

    def sort(self, text: str, sentences: Sequence[Sentence], flagged: Sequence[Flagged], *, head: int = 0) -> tuple[Part, ...]:
        """Sort the sentences of a draft.

        Args:
            text: clean text.
            sentences: its sentences, in order.
            flagged: what was found about a client.
            head: where the front matter ends; what is in it stays unless it holds a finding.
        """
        of_body = [sentence for sentence in sentences if sentence.end > head]
        spans = [span for sentence in of_body for span in self._without_greeting(text, sentence, flagged, head)]
        parts: list[Part] = []
        kept_before = ""
        after_cut = False
        is_long = len(_BREAK.split(text.strip())) >= self._kit.limits["paragraphs"]
        for start, end, is_greeting in spans:
            body = fold(text[start:end])
            if parts and is_long and _BREAK.search(text[parts[-1].end : start]):
                after_cut = False
            if is_greeting:
                part = Part(start, end, Role.GREETING)
            elif hits := [f for f in flagged if start < f.end and f.start < end]:
                part = self._flagged(body, start, end, is_excusable=all(f.is_excusable for f in hits))
            elif not parts and _BREAK.match(text, end):
                part = Part(start, end, Role.OWN)  # a title
            else:
                part = self._unflagged(body, start, end, after_cut=after_cut, before=kept_before)
            parts.append(part)
            if part.role is not Role.GREETING:
                after_cut = part.goes
            if not part.goes:
                kept_before = body
        return (*(_of_head(sentence, flagged) for sentence in sentences if sentence.end <= head), *parts)

    def _without_greeting(
        self, text: str, sentence: Sentence, flagged: Sequence[Flagged], head: int
    ) -> list[tuple[int, int, bool]]:
        start, end = sentence.start, sentence.end
        match = self._patterns["greeting"].match(fold(text[start:end])) if not text[head:start].strip() else None
        if match is None or not match.group().strip():
            return self._without_thanks(text, start, end)
        cut = start + len(match.group().rstrip())
        if any(start < f.end and f.start < cut and not (f.start <= start and end <= f.end) for f in flagged):
            return [(start, end, False)]  # a sentence marked as a whole is marked for what follows its greeting
        rest = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        if not any(c.isalnum() for c in text[rest:end]):
            return [(start, end, True)]
        return [(start, cut, True), *self._without_thanks(text, rest, end)]

    def _without_thanks(self, text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Part thanks from the sentence they close without a stop, as after an emoji or a comma."""
        for mark in _MARK.finditer(text, start, end):
            if self.has("thanks", fold(text[mark.end() : end])):
                return [(start, mark.start() + 1, False), (mark.end(), end, False)]
        return [(start, end, False)]

    def _flagged(self, body: str, start: int, end: int, *, is_excusable: bool) -> Part:
        """A request that names only a theme or a large place stands, if nothing in it leans on the client."""
        is_request = self.is_request(body)
        leans = self._leans_on_person(body, after_cut=False, before="")
        speaks = self.has("request", body) or len(words(body)) >= self._kit.limits["many_words"]
        stands = is_request and speaks and is_excusable and not leans and self.stands_alone(body)
        return Part(start, end, Role.FREE if stands else Role.CLIENT, is_request, leans)

    def _unflagged(self, body: str, start: int, end: int, *, after_cut: bool, before: str) -> Part:
        if _HASHTAGS.fullmatch(body):
            known = set(self._data["tags"])
            is_plain = all(tag.lower() in known for tag in re.findall(r"#([\w&]+)", body))
            return Part(start, end, Role.THANKS if is_plain else Role.STORY)
        if self.has("thanks", body):
            return Part(start, end, Role.THANKS)
        about_someone = self._leans_on_person(body, after_cut=after_cut, before=before)
        if self.is_request(body):
            stands = not about_someone and self.stands_alone(body)
            return Part(start, end, Role.FREE if stands else Role.ASK, is_request=True, leans=about_someone)
        if self.has("lead", body):
            return Part(start, end, Role.LEAD)
        if about_someone or (after_cut and self._continues(body)):
            return Part(start, end, Role.STORY, leans=about_someone)
        return Part(start, end, Role.OWN, is_settled=self.has("own_start", body))

    def answers_review(self, text: str) -> bool:
        """Whether a text speaks to a reviewer and not to colleagues."""
        body = fold(text)
        speaks = self.has("review_reply", body) and not self.has("group_post", body)
        return speaks and not any(word in self._data["pronoun"] for word in words(body))

    def is_request(self, body: str) -> bool:
        """Whether a folded sentence asks for something."""
        asked = _QUOTED.sub(" ", body)
        return _QUESTION.search(asked) is not None or self.has("request", asked)

    def stands_alone(self, body: str) -> bool:
        """Whether a request names its own subject and leans on nothing said before it."""
        if self.has("case", body) or self.has("leans", body):
            return False
        if next(self._kit.theme_terms.find(body), None) is not None or self._asks_habit(body):
            return True
        if any(pattern.search(body) for pattern, _ in self._kit.theme_phrases) or self._referrals.names_therapist(body):
            return True
        own = self._data["own_topic"]
        found = ["", *words(body)]
        after, never, idle = set(own["after"]), set(map(str, own["not"])), set(own["not_after"])
        return any(
            word in after and follows not in never and before not in idle
            for before, word, follows in zip(found, found[1:], found[2:], strict=False)
        )

    def _asks_habit(self, body: str) -> bool:
        """Whether others are asked what they usually do, at some length."""
        return self.has("habit", body) and len(words(body)) >= self._kit.limits["many_words"]

    def _leans_on_person(self, body: str, *, after_cut: bool, before: str) -> bool:
        found = words(body)
        for pronouns, antecedent in (("pronoun", "antecedent"), ("plural", "antecedent_plural")):
            first = next((k for k, word in enumerate(found) if word in self._data[pronouns]), None)
            if first is None or (pronouns == "plural" and not after_cut):
                continue
            ahead = " ".join(found[:first])
            if not self.has(antecedent, ahead) and (after_cut or not self.has(antecedent, before)):
                return True
        return False

    def _continues(self, body: str) -> bool:
        if self.has("own_start", body):
            return False
        return self.has("continues", body) or self.has("leans", body) or len(words(body)) <= self._kit.limits["few_words"]


def _of_head(sentence: Sentence, flagged: Sequence[Flagged]) -> Part:
    """A title, a description, a tag: nothing leads into it, and no request of its is worth more than the body's."""
    is_flagged = any(sentence.start < f.end and f.start < sentence.end for f in flagged)
    return Part(sentence.start, sentence.end, Role.CLIENT if is_flagged else Role.OWN, is_settled=True)
