"""What the parts of the benchmark share: the texts, the clock, and the line of the table."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

DRAFTS = Path(__file__).parent / "drafts"
CLEAN, FINDINGS = DRAFTS / "clean.md", DRAFTS / "findings.md"


class Row(NamedTuple):
    """A line of the table: what was measured, the figure, and the bar it is held to (empty where there is none)."""

    what: str
    figure: str
    bar: str = ""


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the least processor seconds that some work takes."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def archive(words: int, *, clean: bool = False) -> list[str]:
    """Return drafts of about a paragraph, `words` words in all, half of them with findings."""
    paragraphs = [p for path in ([CLEAN] if clean else [CLEAN, FINDINGS]) for p in path.read_text("utf8").split("\n\n")]
    chosen, count, pick = [], 0, random.Random(1)  # noqa: S311 - a shuffle
    while count < words:
        chosen.append(pick.choice(paragraphs))
        count += len(chosen[-1].split())
    return chosen
