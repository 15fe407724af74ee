"""Places from YAML and from the table of towns: how many people live where."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from confidcheck.errors import RuleError
from confidcheck.fold import words
from confidcheck.population import Places, Sized
from confidcheck.ruleset.ages import read_pattern
from confidcheck.ruleset.figures import read_range, read_sources, read_words

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from confidcheck.population import Source
    from confidcheck.ruleset.nodes import Value

_NEEDED = (
    "kind",
    "labels",
    "unknown",
    "longest",
    "before",
    "sources",
    "tolerance",
    "codes",
    "words",
    "organisations",
    "regions",
)
_THOUSAND, _HUNDRED = 1000, 100  # what the figures of regions and of towns are counted in


def read_places(value: Value, towns: Path, near: Value) -> Places:
    """Read `place.yaml`.

    Args:
        value: its document.
        towns: the table of towns; it is read when first asked for.
        near: words that widen a place, and by which factor.

    Raises:
        RuleError: something in it is wrong; for the table, when it is read.
    """
    fields = value.fields(_NEEDED)
    sources = read_sources(fields["sources"])
    widened = near.fields(("words", "factor"))
    schools = fields["organisations"].fields(("kind", "labels", "unknown", "caseload", "words"))
    return Places(
        regions=_regions(fields["regions"], sources),
        sorts=tuple(_sort(item, sources) for item in fields["words"].items()),
        codes=tuple(_code(item, sources) for item in fields["codes"].items()),
        unknown=_unknown(fields["unknown"], sources),
        longest=int(fields["longest"].number()),
        before=frozenset(item.text() for item in fields["before"].items()),
        towns=_towns(towns),
        town_source=_named(fields["sources"], sources, "geonames"),
        tolerance=read_range(fields["tolerance"]),
        near=tuple(read_words(item) for item in widened["words"].items()),
        near_factor=read_range(widened["factor"]),
        organisations=tuple(_sort(item, sources) for item in schools["words"].items()),
        organisation=_unknown(schools["unknown"], sources),
        organisation_caseload=read_range(schools["caseload"], 1),
    )


def _source(value: Value, sources: Mapping[str, Source]) -> Source:
    return sources[value.one_of(sources, "source of this file")]


def _named(value: Value, sources: Mapping[str, Source], name: str) -> Source:
    if name not in sources:
        raise value.error(f"the source “{name}” is missing")
    return sources[name]


def _sort(value: Value, sources: Mapping[str, Source]) -> Sized:
    fields = value.fields(("words", "people", "source"))
    said = tuple(read_words(item) for item in fields["words"].items())
    return Sized(" ".join(said[0]), said, read_range(fields["people"]), _source(fields["source"], sources))


def _code(value: Value, sources: Mapping[str, Source]) -> tuple[re.Pattern[str], Sized]:
    fields = value.fields(("pattern", "people", "source"))
    sized = Sized("postcode", (), read_range(fields["people"]), _source(fields["source"], sources))
    return read_pattern(fields["pattern"]), sized


def _unknown(value: Value, sources: Mapping[str, Source]) -> Sized:
    fields = value.fields(("people", "source"))
    return Sized("", (), read_range(fields["people"]), _source(fields["source"], sources))


def _regions(value: Value, sources: Mapping[str, Source]) -> dict[tuple[str, ...], Sized]:
    fields = value.fields(("source", "people"))
    source = _source(fields["source"], sources)
    found = {}
    for key, people in fields["people"].entries():
        size = people.number() * _THOUSAND
        found[read_words(key)] = Sized(key.text(), (), (size, size), source)
    return found


def _towns(path: Path) -> Callable[[tuple[str, ...]], Mapping[str, tuple[float, ...]]]:
    @lru_cache(maxsize=1)
    def table() -> dict[tuple[str, ...], dict[str, tuple[float, ...]]]:
        return _read_towns(path)

    def sizes(name: tuple[str, ...]) -> Mapping[str, tuple[float, ...]]:
        return table().get(name, {})

    return sizes


def _read_towns(path: Path) -> dict[tuple[str, ...], dict[str, tuple[float, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise RuleError("cannot be read; reinstall confidcheck, or restore the file", path) from None
    found: dict[tuple[str, ...], dict[str, tuple[float, ...]]] = defaultdict(dict)
    country = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("@"):
            country = line[1:]
        elif line and not line.startswith("#"):
            name, size = _town(line, country, path, number)
            folded = tuple(words(name))
            found[folded][country] = (*found[folded].get(country, ()), *size)
    return found


def _town(line: str, country: str, path: Path, number: int) -> tuple[str, tuple[float, ...]]:
    name, _, sizes = line.partition("\t")
    if not country or not name or not sizes.replace(" ", "").isdigit():
        raise RuleError("expected @ and a country first, then lines of a name, a tab and numbers", path, number)
    return name, tuple(int(size) * _HUNDRED for size in sizes.split())
