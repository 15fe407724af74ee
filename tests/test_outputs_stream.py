"""Formats that need not know all reports write each as it comes, so that very many drafts take no more memory than a few."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from confidcheck.finding import Report
from confidcheck.outputs import FORMATS, Options
from sample_report import sample

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 6


def alive() -> int:
    gc.collect()
    return sum(isinstance(each, Report) for each in gc.get_objects())


class Many:
    """Reports, made one by one; notes how many of them are alive each time one is asked for."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def __iter__(self) -> Iterator[Report]:
        for number in range(COUNT):
            self.counts.append(alive())
            yield sample(f"{number}.md")


@pytest.mark.parametrize("output", ["text", "jsonl", "github"])
def test_each_report_is_written_as_it_comes_and_let_go(output):
    reports = Many()
    pieces = FORMATS[output](reports, Options("0.1"))
    first = next(pieces)
    assert "0.md" in first
    assert len(reports.counts) <= 2  # a text looks one ahead, to see whether there are several
    rest = list(pieces)
    assert sum(piece.count("5.md") for piece in rest)
    assert max(reports.counts) <= reports.counts[0] + 3  # a text keeps the two that it began with


def test_pieces_of_a_text_are_the_page():
    page = "".join(FORMATS["text"](Many(), Options("0.1")))
    alone = "".join(FORMATS["text"]([sample("0.md")], Options("0.1")))
    assert page.startswith(alone.split("\n\n")[0])
    assert "\n\n\n" not in page
    assert page.rstrip().splitlines()[-1].startswith(f"{COUNT} drafts: ")
