"""Long texts in windows that overlap, so that every token is read with context on both sides."""

from __future__ import annotations

from itertools import pairwise


def window_bounds(tokens: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut `tokens` tokens into windows.

    Args:
        tokens: how many tokens the text has, special tokens left out.
        size: the most tokens a window holds.
        overlap: how many tokens neighbouring windows share.

    Returns:
        Half-open token spans that cover every token; one window where the text fits.
    """
    if tokens <= size:
        return [(0, tokens)]
    step = size - overlap
    starts = [*range(0, tokens - size, step), tokens - size]
    return [(start, start + size) for start in starts]


def kept_bounds(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for each window the tokens whose scores are taken from it: neighbours meet in the middle of their overlap."""
    cuts = [0, *((a[1] + b[0]) // 2 for a, b in pairwise(windows)), windows[-1][1]]
    return list(pairwise(cuts))
