"""A thread read in one piece: each turn takes its meaning from the turns before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.draft import Draft
from confidcheck.language.encoder.decoding import LabelledSpan
from confidcheck.language.encoder.encoder import Encoding
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.language.language import Language
from confidcheck.reading import About, Sentence
from confidcheck.ruleset import load_rules, shipped_rules

RULES = load_rules([shipped_rules()])


class Ear:
    """Hears an age wherever 34 stands, and a client only where the text also speaks of one."""

    def __init__(self, sureness=0.8):
        self.heard, self.sureness = [], sureness

    def encode(self, text):
        self.heard.append(text)
        likely = 0.9 if "someone I see" in text else 0.1
        spans = [
            LabelledSpan(start=i, end=i + 2, label="AGE", score=self.sureness)
            for i in range(len(text))
            if text[i : i + 2] == "34"
        ]
        return Encoding((), tuple(spans), tuple(Sentence(a, b, likely) for a, b in sentence_spans(text)), likely)


def read(*drafts, sureness=0.8):
    ear = Ear(sureness)
    language = Language(RULES.lexicons, data=shipped_rules(), load=lambda: ear)
    return language.read_thread(drafts), ear


def test_a_reply_inherits_whom_the_post_was_about():
    (first, second), _ = read(Draft.plain("Reading on sleep for someone I see?"), Draft.plain("She's 34"))
    assert first.discloses == second.discloses
    assert second.discloses == pytest.approx(0.9)  # the post's own
    (age,) = [m for m in second.mentions if m.label == "age"]
    assert second.draft.text[age.start : age.end] == "34"


def test_a_draft_alone_is_read_as_it_is():
    (only,), ear = read(Draft.plain("She's 34"))
    assert only.discloses == 0.1
    assert ear.heard == ["She's 34"]


def test_what_others_say_is_context_and_read_by_itself():
    drafts = (Draft.plain("Hello."), Draft.plain("So is it someone I see?", is_own=False), Draft.plain("Yes, 34."))
    (_, other, reply), ear = read(*drafts)
    assert reply.discloses == pytest.approx(0.5)  # between what the writer says alone, 0.1, and with the other's words, 0.9
    assert "OP: Hello.\n\nOther: So is it someone I see?\n\nOP: Yes, 34." in ear.heard
    (sentence,) = reply.sentences
    assert (sentence.start, sentence.end) == (0, len("Yes, 34."))
    assert other.draft.is_own is False


def test_two_turns_may_say_the_same():
    readings, _ = read(Draft.plain("34 he is, someone I see"), Draft.plain("34 he is, someone I see"))
    assert [m.start for r in readings for m in r.mentions if m.label == "age"] == [0, 0]


def test_past_posts_are_no_part_of_the_thread():
    past = replace(Draft.plain("someone I see", is_own=False), is_past=True)
    (new, _), _ = read(Draft.plain("She's 34"), past)
    assert new.discloses == 0.1


def test_the_sentence_that_says_it_may_be_the_first_of_a_turn_behind_its_name():
    (first, _, _), _ = read(Draft.plain("Hello."), Draft.plain("So is it someone I see?", is_own=False), Draft.plain("Yes!"))
    (shown,) = [m for m in first.mentions if m.about is About.CLIENT]
    assert first.draft.text[shown.start : shown.end] == "Hello."


def test_a_thread_about_a_client_in_hardly_any_words_shows_the_sentence_that_says_it():
    (first, second), _ = read(Draft.plain("someone I see"), Draft.plain("All is well."))
    heard = [m for r in (first, second) for m in r.mentions if m.kind == "undertone"]
    assert [(m.start, m.end, m.score) for m in heard] == [(0, len("someone I see"), pytest.approx(0.9))]


def test_the_sentence_of_a_quietly_heard_thread_is_as_sure_as_words_must_be_to_speak():
    (first, second), _ = read(Draft.plain("All is well."), Draft.plain("Yes, quite."))
    assert first.discloses == pytest.approx(0.1)
    assert [m.score for r in (first, second) for m in r.mentions if m.kind == "undertone"] == [0.33]


@pytest.mark.parametrize(("sureness", "count"), [(0.8, 0), (0.2, 1)])
def test_words_that_are_hardly_about_a_client_do_not_speak_for_themselves(sureness, count):
    readings, _ = read(Draft.plain("someone I see"), Draft.plain("34, or 34 and a half"), sureness=sureness)
    assert sum(m.kind == "undertone" for reading in readings for m in reading.mentions) == count


def test_what_stands_in_a_frame_is_nobodys_client():
    first = Draft.plain("Watching that prison drama again, as someone I see does not.")
    (_, second), ear = read(Draft.plain("Watching that prison drama again."), Draft.plain("She's 34"))
    (age,) = [m for m in second.mentions if m.label == "age"]
    assert age.about is About.PUBLIC
    assert second.discloses < 0.1
    (opening, _), _ = read(first, Draft.plain("She's 34"))
    assert opening.discloses > 0.8  # a client is in it
    assert ear.heard


def test_a_number_in_a_frame_stays_the_clients():
    text = "NHS number 943 476 5919 is hers."
    readings, _ = read(Draft.plain("Watching that prison drama again."), Draft.plain(text))
    (number,) = [m for m in readings[1].mentions if m.kind == "GB_NHS"]
    assert number.about is About.CLIENT


def test_the_sentences_of_a_turn_that_a_frame_cuts_are_all_there():
    text = "I see a lot of rain. Watching that prison drama again. It is good."
    (first, _), _ = read(Draft.plain(text), Draft.plain("Bye."))
    assert "".join(text[s.start : s.end] for s in first.sentences).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_a_thread_of_one_is_read_as_the_draft(text):
    draft = Draft.plain(text)
    language = Language(RULES.lexicons, data=shipped_rules(), use_encoder=False)
    assert language.read_thread((draft,)) == (language.read(draft),)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["She's 34.", "A role play, please.", "My client left.", "", "I watched that series. Bye."]), max_size=4
    )
)
def test_mentions_and_sentences_lie_in_their_turn(texts):
    readings, _ = read(*(Draft.plain(text) for text in ["Hello.", *texts]))
    for reading in readings:
        spans = [*reading.mentions, *reading.sentences]
        assert all(0 <= span.start < span.end <= len(reading.draft.text) for span in spans)
        assert [s.start for s in reading.sentences] == sorted(s.start for s in reading.sentences)
