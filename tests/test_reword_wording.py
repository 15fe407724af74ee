import pytest

from confidcheck.finding import Grade
from rewording_drafts import becomes, reword


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ("Any books?", "Any book recommendations on working with OCD?"),
        ("Can anyone recommend a podcast?", "Can anyone recommend podcasts on working with OCD?"),
        ("What would you read?", "What do you read on working with OCD?"),
        ("Looking for worksheets.", "Looking for worksheets for working with OCD."),
        ("Any tips?", "Any tips or reading on working with OCD?"),
        ("Which courses would help?", "Which courses would you recommend on working with OCD?"),
        ("Any ideas for a supervisor?", "I'm looking for a supervisor who knows about working with OCD. Any recommendations?"),
    ],
)
def test_the_request_comes_back_in_the_writers_own_form(ask, said):
    assert becomes(f"I see [[a man]] with [[HEALTH|OCD]]. {ask}") == said


def test_the_end_of_a_sentence_that_asks_by_itself_is_kept():
    assert becomes("[[My client]] is happy for me to ask: does anyone know a group on hoarding?") == (
        "Does anyone know a group on hoarding?"
    )


def test_a_theme_nobody_asked_about_is_only_offered_for_a_look():
    report = reword("[[My kiddo]] with [[HEALTH|OCD]] made me laugh.")
    assert report.rewritten is None
    assert {offer.grade for f in report.findings for offer in f.rewordings} == {Grade.CHECK, Grade.NONE}


def test_a_feeling_comes_without_what_prompted_it():
    assert becomes("[[My 4pm]] sobbed the whole hour and I'm exhausted. How do you all do it?") in {
        "How do you all reset after a long day?",
        "Some days this work stays with you. How do you settle afterwards?",
    }


def test_a_celebration_becomes_gratitude_for_the_work():
    assert becomes("So proud of [[my Thursday girl]], 18 months clean!") == "Grateful for this work."


def test_an_apology_comes_without_whom_it_is_for():
    apology = "I'm sorry to [[the client]] who saw [[herself]] in my last video."
    assert becomes(apology) == "I'm sorry. A post of mine fell short of our standards."
    assert becomes(f"{apology} I've taken it down.") == "I have taken down a post that fell short of our standards. I'm sorry."


def test_the_writers_own_wording_is_put_up_for_comment_without_what_prompted_it():
    policy = "I'm putting the following into my contract, comments welcome: \"I don't text back at night. It isn't personal.\""
    assert becomes(f"[[A client]] texted me at 2am. {policy}") == policy


def test_what_a_client_asked_is_no_request():
    assert becomes("[[Client]]: so am I cured?") is None


def test_the_kind_of_request_is_kept():
    assert (
        becomes("[[A man]] with [[HEALTH|OCD]] rang. What do you all recommend?")
        == "What do you recommend on working with OCD?"
    )
    assert becomes("[[A man]] with [[HEALTH|OCD]] rang. How slowly would you go?") == (
        "How do you decide on the pace when working with OCD?"
    )


def test_a_therapist_is_asked_for_where_somebody_asks_who_has_room():
    assert becomes("I got a call about [[a]] [[AGE|9yo]] [[boy]]. I'm full. Who has room?").endswith(
        "Are there any therapists who work with children and have space?"
    )
