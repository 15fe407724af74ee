"""What a rule matched, before exceptions are weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from confidcheck.rule import Kind, Rule


class Candidate(NamedTuple):
    """A match of a rule: the whole of it, and the part to flag (code points, ends exclusive)."""

    rule: Rule
    kind: Kind
    start: int
    end: int
    flag_start: int
    flag_end: int
    score: float | None = None
