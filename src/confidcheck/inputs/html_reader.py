"""HTML in, clean text out, every character with its place in the source.

Read are the words that a browser shows, alternative and title texts, what search engines show of a page, and comments, since
they are published with it. Scripts, styles, code, addresses and all other attributes are not.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from confidcheck.inputs.front_matter import read_front_matter
from confidcheck.inputs.html_tokens import LINES, PARAGRAPHS, SPACE, Attribute, Kind, Token, tokens
from confidcheck.inputs.writer import BYTE_ORDER_MARK, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confidcheck.draft import Draft

CELLS = frozenset(["td", "th"])
UNSEEN = frozenset(["script", "style"])
HIDDEN = frozenset(["iframe", "noembed", "noframes"])  # what browsers of old showed in their stead; in the source all the same
SPOKEN = frozenset(["alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary"])
SHARED = re.compile(r"description|keywords|(?:og|twitter):(?:title|description|image:alt)", re.IGNORECASE)
FOR_TOOLS = re.compile(r"\s*(?:confidcheck:|/?wp:|more\s*$)")  # comments that tools read, no words
WORD = re.compile(r"[^\W\d_]+")
MISQUOTED = re.compile(r"[\"'=].*[^\W\d_]", re.DOTALL)
BARE = frozenset(  # HTML's own attributes without a value; other bare words in a tag were written by a person
    """
    allowfullscreen alt async autofocus autoplay capture checked class compact content contenteditable controls crossorigin
    default defer disabled download draggable formnovalidate hidden href id inert ismap itemscope lang loop multiple muted name
    nomodule noresize noshade novalidate nowrap open playsinline popover readonly required reversed role selected sortable src
    style title translate typemustmatch value
    """.split(),  # noqa: SIM905 - quoted words, one a line, read worse
)
PART = re.compile(
    rf"(?P<space>[{SPACE}]+)|(?P<entity>&(?:\#[0-9]+;?|\#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{{0,31}};?))|"
    rf"[^{SPACE}&]+(?:[ ][^{SPACE}&]+)*+|&"
)
STRENGTHS = {"": 0, " | ": 1, "\n": 2, "\n\n": 3}


def read_html(original: str, source: str) -> Draft:
    """Return the draft of a decoded HTML source; it may begin with front matter."""
    writer = Writer(original)
    start = read_front_matter(writer, len(BYTE_ORDER_MARK) if original.startswith(BYTE_ORDER_MARK) else 0)
    _Reader(writer).read(start, len(original))
    return writer.draft(source)


class _Reader:
    """Writes what a reader meets. White space comes only once words follow it: as one space, unless `pre` keeps it."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._html = writer, writer.original
        self._gap = "\n\n"
        self._space: tuple[int, int] | None = None
        self._kept_space = 0  # how many `pre` are open
        self._is_flat = False  # inside brackets, where lines do not break

    def read(self, start: int, end: int) -> None:
        """Read a part of the source."""
        found = list(tokens(self._html, start, end))
        codes = [k for k, token in enumerate(found) if token.name == "code" and token.kind is not Kind.TEXT]
        pairs = {a: b for a, b in pairwise(codes) if (found[a].kind, found[b].kind) == (Kind.OPEN, Kind.CLOSE)}
        at = 0
        while at < len(found):
            at = pairs.get(at, at)
            self._token(found[at])
            at += 1

    def _token(self, token: Token) -> None:
        if token.kind is Kind.COMMENT or token.name in HIDDEN:
            if token.kind in {Kind.COMMENT, Kind.TEXT} and not FOR_TOOLS.match(self._html, token.start, token.end):
                self._aside(token.start, token.end)
        elif token.kind is Kind.TEXT:
            if token.name not in UNSEEN:
                self._words(token.start, token.end, keeps_space=self._kept_space > 0 or token.name == "textarea")
        elif _is_prose(token):
            self._words(token.start, token.end)
        elif token.kind in {Kind.OPEN, Kind.CLOSE}:
            self._tag(token)

    def _tag(self, token: Token) -> None:
        if token.name == "pre":
            self._kept_space = max(0, self._kept_space + (1 if token.kind is Kind.OPEN else -1))
        if token.name in PARAGRAPHS:
            self._break("\n\n")
        elif token.name in LINES:
            self._break("\n\n" if token.name == "br" and self._gap == "\n" else "\n")
        elif token.name in CELLS and token.kind is Kind.OPEN and not self._at_start:
            self._break(" | ")
        for attribute in token.attributes if token.kind is Kind.OPEN else ():
            if attribute.name in SPOKEN:
                self._aside(attribute.start, attribute.end, is_markup=False)
            elif token.name == "meta" and attribute.name == "content" and self._is_shared(token.attributes):
                self._break("\n\n")
                self._words(attribute.start, attribute.end)
                self._break("\n\n")

    def _is_shared(self, attributes: Iterable[Attribute]) -> bool:
        names = (self._html[a.start : a.end] for a in attributes if a.name in {"name", "property", "itemprop"})
        return any(SHARED.fullmatch(name.strip()) for name in names)

    @property
    def _at_start(self) -> bool:
        return bool(self._gap) or self._writer.at_line_start

    def _break(self, gap: str) -> None:
        self._space = None
        if self._is_flat:
            self._gap = self._gap or " "
        elif STRENGTHS[gap] > STRENGTHS.get(self._gap, 0):
            self._gap = gap

    def _aside(self, start: int, end: int, *, is_markup: bool = True) -> None:
        """Write words that stand beside the line a reader reads: in brackets, unless the line is theirs alone."""
        if not WORD.search(self._html, start, end):
            return
        words = self._html[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        read = self.read if is_markup else self._words
        if self._at_start or self._is_flat:
            self._break("\n")
            read(start, end)
            self._break("\n")
            return
        self._space = None
        self._writer.add(" (")
        self._is_flat, self._gap = True, ""
        read(start, end)
        self._is_flat, self._gap, self._space = False, "", None
        self._writer.add(")")
        self._gap = " "

    def _words(self, start: int, end: int, *, keeps_space: bool = False) -> None:
        if keeps_space and not self._is_flat:
            self._kept(start, end)
            return
        for part in PART.finditer(self._html, start, end):
            if part["space"]:
                self._space = part.span()
            else:
                self._close_gap()
                self._write(part)

    def _kept(self, start: int, end: int) -> None:
        """Write words with the white space between them; that at their ends is no part of them."""
        words = self._html[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start < end:
            self._close_gap()
        for part in PART.finditer(self._html, start, end):
            self._write(part)
        self._space = None

    def _write(self, part: re.Match[str]) -> None:
        meant = html.unescape(part[0]) if part["entity"] else part[0]
        if meant == part[0]:
            self._writer.copy_lines(*part.span())
        elif meant:
            self._writer.stand_in(meant, *part.span())

    def _close_gap(self) -> None:
        """Write what stands between the words so far and those that follow."""
        if self._gap and not (self._gap == " " and self._space):
            self._writer.separate(self._gap)
        elif self._space and not self._writer.at_line_start:
            start, end = self._space
            if self._html[start:end] == " ":
                self._writer.copy(start, end)
            else:
                self._writer.stand_in(" ", start, end)
        self._gap, self._space = "", None


def _is_prose(token: Token) -> bool:
    """Whether what looks like a tag has words in it that are not HTML's (`<my lady in crisis>`), or a quotation mark amiss."""
    bare = (attribute.name for attribute in token.attributes if not attribute.has_value)
    return any(name not in BARE and (WORD.fullmatch(name) or MISQUOTED.search(name)) for name in bare)
