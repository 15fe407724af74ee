"""Whom each mention concerns: a client, the writer, a colleague, a public figure, people in general, or nobody in sight."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.language.people import Reference
from confidcheck.language.spans import Ordered, Spanned
from confidcheck.reading import About, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from confidcheck.language.people import People
    from confidcheck.reading import Sentence

ENCODER = "encoder"
_PARAGRAPH = re.compile(r"\n\s*\n")


class _Claim(NamedTuple):
    """Who claims a mention, and how surely it would be a client's."""

    about: About
    score: float


def settle_about(
    mentions: Sequence[Mention], text: str, sentences: Sequence[Sentence], discloses: float | None, people: People
) -> tuple[Mention, ...]:
    """Say whom each mention concerns, and drop those the encoder knows better.

    Args:
        mentions: of all origins, in any order, with code-point offsets into `text`.
        text: clean text of a draft.
        sentences: its sentences, in order; their `about_client` is used where the encoder gave one.
        discloses: the encoder's probability that the draft discloses a client, None without the encoder.
        people: finds the people the text speaks of.

    Returns:
        Mentions in order of their start. Those of the encoder keep whom they are about and their score, and take
        over the kind of a mention of the same label that they cover; a mention that one of them overlaps is dropped,
        save a public number or address, which is dropped by nobody.
    """
    heard, others = _encoder_first(mentions)
    if not others:
        return heard
    scene = _Scene(others, text, sentences, people)
    settled = (_settled(mention, scene, discloses, people.weights) for mention in others)
    return tuple(sorted(chain(heard, settled), key=_place))


def _encoder_first(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], list[Mention]]:
    """Part the encoder's mentions from the others, without overlaps between the two."""
    public = Ordered(sorted((m for m in mentions if m.about is About.PUBLIC), key=_place))
    heard = sorted((m for m in mentions if _is_heard(m) and not public.touched_by(m.start, m.end)), key=_place)
    known = Ordered(heard)
    others: list[Mention] = []
    for mention in mentions:
        if _is_heard(mention):
            continue
        over = known.touched_by(mention.start, mention.end)
        for k in over:
            if mention.kind and mention.label == heard[k].label and not heard[k].kind:
                heard[k] = replace(heard[k], kind=mention.kind)
        if not over:
            others.append(mention)
    return tuple(heard), others


def _is_heard(mention: Mention) -> bool:
    return mention.origin == ENCODER and mention.about is About.CLIENT


def _place(span: Spanned) -> tuple[int, int]:
    return span.start, span.end


def _settled(mention: Mention, scene: _Scene, discloses: float | None, weights: Mapping[str, float]) -> Mention:
    if mention.about in (About.PUBLIC, About.AUTHOR):
        return replace(mention, score=min(mention.score, weights["others"]))
    claim = scene.claim(mention)
    if mention.about is About.CLIENT:  # an identifier hardly anyone else has
        claim = _Claim(About.CLIENT, max(mention.score, claim.score if claim.about is About.CLIENT else 0.0))
    said = scene.sentence(mention.start).about_client
    if said is not None:
        share = weights["sentence"]
        about = claim.about
        if about is About.UNKNOWN and said >= weights["sentence-speaks"]:
            about = About.CLIENT
        claim = _Claim(about, (1 - share) * claim.score + share * said if about is About.CLIENT else claim.score)
    if discloses is not None:
        claim = claim._replace(score=claim.score * min(1.0, discloses / weights["quiet"]))
    return replace(mention, about=claim.about, score=round(claim.score, 4))


class _Scene:
    """The people of a draft in the order of the text, and who he, she and they are at each point."""

    def __init__(self, mentions: Sequence[Mention], text: str, sentences: Sequence[Sentence], people: People) -> None:
        self._weights = people.weights
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)]
        self._pronouns = people.pronouns(text)
        self._remember(people.references(text))
        self._remember([*self._references, *self._by_shorthand(mentions, people.shorthand)])

    def _remember(self, references: Sequence[Reference]) -> None:
        self._references = sorted(references)
        self._places = [reference.start for reference in self._references]
        self._lasting = [reference for reference in self._references if reference.lasts]
        self._frames = [reference for reference in self._references if reference.frames]
        self._frame_places = [reference.start for reference in self._frames]
        self._lasting_places = [reference.start for reference in self._lasting]

    def sentence(self, offset: int) -> Sentence:
        """Return the sentence in which `offset` lies."""
        return self._sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def claim(self, mention: Mention) -> _Claim:
        """Say who is nearest to `mention`: in its sentence, then as the one that he, she or they mean, then ahead."""
        frame = self._frame_before(mention.start)
        if frame:
            return _Claim(frame.about, frame.score)
        sentence = self.sentence(mention.start)
        here = self._references_in(sentence)
        behind = [r for r in here if r.start <= mention.start and self._reaches(r, mention)]
        pronoun = self._pronoun_before(mention.end, sentence.start)
        if behind and behind[-1].start >= pronoun:
            return _Claim(behind[-1].about, behind[-1].score)
        if pronoun >= 0:
            meant = self._meant(pronoun, mention)
            if meant:
                return meant
        if behind:
            return _Claim(behind[-1].about, behind[-1].score)
        ahead = [r for r in here if r.start > mention.start and not r.near]
        if ahead:
            return _Claim(ahead[0].about, ahead[0].score * self._weights["ahead"])
        return self._dropped(mention, sentence)

    def _reaches(self, reference: Reference, mention: Mention) -> bool:
        return not reference.near or mention.start - reference.end <= reference.near

    def _meant(self, pronoun: int, mention: Mention) -> _Claim | None:
        """Who a pronoun means: the last person brought on before it, if not too long ago."""
        last = self._last_before(pronoun)
        if not last:
            return _Claim(About.CLIENT, self._weights["someone"])
        gap = self._distance(last.end, mention.start)
        if gap > self._weights["held"] and last.about is not About.CLIENT:
            return None
        return _Claim(last.about, last.score * self._weights["pronoun"] * self._fade(last.end, mention.start))

    def _dropped(self, mention: Mention, sentence: Sentence) -> _Claim:
        """A sentence without a subject goes on about the client of the sentences before it, within the paragraph."""
        last = self._last_before(sentence.start)
        same_paragraph = last and self._paragraph(last.end) == self._paragraph(mention.start)
        if last and same_paragraph and self._distance(last.end, mention.start) <= self._weights["held"]:
            return _Claim(last.about, last.score * self._weights["dropped"] * self._fade(last.end, mention.start))
        return _Claim(About.UNKNOWN, mention.score * self._weights["unknown"])

    def _frame_before(self, offset: int) -> Reference | None:
        """Return the words that make an example of the paragraph up to `offset`, if there are any."""
        before = bisect_left(self._frame_places, offset)
        last = self._frames[before - 1] if before else None
        return last if last and self._paragraph(last.start) == self._paragraph(offset) else None

    def _references_in(self, sentence: Sentence) -> list[Reference]:
        return self._references[bisect_left(self._places, sentence.start) : bisect_left(self._places, sentence.end)]

    def _pronoun_before(self, offset: int, since: int) -> int:
        """Return where the last pronoun between `since` and `offset` stands, -1 for none."""
        before = bisect_left(self._pronouns, offset)
        return self._pronouns[before - 1] if before and self._pronouns[before - 1] >= since else -1

    def _last_before(self, offset: int) -> Reference | None:
        before = bisect_left(self._lasting_places, offset)
        return self._lasting[before - 1] if before else None

    def _fade(self, start: int, end: int) -> float:
        steps = min(self._distance(start, end), int(self._weights["held"]))
        crossed = self._weights["paragraph"] if self._paragraph(start) != self._paragraph(end) else 1.0
        return float(self._weights["each-sentence"] ** steps * crossed)

    def _distance(self, start: int, end: int) -> int:
        """Return how many sentences lie between two offsets."""
        return bisect_right(self._starts, end) - bisect_right(self._starts, start)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraphs, offset)

    def _by_shorthand(self, mentions: Sequence[Mention], kinds: frozenset[str]) -> list[Reference]:
        """Shorthand such as `34yo F` brings a person on where nobody has claimed it."""
        score = self._weights["shorthand"]
        return [
            Reference(mention.start, mention.end, About.CLIENT, score, lasts=True, near=0, frames=False)
            for mention in mentions
            if mention.kind in kinds and not self._is_claimed(mention)
        ]

    def _is_claimed(self, mention: Mention) -> bool:
        here = self._references_in(self.sentence(mention.start))
        return any(r.start <= mention.start and self._reaches(r, mention) for r in here)
