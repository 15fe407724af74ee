"""How many people several details still fit.

Of details that depend on each other (`Population.pairs`) only the stronger counts. So the sum is the smallest product of
shares over all choices of details no two of which depend on each other. That makes it monotone whatever the figures: one
more detail only adds choices to take the smallest of, and the order of the details does not matter.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from confidcheck.crowd import Band, Reader, Step, View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.crowd import Detail
    from confidcheck.population import Population, Range

Depends = list[set[int]]  # for each detail, the numbers of those it depends on


def depends(details: Sequence[Detail], population: Population) -> Depends:
    """Return for each detail which others it depends on."""
    found: Depends = [set() for _ in details]
    for a, one in enumerate(details):
        for b in range(a):
            if _is_dependent(one, details[b], population):
                found[a].add(b)
                found[b].add(a)
    return found


def view(details: Sequence[Detail], reader: Reader, start: Range, population: Population) -> View:
    """Return the sum in the eyes of one reader.

    Args:
        details: in the order of the thread; places come first in the eyes of a stranger. The sum does not depend on it.
        reader: whose eyes.
        start: how many people it could be before anything is said.
        population: what depends on what, and where the bands end.
    """
    linked = depends(details, population)
    everything = range(len(details))
    order = sorted(everything, key=lambda k: (reader is Reader.STRANGER and details[k].people is None, k))  # places first
    counted = set().union(*(_strongest(list(everything), linked, _weights(details, reader, end)) for end in (0, 1)))
    steps = tuple(
        Step(
            detail=number,
            people=_people(order[: place + 1], details, reader, start, linked),
            counts=number in counted,
            held_by=None if number in counted else _holder(number, linked, counted, details, reader),
        )
        for place, number in enumerate(order)
    )
    people = steps[-1].people if steps else start
    return View(reader, start, steps, people, band(people, population))


def people_left(details: Sequence[Detail], reader: Reader, start: Range, population: Population) -> Range:
    """Return how many people all the details fit, the client among them."""
    return _people(range(len(details)), details, reader, start, depends(details, population))


def middle(people: Range) -> float:
    """Return the geometric mean of a range, which decides on its band."""
    return sqrt(people[0] * people[1])


def band(people: Range, population: Population) -> Band:
    """Return the band of a range of people."""
    reached = middle(people)
    narrow = (Band.UNIQUE, Band.A_HANDFUL, Band.DOZENS)
    return next((each for each, most in zip(narrow, population.bands, strict=True) if reached <= most), Band.HUNDREDS)


def leave_out(details: Sequence[Detail], starts: dict[Reader, Range], population: Population) -> int | None:
    """Return the number of the detail whose absence helps most, over both readers; None where none helps."""

    def left(chosen: Sequence[Detail]) -> float:
        return sum(log(middle(people_left(chosen, reader, start, population))) for reader, start in starts.items())

    if not details:
        return None
    gains = [left([*details[:k], *details[k + 1 :]]) - left(details) for k in range(len(details))]
    most = max(gains)
    return gains.index(most) if most > 1e-9 else None  # more than an error of rounding


def _people(known: Sequence[int], details: Sequence[Detail], reader: Reader, start: Range, linked: Depends) -> Range:
    """The client fits for certain; of the others, as many as the shares of the known details leave."""

    def left(end: int) -> float:
        weights = _weights(details, reader, end)
        return exp(-sum(weights[k] for k in sorted(_strongest(sorted(known), linked, weights))))

    low, high = (1 + max(start[end] - 1, 0) * left(end) for end in (0, 1))
    return low, high


def _weights(details: Sequence[Detail], reader: Reader, end: int) -> list[float]:
    return [-log(detail.share(reader)[end]) for detail in details]


def _strongest(numbers: list[int], linked: Depends, weights: Sequence[float]) -> frozenset[int]:
    """Return the independent details of the greatest total weight."""
    among = set(numbers)
    free = frozenset(k for k in numbers if not linked[k] & among)
    rest = _without_twins([k for k in numbers if k not in free], linked, weights)
    if not rest:
        return free
    chosen: frozenset[int] = frozenset()
    for part in _parts(rest, linked):
        chosen |= _branch(part, linked, weights)
    return free | chosen


def _branch(part: list[int], linked: Depends, weights: Sequence[float]) -> frozenset[int]:
    """Take the detail most others depend on, or leave it; a part without links needs no choice."""
    among = set(part)
    pivot = max(part, key=lambda k: (len(linked[k] & among), weights[k], -k))
    if not linked[pivot] & among:
        return frozenset(part)
    with_it = frozenset({pivot}) | _strongest([k for k in part if k != pivot and k not in linked[pivot]], linked, weights)
    without = _strongest([k for k in part if k != pivot], linked, weights)
    return max(with_it, without, key=_total(weights))


def _total(weights: Sequence[float]) -> Callable[[frozenset[int]], float]:
    return lambda chosen: sum(weights[k] for k in sorted(chosen))


def _without_twins(numbers: list[int], linked: Depends, weights: Sequence[float]) -> list[int]:
    """Of details that depend on each other and on the same others keep the strongest; the weaker never count."""
    among = set(numbers)
    best: dict[frozenset[int], int] = {}
    for k in numbers:
        circle = frozenset((linked[k] & among) | {k})
        if circle not in best or weights[k] > weights[best[circle]]:
            best[circle] = k
    return sorted(best.values())


def _parts(numbers: list[int], linked: Depends) -> list[list[int]]:
    """Cut details into parts that do not depend on each other."""
    left, parts = set(numbers), []
    while left:
        part, open_ends = set(), [min(left)]
        while open_ends:
            k = open_ends.pop()
            if k in left:
                left.discard(k)
                part.add(k)
                open_ends += linked[k] & left
        parts.append(sorted(part))
    return parts


def _is_dependent(one: Detail, other: Detail, population: Population) -> bool:
    if one.kind == other.kind and (one.kind in population.alone or one.words & other.words):
        return True
    return any(frozenset({a, b}) in population.pairs for a in _sides(one) for b in _sides(other))


def _sides(detail: Detail) -> tuple[str, str]:
    return detail.kind, f"{detail.kind}/{detail.entry}"


def _holder(number: int, linked: Depends, counted: set[int], details: Sequence[Detail], reader: Reader) -> int | None:
    return min(linked[number] & counted, key=lambda k: (details[k].share(reader)[1], k), default=None)
