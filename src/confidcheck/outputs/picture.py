"""How the details of a client narrow a crowd, as words, numbers and a bar that shrinks; and the arithmetic in full.

It is understood without the bars: they stand at the end of lines, are made of plain characters, and repeat the numbers.
"""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

from confidcheck.crowd import Band, Reader

if TYPE_CHECKING:
    from confidcheck.crowd import Detail, Mosaic, Step, View
    from confidcheck.finding import Report
    from confidcheck.outputs.page import Page
    from confidcheck.outputs.positions import Positions
    from confidcheck.population import Range

WIDEST_BAR = 12
BARS, STRONG, QUIET = "magenta", "bold", "dim"
MILLION = 1_000_000
TITLE = "How far the details narrow it down, taken together"
READERS = {
    Reader.ACQUAINTANCE: "Somebody who knows them, or the client",
    Reader.STRANGER: "A stranger with a search engine",
}
STARTS = {Reader.ACQUAINTANCE: "your clients, now and in the past", Reader.STRANGER: "everybody in the country"}
BANDS = {
    Band.UNIQUE: "one person",
    Band.A_HANDFUL: "a handful of people",
    Band.DOZENS: "dozens of people",
    Band.HUNDREDS: "hundreds of people or more",
}
ASSUMED = (
    "This takes the details to have nothing to do with each other; where two plainly do, only the stronger counts. The figures "
    "are rough, from public statistics and, for your clients, assumptions; confidcheck check --explain-mosaic shows them."
)


def write_picture(page: Page, report: Report, positions: Positions, *, is_open: bool, is_explained: bool) -> None:
    """Write what the details of a report sum up to, where that is small enough for a finding or was asked for.

    Args:
        page: where to.
        report: its mosaics are written.
        positions: of its thread.
        is_open: whether words of a draft may appear.
        is_explained: whether the arithmetic was asked for.
    """
    speaks = any(finding.rule == "mosaic" for finding in report.live)
    for mosaic in report.mosaics if speaks or is_explained else ():
        _Picture(page, mosaic, report, positions, is_open=is_open).write(is_explained=is_explained)


def people(number: Range) -> str:
    """Say a range of people in rounded numbers."""
    low, high = (_rounded(each) for each in number)
    return low if low == high else f"{low} to {high}"


class _Picture:
    """Writes one mosaic."""

    def __init__(self, page: Page, mosaic: Mosaic, report: Report, positions: Positions, *, is_open: bool) -> None:
        self._page, self._mosaic, self._report, self._positions = page, mosaic, report, positions
        self._is_open = is_open

    def write(self, *, is_explained: bool) -> None:
        self._page.gap()
        self._page.write((TITLE, STRONG))
        for view in self._mosaic.views:
            self._view(view, in_full=is_explained)
        self._page.gap()
        self._turns()
        if self._mosaic.leave_out is not None:
            self._page.write(f"What would help most: leave out {self._name(self._mosaic.leave_out)}.", indent=2)
        if is_explained:
            self._arithmetic()
        self._page.write((ASSUMED, QUIET), indent=2)

    def _view(self, view: View, *, in_full: bool) -> None:
        """Write the first crowd and the last, and in full every detail between them."""
        self._page.gap()
        steps = [step for step in view.steps if step.counts]
        self._page.write((f"{READERS[view.reader]}: {BANDS[view.band]}.", STRONG), indent=2)
        rows = [(STARTS[view.reader], view.start)]
        if in_full:
            chain = " → ".join(dict.fromkeys([people(view.start), *(people(step.people) for step in steps)]))
            self._page.write(f"People this could be: {chain}", indent=4)
            rows += [(f"and {self._name(step.detail)}", step.people) for step in steps]
        elif steps:
            rows += [("people this could still be", steps[-1].people)]
        for words, left in rows:
            bar = "=" * _length(left, view.start)
            self._page.write(f"{words}: {people(left)} ", (bar, BARS), indent=4, hang=2)

    def _turns(self) -> None:
        """Say which turn adds what, where there are several."""
        drafts = self._report.thread.drafts
        if sum(draft.is_own for draft in drafts) < 2:
            return
        for number, draft in enumerate(drafts):
            added = self._mosaic.added_by(number)
            if draft.is_own and added:
                tips = "; with this one it tips" if number == self._mosaic.tips else ""
                names = ", ".join(self._name(k) for k in added)
                self._page.write(f"{draft.source} adds {names}{tips}.", indent=2, hang=2)

    def _arithmetic(self) -> None:
        for view in self._mosaic.views:
            self._page.gap()
            self._page.write(
                (f"The arithmetic: {READERS[view.reader].lower()}, from {people(view.start)} people", STRONG), indent=2
            )
            for step in view.steps:
                detail = self._mosaic.details[step.detail]
                self._page.write(f"{self._name(step.detail)}: {self._share(detail, step, view)}", indent=4, hang=2)
        self._page.gap()

    def _share(self, detail: Detail, step: Step, view: View) -> str:
        if step.held_by is not None:
            return f"does not count beside {self._name(step.held_by)}"
        is_stranger = view.reader is Reader.STRANGER
        if is_stranger and detail.people:
            fits = f"{people(detail.people)} people live there"
        else:
            low, high = detail.share(view.reader)
            fits = f"fits {_per_cent(low)} to {_per_cent(high)} of them"
        source = detail.source
        kept = "" if source.is_checked else ", from general knowledge, not read again"
        said = f" [{source.name}, {source.year}{kept}]" if is_stranger and self._is_open else ""
        return f"{fits}, leaves {people(step.people)}{said}"

    def _name(self, number: int) -> str:
        detail = self._mosaic.details[number]
        return f"“{self._positions.words(detail.places[0])}”" if self._is_open else f"detail {number + 1} ({detail.label})"


def _length(left: Range, start: Range) -> int:
    whole = log(max(sqrt(start[0] * start[1]), 2))
    return 1 + round((WIDEST_BAR - 1) * log(max(sqrt(left[0] * left[1]), 1)) / whole)


def _rounded(number: float) -> str:
    """Two digits are all that such sums are good for."""
    short = float(f"{number:.2g}")
    if short >= MILLION:
        return f"{short / MILLION:.10g} million"
    return f"{short if short >= 100 else round(number):,.0f}"


def _per_cent(share: float) -> str:
    return f"{float(f'{share * 100:.2g}'):.10g} %"
