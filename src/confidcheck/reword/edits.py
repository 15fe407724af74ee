"""Words put in the stead of others, and the white space left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confidcheck.finding import Edit

_PAIRS = ("()", "[]", "“”")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; their places must not overlap.

    Args:
        text: the clean text that the places point into.
        edits: in any order.
    """
    for edit in sorted(edits, key=lambda e: e.place, reverse=True):
        text = text[: edit.place.start] + edit.replacement + text[edit.place.end :]
    return text


def closed_span(text: str, start: int, end: int, *, keeps_before: bool, keeps_after: bool) -> tuple[int, int]:
    """Widen a span that is to be deleted so that one separator, the stronger, is left between its neighbours.

    Args:
        text: the clean text.
        start, end: what is deleted, without white space around it.
        keeps_before, keeps_after: whether anything that stays stands before or after it.
    """
    left = start - len(text[:start]) + len(text[:start].rstrip())
    right = end + len(text[end:]) - len(text[end:].lstrip())
    if not keeps_before:
        return (0, right) if keeps_after else (0, len(text))
    if not keeps_after:
        return left, end
    if text.count("\n", left, start) > text.count("\n", end, right):
        return start, right
    return left, end


def is_balanced(text: str, original: str) -> bool:
    """Whether taking words out left no bracket or quotation mark without its partner."""

    def odd(body: str) -> list[int]:
        return [body.count(pair[0]) - body.count(pair[1]) for pair in _PAIRS] + [body.count('"') % 2]

    return all(now in (was, 0) for now, was in zip(odd(text), odd(original), strict=True))
