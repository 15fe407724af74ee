"""Ambiguous terms speak where a person is meant, and nowhere else; no list holds a term that nothing asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from confidcheck import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity
from confidcheck.phrase import lexicons
from confidcheck.rule import Kind

PAIRS = yaml.load((Path(__file__).parent / "data" / "ambiguous.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - safe: every scalar is a text  # noqa: S506 - it makes nothing but strings
CASES = [(name, term, *pair) for name, terms in PAIRS.items() for term, pair in terms.items()]
IDS = [f"{name}-{term}" for name, term, *_ in CASES]
MARK = re.compile(r"\[\[(.+?)\]\]")
# Lists that another part reads, not a phrase: misspellings and irregular verb forms are folded in everywhere.
FOLDED = {"misspelling", "inflection"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(use_encoder=False)


def found_in(checker: Checker, text: str, least: Severity = Severity.NOTE) -> list[tuple[str, int, int]]:
    report = checker.check(Thread.of(Draft.plain(text)))
    return [
        (finding.rule, place.start, place.end)
        for finding in report.live
        if finding.severity >= least
        for place in finding.places
    ]


@pytest.mark.parametrize("flag", [flag for *_, flag, _ in CASES], ids=IDS)
def test_an_ambiguous_term_is_flagged_where_a_person_is_meant(checker, flag):
    mark = MARK.search(flag)
    assert mark, "mark what must be flagged"
    start, end = mark.start(), mark.start() + len(mark.group(1))
    found = found_in(checker, MARK.sub(r"\1", flag))
    assert any(a < end and start < b for _, a, b in found), found


@pytest.mark.parametrize(("term", "passes"), [(term, passes) for _, term, _, passes in CASES], ids=IDS)
def test_an_ambiguous_term_is_silent_where_none_is(checker, term, passes):
    assert term.split()[-1].lower() in passes.lower()
    assert found_in(checker, passes, Severity.WARN) == []


def test_every_ambiguous_term_has_its_pair(checker):
    known = {(name, term) for name, term, *_ in CASES}
    terms = {
        (lexicon.name, term.term) for lexicon in checker.ruleset.lexicons.values() for term in lexicon.terms if term.ambiguous
    }
    assert terms == known


def asked(checker: Checker) -> dict[str, set[bool]]:
    """Names of the lexicons that a phrase of a rule or frame asks for, and whether with their ambiguous terms."""
    texts = [pattern.value for rule in checker.ruleset.rules for pattern in rule.patterns if pattern.kind is Kind.PHRASE]
    texts += [exemption.phrase for rule in checker.ruleset.rules for exemption in rule.exemptions]
    texts += [exemption.phrase for frame in checker.ruleset.frames for exemption in frame.phrases]
    found: dict[str, set[bool]] = {}
    for text in texts:
        for name, offset in lexicons(text):
            found.setdefault(name, set()).add(text[offset + 1 + len(name)] == "~")
    return found


def test_no_list_is_there_that_nothing_asks_for(checker):
    names = {lexicon.name for lexicon in checker.ruleset.lexicons.values() if not lexicon.mentions} - FOLDED
    assert names - asked(checker).keys() == set()


def test_ambiguous_terms_are_asked_for_somewhere(checker):
    found = asked(checker)
    names = {lexicon.name for lexicon in checker.ruleset.lexicons.values() if any(term.ambiguous for term in lexicon.terms)}
    assert {name for name in names if True not in found.get(name, set())} == set()
