"""Safe rewordings as changes of the source, for formats that let a program offer them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.finding import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.draft import Thread
    from confidcheck.finding import Edit, Finding

MARKUP = re.compile(r"[&<>*_`\[\]\\#|~]")  # means something else in Markdown or HTML than it does in words


@dataclass(frozen=True, slots=True)
class Change:
    """Words to put in the stead of a span of a source, in code points, end exclusive."""

    draft: int
    start: int
    end: int
    replacement: str


def safe_changes(finding: Finding, thread: Thread) -> Iterator[tuple[Change, ...]]:
    """Yield the changes of each safe rewording of a finding that can be made in the source without touching markup."""
    for rewording in finding.rewordings:
        if rewording.grade is Grade.SAFE and rewording.edits and all(_fits(edit, thread) for edit in rewording.edits):
            yield tuple(_change(edit, thread) for edit in sorted(rewording.edits, key=lambda edit: edit.place))


def _fits(edit: Edit, thread: Thread) -> bool:
    place, draft = edit.place, thread.drafts[edit.place.draft]
    is_plain = draft.text == draft.original or not MARKUP.search(edit.replacement)
    return draft.encoding is not None and is_plain and place.start < place.end and draft.is_contiguous(place.start, place.end)


def _change(edit: Edit, thread: Thread) -> Change:
    start, end = thread.drafts[edit.place.draft].to_source(edit.place.start, edit.place.end)
    return Change(edit.place.draft, start, end, edit.replacement)
