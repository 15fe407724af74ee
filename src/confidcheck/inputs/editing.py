"""Edits of the clean text, made in the source: everything else there stays as it is, character by character.

An edit is cut at the borders of blocks, and each piece is tried in a few ways (`ways.py`), the one that touches least first.
A way counts only when the changed source, read again, says exactly what was wanted; so no edit can break markup unseen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import RewriteError
from confidcheck.inputs.read import reader
from confidcheck.inputs.ways import Block, blocks, comment_before, comment_behind, ways
from confidcheck.inputs.writer import BYTE_ORDER_MARK, NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Edit, Report

_LIST_NUMBER = re.compile(r"\s*(?:\d{1,9}[.)]\s*)?")  # of an ordered list: part of the clean text, but no words

_REASON = re.compile(r"<!--\s*confidcheck:[^:]*:(.*?)-->", re.DOTALL)


def edit_source(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Make edits in the source of a draft.

    Args:
        draft: as it was read.
        edits: their places are in this draft and do not overlap.

    Returns:
        The draft read again from the changed source, `original`.

    Raises:
        RewriteError: an edit cannot be made without touching markup that has to stay; nothing was changed.
    """
    if draft.encoding is None:
        raise RewriteError(f"{draft.source}: an office document cannot be changed from here; change it in its own program")
    if _read(draft, draft.original).text != draft.text:
        raise RewriteError(f"{draft.source}: one turn of a longer text cannot be changed by itself; change it there by hand")
    for edit in sorted(edits, key=lambda each: each.place, reverse=True):
        for span, words in reversed(_by_block(draft, edit)):
            draft = _with(draft, span, words)
    return draft


def insert(draft: Draft, comment: str, at: Sequence[int]) -> Draft:
    """Put a comment where it speaks for some words: on a line before their paragraph, or at the end of their lines.

    Args:
        draft: of a kind that has comments.
        comment: which no reader sees.
        at: where the words begin, in code points of the clean text.

    Returns:
        The draft read again from the changed source; its words are the same, though white space from `at` on may not be.

    Raises:
        RewriteError: there is no room for a comment.
    """
    for places in (comment_before(draft, at), comment_behind(draft, at)):
        original = draft.original
        for place, before, after in sorted(places, reverse=True):
            original = original[:place] + _like(original, before + comment + after) + original[place:]
        changed = _read(draft, original)
        if places and _words(changed.text) == _words(draft.text):
            return changed
    raise _tangled(draft, at[0])


def in_source(report: Report) -> Report:
    """Return the report with its safe version as the sources would read; where markup is in the way, as it was."""
    drafts = report.thread.drafts
    if report.rewritten is None:
        return report
    try:
        whole = [as_pasted(edit_source(draft, edits_of(report, k)).original) for k, draft in enumerate(drafts) if draft.is_own]
    except RewriteError:
        return report
    return replace(report, rewritten="\n\n".join(whole))


def edits_of(report: Report, draft: int) -> tuple[Edit, ...]:
    """Return the edits that make one draft of a report safe, by its number in the thread."""
    return tuple(edit for edit in report.edits if edit.place.draft == draft)


def reasons(draft: Draft) -> list[str]:
    """Return the reasons in comments to confidcheck: no reader of the page sees them, but any reader of its source does."""
    return [found[1].strip() for found in _REASON.finditer(draft.original)]


def as_pasted(original: str) -> str:
    """Return a source as it would be pasted: without byte-order mark, with line feeds, nothing behind the last word."""
    return NEWLINE.sub("\n", original.removeprefix(BYTE_ORDER_MARK)).rstrip()


def _read(draft: Draft, original: str) -> Draft:
    again = reader(Path(draft.source).suffix)(original, draft.source)
    return replace(again, is_own=draft.is_own, is_past=draft.is_past, encoding=draft.encoding)


def _by_block(draft: Draft, edit: Edit) -> list[tuple[tuple[int, int], str]]:
    """Cut an edit where blocks meet; what it puts in goes to the first paragraph, or to the first block if there is none."""
    start, end = edit.place.start, edit.place.end
    inside = [block for block in blocks(draft) if block.start < end and start < block.end]
    if not inside:
        raise _tangled(draft, start)
    home = min(range(len(inside)), key=lambda k: (inside[k].is_front_matter, bool(inside[k].prefix)))
    return [
        ((max(start, block.start), min(end, block.end)), edit.replacement if k == home else "")
        for k, block in enumerate(inside)
    ]


def _with(draft: Draft, span: tuple[int, int], words: str) -> Draft:
    """Return the draft with one span within a block replaced."""
    block = next(block for block in blocks(draft) if block.start <= span[0] and span[1] <= block.end)
    is_whole = _is_whole(draft, block, span)
    if is_whole and not words:
        span = block.start, block.end
    said = words if block.is_front_matter else _read(draft, words).text
    wanted = _words(draft.text[: span[0]] + said + draft.text[span[1] :])
    for start, end, put in ways(draft, block, span, words, is_whole=is_whole):
        changed = _read(draft, draft.original[:start] + _like(draft.original, put) + draft.original[end:])
        if _words(changed.text) == wanted:
            return changed
    raise _tangled(draft, span[0])


def _is_whole(draft: Draft, block: Block, span: tuple[int, int]) -> bool:
    """Whether a span covers all words of a block; the number of a list item is none."""
    before, after = draft.text[block.start : span[0]], draft.text[span[1] : block.end]
    return not after.strip() and _LIST_NUMBER.fullmatch(before) is not None


def _words(text: str) -> Sequence[str]:
    return text.split()


def _like(original: str, words: str) -> str:
    """Return words with the line breaks of a source."""
    found = NEWLINE.search(original)
    return NEWLINE.sub(found[0], words) if found else words


def _tangled(draft: Draft, at: int) -> RewriteError:
    line = len(NEWLINE.findall(draft.original, 0, draft.to_source(at, at + 1)[0])) + 1
    return RewriteError(
        f"{draft.source}:{line}: the words to change are tangled up with the markup around them (a link, say, or a table), "
        "so nothing was written; change this place by hand"
    )
