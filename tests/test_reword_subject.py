import pytest

from rewording_drafts import becomes

DRAFT = "I have [[a client]] with [[HEALTH|{}]]. Any CPD?"


@pytest.mark.parametrize(
    ("said", "theme"),
    [
        ("agoraphobia", "agoraphobia"),
        ("BPD", "emotional intensity"),
        ("cutting", "self-harm"),
        ("panic attacks", "panic"),
        ("school refusal", "emotionally based school avoidance"),
        ("PPD", "perinatal mental health"),
        ("trichotillomania", "hair pulling"),
        ("an affair", "infidelity"),
    ],
)
def test_surface_words_become_the_general_theme(said, theme):
    assert becomes(DRAFT.format(said)) == f"Any CPD recommendations for working with {theme}?"


def test_only_one_theme_goes_into_a_question():
    said = becomes("[[My client]] has [[HEALTH|OCD]], [[HEALTH|bulimia]] and [[HEALTH|insomnia]]. Any CPD?")
    assert sum(theme in said for theme in ("OCD", "eating disorders", "insomnia")) == 1


def test_a_way_of_working_or_a_community_may_stand_behind_the_theme():
    assert (
        becomes("Doing EMDR with [[a man]] with [[HEALTH|OCD]]. Any books?")
        == "Any book recommendations on working with OCD in EMDR?"
    )
    assert becomes("[[An Orthodox Jewish mum]], [[HEALTH|postnatal depression]]. Any CPD?") == (
        "Any CPD recommendations for working with perinatal mental health in observant faith communities?"
    )


@pytest.mark.parametrize(
    "draft",
    [
        "I work in Leeds. [[An Orthodox Jewish mum]], [[HEALTH|postnatal depression]]. Any CPD?",
        "[[An Orthodox Jewish mum]], [[HEALTH|domestic violence]]. Any CPD?",
    ],
    ids=["beside a place", "beside a theme that is dangerous"],
)
def test_no_community_is_named_where_it_could_point_at_somebody(draft):
    assert "faith" not in becomes(draft)


def test_the_theme_of_the_request_wins_over_those_of_the_story():
    said = becomes("[[My client]] has [[HEALTH|OCD]] and [[HEALTH|insomnia]]. Any books on [[HEALTH|insomnia]] for [[her]]?")
    assert "insomnia" in said
    assert "OCD" not in said


@pytest.mark.parametrize("said", ["won't leave the house", "counts his peas", "talks to the radiator"])
def test_words_that_surely_mean_no_theme_give_none(said):
    assert said not in (becomes(DRAFT.format(said)) or "")


@pytest.mark.parametrize(
    ("draft", "question"),
    [
        ("[[Client]] turned up drunk, what would you do?", "What does your contract say about attending under the influence?"),
        ("[[My client]] googled me. What would you say?", "What is your policy on looking people up online?"),
        ("[[My 2pm]] cancelled AGAIN", "How do you word your late-cancellation policy?"),
        ("[[My client]] gave me a gift. Should I keep it?", "How do you handle gifts, and does your contract mention them?"),
        (
            "[[A client's]] solicitor wants a letter for court. Do I write one?",
            "Does anyone have a policy for court-related letters and reports?",
        ),
        ("[[My client]] owes me for five sessions.", "How do you word unpaid-fee clauses?"),
    ],
)
def test_a_dilemma_becomes_a_question_of_procedure(draft, question):
    assert becomes(draft) == question


def test_a_field_that_every_story_touches_must_be_named_by_the_request():
    story = "[[A client]] was in court and the police came."
    assert "legal" in becomes(f"{story} Do I need a solicitor?")
    assert "legal" not in becomes(f"{story} Would you have said more?")
