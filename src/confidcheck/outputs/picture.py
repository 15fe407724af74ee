"""How the details of a client narrow a crowd, as words, numbers and a bar that shrinks; and the arithmetic in full.

It is understood without the bars: they stand at the end of lines, are made of plain characters, and repeat the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.outputs import counting

if TYPE_CHECKING:
    from confidcheck.crowd import Mosaic
    from confidcheck.finding import Report
    from confidcheck.outputs.page import Page
    from confidcheck.outputs.positions import Positions

WIDEST_BAR = 12
MORE = "; confidcheck check --explain-mosaic shows them."
BARS, STRONG, QUIET = "magenta", "bold", "dim"


def write_picture(page: Page, report: Report, positions: Positions, *, is_open: bool, is_explained: bool) -> None:
    """Write what the details of a report sum up to, where that is small enough for a finding or was asked for.

    Args:
        page: where to.
        report: its mosaics are written.
        positions: of its thread.
        is_open: whether words of a draft may appear.
        is_explained: whether the arithmetic was asked for.
    """
    for mosaic in counting.shown(report, is_explained=is_explained):
        _Picture(page, mosaic, report, positions, is_open=is_open).write(is_explained=is_explained)


class _Picture:
    """Writes one mosaic."""

    def __init__(self, page: Page, mosaic: Mosaic, report: Report, positions: Positions, *, is_open: bool) -> None:
        self._page, self._mosaic, self._report = page, mosaic, report
        self._name = counting.names(mosaic, positions, is_open=is_open)
        self._is_open = is_open

    def write(self, *, is_explained: bool) -> None:
        self._page.gap()
        self._page.write((counting.title(self._report, self._mosaic), STRONG))
        self._views(in_full=is_explained)
        self._page.gap()
        for said in counting.turns(self._mosaic, self._report, self._name):
            self._page.write(said, indent=2, hang=2)
        if self._mosaic.leave_out is not None:
            self._page.write(f"What would help most: leave out {self._name(self._mosaic.leave_out)}.", indent=2)
        if is_explained:
            self._arithmetic()
        self._page.write((f"{counting.ASSUMED}{MORE}", QUIET), indent=2)

    def _views(self, *, in_full: bool) -> None:
        for view in self._mosaic.views:
            self._page.gap()
            self._page.write((counting.sum_of(view), STRONG), indent=2)
            if in_full:
                self._page.write(f"People this could be: {counting.chain(view)}", indent=4)
            for row in counting.rows(view, self._name, in_full=in_full):
                bar = "=" * (1 + round((WIDEST_BAR - 1) * row.length))
                self._page.write(f"{row.words}: {row.people} ", (bar, BARS), indent=4, hang=2)

    def _arithmetic(self) -> None:
        for view in self._mosaic.views:
            self._page.gap()
            reader = counting.READERS[view.reader].lower()
            self._page.write((f"The arithmetic: {reader}, from {counting.people(view.start)} people", STRONG), indent=2)
            for step in view.steps:
                detail = self._mosaic.details[step.detail]
                source = counting.source(detail, view) if self._is_open and step.held_by is None else ""
                said = f"{self._name(step.detail)}: {counting.fits(detail, step, view, self._name)}"
                self._page.write(f"{said} [{source}]" if source else said, indent=4, hang=2)
        self._page.gap()
