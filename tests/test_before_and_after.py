from __future__ import annotations

import pytest

from confidcheck.checker import Checker
from scripts import load_script

script = load_script("docs/before_and_after.py")


@pytest.fixture(scope="module")
def checker():
    return Checker()


@pytest.fixture(scope="module")
def pairs(checker):
    return script.pairs(checker)


def test_the_page_of_pairs_is_what_the_tool_says(pairs):
    assert script.PAGE.read_text(encoding="utf-8") == script.page(pairs)


def test_thirty_drafts_are_shown_and_each_gets_a_safe_version_or_a_card(pairs):
    assert len(pairs) == 30
    assert [pair.about for pair in pairs if not pair.after and not pair.card] == []


def test_every_draft_shown_is_flagged_and_every_safe_version_passes(checker, pairs):
    assert [pair.about for pair in pairs if pair.report.exit_status() == 0] == []
    assert [pair.after for pair in pairs if pair.after and not checker.passes(pair.after)] == []


def test_nothing_is_offered_in_live_danger(pairs):
    danger = [pair for pair in pairs if pair.family == "F30"]
    assert danger
    assert all(pair.after is None and "danger" in pair.card for pair in danger)
