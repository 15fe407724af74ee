"""The few lines of a source around a block, so that an edit of it can be tried without reading all the rest again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.inputs.front_matter import read_front_matter
from confidcheck.inputs.writer import BYTE_ORDER_MARK, NEWLINE, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.draft import Draft
    from confidcheck.inputs.ways import Block

_BY_LINES = frozenset({".html", ".htm"})  # where a blank line parts nothing


class Windows:
    """Finds windows in the source of a draft, and in what becomes of it when it is changed from its end on.

    Args:
        draft: as it was read.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._starts = [0, *(found.end() for found in NEWLINE.finditer(draft.original))]
        self._is_by_lines = Path(draft.source).suffix.lower() in _BY_LINES
        head = len(BYTE_ORDER_MARK) if draft.original.startswith(BYTE_ORDER_MARK) else 0
        self._body = read_front_matter(Writer(draft.original), head)

    def around(self, block: Block, source: str, at: int) -> tuple[int, int]:
        """Return the window around a block: its own paragraph (in HTML, its lines) and one on each side.

        Args:
            block: of the draft; the whole source is its window if it is in the front matter.
            source: as changed behind `at`.
            at: up to where the source is as it was; in the block.

        Returns:
            Start and end in `source`.
        """
        if block.is_front_matter:
            return 0, len(source)
        start = self._before(block.first)
        return (0 if start < self._body else start), self._after(source, max(at, block.first))

    def text_from(self, start: int) -> int:
        """Return where in the clean text the first word behind a place in the source stands."""
        pieces = self._draft.pieces
        k = bisect_left(pieces, start, key=attrgetter("source"))
        return pieces[k].start if k < len(pieces) else len(self._draft.text)

    def _before(self, at: int) -> int:
        line = bisect_right(self._starts, at) - 1
        parts = 0
        while line > 0:
            is_border = self._is_by_lines or self._is_blank(line - 1) != self._is_blank(line)
            if is_border and not self._is_blank(line) and (parts := parts + 1) > 1:
                break
            line -= 1
        return self._starts[line]

    def _is_blank(self, line: int) -> bool:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._draft.original)
        return not self._draft.original[self._starts[line] : end].strip(" \t\r\n>" + BYTE_ORDER_MARK)

    def _after(self, source: str, at: int) -> int:
        parts, was_blank = 0, False
        for start, end in _lines(source, at):
            is_blank = not source[start:end].strip(" \t\r\n>")
            if not is_blank and start != at and (self._is_by_lines or was_blank):
                parts += 1
            if parts > 1:
                return start
            was_blank = is_blank
        return len(source)


def _lines(source: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the rest of the line at a place, and the lines behind it, each with its break."""
    for found in NEWLINE.finditer(source, at):
        yield at, found.end()
        at = found.end()
    yield at, len(source)
