"""Findings in, the mosaic of their details out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Confidence, Finding, Label, Place, Report, Severity
from confidcheck.mosaic import Sums
from confidcheck.reading import About, Brings, Introduction, Mention
from confidcheck.ruleset import load_population, load_rules, shipped_rules
from plain_reading import PlainReading

RULES = load_rules([shipped_rules()], with_examples=True)
(RULE,) = [rule for rule in RULES.rules if rule.id == "mosaic"]


@cache
def population():
    return load_population(shipped_rules() / "population")


def sums():
    return Sums(RULES.rules, RULES.thresholds, population, (30, 200), "GB")


def finding(drafts, words, label, *, number=None, severity=Severity.WARN, confidence=Confidence.HIGH):
    draft = next(k for k, d in enumerate(drafts) if words in d.text) if number is None else number
    start = drafts[draft].text.index(words)
    place = Place(draft, start, start + len(words))
    return Finding(f"client-{label}", Label(label), severity, confidence, "", "", (), (place,), "drop")


def completed(drafts, *found, mentions=(), past=(), introductions=()):
    drafts = [Draft.plain(draft) if isinstance(draft, str) else draft for draft in drafts]
    readings = [PlainReading(draft.text, mentions) for draft in drafts]
    for reading, draft in zip(readings, drafts, strict=True):
        reading.draft = draft
        reading.introductions = introductions
    made = [finding(drafts, *each) if isinstance(each, tuple) else each for each in found]
    before = [finding(drafts, *each) for each in past]
    return sums().complete(Report(Thread(tuple(drafts)), tuple(made)), readings, before)


FIREFIGHTER = "My client is 34, a firefighter in Hebden Bridge, and has agoraphobia."
DETAILS = (("34", "age"), ("firefighter", "occupation"), ("Hebden Bridge", "place"), ("agoraphobia", "health"))


def spoken(report):
    return [finding for finding in report.findings if finding.rule == "mosaic"]


def test_details_that_leave_one_person_make_a_finding_at_all_their_places():
    report = completed([FIREFIGHTER], *DETAILS)
    (found,) = spoken(report)
    assert [FIREFIGHTER[p.start : p.end] for p in found.places] == ["34", "firefighter", "Hebden Bridge", "agoraphobia"]
    assert found.severity is Severity.STOP
    assert "one person among the clients" in found.message
    assert report.findings == tuple(sorted(report.findings, key=lambda f: f.primary))


TWO = f"{FIREFIGHTER} Another client is a teacher of 50 with anxiety."
ANOTHER = (Introduction(0, Brings.KNOWN), Introduction(TWO.index("Another"), Brings.OTHER))
TEACHER = (("50", "age"), ("teacher", "occupation"), ("anxiety", "health"))


def test_of_two_clients_the_one_who_stands_out_most_is_reported_and_both_are_summed():
    report = completed([TWO], *DETAILS, *TEACHER, introductions=ANOTHER)
    (found,) = spoken(report)
    assert [TWO[p.start : p.end] for p in found.places] == ["34", "firefighter", "Hebden Bridge", "agoraphobia"]
    assert [{detail.entry for detail in mosaic.details} for mosaic in report.mosaics] == [
        {"34", "firefighter", "hebden bridge", "agoraphobia"},
        {"50", "teacher", "anxiety"},
    ]


def test_one_client_alone_is_summed_as_without_the_other():
    alone = completed([FIREFIGHTER], *DETAILS)
    both = completed([TWO], *DETAILS, *TEACHER, introductions=ANOTHER)
    assert both.mosaics[0].views == alone.mosaics[0].views


def test_only_the_clients_own_name_is_a_place_of_the_finding():
    named = [finding([Draft.plain(TWO)], words, "client") for words in ("My client", "Another client")]
    (found,) = spoken(completed([TWO], *DETAILS, *TEACHER, *named, introductions=ANOTHER))
    words = [TWO[p.start : p.end] for p in found.places]
    assert "My client" in words
    assert "Another client" not in words


def test_details_that_leave_hundreds_make_none():
    report = completed(
        ["My client is an adult in Yorkshire with anxiety."], ("adult", "age"), ("Yorkshire", "place"), ("anxiety", "health")
    )
    assert report.mosaics
    assert not spoken(report)


def test_one_detail_is_no_mosaic():
    assert not spoken(completed(["My client was a submariner."], ("submariner", "occupation")))


@pytest.mark.parametrize("doubt", [{"severity": Severity.NOTE}, {"confidence": Confidence.LOW}])
def test_a_draft_in_which_nobody_sees_a_client_has_no_mosaic(doubt):
    drafts = [Draft.plain(FIREFIGHTER)]
    report = completed(drafts, *(finding(drafts, *each, **doubt) for each in DETAILS))
    assert report.mosaics == ()
    assert not spoken(report)


def test_what_the_language_layer_takes_to_be_about_a_client_counts_too():
    at = FIREFIGHTER.index("Hebden")
    mention = Mention("place", at, at + 13, About.CLIENT, 0.8, "encoder")
    report = completed([FIREFIGHTER], ("34", "age"), ("firefighter", "occupation"), mentions=(mention,))
    assert {detail.kind for detail in report.mosaics[0].details} == {"age", "occupation", "place"}
    weak = completed([FIREFIGHTER], ("34", "age"), ("firefighter", "occupation"), mentions=(replace(mention, score=0.2),))
    assert {detail.kind for detail in weak.mosaics[0].details} == {"age", "occupation"}


def test_words_the_user_answers_for_are_not_counted():
    drafts = [Draft.plain(FIREFIGHTER)]
    allowed = replace(finding(drafts, "Hebden Bridge", "place"), suppressed="my own town")
    report = completed(drafts, ("34", "age"), allowed, ("agoraphobia", "health"))
    assert "place" not in {detail.kind for detail in report.mosaics[0].details}


def test_a_mosaic_that_was_answered_for_stays_answered_for():
    report = completed([FIREFIGHTER], *DETAILS)
    hushed = replace(
        report, findings=tuple(replace(f, suppressed="consent") if f.rule == "mosaic" else f for f in report.findings)
    )
    reading = PlainReading(FIREFIGHTER)
    again = sums().complete(hushed, [reading])
    assert [f.suppressed for f in spoken(again)] == ["consent"]


THREAD = ("Reading on agoraphobia?", "She's 34, a firefighter.", "In Hebden Bridge, yes.")


def test_the_turn_that_tips_is_named_and_reported_first():
    report = completed(
        THREAD, ("agoraphobia", "health"), ("34", "age"), ("firefighter", "occupation"), ("Hebden Bridge", "place")
    )
    assert report.mosaics[0].tips == 1
    (found,) = spoken(report)
    assert found.primary.draft == 1
    assert {place.draft for place in found.places} == {0, 1, 2}
    assert [report.mosaics[0].details[k].kind for k in report.mosaics[0].added_by(2)] == ["place"]


def test_what_others_write_is_not_the_writers_to_answer_for():
    drafts = [Draft.plain("Reading on agoraphobia for a client?"), Draft.plain("34, a firefighter in Otley?", is_own=False)]
    report = completed(drafts, ("agoraphobia", "health"), ("34", "age"), ("firefighter", "occupation"), ("Otley", "place"))
    assert not spoken(report)


PAST = replace(Draft.plain("Agoraphobia again. He is a submariner.", "posts/old.md", is_own=False), is_past=True)
OLD = (("Agoraphobia", "health"), ("submariner", "occupation"))


def test_earlier_posts_that_share_something_telling_are_weighed_too():
    report = completed(["He has agoraphobia and is 34.", PAST], ("agoraphobia", "health"), ("34", "age"), past=OLD)
    assert {detail.entry for detail in report.mosaics[0].details} >= {"agoraphobia", "34", "rare-trade"}
    (found,) = spoken(report)
    assert {place.draft for place in found.places} == {0}


def test_earlier_posts_about_somebody_else_are_not():
    report = completed(["He has insomnia and is 34.", PAST], ("insomnia", "health"), ("34", "age"), past=OLD)
    assert "rare-trade" not in {detail.entry for detail in report.mosaics[0].details}


@pytest.mark.parametrize("example", RULE.examples, ids=lambda example: "flag" if example.flags else "pass")
def test_the_examples_of_the_rule(example):
    labels = dict(DETAILS)
    found = [(example.text[a:b], labels[example.text[a:b]]) for a, b in example.marks]
    if not example.flags:
        found = [("adults", "age"), ("Yorkshire", "place"), ("anxiety", "health")]
    report = completed([example.text], *found)
    assert [(p.start, p.end) for f in spoken(report) for p in f.places] == list(example.marks)
