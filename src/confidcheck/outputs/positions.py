"""Where a place of the clean text stands in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.draft import Thread
    from confidcheck.finding import Place

NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Position:
    """A span of a source in code points, end exclusive, and the line and column of its start, counted from 1."""

    source: str
    start: int
    end: int
    line: int
    column: int


class Positions:
    """Maps the places of one thread; the lines of a source are counted once."""

    def __init__(self, thread: Thread) -> None:
        self._drafts = thread.drafts
        self._lines = [[0, *(found.end() for found in NEWLINE.finditer(draft.original))] for draft in thread]

    def of(self, place: Place) -> Position:
        """Return the position of a place; a byte-order mark counts as a character but not as a column."""
        draft, lines = self._drafts[place.draft], self._lines[place.draft]
        start, end = draft.to_source(place.start, place.end)
        line = bisect_right(lines, start)
        column = start - lines[line - 1] + 1
        if line == 1 and draft.original.startswith("\ufeff"):
            column -= 1
        return Position(draft.source, start, end, line, column)

    def words(self, place: Place) -> str:
        """Return the words that stand at a place, as a reader sees them."""
        return self._drafts[place.draft].text[place.start : place.end]
