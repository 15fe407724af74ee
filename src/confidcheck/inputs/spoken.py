"""What of a block's inline tokens a reader meets, written to the clean text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from confidcheck.inputs.inline import BLOCK_TAGS, COMMENT, DIRECTIVE, spoken_attributes, tag_name

if TYPE_CHECKING:
    from markdown_it.token import Token

    from confidcheck.inputs.content import Content
    from confidcheck.inputs.writer import Writer

ADDRESS = re.compile(r"[/.#:?@=]")  # a link target with none of these may be a person's words: [34M](anxious)


class Speaker:
    """Writes the tokens of one block.

    Args:
        writer: where the clean text goes.
        content: the block's content, which the tokens' ranges point into.
    """

    def __init__(self, writer: Writer, content: Content) -> None:
        self.writer, self.content = writer, content

    def speak(self, tokens: list[Token], base: int = 0) -> None:
        """Write tokens whose ranges count from `base`."""
        for token in tokens:
            start, end = (base + at for at in token.meta["at"])
            match token.type:
                case "text" | "text_special":
                    self._text(token, start, end)
                case "softbreak" | "hardbreak":
                    self._newline(start + self.content.text.startswith("\\", start))
                case "code_inline":
                    self._code(start, end)
                case "html_inline":
                    self._html(token.content, start, end)
                case "image":
                    self.speak(token.children or [], start + 2)
                    self._tail(*(base + at for at in token.meta["tail"]))
                case "link_close" if "tail" in token.meta:
                    self._tail(*(base + at for at in token.meta["tail"]))

    def _text(self, token: Token, start: int, end: int) -> None:
        if token.info == "entity":
            self.writer.stand_in(token.content, self.content.source(start), self.content.source(end - 1) + 1)
        elif token.info == "escape":
            self._copy(end - len(token.content), end)
        elif self.content.text[start:end] == token.content:
            self._copy(start, end)
        elif token.content:
            self._copy(start + 1, end - 1)  # an address in angle brackets

    def _newline(self, at: int) -> None:
        self.writer.strip_spaces()
        self.writer.newline(self.content.line_break(at))

    def _code(self, start: int, end: int) -> None:
        around = self.content.text[max(start - 1, 0) : start] + self.content.text[end : end + 1]
        if any(map(str.isalnum, around)):  # a backtick typed for an apostrophe: I`ve … can`t
            self._copy(start, end)

    def _html(self, html: str, start: int, end: int) -> None:
        if comment := COMMENT.fullmatch(html):
            if not DIRECTIVE.match(html):
                self._aside(start + comment.start("words"), start + comment.end("words"))
            return
        name = tag_name(html)
        if name is None:
            self._copy(start, end)
        elif (name in BLOCK_TAGS or name == "br") and not self.writer.at_line_start:
            self.writer.separate("\n")
        if name:
            for first, last in spoken_attributes(html):
                self._aside(start + first, start + last)

    def _tail(self, start: int, end: int) -> None:
        """Write what stands behind a label in `(target "title")`: the title, and a target that is no address."""
        text = self.content.text
        if not text.startswith("(", start):
            return
        start = _skip_space(text, start + 1)
        target = parseLinkDestination(text, start, end)
        behind = target.pos if target.ok else start
        if behind > start and not ADDRESS.search(text, start, behind):
            self._aside(start, behind)
        behind = _skip_space(text, behind)
        title = parseLinkTitle(text, behind, end)
        if title.ok:
            self._aside(behind + 1, title.pos - 1)

    def _aside(self, start: int, end: int) -> None:
        """Write words that stand beside the line a reader reads: in brackets, unless the line is theirs alone."""
        words = self.content.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start >= end:
            return
        if self.writer.at_line_start:
            self._copy(start, end)
            self.writer.separate("\n")
            return
        self.writer.strip_spaces()
        self.writer.add(" (")
        self._copy(start, end)
        self.writer.add(")")

    def _copy(self, start: int, end: int) -> None:
        while (feed := self.content.text.find("\n", start, end)) >= 0:
            self.writer.copy(self.content.source(start), self.content.source(feed))
            self._newline(feed)
            start = feed + 1
        if start < end:
            self.writer.copy(self.content.source(start), self.content.source(end - 1) + 1)


def _skip_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at
