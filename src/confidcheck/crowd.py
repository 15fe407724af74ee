"""How many people a draft could be about, in the eyes of two readers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.finding import Place
    from confidcheck.population import Range, Source


class Reader(StrEnum):
    """Who reads a draft: the client or somebody who knows them, or a stranger with a search engine."""

    ACQUAINTANCE = "acquaintance"
    STRANGER = "stranger"


class Band(IntEnum):
    """How many people it could be, in words; the narrower the smaller."""

    UNIQUE = 1
    A_HANDFUL = 2
    DOZENS = 3
    HUNDREDS = 4

    @property
    def word(self) -> str:
        """The word used in rules and in JSON."""
        return {Band.HUNDREDS: "hundreds-or-more"}.get(self, self.name.lower().replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Detail:
    """Something a thread says of one client.

    Attributes:
        kind, entry: what it is: `occupation`, `firefighter`; two places that say the same are one detail.
        label: a value of `Label`.
        places: where it is said, in order.
        acquaintance: the share of a caseload it fits, from the least to the most.
        stranger: the share of everybody it fits.
        people: for a place, how many people live there.
        source: where the share for the stranger comes from.
        is_special: special-category data.
        words: folded words of a detail that no list knows, to tell whether two of them speak of the same thing.
        years: for an age, from which to which.
    """

    kind: str
    entry: str
    label: str
    places: tuple[Place, ...]
    acquaintance: Range
    stranger: Range
    source: Source
    people: Range | None = None
    is_special: bool = False
    words: frozenset[str] = frozenset()
    years: tuple[int, int] | None = None

    def share(self, reader: Reader) -> Range:
        """Return the share of the people a reader thinks of that the detail fits."""
        return self.acquaintance if reader is Reader.ACQUAINTANCE else self.stranger


@dataclass(frozen=True, slots=True)
class Step:
    """What one more detail does, the details before it (in the order of the thread) being known.

    Attributes:
        detail: its number among the details of the mosaic.
        people: how many people it could be from here on.
        counts: whether it counts in the end; one that another holds (“retired” and an age of 70) does not.
        held_by: the number of the detail that counts in its stead.
    """

    detail: int
    people: Range
    counts: bool
    held_by: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The sum in the eyes of one reader: from everybody it could be, down to those whom all details fit."""

    reader: Reader
    start: Range
    steps: tuple[Step, ...]
    people: Range
    band: Band


@dataclass(frozen=True, slots=True)
class Mosaic:
    """Details of one client over all drafts of a thread, and what they sum up to.

    Attributes:
        details: in the order of the thread.
        views: what they sum up to for the acquaintance and for the stranger.
        leave_out: the number of the detail whose absence would help most; None where no one helps.
        tips: the number of the draft with which the sum became small enough for a finding, or, where it never does, of the one
            in a thread that narrows it most.
    """

    details: tuple[Detail, ...]
    views: tuple[View, View]
    leave_out: int | None
    tips: int | None

    def added_by(self, draft: int) -> tuple[int, ...]:
        """Return the numbers of the details that a draft is the first to say."""
        return tuple(k for k, detail in enumerate(self.details) if detail.places[0].draft == draft)
