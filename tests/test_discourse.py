"""What holds across the turns of a thread, without the encoder: frames, signs of nobody's client, words for everybody."""

from __future__ import annotations

import pytest

from confidcheck.draft import Draft
from confidcheck.language.discourse import Discourse, Turns
from confidcheck.language.language import Language
from confidcheck.reading import About
from confidcheck.ruleset import load_rules, shipped_rules

DISCOURSE = Discourse(Language(load_rules([shipped_rules()]).lexicons, data=shipped_rules(), use_encoder=False).people)


def turns(*said):
    """Turns of the writer; those that begin with > are somebody else's."""
    return Turns([Draft.plain(text.removeprefix("> "), is_own=not text.startswith("> ")) for text in said])


def framed(*said):
    """The words in frames, and whom they are about."""
    whole = turns(*said)
    return [(whole.text[frame.start : frame.end], frame.about) for frame in DISCOURSE.frames(whole)]


def odds(*said):
    whole = turns(*said)
    return DISCOURSE.odds(whole, DISCOURSE.frames(whole))


def test_a_series_stays_what_it_is_about_in_the_turns_behind():
    ((words, about),) = framed("Watching that prison drama again.", "> The nurse?", "Yes. She's 34 and lives in Hull.")
    assert about is About.PUBLIC
    assert words.endswith("She's 34 and lives in Hull.")


def test_a_role_play_stays_one():
    ((words, about),) = framed("I need a role play.", "Ours has a grandad and a vape.", "They expelled him in scene two.")
    assert about is About.PEOPLE
    assert words.endswith("scene two.")


def test_a_client_who_is_brought_on_ends_what_a_turn_set_up():
    ((words, _),) = framed("Watching that prison drama again.", "She's 34.", "My client of that age is a nurse in Hull.")
    assert words.rstrip() == "Watching that prison drama again.\n\nShe's 34."


def test_a_turn_that_sets_up_a_frame_is_in_it_from_its_start_unless_it_speaks_of_somebody_before():
    ((words, _),) = framed("Any ideas?", "A farrier. Watching that island series, and he won't say.")
    assert words.startswith("A farrier.")
    assert framed("Any ideas?", "She is a farrier. Watching that island series, I thought of her.") == []


def test_a_question_for_whom_it_is_brings_a_client_on_too():
    ((words, _),) = framed("Reading on sleep?", "> For a client?", "Yes. Watching that prison drama.", "She's 34, in Hull.")
    assert words == "Yes. Watching that prison drama."


@pytest.mark.parametrize("who", ["My client", "He", "A woman I see"])
def test_a_client_who_watches_a_series_is_still_one(who):
    assert framed("Any reading on sleep?", f"{who} binged the whole series and then drove to Otley at 34 below.") == []


def test_once_there_is_a_client_a_series_holds_no_longer_than_its_turn():
    ((words, _),) = framed("I have a client with night terrors.", "Watching that prison drama.", "She's 34 and lives in Hull.")
    assert words == "Watching that prison drama."


def test_one_of_the_writers_own_people_may_be_called_by_the_name_for_them_later():
    ((words, about),) = framed(
        "My grandmother taught me that.", "> How is she?", "Grandma is well. She ran 5K.", "Off to work."
    )
    assert about is About.AUTHOR
    assert words == "Grandma is well. She ran 5K."


@pytest.mark.parametrize("second", ["His grandma is well.", "A grandma of 70 came.", "grandma is well.", "Grandad is well."])
def test_somebody_elses_relative_is_not_the_writers(second):
    assert framed("My grandmother taught me that.", second) == []


def test_somebody_seen_by_all_is_no_client_from_the_start_of_the_sentence():
    ((words, about),) = framed(
        "On being seen.", "Good day. The baker who cried on stage said it, the clip is linked below. Bye."
    )
    assert about is About.PUBLIC
    assert words.startswith("The baker who cried")
    assert framed("Hello.", "My client cried on stage, the clip is linked below.") == []


def test_what_others_set_up_is_theirs():
    assert framed("Any ideas?", "> We use a role play.", "He is 34.") == []


@pytest.mark.parametrize(
    ("said", "factor"),
    [
        (("Reading on sleep?", "> How old?", "He's 34."), 1),
        (("Reading on sleep?", "> Who for?", "My dad."), 0.1),
        (("Reading on sleep?", "> Who for?", "Well, as an older mum you learn."), 0.5),
        (("Reading on sleep?", "> Who for?", "My dad. I was there."), 0.1 * 0.5),
        (("Reading Winnicott.", "> Who for?", "He says it well."), 0.4),
        (("Reading on sleep?", "> Is it your dad?", "No, 34."), 1),  # they speak of him, not the writer
        (("Reading on sleep?", "> My dad had it.", "Sorry to hear."), 1),
    ],
)
def test_the_writers_own_life_and_people_known_to_all_make_a_client_less_likely(said, factor):
    assert odds(*said) == pytest.approx(factor)


def test_they_say_nothing_once_a_client_is_brought_on():
    assert odds("I have a client who cannot sleep.", "> How old?", "34. My dad says I worry too much.") == 1


@pytest.mark.parametrize("answer", ["It's for a talk at our branch.", "Just updating the list for the team."])
def test_words_for_everybody_make_a_client_less_likely(answer):
    assert odds("Reading on sleep?", "> Who for?", answer) == 0.15
