"""One source, several turns."""

from __future__ import annotations

from confidcheck.draft import Draft
from confidcheck.finding import Unchecked
from confidcheck.inputs import read_bytes, read_turns


def turns(text, source="thread.txt", author=None):
    return read_turns(read_bytes(text.encode(), source), author)


def told(read):
    return [(turn.text, turn.is_own) for turn in read if isinstance(turn, Draft)]


def test_lines_of_dashes_part_turns_and_all_are_the_writers():
    assert told(turns("First post.\n\n---\nA reply.\n\nOf two paragraphs.\n---\n")) == [
        ("First post.", True),
        ("A reply.\n\nOf two paragraphs.", True),
    ]


def test_names_begin_turns_and_the_first_speaker_is_the_writer():
    read = turns("Bev: Any reading?\nTom A: What age?\nmaybe I can help\nBev: She's 34")
    assert told(read) == [("Any reading?", True), ("What age?\nmaybe I can help", False), ("She's 34", True)]


def test_a_name_between_dashes_says_whose_turn_it_is():
    assert told(turns("Bev: Any reading?\n---\nTom: What age?\n---\nand no names please")) == [
        ("Any reading?", True),
        ("What age?", False),
        ("and no names please", True),
    ]


def test_the_user_can_say_who_they_are():
    assert told(turns("Bev: Any reading?\nTom: What age?", author="tom")) == [("Any reading?", False), ("What age?", True)]


def test_an_author_who_is_not_there_makes_the_thread_unchecked():
    (read,) = turns("Bev: Any reading?\nTom: What age?", author="Sue")
    assert isinstance(read, Unchecked)
    assert "no turn is by “Sue”" in read.reason


def test_one_colon_is_not_yet_a_thread():
    assert told(turns("Note: my client is late.")) == [("Note: my client is late.", True)]


def test_positions_count_in_the_source():
    text = "Bev: Any reading?\r\nTom: What age?\r\nBev: She's 34"
    last = turns(text)[-1]
    start, end = last.to_source(last.text.index("34"), len(last.text))
    assert text[start:end] == "34"
    assert last.source == "thread.txt (turn 3)"


def test_lines_of_json_are_turns():
    read = turns('{"author": "me", "text": "Any reading?"}\n\n{"author": "you", "text": "Age?"}\n', "t.jsonl", "me")
    assert told(read) == [("Any reading?", True), ("Age?", False)]


def test_a_line_that_is_no_turn_is_unchecked_and_the_others_are_read_without_showing_it():
    read = turns('{"author": "me", "text": "Any reading?"}\n{"author": "me", "secret": 1}\nnot json, Sarah\n', "t.jsonl")
    assert told(read) == [("Any reading?", True)]
    bad = [turn for turn in read if isinstance(turn, Unchecked)]
    assert [turn.source for turn in bad] == ["t.jsonl (line 2)", "t.jsonl (line 3)"]
    assert not any("Sarah" in turn.reason or "secret" in turn.reason for turn in bad)
