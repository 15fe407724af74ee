"""The words and numbers of a crowd that shrinks, for every output that shows one."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.crowd import Band, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from confidcheck.crowd import Detail, Mosaic, Step, View
    from confidcheck.finding import Report
    from confidcheck.outputs.positions import Positions
    from confidcheck.population import Range

    Name = Callable[[int], str]  # says what a detail of a mosaic is called, by its number

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
LEAVES = "people this could still be"
ASSUMED = (
    "This takes the details to have nothing to do with each other; where two plainly do, only the stronger counts. The figures "
    "are rough, from public statistics and, for your clients, assumptions"
)


class Row(NamedTuple):
    """One line of a picture: what is known, how many people that leaves, and that as a share of the longest bar."""

    words: str
    people: str
    length: float


def shown(report: Report, *, is_explained: bool) -> tuple[Mosaic, ...]:
    """Return the mosaics to show: that of the client who stands out most where a rule speaks, all where they are asked for."""
    if is_explained:
        return report.mosaics
    return report.mosaics[:1] if any(finding.rule == "mosaic" for finding in report.live) else ()


def title(report: Report, mosaic: Mosaic) -> str:
    """Say what a picture is of, and of which client where there seem to be several."""
    number, count = report.mosaics.index(mosaic) + 1, len(report.mosaics)
    if count == 1:
        return TITLE
    return f"{TITLE} (client {number} of {count}{', who stands out most' if number == 1 else ''})"


def sum_of(view: View) -> str:
    """Say what a sum comes to."""
    return f"{READERS[view.reader]}: {BANDS[view.band]}."


def rows(view: View, name: Name, *, in_full: bool) -> Iterator[Row]:
    """Yield the first crowd and the last, and in full every detail between them that counts."""
    steps = [step for step in view.steps if step.counts]
    yield Row(STARTS[view.reader], people(view.start), 1.0)
    for step in steps if in_full else steps[-1:]:
        words = f"and {name(step.detail)}" if in_full else LEAVES
        yield Row(words, people(step.people), _length(step.people, view.start))


def chain(view: View) -> str:
    """Say how the crowd shrinks, in numbers alone."""
    steps = (people(step.people) for step in view.steps if step.counts)
    return " → ".join(dict.fromkeys([people(view.start), *steps]))


def names(mosaic: Mosaic, positions: Positions, *, is_open: bool) -> Name:
    """Return what names details: by their words, or by their number where words of a draft may not appear."""

    def name(number: int) -> str:
        detail = mosaic.details[number]
        return f"“{positions.words(detail.places[0])}”" if is_open else f"detail {number + 1} ({detail.label})"

    return name


def turns(mosaic: Mosaic, report: Report, name: Name) -> Iterator[str]:
    """Say which turn adds what, where the writer has several."""
    drafts = report.thread.drafts
    if sum(draft.is_own for draft in drafts) < 2:
        return
    for number, draft in enumerate(drafts):
        added = mosaic.added_by(number)
        if draft.is_own and added:
            tips = "; with this one it tips" if number == mosaic.tips else ""
            yield f"{draft.source} adds {', '.join(map(name, added))}{tips}."


def fits(detail: Detail, step: Step, view: View, name: Name) -> str:
    """Say what a detail fits and leaves."""
    if step.held_by is not None:
        return f"does not count beside {name(step.held_by)}"
    if view.reader is Reader.STRANGER and detail.people:
        whom = f"{people(detail.people)} people live there"
    else:
        low, high = detail.share(view.reader)
        whom = f"fits {_per_cent(low)} to {_per_cent(high)} of them"
    return f"{whom}, leaves {people(step.people)}"


def source(detail: Detail, view: View) -> str:
    """Say where the figure for a stranger comes from; shares of a caseload are assumptions of this project."""
    if view.reader is not Reader.STRANGER:
        return ""
    if detail.source.is_assumed:
        return detail.source.name
    kept = "" if detail.source.is_checked else ", from general knowledge, not read again"
    return f"{detail.source.name}, {detail.source.year}{kept}"


def people(number: Range) -> str:
    """Say a range of people in rounded numbers."""
    low, high = (_rounded(each) for each in number)
    return low if low == high else f"{low} to {high}"


def _length(left: Range, start: Range) -> float:
    """The share of the longest bar, from powers of ten: people count far more when few are left."""
    whole = log(max(sqrt(start[0] * start[1]), 2))
    return min(max(log(max(sqrt(left[0] * left[1]), 1)) / whole, 0.0), 1.0)


def _rounded(number: float) -> str:
    """Two digits are all that such sums are good for."""
    short = float(f"{number:.2g}")
    if short >= MILLION:
        return f"{short / MILLION:.10g} million"
    return f"{short if short >= 100 else round(number):,.0f}"


def _per_cent(share: float) -> str:
    return f"{float(f'{share * 100:.2g}'):.10g} %"
