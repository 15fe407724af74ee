"""What the encoder marks though it is about nobody."""

from __future__ import annotations

import pytest

from confidcheck.language.encoder.decoding import LabelledSpan
from confidcheck.language.people import People
from confidcheck.language.unheard import Unheard
from confidcheck.ruleset import load_rules, shipped_rules

RULES = shipped_rules()


@pytest.fixture(scope="module")
def unheard() -> Unheard:
    return Unheard(People(RULES / "about.yaml", load_rules([RULES]).lexicons))


def kept(unheard: Unheard, text: str, label: str) -> list[str]:
    """The words in [[brackets]] that are heard."""
    start, end = text.index("[["), text.index("]]") - 2
    clean = text.replace("[[", "").replace("]]", "")
    return [clean[s.start : s.end] for s in unheard.heard([LabelledSpan(start, end, label, 0.9)], clean)]


@pytest.mark.parametrize("word", ["is", "had", "an", "The", "and the", "It's", "—", "🎉"])
@pytest.mark.parametrize("label", ["ORG", "PERSON", "EVENT", "CLIENT", "HEALTH"])
def test_a_word_that_only_joins_others_is_never_marked(unheard, word, label):
    assert kept(unheard, f"My client [[{word}]] gone.", label) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[[She]] came back.", "CLIENT"),
        ("[[mine]] cried", "CLIENT"),
        ("I see a [[man of few words]].", "CLIENT"),
        ("She had [[a row with her sister]].", "EVENT"),
        ("He works at [[the Priory]].", "ORG"),
        ("My client [[Ruth]] left.", "PERSON"),
        ("Kind regards to all. My client is [[Ruth]].", "PERSON"),
        ("Thanks, [[Denise]]", "PERSON"),
        ("Thank you for coming, [[Denise]].", "PERSON"),
    ],
)
def test_what_may_be_about_a_client_stays_as_it_is(unheard, text, label):
    start, end = text.index("[[") + 2, text.index("]]")
    assert kept(unheard, text, label) == [text[start:end]]


@pytest.mark.parametrize("label", ["HEALTH", "EVENT", "AGE", "FAMILY", "PLACE"])
def test_a_pronoun_says_whom_and_never_what(unheard, label):
    assert kept(unheard, "Client texted, [[he]] has pills.", label) == []
    assert kept(unheard, "Client texted, [[and her]] pills.", label) == []
    assert kept(unheard, "Client saw [[her husband]] today.", label) == ["her husband"]


def test_a_name_loses_the_joining_words_at_its_end(unheard):
    assert kept(unheard, "He goes to [[Park Lane and the]] pool.", "ORG") == ["Park Lane"]


@pytest.mark.parametrize("name", ["BSL", "BSL a", "BSL.", "(BSL)", "EMDR", "CPD", "DBT", "MBACP"])
def test_an_abbreviation_of_the_trade_is_no_organisation(unheard, name):
    assert kept(unheard, f"My client likes [[{name}]] little.", "ORG") == []


@pytest.mark.parametrize(
    "text",
    [
        "I have a client who lies. Ideas?\n\nKind regards, [[Ruth]]",
        "Any reading?\nWarmest wishes,\n[[Ruth]]",
        "Any reading?\nMany thanks\n[[Ruth Okafor]], MBACP",
        "Any reading? Best wishes, [[Ruth]] x",
        "Any reading?\nThanks,\n[[Ruth]]\n",
    ],
)
def test_the_name_under_a_draft_is_its_writers(unheard, text):
    assert kept(unheard, text, "PERSON") == []
