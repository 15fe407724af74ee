"""The shorthand of ages and genders."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from confidcheck.language.grammar import Grammar
from confidcheck.language.shapes import read_shapes

RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(RULES / "grammar.yaml")


def found(grammar: Grammar, text: str) -> list[tuple[str, str]]:
    return [(mention.kind, text[mention.start : mention.end]) for mention in grammar.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("34yo F, anxious attachment", "age-gender", "34yo"),
        ("a 34 y/o f with OCD", "age-gender", "34 y/o"),
        ("27F, lives with parents", "age-gender", "27"),
        ("F27, first-gen", "age-gender", "27"),
        ("[34M] wants evenings", "age-gender", "34"),
        ("M, 16, school refuser", "minor", "16"),
        ("f/16 self harm", "minor", "16"),
        ("16 yr old boy in Leeds", "minor", "16 yr old"),
        ("a sixteen year old who draws", "minor", "sixteen year old"),
        ("lady in her early 40s", "decade", "in her early 40s"),
        ("she is in her late 60s", "decade", "in her late 60s"),
        ("Y9 girl, selective mutism", "minor", "Y9"),
        ("he is in Year 10 now", "school-year", "Year 10"),
        ("an 8th grader with panic", "school-year", "8th grader"),
        ("45 yo DWF, two kids", "age-gender", "45 yo"),
        ("22 y.o. SAAM c/o low mood", "age-gender", "22 y.o."),
        ("she was born in 1989", "birth-year", "born in 1989"),
        ("turning 18 next month", "age", "18"),
        ("my client, 52, a farmer", "age", "52"),
        ("She's forty-one and tired", "age", "forty-one"),
        ("a twenty-something nonbinary person", "life-stage", "twenty-something"),
        ("my toddler of a client, a teen, who", "minor", "teen"),
    ],
)
def test_an_age_is_found_however_it_is_written(grammar, text, kind, words):
    assert (kind, words) in found(grammar, text)


@pytest.mark.parametrize(
    "text",
    [
        "I specialise in 16–25s",
        "aged 11+ and over 65s",
        "for 18-25 year olds, ages 8 to 12",
        "34 participants and 12 therapists",
        "sessions of 50 minutes, £34k a year, 14% of people",
        "PHQ-9 of 12, week 6 of 8, session 14",
        "on 12 May at 10:30, room 27",
        "quick one, which one of the two?",
        "I have 12 years of practice, 25 clients a week",
        "M25 traffic and the 38 bus",
        "support young people 11–18",
    ],
)
def test_ranges_quantities_and_times_are_nobodys_age(grammar, text):
    assert found(grammar, text) == []


@pytest.mark.parametrize(
    "text",
    ["34\u200dyo F 😂", "３４", "34 yo F", "🙈34yo\u200b F", "“34yo F”"],
)
def test_odd_text_neither_breaks_offsets_nor_hides_an_age(grammar, text):
    for mention in grammar.find(text):
        assert text[mention.start : mention.end].strip("\u200d\u200b").startswith("34")
    assert bool(grammar.find(text)) == ("34" in text)


def test_mentions_come_in_order_without_overlaps(grammar):
    mentions = grammar.find("34yo F, her son is 9, his gran is in her late 60s, and a Y9 boy, 13.")
    assert len(mentions) > 3
    assert all(one.end <= two.start for one, two in pairwise(mentions))


def test_a_long_draft_is_read_in_linear_time(grammar):
    text = "A woman, 34, in her late 40s, y9, 16 yr old boy; 50 minutes. " * 400
    assert len(grammar.find(text)) >= 1200


def test_every_shipped_pattern_compiles(grammar):
    assert all(shape.pattern for shape in (*grammar._shapes, *read_shapes(RULES / "identifiers.yaml")))
