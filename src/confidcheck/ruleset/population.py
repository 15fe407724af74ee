"""The figures behind mosaics: `rules/population/` in, a `Population` out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from confidcheck.finding import Label
from confidcheck.population import Entry, Population, Sized
from confidcheck.ruleset.ages import read_ages
from confidcheck.ruleset.figures import EntryReader, read_country, read_range, read_sources, read_words
from confidcheck.ruleset.nodes import read
from confidcheck.ruleset.places import read_places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from confidcheck.population import Ages, Places, Range, Source
    from confidcheck.ruleset.nodes import Value

_LISTS = ("gender", "ethnicity", "religion", "sexuality", "status", "occupation", "family", "health", "event")
_BANDS = ("unique", "a-handful", "dozens")
_ONCE = (1.0, 1.0)  # the factor of an entry that gives its share of a caseload itself


def load_population(folder: Path) -> Population:
    """Read the figures.

    Args:
        folder: holds `age.yaml`, `occupation.yaml` and the others, and `places.tsv`.

    Raises:
        RuleError: a file is missing or wrong; the message names file, line and what is allowed.
    """
    lists = [_List(read(folder / f"{name}.yaml")) for name in _LISTS]
    other = read(folder / "other.yaml").fields(("sources", "kinds", "rules"))
    caseload = read(folder / "caseload.yaml").fields(("about", "most", "bands", "living-in", "near", "same-client", "letters"))
    dependence = read(folder / "dependence.yaml").fields(("alone", "pairs"))
    countries = read(folder / "countries.yaml").fields(("sources", "people", "default", "names"))
    sources = read_sources(countries["sources"])
    by_label, kinds = _other_kinds(other)
    rules = _rules(other)
    ages = read_ages(read(folder / "age.yaml"))
    listed = {each.kind for each in lists} | {entry.kind for entry in (*by_label.values(), *rules.values())}
    known = frozenset({"age", "place", "organisation"} | listed)
    return Population(
        entries=_by_words(lists),
        unknown={label: each.unknown for each in lists if each.unknown for label in each.labels},
        by_label=by_label,
        rules=rules,
        kinds=_kinds(lists, ages) | kinds,
        ages=ages,
        places=_with_countries(read_places(read(folder / "place.yaml"), folder / "places.tsv", caseload["near"]), countries),
        people={read_country(key): (read_range(value), sources[key.text()]) for key, value in countries["people"].entries()},
        default=tuple(read_country(item) for item in countries["default"].items()),
        alone=frozenset(item.one_of(known, "kind of detail") for item in dependence["alone"].items()),
        pairs=dict(_pair(item, lists, known) for item in dependence["pairs"].items()),
        most=caseload["most"].number(),
        bands=tuple(caseload["bands"].fields(_BANDS)[name].number() for name in _BANDS),
        telling=caseload["same-client"].number(),
        least_letters=int(caseload["letters"].number()),
        living_in=tuple(_living_in(item) for item in caseload["living-in"].items()),
    )


class _List:
    """One file of entries."""

    def __init__(self, value: Value) -> None:
        fields = value.fields(("kind", "labels", "caseload", "unknown", "sources", "entries"), ("special",))
        self.kind = fields["kind"].text()
        self.labels = [label.member(Label, "label").value for label in fields["labels"].items()]
        reader = EntryReader(
            self.kind,
            read_sources(fields["sources"]),
            read_range(fields["caseload"]),
            is_special="special" in fields and fields["special"].flag(),
        )
        self.unknown = reader.unknown(fields["unknown"]) if fields["unknown"].is_mapping() else None
        self.entries = [reader.entry(key.text(), entry) for key, entry in fields["entries"].entries()]
        self.names = {entry.name for entry, _ in self.entries}


def _by_words(lists: Iterable[_List]) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    found: dict[tuple[str, ...], dict[str, Entry]] = defaultdict(dict)
    for each in lists:
        for entry, said in each.entries:
            for words in said:
                found[words].setdefault(each.kind, entry)  # within a kind, the first that has the words
    return {words: tuple(entries.values()) for words, entries in found.items()}


def _kinds(lists: Iterable[_List], ages: Ages) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {label: frozenset({"age"}) for label in ages.labels}
    for each in lists:
        for label in each.labels:
            found[label] = found.get(label, frozenset()) | {each.kind}
    return found


def _other_kinds(other: dict[str, Value]) -> tuple[dict[str, Entry], dict[str, frozenset[str]]]:
    source = _only(other["sources"])
    by_label: dict[str, Entry] = {}
    for key, value in other["kinds"].entries():
        fields = value.fields(("labels", "share", "caseload"), ("special",))
        entry = _entry(key.text(), fields["share"], fields["caseload"], source)
        for label in fields["labels"].items():
            by_label[label.member(Label, "label").value] = entry
    return by_label, {label: frozenset({entry.kind}) for label, entry in by_label.items()}


def _rules(other: dict[str, Value]) -> dict[str, Entry]:
    source = _only(other["sources"])
    found = {}
    for key, value in other["rules"].entries():
        fields = value.fields(("kind", "share", "caseload"))
        found[key.text()] = _entry(fields["kind"].text(), fields["share"], fields["caseload"], source)
    return found


def _entry(kind: str, share: Value, caseload: Value, source: Source) -> Entry:
    return Entry(kind, "", {"": read_range(share, 1)}, read_range(caseload, 1), _ONCE, source)


def _only(value: Value) -> Source:
    (source,) = read_sources(value).values()
    return source


def _pair(value: Value, lists: Iterable[_List], known: frozenset[str]) -> tuple[frozenset[str], str]:
    fields = value.fields(("one", "other", "why"))
    names = {each.kind: each.names for each in lists}
    for side in (fields["one"], fields["other"]):
        kind, _, entry = side.text().partition("/")
        if kind not in known:
            raise side.error(f"“{kind}” is no kind of detail; allowed: {', '.join(sorted(known))}")
        if entry and entry not in names.get(kind, ()):
            raise side.error(f"there is no entry “{entry}” of the kind “{kind}”")
    return frozenset({fields["one"].text(), fields["other"].text()}), fields["why"].text()


def _living_in(value: Value) -> tuple[float, Range]:
    fields = value.fields(("up-to", "share"))
    return fields["up-to"].number(), read_range(fields["share"], 1)


def _with_countries(places: Places, countries: dict[str, Value]) -> Places:
    """Add the names of countries to the regions."""
    sources = read_sources(countries["sources"])
    people = {key.text(): read_range(value) for key, value in countries["people"].entries()}
    named = {
        read_words(name): Sized(name.text(), (), people[read_country(key)], sources[key.text()])
        for key, names in countries["names"].entries()
        for name in names.items()
    }
    return replace(places, regions={**places.regions, **named})
