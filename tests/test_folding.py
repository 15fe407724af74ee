"""Folding keeps every offset, and both ways of folding read one table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.fold import tokens
from confidcheck.language.folding import fold
from confidcheck.typography import APOSTROPHES, DASHES, HYPHENS, INVISIBLE, QUOTES, SPACES

TEXT = st.text(st.sampled_from("aé 9’“–\u00a0\u200b\u200d\ufeff\u00ad🙈\n\u0301"), max_size=40)


@given(TEXT, st.data())
def test_a_span_of_folded_text_maps_to_the_characters_it_came_from(text, data):
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    left, right = folded.origin(start, end)
    assert 0 <= left < right <= len(text)
    assert fold(text[left:right]).text == folded.text[start:end]


def test_typography_becomes_plain_and_invisible_characters_vanish():
    assert fold("“I’m\u00a034\u200b–ish”").text == '"I\'m 34-ish"'


@pytest.mark.parametrize("mark", [*APOSTROPHES, *QUOTES, *HYPHENS])
def test_both_ways_of_comparing_words_read_a_mark_as_the_same_plain_character(mark):
    (token,) = [token for token in tokens(f"x {mark}") if token.start == 2]
    assert token.text == fold(mark).text


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200e", "\u2066", "\ufe0f", "\ufeff"])
def test_what_nobody_sees_inside_a_word_parts_it_in_neither(mark):
    assert [token.text for token in tokens(f"cli{mark}ent")] == ["client"]
    assert fold(f"cli{mark}ent").text == "client"


def test_a_character_becomes_one_plain_character_or_none():
    assert len({*APOSTROPHES, *QUOTES, *HYPHENS, *DASHES, *SPACES}) == sum(
        map(len, (APOSTROPHES, QUOTES, HYPHENS, DASHES, SPACES))
    )
    assert not any(re.match(f"[{INVISIBLE}]", mark) for mark in APOSTROPHES + QUOTES + HYPHENS + DASHES + SPACES)
