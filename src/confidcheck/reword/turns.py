"""Threads inside one draft: comments written one under the other, each on lines of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from confidcheck.finding import Edit, Place
from confidcheck.reword.edits import closed_span
from confidcheck.reword.parts import Role
from confidcheck.reword.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.reword.parts import Part

_TURN: Final = re.compile(r"^(?:[↳>]+\s*|(?:@?\w[\w .'()-]{0,24}?):\s+)", re.MULTILINE)
_LEAST: Final = 2


def turns(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return start, start of the words, and end of each turn; nothing where the draft is no thread."""
    marks = list(_TURN.finditer(text))
    lines = len([line for line in text.splitlines() if line.strip()])
    if len(marks) < _LEAST or len(marks) * 2 < lines:
        return ()
    starts = [0 if marks[0].start() and not text[: marks[0].start()].strip() else m.start() for m in marks]
    ends = [*starts[1:], len(text)]
    found = [(s, m.end(), s + len(text[s:e].rstrip())) for s, m, e in zip(starts, marks, ends, strict=True)]
    if text[: starts[0]].strip():
        found.insert(0, (0, 0, len(text[: starts[0]].rstrip())))
    return tuple(found)


def plan_turns(
    text: str, spans: Sequence[tuple[int, int, int]], parts: Sequence[Part], draft: int, words: tuple[str, str]
) -> Plan:
    """Lay out edits that keep innocent turns and take out the others.

    Args:
        text: clean text.
        spans: the turns.
        parts: the parts of the draft.
        draft: the number of the draft.
        words: what the opening turn says instead, and what the first of the others says.
    """
    opening, later = words
    edits: list[Edit] = []
    for number, (start, body, end) in enumerate(spans):
        if not any((p.role is Role.CLIENT or p.leans) and p.start < end and start < p.end for p in parts):
            continue
        if number == 0 and opening:
            edits.append(Edit(Place(draft, body, end), opening))
        elif later:
            edits.append(Edit(Place(draft, body, end), later))
            later = ""
        else:
            place = closed_span(text, start, end, keeps_before=number > 0, keeps_after=number + 1 < len(spans))
            edits.append(Edit(Place(draft, *place), ""))
    return Plan(text, tuple(edits))
