"""How many people several details still fit.

Of details that depend on each other (`Population.pairs`) only the stronger counts. So the sum is the smallest product of
shares over all choices of details no two of which depend on each other. That makes it monotone whatever the figures: one
more detail only adds choices to take the smallest of, and the order of the details does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from confidcheck.crowd import Band, Mosaic, Reader, Step, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from confidcheck.crowd import Detail
    from confidcheck.population import Population, Range

    Eyes = tuple[Reader, int]  # a reader, and which end of a range

ROUNDING = 1e-9  # what sums of logarithms are off by, and no gain
MOST_LINKED = 40  # of more details that all hang together the strongest are weighed; no draft may take for ever


class Arithmetic:
    """The sums of some details and of any of them; what depends on what is found once.

    Args:
        details: in the order of the thread. The sums do not depend on it.
        starts: how many people it could be, for each reader, before anything is said.
        population: what depends on what, and where the bands end.
    """

    def __init__(self, details: Sequence[Detail], starts: Mapping[Reader, Range], population: Population) -> None:
        self._details, self._starts, self._population = details, starts, population
        self._weights = {
            (reader, end): [-log(detail.share(reader)[end]) for detail in details] for reader in starts for end in (0, 1)
        }
        self._chosen: dict[tuple[Eyes, tuple[int, ...]], frozenset[int]] = {}

    def mosaic(self) -> Mosaic:
        """Return the sum for all readers; which draft tips is not known here."""
        acquaintance, stranger = (self.view(reader) for reader in self._starts)
        return Mosaic(tuple(self._details), (acquaintance, stranger), self.leave_out(), None)

    @cached_property
    def depends(self) -> list[set[int]]:
        """For each detail, the numbers of those it depends on; only details that share a side or a word are compared."""
        found: list[set[int]] = [set() for _ in self._details]
        for group in self._alike():
            for a in group:
                found[a] |= group - {a}
        sides = self._by_side()
        for pair in self._population.pairs:
            one, other = (sides.get(side, set()) for side in (min(pair), max(pair)))
            for a in one:
                for b in other - {a}:
                    found[a].add(b)
                    found[b].add(a)
        return found

    def people(self, reader: Reader, known: Iterable[int] | None = None) -> Range:
        """Return how many people details fit, the client among them.

        Args:
            reader: whose eyes.
            known: the numbers of the details; all of them where nothing is given.
        """
        numbers = sorted(range(len(self._details)) if known is None else known)

        def left(end: int) -> float:
            # The client fits for certain; of the others, as many as the shares of the known details leave.
            fit = exp(-self._total(self._strongest(numbers, (reader, end)), (reader, end)))
            return 1 + max(self._starts[reader][end] - 1, 0) * fit

        return left(0), left(1)

    def view(self, reader: Reader) -> View:
        """Return the sum in the eyes of one reader, detail by detail; places come first in the eyes of a stranger."""
        details, everything = self._details, range(len(self._details))
        order = sorted(everything, key=lambda k: (reader is Reader.STRANGER and details[k].people is None, k))
        counted = self.counted(reader)
        steps = tuple(
            Step(
                detail=number,
                people=self.people(reader, order[: place + 1]),
                counts=number in counted,
                held_by=None if number in counted else self._holder(number, counted, reader),
            )
            for place, number in enumerate(order)
        )
        people = steps[-1].people if steps else self._starts[reader]
        return View(reader, self._starts[reader], steps, people, band(people, self._population))

    def counted(self, reader: Reader, known: Iterable[int] | None = None) -> frozenset[int]:
        """Return the numbers of the details that count, at one end of the range at least."""
        numbers = sorted(range(len(self._details)) if known is None else known)
        return self._strongest(numbers, (reader, 0)) | self._strongest(numbers, (reader, 1))

    def band(self, reader: Reader, known: Iterable[int] | None = None) -> Band:
        """Return the band of how many people details fit."""
        return band(self.people(reader, known), self._population)

    def narrowness(self, known: Iterable[int] | None = None) -> float:
        """Return by how many powers of e details narrow the crowd, over all readers."""
        numbers = sorted(range(len(self._details)) if known is None else known)
        return sum(log(middle(start)) - log(middle(self.people(reader, numbers))) for reader, start in self._starts.items())

    def leave_out(self) -> int | None:
        """Return the number of the detail whose absence helps most, over all readers; None where none helps."""
        whole, everything = self.narrowness(), range(len(self._details))
        counted = sorted(
            frozenset().union(*(self.counted(reader) for reader in self._starts))
        )  # without the others nothing changes
        gains = {without: whole - self.narrowness(k for k in everything if k != without) for without in counted}
        best = max(counted, key=lambda each: gains[each], default=None)
        return best if best is not None and gains[best] > ROUNDING else None

    def _strongest(self, numbers: Sequence[int], eyes: Eyes) -> frozenset[int]:
        """Return the independent details of the greatest total weight."""
        among = set(numbers)
        free = frozenset(k for k in numbers if not self.depends[k] & among)
        rest = self._without_twins([k for k in numbers if k not in free], eyes)
        return free.union(*(self._branch(part, eyes) for part in self._parts(rest)))

    def _branch(self, part: list[int], eyes: Eyes) -> frozenset[int]:
        """Take the detail most others depend on, or leave it; a part without links needs no choice."""
        weights = self._weights[eyes]
        part = sorted(sorted(part, key=lambda k: (-weights[k], k))[:MOST_LINKED])
        known = self._chosen.get((eyes, tuple(part)))
        if known is not None:
            return known
        among = set(part)
        pivot = max(part, key=lambda k: (len(self.depends[k] & among), weights[k], -k))
        if not self.depends[pivot] & among:
            return frozenset(part)
        others = [k for k in part if k != pivot]
        with_it = frozenset({pivot}) | self._strongest([k for k in others if k not in self.depends[pivot]], eyes)
        chosen = max(with_it, self._strongest(others, eyes), key=lambda each: self._total(each, eyes))
        self._chosen[eyes, tuple(part)] = chosen
        return chosen

    def _total(self, numbers: Iterable[int], eyes: Eyes) -> float:
        return sum(self._weights[eyes][k] for k in sorted(numbers))

    def _without_twins(self, numbers: list[int], eyes: Eyes) -> list[int]:
        """Of details that depend on each other and on the same others keep the strongest; the weaker never count."""
        among, weights = set(numbers), self._weights[eyes]
        best: dict[frozenset[int], int] = {}
        for k in numbers:
            circle = frozenset((self.depends[k] & among) | {k})
            if circle not in best or weights[k] > weights[best[circle]]:
                best[circle] = k
        return sorted(best.values())

    def _parts(self, numbers: list[int]) -> list[list[int]]:
        """Cut details into parts that do not depend on each other."""
        left, parts = set(numbers), []
        while left:
            part, open_ends = set(), [min(left)]
            while open_ends:
                k = open_ends.pop()
                if k in left:
                    left.discard(k)
                    part.add(k)
                    open_ends += self.depends[k] & left
            parts.append(sorted(part))
        return parts

    def _holder(self, number: int, counted: frozenset[int], reader: Reader) -> int | None:
        shares = self._details
        return min(self.depends[number] & counted, key=lambda k: (shares[k].share(reader)[1], k), default=None)

    def _alike(self) -> Iterable[set[int]]:
        """Return details of one kind that say the same again: all of some kinds, of the others those that share a word."""
        groups: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, detail in enumerate(self._details):
            if detail.kind in self._population.alone:
                groups[detail.kind, ""].add(number)
            for word in detail.words:
                groups[detail.kind, word].add(number)
        return groups.values()

    def _by_side(self) -> dict[str, set[int]]:
        """Return the numbers of the details by what the pairs call them."""
        sides: dict[str, set[int]] = defaultdict(set)
        for number, detail in enumerate(self._details):
            sides[detail.kind].add(number)
            sides[f"{detail.kind}/{detail.entry}"].add(number)
        return sides


def middle(people: Range) -> float:
    """Return the geometric mean of a range, which decides on its band."""
    return sqrt(people[0] * people[1])


def band(people: Range, population: Population) -> Band:
    """Return the band of a range of people."""
    reached = middle(people)
    narrow = (Band.UNIQUE, Band.A_HANDFUL, Band.DOZENS)
    return next((each for each, most in zip(narrow, population.bands, strict=True) if reached <= most), Band.HUNDREDS)
