"""Writes the clean text of a draft and keeps account of where each character came from."""

from __future__ import annotations

import re

from confidcheck.draft import Draft, Piece

NEWLINE = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"


class Writer:
    """Collects clean text, run by run, with its pieces.

    Args:
        original: the decoded source that all offsets point into.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.length = 0
        self._gap = ""
        self._runs: list[str] = []
        self._pieces: list[Piece] = []

    @property
    def at_line_start(self) -> bool:
        """Whether nothing stands on the current line yet."""
        return bool(self._gap) or not self._runs or self._runs[-1].endswith("\n")

    def separate(self, gap: str) -> None:
        """Put `gap` before whatever is written next, if anything is written and anything stands before it."""
        self._gap = gap if self._runs else ""

    def copy(self, start: int, end: int) -> None:
        """Copy a run of the source that holds no line break."""
        if start >= end:
            return
        self._close_gap()
        last = self._pieces[-1] if self._pieces else None
        if last and last.source_length is None and last.end == self.length and last.source_end == start:
            self._pieces[-1] = Piece(last.start, last.source, last.length + end - start)
        else:
            self._pieces.append(Piece(self.length, start, end - start))
        self._append(self.original[start:end])

    def copy_lines(self, start: int, end: int) -> None:
        """Copy a run of the source; its line breaks become line feeds."""
        for found in NEWLINE.finditer(self.original, start, end):
            self.copy(start, found.start())
            self.newline(found.start())
            start = found.end()
        self.copy(start, end)

    def newline(self, at: int) -> None:
        """Write a line feed for the line break that stands at `at`."""
        if self.original.startswith("\r\n", at):
            self.stand_in("\n", at, at + 2)
        elif self.original[at] == "\r":
            self.stand_in("\n", at, at + 1)
        else:
            self.copy(at, at + 1)

    def stand_in(self, text: str, start: int, end: int) -> None:
        """Write characters that the source writes differently (an entity, say) from `start` to `end`."""
        self._close_gap()
        self._pieces.append(Piece(self.length, start, len(text), end - start))
        self._append(text)

    def add(self, text: str) -> None:
        """Write characters that have no place in the source, such as the blank line between two blocks."""
        self._close_gap()
        self._append(text)

    def strip_spaces(self) -> None:
        """Take back the spaces at the end of what was written last."""
        while self._runs and self._pieces and self._pieces[-1].end == self.length and self._runs[-1].endswith((" ", "\t")):
            kept = self._runs[-1].rstrip(" \t")
            cut = len(self._runs[-1]) - len(kept)
            piece = self._pieces[-1]
            if piece.source_length is not None:
                return
            if cut == piece.length:
                self._pieces.pop()
            else:
                self._pieces[-1] = Piece(piece.start, piece.source, piece.length - cut)
            self._runs[-1] = kept
            self.length -= cut
            if not kept:
                self._runs.pop()

    def draft(self, source: str) -> Draft:
        """Return what was written as a draft named `source`."""
        return Draft(source, "".join(self._runs), self.original, tuple(self._pieces))

    def _close_gap(self) -> None:
        gap, self._gap = self._gap, ""
        if gap:
            self._append(gap)

    def _append(self, text: str) -> None:
        self._runs.append(text)
        self.length += len(text)
