"""What is known of populations: how many people a kind of detail fits. Reading it from YAML is `ruleset`'s work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

Range = tuple[float, float]  # the least and the most it could be


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from, with its address where that is known for certain.

    `is_checked` says whether the figure was read there for this project.
    """

    name: str
    year: int
    is_checked: bool
    address: str | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether there is no statistic: such a source is named “assumption …”."""
        return self.name.startswith("assumption")


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of person and how many there are.

    Attributes:
        kind: what is said of them: `age`, `occupation`, `health` …
        name: who they are within the kind: `firefighter`.
        shares: the share of all residents of a country, by country; under the empty string where countries are not told apart.
        caseload: the share of one therapist's clients; None where `factor` on the share gives it.
        factor: how much more, or less, common they are among clients.
        source: where the figure comes from.
        is_special: special-category data (UK GDPR Art. 9).
    """

    kind: str
    name: str
    shares: Mapping[str, Range]
    caseload: Range | None
    factor: Range
    source: Source
    is_special: bool = False

    def share(self, country: str | None) -> Range:
        """Return the share in a country, or the widest range where the country is not known or not listed."""
        if country and country in self.shares:
            return self.shares[country]
        return min(low for low, _ in self.shares.values()), max(high for _, high in self.shares.values())


@dataclass(frozen=True, slots=True)
class AgeForm:
    """A way of writing an age: the pattern and what is added to the number it holds, or the ages it always means.

    A bare form is nothing but a number, and an age only where the words were flagged as one.
    `like` is a year of age whose share stands for what cannot be told without today's date (a year of birth).
    """

    pattern: re.Pattern[str]
    added: tuple[int, int] = (0, 0)
    ages: tuple[int, int] | None = None
    like: int | None = None
    is_decade: bool = False
    is_bare: bool = False


@dataclass(frozen=True)
class Ages:
    """Ages by country, in shares of five-year bands from birth; the last band has no end. `labels` may hold an age."""

    labels: frozenset[str]
    bands: Mapping[str, tuple[float, ...]]
    sources: Mapping[str, Source]
    forms: tuple[AgeForm, ...]
    parts: Mapping[str, tuple[int, int]]
    numerals: Mapping[str, int]
    tolerance: float
    factor: Range


@dataclass(frozen=True, slots=True)
class Sized:
    """Places or organisations of one sort, and how many people one of them holds."""

    name: str
    words: tuple[tuple[str, ...], ...]
    people: Range
    source: Source


@dataclass(frozen=True)
class Places:
    """How many people a place holds.

    Attributes:
        regions: people of counties, states and regions, by folded words.
        sorts: places without a name, such as a village.
        codes: patterns of postcodes, matched on the text as written.
        unknown: a place that is in no list.
        before: words behind which the name of a place may stand.
        longest: how many words of a text a name may have.
        towns: gives the sizes of the towns of a name (folded words), by country; read when first asked.
        tolerance: how far the size of a town or region may be off, as a factor.
        near: words that widen a place, and by which factor.
        organisations: sorts of schools, employers, services; `organisation` is one in no list.
        organisation_caseload: the share of a caseload that belongs to one of them.
    """

    regions: Mapping[tuple[str, ...], Sized]
    sorts: tuple[Sized, ...]
    codes: tuple[tuple[re.Pattern[str], Sized], ...]
    unknown: Sized
    longest: int
    before: frozenset[str]
    towns: Callable[[tuple[str, ...]], Mapping[str, tuple[float, ...]]]
    town_source: Source
    tolerance: Range
    near: tuple[tuple[str, ...], ...]
    near_factor: Range
    organisations: tuple[Sized, ...]
    organisation: Sized
    organisation_caseload: Range


@dataclass(frozen=True)
class Population:
    """Everything that was read from `rules/population/`.

    Attributes:
        entries: by folded words, what they may say; one word can say several things.
        unknown: by label, a detail that is in no list.
        by_label: by label, the detail that every mention with the label is, whatever its words (a name, a number).
        rules: by rule, the detail that its words are.
        kinds: by label, the kinds of detail its words may be.
        people: how many live in each country, and the name of the figures' source.
        default: the countries one of which it is where none is known.
        alone: kinds of which only the strongest detail counts.
        pairs: two kinds or entries (`occupation/retired`) of which only the stronger counts, and why.
        most: no detail fits a greater share.
        bands: up to how many people a band reaches, the narrowest first.
        telling: two posts that share a detail which fits no more than this share of people may be about the same client.
        least_letters: words of no more letters are scraps, and a shorter word does not say what an unknown detail is about.
        living_in: up to how many people, and the share of a caseload that lives in such a place.
    """

    entries: Mapping[tuple[str, ...], tuple[Entry, ...]] = field(repr=False)
    unknown: Mapping[str, Entry]
    by_label: Mapping[str, Entry]
    rules: Mapping[str, Entry]
    kinds: Mapping[str, frozenset[str]]
    ages: Ages
    places: Places
    people: Mapping[str, tuple[Range, Source]]
    default: tuple[str, ...]
    alone: frozenset[str]
    pairs: Mapping[frozenset[str], str]
    most: float
    bands: tuple[float, ...]
    living_in: tuple[tuple[float, Range], ...]
    telling: float
    least_letters: int

    def everybody(self, country: str | None) -> Range:
        """Return how many people a stranger starts from."""
        known = (country,) if country and country in self.people else self.default
        of = [self.people[name][0] for name in known]
        return min(low for low, _ in of), max(high for _, high in of)
