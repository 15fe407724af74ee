"""Edits of the clean text, made in the source: everything else there stays as it is, character by character.

An edit is cut at the borders of blocks, and each piece is tried in a few ways (`ways.py`), the one that touches least first.
A way counts only when the changed source, read again, says exactly what was wanted; so no edit can break markup unseen.
Each is tried on the lines around it, and all together are read once more at last: the time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import RewriteError
from confidcheck.inputs.read import reader
from confidcheck.inputs.ways import Block, blocks, comment_before, comment_behind, ways
from confidcheck.inputs.windows import Windows
from confidcheck.inputs.writer import BYTE_ORDER_MARK, NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Edit, Report

    Span = tuple[int, int]
    Step = tuple[Span, str]  # a span of the clean text, and what is to stand there

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
    steps = _by_block(draft, edits)
    try:
        return _in_windows(draft, steps)
    except RewriteError:  # what stands around a window matters to it; the whole is slower, and sure
        return _edited(draft, [step for _, of_block in steps for step in of_block])[0]


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


def _by_block(draft: Draft, edits: Iterable[Edit]) -> list[tuple[Block, list[Step]]]:
    """Cut edits where blocks meet; what one puts in goes to its first paragraph, or to its first block if there is none."""
    every = blocks(draft)
    starts = [block.start for block in every]
    steps: dict[int, list[Step]] = {}
    for edit in sorted(edits, key=lambda each: each.place):
        start, end = edit.place.start, edit.place.end
        near = range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))
        inside = [k for k in near if every[k].start < end and start < every[k].end]
        if not inside:
            raise _tangled(draft, start)
        home = min(inside, key=lambda k: (every[k].is_front_matter, bool(every[k].prefix), k))
        for k in inside:
            span = max(start, every[k].start), min(end, every[k].end)
            steps.setdefault(k, []).append((span, edit.replacement if k == home else ""))
    return [(every[k], steps[k]) for k in sorted(steps)]


def _in_windows(draft: Draft, steps: Sequence[tuple[Block, list[Step]]]) -> Draft:
    """Make the edits block by block from the end, each tried on the few lines around it, and all of them read once at last."""
    source, wanted = draft.original, draft.text
    windows = Windows(draft)
    for block, of_block in reversed(steps):
        start, end = windows.around(block, source, draft.to_source(*of_block[-1][0])[1])
        part = _read(draft, source[start:end])
        at, last = windows.text_from(start), of_block[-1][0][1]
        if part.text[: last - at] != draft.text[at:last]:
            raise _tangled(draft, block.start)
        changed, made = _edited(part, [((span[0] - at, span[1] - at), words) for span, words in of_block])
        source = source[:start] + changed.original + source[end:]
        for span, said in made:
            wanted = wanted[: at + span[0]] + said + wanted[at + span[1] :]
    whole = _read(draft, source)
    if _words(whole.text) != _words(wanted):
        raise _tangled(draft, 0)
    return whole


def _edited(draft: Draft, steps: Sequence[Step]) -> tuple[Draft, list[Step]]:
    """Return a draft with steps made, each within one block, and what each came to, the last first."""
    if len(steps) > 1 and (at_once := _at_once(draft, steps)):
        return at_once, list(reversed(steps))
    made = []
    for span, words in reversed(steps):
        draft, step = _with(draft, span, words)
        made.append(step)
    return draft, made


def _at_once(draft: Draft, steps: Sequence[Step]) -> Draft | None:
    """The draft with all steps made where their words stand, if that touches no markup and leaves none of its blocks empty."""
    source, wanted = draft.original, draft.text
    for span, words in reversed(steps):
        if not draft.is_contiguous(*span):
            return None
        start, end = draft.to_source(*span)
        source = source[:start] + _like(source, words) + source[end:]
        wanted = wanted[: span[0]] + words + wanted[span[1] :]
    changed = _read(draft, source)
    is_same = _words(changed.text) == _words(wanted) and len(blocks(changed)) == len(blocks(draft))
    return changed if is_same else None


def _with(draft: Draft, span: Span, words: str) -> tuple[Draft, Step]:
    """Return the draft with one span within a block replaced, and the span of its words that came to be replaced, by what."""
    block = next(block for block in blocks(draft) if block.start <= span[0] and span[1] <= block.end)
    is_whole = _is_whole(draft, block, span)
    if is_whole and not words:
        span = block.start, block.end
    said = words if block.is_front_matter else _read(draft, words).text
    wanted = _words(draft.text[: span[0]] + said + draft.text[span[1] :])
    for start, end, put in ways(draft, block, span, words, is_whole=is_whole):
        changed = _read(draft, draft.original[:start] + _like(draft.original, put) + draft.original[end:])
        if _words(changed.text) == wanted:
            return changed, (span, said)
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
