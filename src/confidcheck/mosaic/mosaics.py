"""From what a thread says of its clients to one mosaic a client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from confidcheck.crowd import Reader
from confidcheck.mosaic.arithmetic import Arithmetic
from confidcheck.mosaic.recognise import Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.crowd import Detail, Mosaic
    from confidcheck.finding import Label, Place
    from confidcheck.population import Population, Range


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """Words that say something of a client: where, what they were flagged as, and by which rule, if by one."""

    place: Place
    label: Label
    rule: str = ""


class Mosaics:
    """Sums up details.

    Args:
        population: the figures.
        caseload: how many clients the writer sees, and has seen before.
        country: the country of the writer, None where it is not known.
    """

    def __init__(self, population: Population, caseload: tuple[int, int] = (30, 200), country: str | None = None) -> None:
        self._population = population
        current, past = caseload
        self._starts: dict[Reader, Range] = {
            Reader.ACQUAINTANCE: (float(max(current, 1)), float(max(current + past, 1))),
            Reader.STRANGER: population.everybody(country),
        }
        self._recogniser = Recogniser(population, country)

    def of(self, texts: Sequence[str], said: Iterable[Said]) -> Mosaic | None:
        """Sum up what is said of one client.

        Args:
            texts: clean text of each draft of the thread.
            said: the words, in any order.

        Returns:
            The mosaic; None where the words say nothing that could be counted.
        """
        details = self.details(texts, said)
        return self.sum(details) if details else None

    def arithmetic(self, details: Sequence[Detail]) -> Arithmetic:
        """Return the sums of some details."""
        return Arithmetic(details, self._starts, self._population)

    def sum(self, details: Sequence[Detail]) -> Mosaic:
        """Return the mosaic of some details."""
        return self.arithmetic(details).mosaic()

    def details(self, texts: Sequence[str], said: Iterable[Said]) -> tuple[Detail, ...]:
        """Return the details in the order of the thread, each once, with all its places."""
        found: dict[tuple[str, str], Detail] = {}
        for each in sorted(set(said)):
            for detail in self._recogniser.details(texts[each.place.draft], each.place, each.label, each.rule):
                key = (detail.kind, detail.entry)
                known = found.get(key)
                found[key] = replace(known, places=tuple(sorted({*known.places, *detail.places}))) if known else detail
        return tuple(sorted(found.values(), key=lambda detail: (detail.places, detail.kind)))

    def may_be_same(self, here: Sequence[Detail], there: Sequence[Detail]) -> bool:
        """Whether two drafts may be about the same client: they share something telling, and contradict each other in nothing.

        Two details contradict each other where nobody can be both: two genders.
        """
        shared = {(d.kind, d.entry) for d in here if d.stranger[1] <= self._population.telling} & {
            (d.kind, d.entry) for d in there
        }
        genders = [{d.entry for d in each if d.kind == "gender"} for each in (here, there)]
        return bool(shared) and not (genders[0] and genders[1] and not genders[0] & genders[1])
