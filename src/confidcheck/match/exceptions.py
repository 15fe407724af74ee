"""Exemptions of rules, and frames: words that take a match back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.fold import SOFT, tokens
from confidcheck.rule import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.match.candidate import Candidate


class Excepting(NamedTuple):
    """Words found in a draft that take back matches within their scope (code points, end exclusive).

    `rule` is the id of the rule whose exemption it is, or None for a frame; `frame` the id of the frame, or None.
    """

    scope: Scope
    start: int
    end: int
    rule: str | None
    frame: str | None


class Exceptions:
    """All exceptions found in one draft.

    Args:
        text: the text.
        sentences: the starts of its sentences, in order.
        found: the exceptions.
    """

    def __init__(self, text: str, sentences: Sequence[int], found: Iterable[Excepting]) -> None:
        self._text, self._sentences = text, sentences
        near: list[Excepting] = []
        self._wide: dict[int | None, set[tuple[str | None, str | None]]] = {}  # by sentence; None is the whole draft
        for one in found:
            if one.scope is Scope.NEAR:
                near.append(one)
            else:
                sentence = None if one.scope is Scope.DRAFT else self._sentence(one.start)
                self._wide.setdefault(sentence, set()).add((one.rule, one.frame))
        self._near = sorted(near, key=lambda one: one.start)
        self._starts = [one.start for one in self._near]
        self._longest = max((one.end - one.start for one in near), default=0)

    def silence(self, candidate: Candidate) -> bool:
        """Whether an exemption of its rule, or a frame that it does not speak despite, takes a match back."""
        sentences = range(self._sentence(candidate.start), self._sentence(candidate.end - 1) + 1)
        wide = (pair for sentence in (None, *sentences) for pair in self._wide.get(sentence, ()))
        near = ((one.rule, one.frame) for one in self._nearby(candidate) if self._sentence(one.start) in sentences)
        return any(_concerns(rule, frame, candidate) for rule, frame in chain(wide, near))

    def _nearby(self, candidate: Candidate) -> Iterator[Excepting]:
        """Yield what overlaps a match, or is parted from it by nothing but spaces and soft marks."""
        start, end = candidate.start, candidate.end
        while start > 0 and _is_void(self._text[start - 1]):
            start -= 1
        while end < len(self._text) and _is_void(self._text[end]):
            end += 1
        first, last = bisect_left(self._starts, start - self._longest), bisect_right(self._starts, end)
        return (one for one in self._near[first:last] if one.end >= start)

    def _sentence(self, place: int) -> int:
        return bisect_right(self._sentences, place)


def _is_void(character: str) -> bool:
    if character.isascii() and (character.isspace() or character.isalnum()):  # nearly all are; no token need be made to know
        return character.isspace()
    return all(token.flags & SOFT for token in tokens(character))


def _concerns(rule: str | None, frame: str | None, candidate: Candidate) -> bool:
    return frame not in candidate.rule.despite if frame is not None else rule == candidate.rule.id
