"""Long texts in windows that overlap, so that every token is read with context on both sides."""

from __future__ import annotations

from itertools import pairwise
from math import ceil


def window_bounds(tokens: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut `tokens` tokens into as few windows as can be, all of the same length, so that none is read twice for nothing.

    Args:
        tokens: how many tokens the text has, special tokens left out.
        size: the most tokens a window holds.
        overlap: how many tokens neighbouring windows share at least.

    Returns:
        Half-open token spans that cover every token; one window where the text fits.
    """
    if tokens <= size:
        return [(0, tokens)]
    count = ceil((tokens - overlap) / (size - overlap))
    length = ceil((tokens + (count - 1) * overlap) / count)
    starts = [k * (tokens - length) // (count - 1) for k in range(count)]
    return [(start, start + length) for start in starts]


def kept_bounds(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for each window the tokens whose scores are taken from it: neighbours meet in the middle of their overlap."""
    cuts = [0, *((a[1] + b[0]) // 2 for a, b in pairwise(windows)), windows[-1][1]]
    return list(pairwise(cuts))
