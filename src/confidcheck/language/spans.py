"""Arithmetic of spans in time linear in the text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Spanned(Protocol):
    """Anything with a place in a text, in code points, end exclusive."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


S = TypeVar("S", bound=Spanned)


def without_overlaps(preferred_first: Iterable[S], length: int) -> list[S]:
    """Keep each span that overlaps none kept before it, and return them in the order of the text.

    Args:
        preferred_first: not empty spans, of two that overlap the better one first.
        length: the length of the text.
    """
    taken = bytearray(length)
    kept = []
    for span in preferred_first:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


class Covers:
    """Answers whether a span lies wholly inside one of some others."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def __call__(self, start: int, end: int) -> bool:
        """Whether one span begins at or before `start` and ends at or behind `end`."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= end


class Ordered:
    """Spans in order of the text that do not overlap each other, found by place."""

    def __init__(self, spans: Sequence[Spanned]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def touched_by(self, start: int, end: int) -> range:
        """Return the indices of the spans that overlap `start`–`end`."""
        return range(bisect_right(self._ends, start), max(bisect_right(self._starts, end - 1), 0))
