"""Markdown in, clean text out, every character with its place in the source.

Blocks come from markdown-it with the lines they stand on; nothing is ever searched for. A line that no block accounts for is
read as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from confidcheck.inputs.blocks import parser
from confidcheck.inputs.content import Content, Line, locate, whole_line
from confidcheck.inputs.front_matter import read_front_matter
from confidcheck.inputs.spoken import Speaker
from confidcheck.inputs.writer import BYTE_ORDER_MARK, NEWLINE, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from confidcheck.draft import Draft

# White space that Markdown takes for words and Python does not (a no-break space on a line of its own, as web pages have it).
ODD_SPACE = re.compile(r"[^\S \t\r\n]")
ORDERED_MARKER = re.compile(r"\d{1,9}[.)](?=[ \t])")


@dataclass(frozen=True, slots=True)
class Block:
    """Content on the lines `first` to `last` (exclusive); content that is not parsed is read as it stands."""

    first: int
    last: int
    content: Content
    is_parsed: bool = True


def read_markdown(original: str, source: str) -> Draft:
    """Return the draft of a decoded Markdown source."""
    writer = Writer(original)
    body = read_front_matter(writer, len(BYTE_ORDER_MARK) if original.startswith(BYTE_ORDER_MARK) else 0)
    head = writer.length
    lines = list(_lines(ODD_SPACE.sub(" ", original), body))
    md, env = parser(), dict[str, Any]()
    blocks = _blocks(md.parse("\n".join(line.text for line in lines), env), lines, env)
    end = -1
    for block in blocks:
        writer.separate("\n" if block.first == end else "\n\n")
        _write(writer, block, lines[block.first], md, env)
        end = block.last
    return replace(writer.draft(source), body=head)


def _lines(original: str, start: int) -> Iterator[Line]:
    for found in NEWLINE.finditer(original, start):
        yield Line(original[start : found.start()], start)
        start = found.end()
    yield Line(original[start:], start)


def _blocks(tokens: list[Token], lines: list[Line], env: dict[str, Any]) -> list[Block]:
    """Return the blocks in the order of their lines, the lines that no block accounts for among them."""
    blocks = []
    accounted: set[int] = set(env.get("definitions", ()))
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type not in {"inline", "fence"} or not token.map:
            continue
        first, last = token.map
        accounted.update(range(first, last))
        if token.type == "inline" and token.content:
            is_heading = before is not None and before.type == "heading_open" and before.markup.startswith("#")
            blocks.append(Block(first, last, locate(token.content, lines[first:last], is_heading=is_heading)))
    left = (n for n, line in enumerate(lines) if n not in accounted and any(map(str.isalnum, line.text)))
    blocks += [Block(n, n + 1, whole_line(lines[n]), is_parsed=False) for n in left]
    return sorted(blocks, key=lambda block: block.first)


def _write(writer: Writer, block: Block, line: Line, md: MarkdownIt, env: dict[str, Any]) -> None:
    content = block.content
    if not block.is_parsed:
        writer.copy(content.sources[0], content.sources[0] + len(content.text))
        return
    _write_numbers(writer, line, content.sources[0])
    children: list[Token] = []
    md.inline.parse(content.text, md, env, children)
    Speaker(writer, content).speak(children)


def _write_numbers(writer: Writer, line: Line, content_start: int) -> None:
    """Write the numbers of ordered lists, which a reader sees: "34. M, anxious" is a list to Markdown."""
    for found in ORDERED_MARKER.finditer(line.text, 0, content_start - line.start):
        start, end = line.start + found.start(), line.start + found.end()
        between = writer.original[end:content_start]
        if between.isspace():
            writer.copy(start, content_start)
        else:
            writer.copy(start, end)
            writer.add(" ")
