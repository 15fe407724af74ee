"""Ways to make one edit within a block of a source, the one that touches least first."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from confidcheck.inputs.front_matter import read_front_matter
from confidcheck.inputs.writer import BYTE_ORDER_MARK, NEWLINE, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from confidcheck.draft import Draft, Piece

    Span = tuple[int, int]
    Way = tuple[int, int, str]  # start and end in the source, and what to put there

_BREAK = r"(?:\r\n|\r|\n)"
_MARKERS = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]+|$)|>)*")
_BLANK_LINES = re.compile(rf"(?:[ \t>]*{_BREAK})+")
_BLANK_BEFORE = re.compile(rf"(?:\A|{_BREAK})(?:[ \t>]*{_BREAK})+\Z")
_UNDERLINE = re.compile(rf" {{0,3}}(?:=+|-+)[ \t]*(?:{_BREAK}|\Z)")
_ITEM = re.compile(r"[ \t]*-[ \t]")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the clean text that is one block of the source: a paragraph, a heading, a list item, a value.

    Attributes:
        start, end: code points of the clean text, end exclusive.
        first, last: where its first and its last word stand in the source, `last` exclusive.
        prefix: the markers before it on its line: of a list, a quotation, a heading.
        is_front_matter: whether it is a value in the front matter.
    """

    start: int
    end: int
    first: int
    last: int
    prefix: str
    is_front_matter: bool


def blocks(draft: Draft) -> list[Block]:
    """Return the blocks of a draft, in order."""
    head = len(BYTE_ORDER_MARK) if draft.original.startswith(BYTE_ORDER_MARK) else 0
    body = read_front_matter(Writer(draft.original), head)
    runs: list[list[Piece]] = []
    for piece in draft.pieces:
        if runs and "\n" not in draft.text[runs[-1][-1].end : piece.start]:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [_block(draft, run, body) for run in runs]


def _block(draft: Draft, run: list[Piece], body: int) -> Block:
    first, last = run[0].source, run[-1].source_end
    markers = _MARKERS.match(draft.original, _line_start(draft.original, first))
    is_front_matter = last <= body and body > len(BYTE_ORDER_MARK)
    return Block(run[0].start, run[-1].end, first, last, markers[0].strip() if markers else "", is_front_matter)


def ways(draft: Draft, block: Block, span: Span, words: str, *, is_whole: bool) -> Iterator[Way]:
    """Yield ways to put words in the stead of a span.

    Args:
        draft: with the block.
        block: the block that holds the span.
        span: code points of the clean text, end exclusive.
        words: what to put there; empty to take the span out.
        is_whole: whether the span is all there is in the block.
    """
    if block.is_front_matter:
        yield from _in_value(draft, block, span, words, is_whole=is_whole)
        return
    if is_whole and not words and (lines := _lines(draft, block)):
        yield from _without_lines(draft.original, *lines, is_paragraph=not block.prefix)
    if _crosses_ruling(draft, span):
        return
    start, end = draft.to_source(*span)
    left, right = _around(draft, block, span)
    for first, last in dict.fromkeys(((start, end), (start, right), (left, end), (left, right))):
        yield first, last, words
    if is_whole and words and (lines := _lines(draft, block)):
        markers = _MARKERS.match(draft.original, lines[0])
        yield (markers.end() if markers else lines[0]), _line_end(draft.original, block.last), words


def _crosses_ruling(draft: Draft, span: Span) -> bool:
    """Whether the ruling line of a table, which no reader sees, would go with words of the rows around it."""
    inside = [piece for piece in draft.pieces if piece.start < span[1] and span[0] < piece.end]
    return any("|" in draft.original[one.source_end : other.source] for one, other in pairwise(inside))


def comment_before(draft: Draft, at: Sequence[int]) -> set[tuple[int, str, str]]:
    """Return where a comment would stand before the paragraphs of some words, with what goes before and behind it."""
    found = [block for block in blocks(draft) if any(block.start <= each < block.end for each in at)]
    if any(block.prefix for block in found):
        return set()  # a line of its own would cut a list or a quotation in two
    return {(_line_start(draft.original, block.first), "", "\n") for block in found}


def comment_behind(draft: Draft, at: Sequence[int]) -> set[tuple[int, str, str]]:
    """Return the same for the ends of the lines on which some words begin."""
    return {(_line_end(draft.original, draft.to_source(each, each + 1)[0]), " ", "") for each in at}


def _around(draft: Draft, block: Block, span: Span) -> Span:
    """Widen a span of the clean text to the markup beside it in the source, but not past the block."""
    start, end = draft.to_source(*span)
    left = max((p.source_end for p in draft.pieces if p.end <= span[0] and p.start >= block.start), default=start)
    right = min((p.source for p in draft.pieces if p.start >= span[1] and p.end <= block.end), default=end)
    if span[0] <= block.start:
        markers = _MARKERS.match(draft.original, _line_start(draft.original, start))
        left = min(start, markers.end()) if markers else start
    if span[1] >= block.end:
        right = _line_end(draft.original, end)
    return min(left, start), max(right, end)


def _lines(draft: Draft, block: Block) -> Span | None:
    """Return the lines of a block with their line break; None where they hold words of another."""
    start, end = _line_start(draft.original, block.first), _line_end(draft.original, block.last)
    others = (p for p in draft.pieces if not block.start <= p.start < block.end)
    if any(p.source < end and start < p.source_end for p in others):
        return None
    found = NEWLINE.match(draft.original, end)
    return start, found.end() if found else end


def _without_lines(original: str, start: int, end: int, *, is_paragraph: bool) -> Iterator[Way]:
    """Take lines out, and with them the blank lines on one side if there are some on both."""
    if is_paragraph and (line := _UNDERLINE.match(original, end)):
        end = line.end()
    before = _BLANK_BEFORE.search(original, 0, start)
    after = _BLANK_LINES.match(original, end)
    is_first = start == 0 or original[:start] == BYTE_ORDER_MARK
    if after and (before or is_first):
        yield start, after.end(), ""
    elif before and end == len(original):
        lines = original[before.start() : start]
        kept = NEWLINE.match(lines)
        yield before.start() + (kept.end() if kept else 0), end, ""
    yield start, end, ""


def _in_value(draft: Draft, block: Block, span: Span, words: str, *, is_whole: bool) -> Iterator[Way]:
    """Change a value of the front matter, in the quotation marks it stands in or in some that it comes to need."""
    original = draft.original
    start, end = draft.to_source(*span)
    line = " ".join(words.split())
    quote = original[block.first - 1] if original[block.first - 1] in "'\"" else ""
    if is_whole and not words:
        lines = _lines(draft, block)
        if lines and _ITEM.match(original, lines[0]):
            yield *lines, ""
        if not quote:
            yield from _out_of_list(original, block.first, block.last)
            yield block.first, block.last, '""'
    if quote == '"':
        yield start, end, json.dumps(line, ensure_ascii=False)[1:-1]
    elif quote:
        yield start, end, line.replace("'", "''")
    yield start, end, line
    whole = " ".join((draft.text[block.start : span[0]] + words + draft.text[span[1] : block.end]).split())
    yield block.first, block.last, json.dumps(whole, ensure_ascii=False)


def _out_of_list(original: str, start: int, end: int) -> Iterator[Way]:
    if after := re.compile(r"[ \t]*,[ \t]*").match(original, end):
        yield start, after.end(), ""
    before = re.search(r"[ \t]*,[ \t]*\Z", original[_line_start(original, start) : start])
    if before:
        yield _line_start(original, start) + before.start(), end, ""


def _line_start(original: str, at: int) -> int:
    start = max(original.rfind("\n", 0, at), original.rfind("\r", 0, at)) + 1
    return start + original.startswith(BYTE_ORDER_MARK) if start == 0 else start


def _line_end(original: str, at: int) -> int:
    found = NEWLINE.search(original, at)
    return found.start() if found else len(original)
