"""The inline content of a block, as markdown-it cut it from its lines, with the place of each of its lines in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+$")
TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: its text without the line break, and the offset of its first character."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Content:
    """Lines of text joined by line feeds.

    Attributes:
        text: the lines.
        starts: where each line begins in `text`.
        sources: where each line begins in the source.
        breaks: where the line break behind each line stands in the source.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    breaks: tuple[int, ...]

    def source(self, at: int) -> int:
        """Map an offset of `text` (not one of a line feed) to the source."""
        k = bisect_right(self.starts, at) - 1
        return self.sources[k] + at - self.starts[k]

    def line_break(self, at: int) -> int:
        """Map the offset of a line feed to the line break it stands for."""
        return self.breaks[bisect_right(self.starts, at) - 1]


def locate(content: str, lines: Sequence[Line], *, is_heading: bool) -> Content:
    """Find the place of a block's content.

    Only the ends of lines were cut: indentation, quote and list markers before, white space (and, of a heading, hashes)
    behind. So each line of the content is a tail of its line, and its place follows from the lengths.

    Args:
        content: what markdown-it made of the block.
        lines: the source lines it stands on.
        is_heading: whether closing hashes were cut.

    Returns:
        The content without white space at the ends of its lines, and without the ruling lines of tables, which no reader sees.
    """
    kept: list[tuple[str, int, int]] = []
    for part, line in zip(content.split("\n"), lines, strict=True):
        text, whole = part.strip(), line.text.rstrip()
        if is_heading and not whole.endswith(text):
            whole = CLOSING_HASHES.sub("", whole).rstrip()
        if not whole.endswith(text):
            raise AssertionError("a block's content is not a tail of its line")
        is_rule = kept and "|" in kept[-1][0] and TABLE_RULE.fullmatch(text)
        if not is_rule:
            kept.append((text, line.start + len(whole) - len(text), line.start + len(line.text)))
    return _joined(kept)


def _joined(lines: list[tuple[str, int, int]]) -> Content:
    starts, at = [], 0
    for text, _, _ in lines:
        starts.append(at)
        at += len(text) + 1
    texts, sources, breaks = zip(*lines, strict=True)
    return Content("\n".join(texts), tuple(starts), sources, breaks)


def whole_line(line: Line) -> Content:
    """Return a line as it stands, white space at its ends left out."""
    text = line.text.strip()
    return _joined([(text, line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text))])
