import pytest

from rewording_drafts import becomes


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        (
            "I have [[a client]] looking for relationship therapy, recommend someone in Sheffield?",
            "Can anyone recommend relationship therapists in Sheffield?",
        ),
        (
            "Need a counselor in [[PLACE|Tampa]] for [[a]] [[AGE|27F]] with [[HEALTH|PPD]] and [[FAMILY|a difficult sister]]",
            "Looking for counselors in Tampa who are experienced with perinatal mental health. Feel free to post your page.",
        ),
        (
            "ISO therapist for [[AGE|14yo]] [[DEMOGRAPHIC|F]], [[HEALTH|SI]], [[ORG|Aetna]], evenings",
            "ISO therapists who work with teens, have evening space and take Aetna. Feel free to post your page.",
        ),
        (
            "Need Polish-speaking counsellor for [[a lady]] in [[PLACE|Wigan]] escaping [[HEALTH|DV]].",
            "Need Polish-speaking counsellor.",
        ),
    ],
)
def test_the_therapist_is_described_and_not_the_client(draft, wanted):
    assert becomes(draft) == wanted


def test_the_writers_own_sentence_is_kept_where_only_its_end_is_about_a_client():
    draft = "Looking for a trauma-trained therapist in Glasgow, evenings, for [[a client]] whose [[FAMILY|wife is Deaf]]."
    assert becomes(draft) == "Looking for a trauma-trained therapist in Glasgow, evenings."


def test_a_small_place_is_left_out():
    assert "Appleby" not in becomes("Anyone with space near [[PLACE|Appleby]] for [[a lad]] with [[HEALTH|OCD]]?")


def test_no_place_is_named_beside_a_dangerous_theme():
    said = becomes("Looking for a therapist in [[PLACE|Leeds]], [[a woman]] escaping [[HEALTH|domestic violence]], any ideas?")
    assert "Leeds" not in said


@pytest.mark.parametrize("age", ["14yo", "34yo", "in her 50s", "9 year old"])
def test_no_age_is_ever_in_an_offer(age):
    said = becomes(f"ISO therapist for [[a]] [[AGE|{age}]] [[F]], evenings")
    assert not any(character.isdigit() for character in said)


def test_a_language_counts_only_where_the_therapist_should_speak_it():
    assert "Polish" not in becomes("Looking for a therapist for [[a]] [[DEMOGRAPHIC|Polish]] [[lady]], evenings please.")


def test_place_or_online_are_offered_as_a_choice():
    assert "in Leicester or online" in becomes(
        "Has anyone got space for [[a client of mine]] needing trauma work, Leicester or online?"
    )
