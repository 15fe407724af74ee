"""What flagged words say of a client, as details with their shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from confidcheck.crowd import Detail
from confidcheck.finding import Label, Place
from confidcheck.fold import tokens
from confidcheck.mosaic.ages import find_age, share_of_age
from confidcheck.mosaic.places import Where, find_organisation, find_place, first_named, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.fold import Token
    from confidcheck.population import Entry, Population, Range


class Recogniser:
    """Turns flagged words into details.

    Args:
        population: the figures.
        country: the country of the writer, None where it is not known.
    """

    def __init__(self, population: Population, country: str | None = None) -> None:
        self._population, self._country = population, country
        self._everybody = population.everybody(country)
        self._longest = max(map(len, population.entries))  # words of an entry

    def details(self, text: str, place: Place, label: Label, rule: str = "") -> Iterator[Detail]:
        """Yield what the words at a place say.

        Args:
            text: clean text of the draft.
            place: the words; details are reported at the part of them that says it.
            label: what they were flagged as.
            rule: the rule that flagged them, if one did.
        """
        population = self._population
        if rule in population.rules:
            entry = population.rules[rule]
            yield self._of_entry(entry, label, place, " ".join(folded(text, place.start, place.end)))
            return
        if label.value in population.by_label:  # a quotation is taken as a whole: what stands in it may be about anybody
            said = folded(text, place.start, place.end)
            if self._says_something(said):
                yield self._of_entry(population.by_label[label.value], label, place, " ".join(said))
            return
        found = list(self._listed(text, place, label))
        yield from found
        yield from self._places_inside(text, place, label)
        if label in (Label.PLACE, Label.ORG):
            yield self._of_place(text, place, label)
        elif label.value in population.unknown and not {each.kind for each in found} & population.kinds[label.value]:
            yield from self._unknown(text, place, label)

    def _listed(self, text: str, place: Place, label: Label) -> Iterator[Detail]:
        age = None
        if label.value in self._population.ages.labels or label is Label.CLIENT:
            age = find_age(text, place.start, place.end, self._population.ages, is_flagged=label is Label.AGE)
        if age:
            share, source = share_of_age(age.low, age.high, self._population.ages, self._country)
            name = str(age.low) if age.low == age.high else f"{age.low} to {age.high}"
            known = self._among_clients(share, self._population.ages.factor)
            where = (Place(place.draft, age.start, age.end),)
            yield Detail("age", name, label.value, where, known, share, source, years=(age.low, age.high))
        for entry, start, end in self._entries(tokens(text, place.start, place.end)):
            yield self._of_entry(entry, label, Place(place.draft, start, end))

    def _entries(self, said: list[Token]) -> Iterator[tuple[Entry, int, int]]:
        """Yield the entries that some words say, within a kind the longest words and each entry once."""
        said = [token for token in said if token.text[0].isalnum() or token.text[0] == "'"]
        taken: set[tuple[str, int]] = set()
        seen: set[tuple[str, str]] = set()
        for length in range(min(self._longest, len(said)), 0, -1):
            for at in range(len(said) - length + 1):
                words = tuple(token.text for token in said[at : at + length])
                for entry in self._population.entries.get(words, ()):
                    cells = {(entry.kind, k) for k in range(at, at + length)}
                    if not cells & taken and (entry.kind, entry.name) not in seen:
                        taken |= cells
                        seen.add((entry.kind, entry.name))
                        yield entry, said[at].start, said[at + length - 1].end

    def _of_entry(self, entry: Entry, label: Label, place: Place, name: str = "") -> Detail:
        share = self._capped(entry.share(self._country))
        return Detail(
            kind=entry.kind,
            entry=entry.name or name,
            label=label.value,
            places=(place,),
            acquaintance=self._capped(entry.caseload) if entry.caseload else self._among_clients(share, entry.factor),
            stranger=share,
            source=entry.source,
            is_special=entry.is_special,
        )

    def _unknown(self, text: str, place: Place, label: Label) -> Iterator[Detail]:
        """Yield a detail that no list knows, unless its words are scraps of a sentence."""
        said = folded(text, place.start, place.end)
        telling = frozenset(word for word in said if len(word) >= self._population.least_letters)
        if telling and self._says_something(said):
            detail = self._of_entry(self._population.unknown[label.value], label, place, " ".join(said))
            yield replace(detail, words=telling)

    def _of_place(self, text: str, place: Place, label: Label) -> Detail:
        words, places = folded(text, place.start, place.end), self._population.places
        if label is Label.PLACE:
            where = find_place(words, text[place.start : place.end], places, self._country)
            kind, known = "place", self._living_in(where)
        else:
            where = find_organisation(words, places)
            kind, known = "organisation", places.organisation_caseload
        low, high = self._everybody
        share = self._capped((where.people[0] / low, where.people[1] / high))  # of the least and of the most there could be
        return Detail(kind, where.name, label.value, (place,), known, share, where.source, where.people)

    def _places_inside(self, text: str, place: Place, label: Label) -> Iterator[Detail]:
        """Yield the place that words of another kind name: “the vet in Dingle”."""
        if label in (Label.PLACE, Label.ORG):
            return
        said = [token for token in tokens(text, place.start, place.end) if token.text[0].isalnum()]
        for number, token in enumerate(said[:-1]):
            first, last = said[number + 1].start, place.end
            if token.text in self._population.places.before and text[first].isupper():
                name = first_named(folded(text, first, last), self._population.places, self._country)
                if name:
                    yield self._of_place(text, Place(place.draft, first, said[number + len(name)].end), Label.PLACE)

    def _living_in(self, where: Where) -> Range:
        """The share of a caseload that lives in a place; the small end of its size for the least, the large for the most."""
        rows = self._population.living_in
        least = next((share for size, share in rows if where.people[0] <= size), rows[-1][1])
        most = next((share for size, share in rows if where.people[1] <= size), rows[-1][1])
        return self._capped((least[0], most[1]))

    def _among_clients(self, share: Range, factor: Range) -> Range:
        return self._capped((share[0] * factor[0], share[1] * factor[1]))

    def _capped(self, share: Range) -> Range:
        return min(share[0], self._population.most), min(share[1], self._population.most)

    def _says_something(self, said: list[str]) -> bool:
        """Whether words are more than a scrap (“in”, “been”) of what was flagged."""
        return sum(map(len, said)) > self._population.least_letters or any(word.isdigit() for word in said)
