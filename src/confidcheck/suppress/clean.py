"""From the source back to the clean text: where comments stand, and which words they are about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from confidcheck.inputs.html_tokens import BLOCKS, Kind
from confidcheck.inputs.html_tokens import tokens as html_tokens

if TYPE_CHECKING:
    from confidcheck.draft import Draft

NEWLINE = re.compile(r"\r\n|\r|\n")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
HTML = frozenset([".html", ".htm"])
_FENCE = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})(?P<rest>.*)")

Span = tuple[int, int]


class Clean:
    """The clean text of one draft, seen from its source. All offsets are code points, ends exclusive."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sources = [piece.source for piece in draft.pieces]
        self._lines = [0, *(found.end() for found in NEWLINE.finditer(draft.original))]

    def line(self, source: int) -> int:
        """Return the line of an offset of the source, counted from 1."""
        return bisect_right(self._lines, source)

    def within(self, start: int, end: int) -> Span | None:
        """Return the span of the words that come from `start` to `end` of the source; None where there are none."""
        pieces = self._draft.pieces
        first = max(bisect_right(self._sources, start) - 1, 0)
        last = bisect_left(self._sources, end) - 1
        if first < len(pieces) and pieces[first].source_end <= start:
            first += 1
        if first > last:
            return None
        cut = over = 0
        if pieces[first].source_length is None:
            cut = max(start - pieces[first].source, 0)
        if pieces[last].source_length is None:
            over = max(pieces[last].source_end - end, 0)
        return self._with_words(pieces[first].start + cut, pieces[last].end - over)

    def on_line(self, source: int) -> Span | None:
        """Return the span of the words on the line of an offset of the source; None where it holds no words."""
        number = self.line(source)
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self._draft.original)
        return self.within(start, end)

    def after(self, source: int) -> Span | None:
        """Return the span of the next paragraph behind an offset of the source; None where nothing follows."""
        behind = self.within(source, len(self._draft.original))
        if behind is None:
            return None
        gap = BLANK_LINE.search(self._draft.text, *behind)
        return behind[0], gap.start() if gap else behind[1]

    def about(self, start: int, end: int) -> Span | None:
        """Return the span of the words that a comment from `start` to `end` of the source is about.

        That is its line or, where no words stand on it, the next paragraph. A line of HTML may hold many paragraphs; there it
        is the one that the comment stands in or, between two of them, the next.
        """
        line = self.on_line(start) or self.on_line(end - 1)
        if line is None:
            return self.after(end)
        text = self._draft.text
        if "\n" not in text[slice(*line)]:
            return line
        before = self.within(0, start)
        if before and not self._parts_blocks(self._draft.to_source(before[1] - 1, before[1])[1], start):
            left, right = text.rfind("\n", line[0], before[1]), text.find("\n", before[1], line[1])
            return left + 1 if left >= 0 else line[0], right if right >= 0 else line[1]
        return self.after(end)

    def near(self, source: int) -> Span:
        """Return where to show a remark about an offset of the source: the first word behind it, or the first before."""
        span = self.after(source) or self.within(0, source) or (0, 0)
        words = self._draft.text[slice(*span)].split(maxsplit=1)
        return span[0], span[0] + len(words[0]) if words else span[1]

    def paragraphs(self) -> list[Span]:
        """Return the spans between blank lines."""
        text = self._draft.text
        borders = [(0, 0), *(gap.span() for gap in BLANK_LINE.finditer(text)), (len(text), len(text))]
        return [(left[1], right[0]) for left, right in pairwise(borders)]

    def is_code(self, source: int) -> bool:
        """Whether what stands at an offset of the source only looks like a comment.

        In Markdown, it lies in a code fence or behind an open backtick of its line; in HTML, in a script, say.
        """
        if self._is_html:
            return source not in self._comments
        start = self._lines[self.line(source) - 1]
        if self._draft.original.count("`", start, source) % 2:
            return True
        return any(first < self.line(source) < last for first, last in self._fences)

    @property
    def _is_html(self) -> bool:
        return PurePath(self._draft.source).suffix.lower() in HTML

    @cached_property
    def _comments(self) -> frozenset[int]:
        """Return where the comments of an HTML source begin."""
        found = html_tokens(self._draft.original, 0, len(self._draft.original))
        return frozenset(token.start - len("<!--") for token in found if token.kind is Kind.COMMENT)

    def _parts_blocks(self, start: int, end: int) -> bool:
        """Whether a tag between two offsets of the source ends a paragraph or begins one."""
        return any(token.name in BLOCKS for token in html_tokens(self._draft.original, start, end))

    @cached_property
    def _fences(self) -> list[Span]:
        """Return the first and last line of every closed fence."""
        fences: list[Span] = []
        opened, first = "", 0
        for number, line in enumerate(NEWLINE.split(self._draft.original), 1):
            if not (found := _FENCE.fullmatch(line)):
                continue
            marks = found["marks"]
            if not opened:
                opened, first = marks, number
            elif marks.startswith(opened) and not found["rest"].strip():
                fences.append((first, number))
                opened = ""
        return fences

    def _with_words(self, start: int, end: int) -> Span | None:
        words = self._draft.text[start:end]
        if not words.strip():
            return None
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
