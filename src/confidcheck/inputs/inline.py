"""markdown-it's inline parser, with one addition: every token knows where in the content it stands.

A token's `meta["at"]` is the half-open range of content it was made from; link and image tokens carry the range behind
their label (destination and title) as `meta["tail"]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_blocks import block_names
from markdown_it.parser_inline import ParserInline

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# HTML's own vocabulary: anything else in angle brackets is something a person wrote, such as <3 or <my lady in crisis>.
INLINE_TAGS = frozenset(
    """
    a abbr audio b bdi bdo big br button cite code data del dfn em embed font i img input ins kbd label map mark meter object
    output picture pre progress q ruby rp rt s samp script small span strike strong style sub sup svg time tt u var video wbr
    """.split(),  # noqa: SIM905 - sixty quoted words, one a line, read worse
)
BLOCK_TAGS = frozenset(block_names)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))*)\s*/?>")
COMMENT = re.compile(r"<!--(?P<words>.*)-->", re.DOTALL)
DIRECTIVE = re.compile(r"<!--\s*confidcheck:")
SPOKEN_ATTRIBUTE = re.compile(r"\s(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


class LocatingInline(ParserInline):
    """See the module's docstring."""

    def tokenize(self, state: StateInline) -> None:
        """Parse `state.src[state.pos : state.posMax]`, as the parent does, rule by rule."""
        end = state.posMax
        deep = state.level >= state.md.options["maxNesting"]
        while state.pos < end:
            start, count = state.pos, len(state.tokens)
            if deep or not any(rule(state, False) for rule in self.ruler.getRules("")):  # noqa: FBT003 - markdown-it's signature
                state.append_pending(state.src[start])
                state.pos += 1
            if state.pending:
                state.pushPending()
            _locate(state, start, state.tokens[count:])


def _locate(state: StateInline, start: int, tokens: list[Token]) -> None:
    new = [token for token in tokens if "at" not in token.meta]
    literal = "".join(token.content for token in new) == state.src[start : state.pos]
    at = start
    for token in new:
        token.meta["at"] = (at, at + len(token.content)) if literal else (start, state.pos)
        at += len(token.content)
    if new and new[-1].type in {"link_close", "image"} and new[-1].markup != "autolink":
        is_image = new[-1].type == "image"
        label_end = state.md.helpers.parseLinkLabel(state, start + is_image, not is_image)
        new[-1].meta["tail"] = (label_end + 1, state.pos)


def tag_name(html: str) -> str | None:
    """The name of an HTML tag, in lower case; None where the words in angle brackets are a person's own."""
    found = TAG.fullmatch(html)
    name = found[1].lower() if found else None
    return name if name in INLINE_TAGS or name in BLOCK_TAGS else None


def spoken_attributes(html: str) -> list[tuple[int, int]]:
    """The ranges within a tag of the attributes that a reader meets: alternative text and title."""
    return [found.span(1 if found[1] is not None else 2) for found in SPOKEN_ATTRIBUTE.finditer(html)]
