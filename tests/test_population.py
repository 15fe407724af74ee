"""The figures: what is shipped loads, is small, and every mistake in it names file and line."""

from __future__ import annotations

import shutil

import pytest

from confidcheck.errors import RuleError
from confidcheck.ruleset import load_population, shipped_rules

SHIPPED = shipped_rules() / "population"


@pytest.fixture(scope="module")
def population():
    return load_population(SHIPPED)


def failure(tmp_path, file, old, new):
    folder = tmp_path / "population"
    shutil.copytree(SHIPPED, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_population(folder).places.towns(("leeds",))
    assert caught.value.path == path
    return caught.value, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        ("health.yaml", "agoraphobia: {share: [0.008, 0.02]", "agoraphobia: {share: [0.02, 0.008]", "not smaller"),
        ("health.yaml", "agoraphobia: {share: [0.008, 0.02]", "agoraphobia: {share: [0.008, 2]", "at most 1"),
        ("health.yaml", "agoraphobia: {share: [0.008, 0.02]", "agoraphobia: {share: [0.008]", "two numbers"),
        (
            "event.yaml",
            "inquest: {share: [0.0003, 0.0015], source: deaths}",
            "inquest: {share: [0.1, 0.2], source: x}",
            "no source",
        ),
        (
            "event.yaml",
            "inquest: {share: [0.0003, 0.0015], source: deaths}",
            "inquest: {share: [0.1, 0.2]}",
            "“source” is missing",
        ),
        ("event.yaml", "year: 2022, checked", "year: soon, checked", "a number"),
        ("age.yaml", "GB: [5.4,", "GB: [25.4,", "must come near 100"),
        ("age.yaml", "GB: [5.4, 5.9,", "GB: [5.4,", "expected 19 shares"),
        ("dependence.yaml", "other: occupation/retired", "other: occupation/retird", "no entry “retird”"),
        ("dependence.yaml", "{one: place, other: ethnicity", "{one: plaice, other: ethnicity", "no kind of detail"),
        ("dependence.yaml", "alone: [age,", "alone: [aged,", "no kind of detail"),
        ("caseload.yaml", "unique: 2", "lonely: 2", "no key here"),
        ("countries.yaml", "default: [GB, US]", "default: [UK]", "no country"),
        ("event.yaml", 'address: "https://www.cafcass.gov.uk/', 'address: "www.cafcass.gov.uk/', "begins with https://"),
        ("caseload.yaml", "letters: 4", "letters: four", "a number"),
        ("place.yaml", "longest: 4", "longer: 4", "no key here"),
        ("places.tsv", "Abbots Langley\t", "Abbots Langley ", "a name, a tab and numbers"),
    ],
)
def test_a_wrong_figure_names_its_file_and_line(tmp_path, file, old, new, hint):
    error, line = failure(tmp_path, file, old, new)
    assert hint in error.problem
    assert error.line == line


def test_a_missing_file_is_named(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "population")
    (tmp_path / "population" / "health.yaml").unlink()
    with pytest.raises(RuleError, match=r"health\.yaml"):
        load_population(tmp_path / "population")


def test_every_entry_has_a_share_between_nothing_and_everybody(population):
    entries = {entry for each in population.entries.values() for entry in map(id, each)}
    assert len(entries) > 200
    for each in population.entries.values():
        for entry in each:
            low, high = entry.share(None)
            assert 0 < low <= high <= 1, entry.name


def test_a_figure_says_whether_it_was_read_at_its_source(population):
    sources = {entry.source for entries in population.entries.values() for entry in entries}
    sources |= {source for _, source in population.people.values()} | {population.places.town_source}
    assert all(source.address for source in sources if source.is_checked)
    assert not any(source.is_checked and source.is_assumed for source in sources)
    assert sum(source.is_checked for source in sources) > len(sources) / 2
    assert population.places.town_source.is_checked


def test_the_figures_take_little_room():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 600_000


def test_the_table_of_towns_says_where_it_comes_from():
    first = (SHIPPED / "places.tsv").open(encoding="utf-8").readline()
    assert "GeoNames" in first
    assert "CC BY 4.0" in first


def test_a_town_has_its_size_in_each_country_that_has_one_of_the_name(population):
    assert population.places.towns(("hebden", "bridge")) == {"GB": (4200,)}
    assert {"GB", "CA"} <= set(population.places.towns(("whitby",)))


def test_the_widest_range_counts_where_the_country_is_not_known(population):
    (muslim,) = population.entries[("muslim",)]
    assert muslim.share("IE") == (0.015, 0.018)
    assert muslim.share(None) == (0.009, 0.15)
