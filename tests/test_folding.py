"""Folding keeps every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from confidcheck.language.folding import fold

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
