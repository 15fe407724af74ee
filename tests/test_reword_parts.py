import pytest

from confidcheck.reword.parts import Flagged, Role
from plain_reading import PlainReading
from rewording_drafts import marked, reworder, scored

OWN_TEXT = "On %s\n\n" + "Rest is a habit that can be learnt by most people, slowly, and with help. " * 7


def roles(text, *scores, doubted=()):
    """The role of each part of a draft with `[[marks]]`; `doubted` are the labels of those that may be nobody's."""
    clean, spans = marked(text)
    sentences = scored(clean, scores).sentences if scores else PlainReading(clean).sentences
    flagged = [Flagged(start, end, label == "HEALTH", label in doubted) for start, end, label in spans]
    parts = reworder()._parts.sort(clean, sentences, flagged)
    return [(part.role, clean[part.start : part.end]) for part in parts]


def own_text(end):
    """The last role of a long text about something else, whose last sentences are given; the encoder is sure of all but one."""
    count = len(PlainReading(marked(OWN_TEXT % "rest" + end)[0]).sentences)
    return roles(OWN_TEXT % "rest" + end, *[0.1] * count)[-1][0]


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


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Has anyone swapped supervisors with a colleague?", Role.FREE),
        ("Would you have rung?", Role.ASK),
        ("Did you ask friends to leave some?", Role.ASK),
    ],
)
def test_a_question_that_is_surely_about_nobody_stays_if_it_says_what_it_is_about(question, role):
    assert roles(f"[[A man I see]] left. {question}", 0.7, 0.1)[-1][0] is role


def test_a_question_that_goes_on_from_one_that_stays_stays_too():
    draft = "[[My client]] left. How do you word your cancellation policy? And did it work?"
    assert [role for role, _ in roles(draft, 0.7, 0.3, 0.2)] == [Role.CLIENT, Role.FREE, Role.FREE]
    assert roles(draft, 0.7, 0.3, 0.4)[-1][0] is Role.ASK


def test_price_and_format_stay_behind_the_question_they_belong_to():
    draft = "Has anyone done the course on shame? I have [[a client]] with it. It's $480 and I wonder if it's all slides."
    assert roles(draft, 0.1, 0.6, 0.1)[-1][0] is Role.OWN
    assert roles(draft, 0.1, 0.6, 0.5)[-1][0] is Role.STORY


def test_a_list_of_what_was_read_stays_although_an_author_was_taken_for_somebody():
    draft = "[[My client]] froze. Any books on shame? I've read [[PERSON|Harriet]] Lerner and Gilbert."
    assert roles(draft, doubted=("PERSON",))[-1][0] is Role.OWN
    assert roles(draft)[-1][0] is Role.CLIENT
    assert roles(draft.replace("I've read", "She likes"), doubted=("PERSON",))[-1][0] is Role.CLIENT


def test_a_request_that_only_the_encoder_doubts_stays_if_it_stands_by_itself():
    doubted = "[[ORG|{}]] [[My client]] left."
    assert roles(doubted.format("Looking for reading on gender and community."), doubted=("ORG",))[0][0] is Role.FREE
    assert roles(doubted.format("What would you do now?"), doubted=("ORG",))[0][0] is Role.CLIENT


def test_in_a_text_about_something_else_they_are_people_in_general():
    sentence = "[[A man I see]] wept. Let them rest, since one day they may be tired."
    assert own_text(sentence) is Role.OWN
    assert roles(sentence, 0.7, 0.1)[-1][0] is Role.STORY


def test_in_a_text_about_something_else_what_points_back_goes():
    assert own_text("[[A man I see]] wept. It was a good hour for all.") is Role.STORY


def test_a_paragraph_that_is_surely_about_nobody_stays_as_it_is():
    assert own_text("[[A man I see]] wept.\n\nShapiro went for a walk. She noticed her own eyes.") is Role.OWN


def test_a_label_goes_with_its_paragraph():
    text = "News\n\nFrom the room. [[A lad]] wept.\n\nFrom home. My dog is well and eats."
    assert [role for role, _ in roles(text)] == [Role.OWN, Role.STORY, Role.CLIENT, Role.OWN, Role.OWN]


def test_the_number_of_a_list_item_stays_with_its_item():
    said = [words for role, words in roles("1. Rest well.\n2. [[A lad]] wept.\n3. Sleep well, too.") if role is Role.OWN]
    assert said[-1] == "3. Sleep well, too."


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        (OWN_TEXT % "rest", True),
        (OWN_TEXT % "rest, hi all:", False),
        ("On rest\n\nRest.", False),
        ("Hi all\n\n" + OWN_TEXT, False),
    ],
    ids=["a title and a long text", "no title", "short", "a greeting"],
)
def test_what_is_long_and_has_a_title_is_written_to_be_read(text, is_article):
    assert reworder()._parts.is_article(text) is is_article


def test_a_request_that_names_somebody_goes_even_where_the_name_is_doubted():
    assert roles("Can you ask Dr P about [[PERSON|JJ]]? [[My client]] left.", doubted=("PERSON",))[0][0] is Role.CLIENT


def test_what_is_offered_to_readers_stays():
    assert roles("[[My 3pm]] was at the fire. I have no words yet. Shock resources below.")[-1][0] is Role.FREE


def test_an_assurance_about_posting_goes_with_the_story():
    assert roles("[[My supervisee]] is stuck. I haven't said which surgery.")[-1][0] is Role.LEAD
