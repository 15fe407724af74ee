"""Figures from YAML: ranges, sources, entries with their shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.fold import words
from confidcheck.population import Entry, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from confidcheck.population import Range
    from confidcheck.ruleset.nodes import Value

EVERYWHERE = ""  # the country of a share that tells no countries apart
_COUNTRIES = ("GB", "US", "IE", "AU", "CA", "NZ", "IN")


def read_range(value: Value, most: float | None = None) -> Range:
    """Read `[low, high]`, above nothing and at most `most`."""
    items = value.items()
    if len(items) != 2:
        raise value.error("expected a range of two numbers: [low, high]")
    low, high = (item.number() for item in items)
    if not 0 < low <= high:
        raise value.error("a range goes from a number above 0 to one that is not smaller")
    if most is not None and high > most:
        raise items[1].error(f"a share is at most {most:g}")
    return low, high


def read_sources(value: Value) -> dict[str, Source]:
    """Read the sources of a file by their names."""
    return {key.text(): _source(source) for key, source in value.entries()}


def _source(value: Value) -> Source:
    fields = value.fields(("name", "year", "checked"), ("address",))
    year = fields["year"].number()
    if not year.is_integer() or not 1900 <= year <= 2100:
        raise fields["year"].error("expected a year, such as 2021")
    return Source(fields["name"].text(), int(year), fields["checked"].flag(), _address(fields))


def _address(fields: Mapping[str, Value]) -> str | None:
    if "address" not in fields:
        return None
    address = fields["address"].text()
    if not address.startswith("https://"):
        raise fields["address"].error("expected an address that begins with https://")
    return address


def read_country(value: Value) -> str:
    """Read the code of a country there are figures for."""
    return value.one_of(_COUNTRIES, "country with figures")


def read_words(value: Value) -> tuple[str, ...]:
    """Read a text as folded words."""
    found = tuple(words(value.text()))
    if not found:
        raise value.error("expected at least one word")
    return found


class EntryReader:
    """Reads the entries of one file, which share their kind and what stands in its head.

    Args:
        kind: what its entries say of somebody.
        sources: the sources of the file.
        factor: how much more common its entries are among clients.
        is_special: special-category data.
    """

    def __init__(self, kind: str, sources: dict[str, Source], factor: Range, *, is_special: bool) -> None:
        self._kind, self._sources, self._factor, self._is_special = kind, sources, factor, is_special

    def entry(self, name: str, value: Value) -> tuple[Entry, tuple[tuple[str, ...], ...]]:
        """Read one entry and the folded words that say it, beside its name."""
        fields = value.fields(("share", "source"), ("words", "caseload"))
        said = tuple(read_words(item) for item in fields["words"].items()) if "words" in fields else ()
        return self.unknown(value, name=name), (tuple(words(name)), *said)

    def unknown(self, value: Value, name: str = "") -> Entry:
        """Read an entry without its words."""
        fields = value.fields(("share", "source"), ("words", "caseload"))
        return Entry(
            kind=self._kind,
            name=name,
            shares=_shares(fields["share"]),
            caseload=read_range(fields["caseload"], 1) if "caseload" in fields else None,
            factor=self._factor,
            source=self._sources[fields["source"].one_of(self._sources, "source of this file")],
            is_special=self._is_special,
        )


def _shares(value: Value) -> dict[str, Range]:
    if not value.is_mapping():
        return {EVERYWHERE: read_range(value, 1)}
    return {read_country(key): read_range(share, 1) for key, share in value.entries()}
