import pytest

from confidcheck.finding import Grade, Severity
from confidcheck.rule import Remedy
from rewording_drafts import FILES_OF_CARDS, reword

STORY = "[[A girl]] told me what was done to her."


@pytest.mark.parametrize(
    ("remedy", "words"),
    [
        ("supervision", "your supervisor"),
        ("delete", "take it down first"),
        ("consent-check", "Could they have said no"),
        ("policy", "post the policy"),
        ("private-message", "private message"),
        ("stop", "Each reply adds a little"),
        ("theme", "there isn't a version of it that belongs here"),
    ],
)
def test_each_remedy_has_its_card_where_nothing_can_be_said(remedy, words):
    report = reword(STORY, remedy=remedy)
    assert report.rewritten is None
    assert words in report.card
    assert report.findings[0].rewordings[-1].grade is Grade.NONE


def test_every_remedy_has_a_card():
    assert set(FILES_OF_CARDS["remedies"]) == {remedy.value for remedy in Remedy}
    assert set(FILES_OF_CARDS["remedies"].values()) <= set(FILES_OF_CARDS["cards"]) == set(FILES_OF_CARDS["order"])
    assert {each["card"] for each in FILES_OF_CARDS["labels"]} <= set(FILES_OF_CARDS["cards"])


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("[[STANCE|Storytime]]: the one who locked us in.", "It may be a good story"),
        ("[[SOLICIT|Weirdest session]], go!", "other people's clients"),
        ("[[STANCE|Storytime]]: [[PERSON|Jess]] locked us in.", "take it down first"),
    ],
    ids=["a client's story", "a call for stories", "a story with a name in it"],
)
def test_a_story_and_a_call_for_stories_have_cards_of_their_own(draft, words):
    assert words in reword(draft, remedy="delete").card


@pytest.mark.parametrize(
    ("draft", "number"),
    [
        ("[[Client]] texted goodbye, GP shut, NHS 111 busy. BACP here.", "116 123"),
        ("[[Client]] texted goodbye. LPC, my practicum site is closed.", "988"),
        ("[[Client]] texted goodbye. AHPRA psych, no NDIS worker.", "13 11 14"),
        ("[[Client]] texted goodbye.", "your emergency number"),
    ],
)
def test_live_danger_gets_the_escalation_card_of_the_country_and_nothing_else(draft, number):
    report = reword(f"{draft} Any ideas?", severity=Severity.STOP, remedy="escalate")
    assert report.rewritten is None
    assert number in report.card
    assert not any(finding.rewordings for finding in report.findings)


def test_the_risk_label_alone_escalates_at_stop():
    report = reword("[[RISK|She'll do it tonight]]. Any books on OCD?", severity=Severity.STOP)
    assert "in danger now" in report.card


def test_the_supervision_card_names_the_helpline_as_the_country_calls_it():
    assert "liability carrier's risk line" in reword(f"LPC here, DCFS was called. {STORY}").card
    assert "insurer's legal helpline" in reword(f"BACP counsellor here. {STORY}").card


def test_no_card_is_left_with_an_open_slot():
    for country in FILES_OF_CARDS["helpline"]:
        assert country
    assert not any("{" in (reword(STORY, remedy=remedy.value).card or "") for remedy in Remedy)


@pytest.mark.parametrize(
    "reply",
    [
        "So glad our sessions helped, [[Marisol]]!",
        "[[You]] were never my client.",
        "[[You]] no-showed three times.",
        "Dear reviewer, [[your husband]] changed the room himself; he said so.",
    ],
)
def test_every_review_gets_the_same_notice(reply):
    notice = FILES_OF_CARDS["notice"]
    report = reword(reply, remedy="do-not-confirm", severity=Severity.STOP)
    assert report.rewritten == notice
    assert report.findings[0].rewordings[0].text == notice


def test_a_post_to_colleagues_is_never_answered_with_the_review_notice():
    report = reword("Has anyone been through this? [[Ex-client]] put in a complaint. He was angry.", remedy="do-not-confirm")
    assert report.rewritten != FILES_OF_CARDS["notice"]
