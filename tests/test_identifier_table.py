"""The table of identifiers in the documentation: each row is a draft in which the rule it names must speak."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from confidcheck import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity
from confidcheck.ruleset import shipped_rules

TABLE = yaml.safe_load((Path(__file__).parent.parent / "docs" / "identifiers.yaml").read_text(encoding="utf-8"))
CASES = [(letter, case) for letter, row in TABLE["hipaa"].items() for case in row["cases"]]
MARK = re.compile(r"\[\[(.+?)\]\]")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(use_encoder=False)


@pytest.mark.parametrize(
    "case", [case for _, case in CASES], ids=[f"{letter}-{case['where']}-{case['what']}" for letter, case in CASES]
)
def test_an_identifier_of_a_client_is_found_by_the_rule_of_its_row(checker, case):
    mark = MARK.search(case["text"])
    assert mark
    start, end = mark.start(), mark.start() + len(mark.group(1))
    report = checker.check(Thread.of(Draft.plain(MARK.sub(r"\1", case["text"]))))
    found = [(f.rule, p.start, p.end) for f in report.live for p in f.places]
    assert any(rule == case["rule"] and a < end and start < b for rule, a, b in found), found


def test_every_letter_of_safe_harbor_has_a_row_with_a_test():
    assert "".join(TABLE["hipaa"]) == "ABCDEFGHIJKLMNOPQR"


def test_every_kind_that_the_language_layer_knows_has_a_row():
    data = yaml.load((shipped_rules() / "identifiers.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    known = {entry["kind"] for entry in (*data["borrowed"], *data["patterns"])}
    assert known == {case["kind"] for _, case in CASES if "kind" in case}


@pytest.mark.parametrize("text", TABLE["own"])
def test_what_is_the_writers_own_stays_silent(checker, text):
    report = checker.check(Thread.of(Draft.plain(text)))
    assert [f.rule for f in report.live if f.severity >= Severity.WARN] == []
