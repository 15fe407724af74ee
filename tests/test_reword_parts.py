import pytest

from confidcheck.reword.parts import Flagged, Role
from plain_reading import PlainReading
from rewording_drafts import marked, reworder


def roles(text):
    clean, spans = marked(text)
    sentences = PlainReading(clean).sentences
    flagged = [Flagged(start, end, is_excusable=label == "HEALTH") for start, end, label in spans]
    parts = reworder()._parts.sort(clean, sentences, flagged)
    return [(part.role, clean[part.start : part.end]) for part in parts]


def test_a_greeting_is_parted_from_the_sentence_it_opens():
    assert roles("Hi all, I see [[a man]] with OCD.") == [
        (Role.GREETING, "Hi all,"),
        (Role.CLIENT, "I see a man with OCD."),
    ]


def test_evening_slots_are_no_greeting():
    assert roles("Evening slots wanted.")[0][0] is not Role.GREETING


@pytest.mark.parametrize(
    "sentence",
    [
        "She also drinks.",
        "He said no.",
        "Their mum rang.",
        "But it got worse.",
        "This was in week two.",
        "I told her so.",
        "Nothing happened.",
    ],
)
def test_a_sentence_that_goes_on_with_the_story_goes_with_it(sentence):
    assert roles(f"[[My client]] left. {sentence}")[1][0] is Role.STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm a trainee in Leeds.",
        "I've read Yalom on this twice.",
        "I work online and in person.",
        "Happy to pay for a good one.",
    ],
)
def test_the_writers_own_circumstances_stay(sentence):
    assert roles(f"[[My client]] left. {sentence}")[1][0] is Role.OWN


def test_a_pronoun_for_the_writers_supervisor_is_nobodys_story():
    assert roles("My supervisor is away and she knows. [[My client]] left.")[0][0] is Role.OWN


@pytest.mark.parametrize(
    "question",
    ["What do you read on good endings?", "Any books on shame?", "How do you word your cancellation policy?"],
)
def test_a_question_with_its_own_subject_stays_word_for_word(question):
    assert roles(f"[[My client]] left. {question}")[1][0] is Role.FREE


@pytest.mark.parametrize(
    "question", ["Any ideas?", "What would you do?", "Should I ring her?", "Any reading on this?", "Is that normal?"]
)
def test_a_question_that_leans_on_the_client_goes(question):
    assert roles(f"[[My client]] left. {question}")[1][0] is Role.ASK


def test_a_request_that_names_only_its_theme_stays_although_the_theme_was_marked():
    assert roles("Anyone good with [[HEALTH|vaginismus]]? [[My client]] asks.")[0][0] is Role.FREE


def test_a_title_stays_even_if_it_is_a_question():
    assert roles("How long does it take?\n\nNobody knows. [[A woman I saw]] came twice.")[0][0] is Role.OWN


def test_hashtags_that_name_a_place_go_and_plain_ones_stay():
    assert roles("[[My 3pm]] won!\n#therapistlife #gratitude")[-1][0] is Role.THANKS
    assert roles("[[My 3pm]] won!\n#Leominster")[-1][0] is Role.STORY
