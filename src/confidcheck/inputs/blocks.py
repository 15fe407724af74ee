"""markdown-it as posts need it: what a person may have meant as words is never taken for markup.

Indented lines are text, not code; raw HTML blocks are read like any other lines; a code fence counts only when it is closed
(and, made of tildes, when it names a language), a link definition only when it leads to an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import fence
from mdit_py_plugins.footnote import footnote_plugin

from confidcheck.inputs.inline import LocatingInline

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

DEFINITION = re.compile(r"\[([^\[\]]+)\]:[ \t]*(<[^<>]*>|(?:[a-z][a-z0-9+.-]*://|mailto:|[/#]|\.\.?/)\S*)[ \t]*", re.IGNORECASE)
INTERRUPTING = ["paragraph", "reference", "blockquote", "list"]


def parser() -> MarkdownIt:
    """Return the block parser; its inline parser (`.inline`) is left to be called with each block's content."""
    md = MarkdownIt("commonmark").enable("strikethrough").disable(["code", "html_block", "inline", "text_join"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    located = LocatingInline()
    located.ruler, located.ruler2 = md.inline.ruler, md.inline.ruler2
    located.ruler2.disable("fragments_join")
    md.inline = located
    md.block.ruler.at("fence", _closed_fence, {"alt": INTERRUPTING})
    md.block.ruler.at("reference", _definition)
    return md


def _closed_fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    line = _line(state, first)
    marker = line[:3]
    length = len(line) - len(line.lstrip(marker[:1]))
    open_before = state.env.setdefault("open_fences", {}).get(marker)
    if (marker == "~~~" and not line.strip("~ \t")) or (open_before and length >= open_before):
        return False
    if not fence(state, first, last, silent):
        return False
    if silent:
        return True
    end = _line(state, state.line - 1).strip()
    if state.line - 1 > first and len(end) >= length and not end.strip(marker[0]):
        return True
    state.tokens.pop()
    state.line = first
    state.env["open_fences"][marker] = length  # so that many open fences are not each followed to the end
    return False


def _definition(state: StateBlock, first: int, _last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    found = DEFINITION.fullmatch(_line(state, first))
    if not found or silent:
        return False
    label = normalizeReference(found[1])
    state.env.setdefault("references", {}).setdefault(label, {"href": "", "title": "", "map": [first, first + 1]})
    state.env.setdefault("definitions", set()).add(first)
    state.line = first + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
