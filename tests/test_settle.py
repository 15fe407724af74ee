from __future__ import annotations

from pathlib import Path

import pytest

from confidcheck.draft import Draft
from confidcheck.finding import Confidence, Label, Severity
from confidcheck.reading import About, Mention
from confidcheck.rule import Condition, Hit, Kind, Remedy, Rule, Signs
from confidcheck.ruleset import load_rules, shipped_rules
from confidcheck.settle import settle

TEXT = "My client is 34, a baker in Hove, and has agoraphobia."
LIMITS = {
    "floor.low": 0.5,
    "floor.medium": 0.25,
    "floor.high": 0.1,
    "alone": 0.6,
    "sure": 0.85,
    "mention.low": 0.2,
    "mention.medium": 0.45,
    "mention.high": 0.8,
}
SIGNS = Signs(
    details=frozenset({Label.AGE, Label.OCCUPATION, Label.PLACE, Label.HEALTH}),
    cluster=3,
    special=frozenset({Label.HEALTH}),
    minor=frozenset({"minor"}),
    reviews=frozenset({"review"}),
)
ALONE, WITH_DETAIL = Condition.ALONE, Condition.WITH_DETAIL
NOTE, WARN, STOP = Severity.NOTE, Severity.WARN, Severity.STOP


class Reading:
    def __init__(self, discloses=None, mentions=(), draft=None):
        self.draft = draft or Draft.plain(TEXT)
        self.sentences = ()
        self.discloses = discloses
        self.mentions = tuple(mentions)
        self.doc = None


def rule(name="r", label=Label.CLIENT, severity=None, confidence=Confidence.MEDIUM):
    return Rule(
        id=name,
        family="F01",
        label=label,
        severity=severity or {ALONE: WARN},
        confidence=confidence,
        guidance=("g",),
        message="“{match}” it is.",
        why="w",
        remedy=Remedy.THEME,
        patterns=(),
        exemptions=(),
        despite=frozenset(),
        examples=(),
        path=Path("r.yaml"),
        line=1,
    )


def hit(words, *, score=None, **kwargs):
    start = TEXT.index(words)
    kind = Kind.PHRASE if score is None else Kind.MENTION
    return Hit(rule(**{"name": words, **kwargs}), start, start + len(words), kind, score)


def settled(*hits, draft=0, signs=SIGNS, **reading):
    return settle(hits, Reading(**reading), draft, LIMITS, signs)


def severity(*hits, **kwargs):
    """The severity of the finding made of the first hit, beside the others."""
    found = settled(*hits, **kwargs)
    return next(finding.severity for finding in found if finding.rule == hits[0].rule.id)


AGE = {"label": Label.AGE}
JOB = {"label": Label.OCCUPATION}
TOWN = {"label": Label.PLACE}
HEALTH = {"label": Label.HEALTH}


# Whom to believe


@pytest.mark.parametrize("confidence", list(Confidence))
def test_words_speak_with_their_own_confidence_where_no_encoder_reads_along(confidence):
    (finding,) = settled(hit("My client", confidence=confidence))
    assert finding.confidence is confidence
    assert finding.severity is (NOTE if confidence is Confidence.LOW else WARN)


@pytest.mark.parametrize(("confidence", "floor"), [(Confidence.LOW, 0.5), (Confidence.MEDIUM, 0.25), (Confidence.HIGH, 0.1)])
def test_words_that_the_encoder_doubts_are_only_noted(confidence, floor):
    (doubted,) = settled(hit("My client", confidence=confidence), discloses=floor - 0.01)
    (believed,) = settled(hit("My client", confidence=confidence), discloses=floor)
    assert (doubted.confidence, doubted.severity) == (Confidence.LOW, NOTE)
    assert (believed.confidence, believed.severity) == (max(confidence, Confidence.MEDIUM), WARN)


def test_an_encoder_that_is_sure_makes_words_sure():
    (finding,) = settled(hit("My client", confidence=Confidence.LOW), discloses=0.85)
    assert finding.confidence is Confidence.HIGH


def test_what_only_the_encoder_sees_speaks_where_it_is_sure_enough():
    assert settled(hit("34", score=0.7, **AGE), discloses=0.59) == ()
    (finding,) = settled(hit("34", score=0.7, **AGE), discloses=0.6)
    assert (finding.confidence, finding.severity) == (Confidence.MEDIUM, WARN)


@pytest.mark.parametrize(("score", "confidence"), [(0.44, Confidence.LOW), (0.45, Confidence.MEDIUM), (0.85, Confidence.HIGH)])
def test_a_mention_is_as_sure_as_its_score(score, confidence):
    (finding,) = settled(hit("34", score=score, **AGE), discloses=0.9)
    assert finding.confidence is confidence
    assert (finding.severity is NOTE) == (confidence is Confidence.LOW)


def test_mentions_speak_beside_words_that_do():
    found = settled(hit("My client"), hit("34", score=0.7, **AGE))
    assert [finding.rule for finding in found] == ["My client", "34"]


def test_mentions_stay_silent_beside_words_that_only_advise():
    assert [f.rule for f in settled(hit("My client", severity={ALONE: NOTE}), hit("34", score=0.7, **AGE))] == ["My client"]
    assert [f.rule for f in settled(hit("My client"), hit("34", score=0.7, **AGE), discloses=0.2)] == ["My client"]


# One mark a place


def test_the_graver_of_two_that_are_believed_stays():
    (finding,) = settled(
        hit("34", confidence=Confidence.HIGH), hit("client is 34", confidence=Confidence.MEDIUM, severity={ALONE: STOP})
    )
    assert finding.rule == "client is 34"


def test_of_two_as_sure_the_graver_stays_then_the_longer():
    (graver,) = settled(hit("34", severity={ALONE: STOP}), hit("client is 34"))
    (longer,) = settled(hit("34"), hit("client is 34"))
    assert (graver.rule, longer.rule) == ("34", "client is 34")


def test_words_stay_before_a_mention_of_the_same_place():
    (finding,) = settled(hit("34", **AGE), hit("is 34", score=0.6, **AGE))
    assert finding.rule == "34"


def test_findings_stand_in_the_order_of_the_text_and_do_not_overlap():
    found = settled(hit("agoraphobia"), hit("My client"), hit("a baker"), hit("a baker in Hove"))
    assert [finding.rule for finding in found] == ["My client", "a baker in Hove", "agoraphobia"]


def test_the_message_quotes_the_words():
    (finding,) = settled(hit("My client"))
    assert finding.message == "“My client” it is."


# How grave


def test_another_detail_makes_it_graver():
    opener = hit("My client", severity={ALONE: WARN, WITH_DETAIL: STOP})
    assert severity(opener) is WARN
    assert severity(opener, hit("34", **AGE)) is STOP


def test_a_detail_does_not_count_beside_itself():
    age = hit("34", severity={ALONE: WARN, WITH_DETAIL: STOP}, **AGE)
    assert severity(age) is WARN
    assert severity(age, hit("My client")) is WARN
    assert severity(age, hit("a baker", **JOB)) is STOP


def test_a_detail_of_which_nobody_is_sure_does_not_count():
    opener = hit("My client", severity={ALONE: WARN, WITH_DETAIL: STOP})
    assert severity(opener, hit("34", confidence=Confidence.LOW, **AGE)) is WARN


def test_three_details_are_a_cluster():
    grave = {ALONE: NOTE, WITH_DETAIL: WARN, Condition.CLUSTER: STOP}
    opener, age = hit("My client", severity=grave), hit("34", severity=grave, **AGE)
    job, town, health = hit("a baker", **JOB), hit("Hove", **TOWN), hit("agoraphobia", **HEALTH)
    assert severity(opener, job, town) is WARN
    assert severity(opener, job, town, health) is STOP
    assert severity(age, job) is WARN
    assert severity(age, job, town) is STOP


@pytest.mark.parametrize(
    ("kind", "about", "score", "expected"),
    [
        ("minor", About.CLIENT, 0.5, STOP),
        ("minor", About.AUTHOR, 0.5, WARN),
        ("minor", About.UNKNOWN, 0.9, WARN),
        ("minor", About.CLIENT, 0.4, WARN),
        ("age", About.CLIENT, 0.9, WARN),
    ],
)
def test_a_client_who_is_a_child_makes_it_graver_and_the_writers_own_child_does_not(kind, about, score, expected):
    mention = Mention("age", 13, 15, about, score, "grammar", kind)
    opener = hit("My client", severity={ALONE: WARN, Condition.MINOR: STOP})
    assert severity(opener, mentions=[mention]) is expected


def test_special_category_data_make_it_graver():
    opener = hit("My client", severity={ALONE: WARN, Condition.SPECIAL_CATEGORY: STOP})
    assert severity(opener, hit("Hove", **TOWN)) is WARN
    assert severity(opener, hit("agoraphobia", **HEALTH)) is STOP


def test_an_answer_to_a_review_makes_it_graver():
    opener = hit("My client", severity={ALONE: WARN, Condition.REVIEW_REPLY: STOP})
    assert severity(opener, hit("34")) is WARN
    assert severity(opener, hit("34", name="review")) is STOP


def test_a_reply_of_the_writers_makes_it_graver():
    opener = hit("My client", severity={ALONE: WARN, Condition.THREAD: STOP})
    theirs = Draft("reply", TEXT, TEXT, (), is_own=False)
    assert severity(opener, draft=0) is WARN
    assert severity(opener, draft=1) is STOP
    found = settle([opener], Reading(draft=theirs), 1, LIMITS, SIGNS)
    assert found[0].severity is WARN


def test_conditions_never_make_it_lighter():
    opener = hit("My client", severity={ALONE: STOP, WITH_DETAIL: NOTE})
    assert severity(opener, hit("34", **AGE)) is STOP


# The data


def test_the_shipped_signs_name_what_there_is():
    ruleset = load_rules([shipped_rules()])
    signs = ruleset.signs
    assert signs.reviews <= {each.id for each in ruleset.rules if each.family == "F21"}
    assert signs.special <= signs.details
    assert not signs.details & {Label.CLIENT, Label.STANCE, Label.ASSURANCE, Label.SOLICIT, Label.RISK}
