"""Places as they are written, and how many people live there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from confidcheck.fold import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.population import Places, Range, Sized, Source


class Where(NamedTuple):
    """A place: what it is called among the figures, how many people live there, and where the figure comes from."""

    name: str
    people: Range
    source: Source


def find_place(words: Sequence[str], written: str, places: Places, country: str | None) -> Where:
    """Return the smallest place that some words name.

    Args:
        words: the folded words.
        written: the same as written; postcodes are known by their capitals.
        places: the figures.
        country: where to look first; elsewhere only what that country does not have.
    """
    found = [*_codes(written, places), *_named(words, places, country)]
    if not found:
        found = [_sized(sort, places) for sort in _sorts(words, places.sorts)]
    if not found:
        found = [Where(" ".join(words), places.unknown.people, places.unknown.source)]
    where = min(found, key=lambda each: (each.people[0] * each.people[1], each.name))
    if any(_stand_in(near, words) for near in places.near):
        low, high = places.near_factor
        return Where(f"near {where.name}", (where.people[0] * low, where.people[1] * high), where.source)
    return where


def find_organisation(words: Sequence[str], places: Places) -> Where:
    """Return the organisation that some words name, and how many people belong to it."""
    for sort in _sorts(words, places.organisations):
        return Where(" ".join(words), sort.people, sort.source)
    return Where(" ".join(words), places.organisation.people, places.organisation.source)


def first_named(words: Sequence[str], places: Places, country: str | None) -> tuple[str, ...]:
    """Return the longest name of a place that some folded words begin with; nothing where they begin with none."""
    names = (tuple(words[:length]) for length in range(min(places.longest, len(words)), 0, -1))
    return next((name for name in names if _of_name(name, places, country)), ())


def _codes(written: str, places: Places) -> Iterator[Where]:
    for pattern, sort in places.codes:
        for match in pattern.finditer(written):
            yield Where(match.group(), sort.people, sort.source)


def _named(words: Sequence[str], places: Places, country: str | None) -> Iterator[Where]:
    """Yield regions and towns, the longest name at each word."""
    at = 0
    while at < len(words):
        for length in range(min(places.longest, len(words) - at), 0, -1):
            where = _of_name(tuple(words[at : at + length]), places, country)
            if where:
                yield where
                at += length
                break
        else:
            at += 1


def _of_name(name: tuple[str, ...], places: Places, country: str | None) -> Where | None:
    if name in places.regions:
        return _sized(places.regions[name], places)
    by_country = places.towns(name)
    sizes = by_country.get(country or "") or tuple(size for each in by_country.values() for size in each)
    if not sizes:
        return None
    low, high = places.tolerance
    return Where(" ".join(name), (min(sizes) * low, max(sizes) * high), places.town_source)


def _sized(sort: Sized, places: Places) -> Where:
    low, high = sort.people
    if low == high:
        low, high = low * places.tolerance[0], high * places.tolerance[1]
    return Where(sort.name, (low, high), sort.source)


def _sorts(words: Sequence[str], sorts: Iterable[Sized]) -> Iterator[Sized]:
    for sort in sorts:
        if any(_stand_in(said, words) for said in sort.words):
            yield sort


def _stand_in(said: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(said)]) == tuple(said) for at in range(len(words) - len(said) + 1))


def folded(text: str, start: int, end: int) -> list[str]:
    """Return the folded words between two offsets of a text."""
    return [token.text for token in tokens(text, start, end) if token.text[0].isalnum()]
