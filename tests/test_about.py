"""Whom a mention concerns."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from confidcheck.language.about import settle_about
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.language.people import People
from confidcheck.reading import About, Mention, Sentence
from confidcheck.rule import Lexicon, LexiconTerm

RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture(scope="module")
def people() -> People:
    lexicons = {}
    for path in (RULES / "lexicons").glob("*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf8"))
        terms = tuple(
            LexiconTerm(str(t["term"]), "case" in t, bool(t.get("ambiguous"))) if isinstance(t, dict) else LexiconTerm(str(t))
            for t in data["terms"]
        )
        lexicons[data["name"]] = Lexicon(data["name"], data["source"], terms)
    return People(RULES / "about.yaml", lexicons)


def settle(people: People, text: str, *, said: float | None = None, discloses: float | None = None) -> Mention:
    """Settle the words in [[brackets]]."""
    start, end = text.index("[["), text.index("]]") - 2
    text = text.replace("[[", "").replace("]]", "")
    sentences = [Sentence(a, b, said) for a, b in sentence_spans(text)]
    mention = Mention("age", start, end, About.UNKNOWN, 0.6, "grammar", "age")
    (settled,) = settle_about([mention], text, sentences, discloses, people)
    return settled


@pytest.mark.parametrize(
    "text",
    [
        "I have a client, [[34]], who freezes at endings.",
        "One of my clients is a nurse. She's [[34]] and tired.",
        "I'm working with a lad of [[16]] who hides.",
        "My 3pm is late again. He is [[52]], a farmer.",
        "A client of mine left. Her mum rang. She is [[61]].",
        "Has anyone got space for a [[16]] year old in Leeds?",
        "A supervisee's client is [[19]] and stuck.",
        "Had an enquiry today. Woman, [[50]], wants evenings.",
    ],
)
def test_a_detail_beside_a_client_is_the_clients(people, text):
    mention = settle(people, text)
    assert mention.about is About.CLIENT
    assert 0.5 <= mention.score <= 0.9


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I'm [[34]] and burnt out.", About.AUTHOR),
        ("My daughter is [[8]] and loves snails.", About.AUTHOR),
        ("My daughter sings. She's [[8]].", About.AUTHOR),
        ("My supervisor retired. She was [[71]].", About.COLLEAGUE),
        ("Freud saw Dora, who was [[eighteen]].", About.PUBLIC),
        ("If you're [[34]] and burnt out, this is for you.", About.PEOPLE),
        ("Clients often start at [[25]].", About.PEOPLE),
        ("Imagine a client, [[34]], who says nothing.", About.PEOPLE),
        ("A client may be [[34]] and silent.", About.PEOPLE),
    ],
)
def test_a_detail_of_somebody_else_is_not_a_clients(people, text, about):
    mention = settle(people, text)
    assert mention.about is about
    assert mention.score < 0.2


def test_another_person_takes_over(people):
    assert settle(people, "I have a client. My husband cooks. He is [[44]].").about is About.AUTHOR


def test_the_score_fades_with_distance(people):
    near = settle(people, "I have a client who is [[34]].")
    far = settle(people, "I have a client. It rains. It pours. She is [[34]].")
    assert far.about is About.CLIENT
    assert far.score < near.score


def test_an_unlikely_draft_lowers_the_score_in_proportion(people):
    text = "I have a client, [[34]]."
    assert settle(people, text, discloses=0.03).score == pytest.approx(settle(people, text).score / 10, abs=1e-3)
    assert settle(people, text, discloses=0.9).score == settle(people, text).score


def test_a_sure_sentence_of_the_encoder_claims_what_nobody_claims(people):
    assert settle(people, "[[34]], off school, hides.", said=0.95).about is About.CLIENT
    assert settle(people, "[[34]], off school, hides.", said=0.1).about is not About.CLIENT


def test_the_encoder_wins_where_it_overlaps_and_learns_the_kind(people):
    text = "NHS no 943 476 5919"
    heard = Mention("contact", 0, len(text), About.CLIENT, 0.97, "encoder")
    number = Mention("contact", 7, len(text), About.CLIENT, 0.8, "identifier", "GB_NHS")
    (mention,) = settle_about([number, heard], text, [Sentence(0, len(text), 0.9)], 0.9, people)
    assert (mention.origin, mention.kind, mention.score) == ("encoder", "GB_NHS", 0.97)


def test_the_encoder_does_not_make_a_helpline_a_clients(people):
    text = "ring 0800 1111"
    heard = Mention("contact", 5, len(text), About.CLIENT, 0.6, "encoder")
    helpline = Mention("contact", 5, len(text), About.PUBLIC, 0.5, "identifier", "PHONE")
    (mention,) = settle_about([heard, helpline], text, [Sentence(0, len(text))], None, people)
    assert mention.about is About.PUBLIC


@pytest.mark.parametrize("text", ["", "🙈", "\u200b\u200b", "é" * 50])
def test_odd_text_without_mentions_gives_none(people, text):
    assert settle_about([], text, [], None, people) == ()


@pytest.mark.parametrize(
    ("text", "brings"),
    [
        ("I have a client who is 34. Another client of mine is 50.", ["new", "other"]),
        ("One of mine knits. Someone else I see crochets.", ["new", "other"]),
        ("My client is 34. I also see a man of 60.", ["known", "other"]),
        ("My 3pm is a pilot. A different one is a vicar.", ["new", "other"]),
        ("There are two. One is 34, the other is 60.", ["other"]),
        ("They want another child, and she loves another man.", []),
        ("A client may leave whenever they like.", []),
        ("Another day, another school run.", []),
    ],
)
def test_a_client_who_is_brought_on_is_new_another_or_known(people, text, brings):
    assert [each.brings for each in people.introductions(text)] == brings


def test_a_client_is_brought_on_where_the_words_stand(people):
    text = "Hello 👋. Another client is tired."
    (found,) = people.introductions(text)
    assert text[found.start :].startswith("Another client")
