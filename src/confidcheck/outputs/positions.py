"""Where a place of the clean text stands in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from confidcheck.draft import Thread
    from confidcheck.finding import Place

NEWLINE = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"


class Point(NamedTuple):
    """A line and a column of a source, counted from 1; a byte-order mark counts as no column."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Position:
    """A span of a source in code points, end exclusive, with the lines and columns of its start and end, counted from 1.

    `has_lines` is whether the source is text; of others (`.docx`) all this counts in the words that were read from them.
    """

    source: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    has_lines: bool


class Positions:
    """Maps the places of one thread; the lines of a source are counted once."""

    def __init__(self, thread: Thread) -> None:
        self._drafts = thread.drafts
        self._lines = [[0, *(found.end() for found in NEWLINE.finditer(draft.original))] for draft in thread]

    def of(self, place: Place) -> Position:
        """Return the position of a place."""
        draft = self._drafts[place.draft]
        start, end = draft.to_source(place.start, place.end)
        first, last = self.point(place.draft, start), self.point(place.draft, end)
        return Position(draft.source, start, end, *first, *last, has_lines=draft.encoding is not None)

    def point(self, draft: int, offset: int, *, in_bytes: bool = False) -> Point:
        """Return the line and column of an offset of a source; columns in code points, or in bytes of UTF-8."""
        lines, original = self._lines[draft], self._drafts[draft].original
        line = bisect_right(lines, offset)
        before = original[lines[line - 1] : offset]
        if line == 1:
            before = before.removeprefix(BYTE_ORDER_MARK)
        return Point(line, 1 + len(before.encode() if in_bytes else before))

    def words(self, place: Place) -> str:
        """Return the words that stand at a place, as a reader sees them."""
        return self._drafts[place.draft].text[place.start : place.end]
