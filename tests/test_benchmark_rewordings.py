"""The totals of `benchmarks/rewordings.py`: every failing draft is counted in one category, and none is quoted."""

from __future__ import annotations

import pytest

from confidcheck.checker import Checker
from scripts import load_script

script = load_script("benchmarks/rewordings.py")


def outcome(**given):
    usual = {"id": "x-1", "is_found": True, "has_words": True, "card": "", "is_asking": True, "is_sound": True}
    return script.Outcome(**(usual | given))


@pytest.mark.parametrize(
    ("given", "failure"),
    [
        ({}, ""),
        ({"is_found": False, "has_words": False}, "nothing was found"),
        ({"has_words": False}, "neither a safe version nor a card"),
        ({"is_sound": False}, "the safe version does not pass by itself"),
        ({"has_words": False, "card": "delete"}, "asks for something and gets only a card: delete"),
        ({"has_words": False, "card": "delete", "is_asking": False}, ""),
    ],
)
def test_a_draft_fails_in_the_first_category_that_fits(given, failure) -> None:
    assert outcome(**given).failure == failure


def test_totals_and_a_line_for_each_failing_category() -> None:
    said = script.summary([outcome(), outcome(has_words=False, card="delete"), outcome(is_found=False, has_words=False)])
    assert "found: 2 of 3 (66.7%)" in said
    assert "of these, with a safe version: 1 of 2 (50.0%)" in said
    assert "- asks for something and gets only a card: delete: 1" in said
    assert "- nothing was found: 1" in said


def test_totals_of_nothing_do_not_divide_by_it() -> None:
    assert "found: 0 of 0" in script.summary([])


@pytest.mark.parametrize(
    ("text", "is_asking"),
    [
        ("My client froze. Any ideas", True),
        ("ISO therapist for my 14yo", True),
        ("What a day with my client.", False),
        ("My client likes books.", False),
    ],
)
def test_a_request_is_told_by_cues_of_its_own(text, is_asking) -> None:
    assert (script.ASKS.search(text) is not None) is is_asking


def test_a_draft_is_checked_and_its_card_is_named() -> None:
    checker, cards = Checker(use_encoder=False), script.first_words()
    danger = script.outcome({"id": "a", "text": "My client says she will kill herself tonight. What now?"}, checker, cards)
    assert (danger.card, danger.has_words) == ("escalate", False)
    asked = script.outcome({"id": "b", "text": "I have a client with agoraphobia. Any books?"}, checker, cards)
    assert (asked.card, asked.has_words, asked.is_sound, asked.failure) == ("", True, True, "")


def test_no_two_cards_begin_alike() -> None:
    starts = list(script.first_words().values())
    assert len(set(starts)) == len(starts)
