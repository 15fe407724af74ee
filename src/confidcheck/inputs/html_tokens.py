"""HTML cut into text, tags and comments, each with its place in the source.

This follows the tokenisation of the HTML standard (WHATWG, section 13.2.5), which forgives everything. The standard library's
parser tells where a tag begins but neither where its attributes nor where its entities stand, and takes quadratic time on
some broken pages. Where a page is broken off, nothing is lost: what no browser would show is read as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = " \t\n\r\f"
TAG = re.compile(rf"<(/?)([A-Za-z][^{SPACE}/>]*+)")
ATTRIBUTE = re.compile(
    rf"""[{SPACE}/]*+(?:(?P<close>>)|(?P<name>=?[^{SPACE}/>=]*+)
    (?:[{SPACE}]*+=[{SPACE}]*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>(?!["'])[^{SPACE}>]*+)))?+)""",
    re.VERBOSE,
)
COMMENT_END = re.compile(r"--!?>")
PARAGRAPHS = frozenset(
    """
    address article aside blockquote body center details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 head
    header hgroup hr html main menu nav ol p pre search section table textarea title ul
    """.split(),  # noqa: SIM905 - quoted words, one a line, read worse
)
LINES = frozenset("br caption dd dt figcaption legend li optgroup option summary tbody tfoot thead tr".split())  # noqa: SIM905 - as above
BLOCKS = PARAGRAPHS | LINES
RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"])  # no tags inside


class Kind(Enum):
    """What a token is; `OTHER` are doctypes and processing instructions, which are not words."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMENT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute in lower case, and where its value stands; one without a value has an empty one."""

    name: str
    start: int
    end: int
    has_value: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source; `start` and `end` of text and of a comment are those of its words.

    Attributes:
        name: of a tag, in lower case.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


def tokens(html: str, start: int, end: int) -> Iterator[Token]:
    """Cut `html[start:end]` into tokens."""
    at = text = start
    unclosed: set[str] = set()
    while (at := html.find("<", at, end)) >= 0:
        token, after = _markup(html, at, end)
        if after < 0:  # broken off: the rest is text
            break
        if token is None:
            at += 1
            continue
        if text < at:
            yield Token(Kind.TEXT, text, at)
        yield token
        at = text = after
        if token.kind is Kind.OPEN and token.name in RAW and token.name not in unclosed:
            close = re.compile(rf"</{token.name}(?=[{SPACE}/>])", re.IGNORECASE).search(html, at, end)
            if not close:
                unclosed.add(token.name)
                continue
            if at < close.start():
                yield Token(Kind.TEXT, at, close.start(), token.name)
            at = text = close.start()
    if text < end:
        yield Token(Kind.TEXT, text, end)


def _markup(html: str, at: int, end: int) -> tuple[Token | None, int]:
    """Return the token that a `<` begins (None where it is text) and where it ends (-1 where it is broken off)."""
    if found := TAG.match(html, at, end):
        return _tag(html, at, end, found)
    if html.startswith("<!--", at):
        words = at + 4
        for empty in (">", "->"):
            if html.startswith(empty, words):
                return Token(Kind.COMMENT, words, words), words + len(empty)
        closed = COMMENT_END.search(html, words, end)
        return (Token(Kind.COMMENT, words, closed.start()), closed.end()) if closed else (None, -1)
    if html.startswith(("<!", "<?", "</"), at):
        close = html.find(">", at, end)
        if close < 0:
            return None, -1
        is_comment = not html.startswith("<?", at) and html[at + 2 : at + 9].lower() != "doctype"
        return Token(Kind.COMMENT if is_comment else Kind.OTHER, at + 2, close), close + 1
    return None, at + 1


def _tag(html: str, at: int, end: int, found: re.Match[str]) -> tuple[Token | None, int]:
    attributes = []
    here = found.end()
    while (part := ATTRIBUTE.match(html, here, end)) and not part["close"]:
        if part.end() == here or part.end() == end:
            return None, -1
        which = next((name for name in ("double", "single", "bare") if part[name] is not None), None)
        span = part.span(which) if which else (part.end("name"), part.end("name"))
        if part["name"]:
            attributes.append(Attribute(part["name"].lower(), *span, has_value=which is not None))
        here = part.end()
    if not part:
        return None, -1
    kind = Kind.CLOSE if found[1] else Kind.OPEN
    return Token(kind, at, part.end(), found[2].lower(), tuple(attributes)), part.end()
