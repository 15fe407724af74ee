import pytest

from confidcheck.reword.voice import VoiceReader
from rewording_drafts import becomes, reworder


def read(text):
    return VoiceReader(reworder()._kit).read(text)


@pytest.mark.parametrize(
    ("text", "country", "spelling"),
    [
        ("BACP counsellor, my GP and CAMHS", "gb", "uk"),
        ("LPC here, my practicum and the DCFS call", "us", "us"),
        ("IACP accredited, the HSE and Tusla", "ie", "uk"),
        ("AHPRA and NDIS", "au", "uk"),
        ("Any thoughts?", "none", "none"),
        ("I work as a counselor", "us", "us"),
        ("The RCMP came, so Alberta counsellors", "ca", "uk"),
    ],
)
def test_country_and_spelling_are_told_from_the_drafts_words(text, country, spelling):
    voice = read(text)
    assert (voice.country, voice.spelling) == (country, spelling)


def test_a_writer_of_small_letters_is_answered_in_small_letters():
    assert becomes("ive [[a client]] with [[HEALTH|ocd]]. any cpd?") == "any CPD recommendations for working with OCD?"


def test_a_writer_of_capitals_keeps_them():
    assert becomes("I've [[a client]] with [[HEALTH|OCD]]. Any CPD?") == "Any CPD recommendations for working with OCD?"


def test_american_spelling_is_kept_american_and_british_british():
    american = becomes("LPC here. [[My client]] won't leave her room, [[HEALTH|generalised anxiety]]. Favorite worksheets?")
    british = becomes("BACP here. [[My client]] won't leave her room, [[HEALTH|generalised anxiety]]. Favourite worksheets?")
    assert "generalized" in american
    assert "generalised" not in american
    assert "generalised" in british
    assert "favourite" in british.lower()


def test_the_same_draft_always_gets_the_same_answer():
    draft = "[[My 3pm]] with [[HEALTH|panic attacks]] cancelled. Any books?"
    assert len({becomes(draft) for _ in range(3)}) == 1


def test_please_and_praying_hands_are_carried_over():
    assert becomes("[[New cl]] with [[HEALTH|emetophobia]]. Book recs pls 🙏").endswith("pls? 🙏")
