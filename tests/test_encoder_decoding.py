from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.language.encoder.decoding import bio_tags, decode
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.language.encoder.windows import kept_bounds, window_bounds

LABELS = ("PERSON", "LOC")
OUT, BP, IP, BL, IL = range(5)


def logits(*tags: int) -> np.ndarray:
    table = np.full((len(tags), 5), -4.0, dtype=np.float32)
    table[range(len(tags)), tags] = 4.0
    return table


def test_tags_are_numbered_as_in_training() -> None:
    assert bio_tags(LABELS) == ["O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC"]


def test_a_span_runs_from_its_first_word_to_its_last() -> None:
    found = decode(logits(OUT, BP, IP, OUT), [(0, 2), (3, 7), (8, 12), (13, 16)], [False] * 4, LABELS)
    assert [(s.start, s.end, s.label) for s in found] == [(3, 12, "PERSON")]
    assert found[0].score > 0.99


def test_a_word_in_pieces_is_decided_whole() -> None:
    found = decode(logits(BL, OUT, OUT), [(0, 3), (3, 6), (7, 9)], [False, True, False], LABELS)
    assert all((s.start, s.end) == (0, 6) for s in found)


def test_a_span_never_starts_in_its_middle() -> None:
    found = decode(logits(OUT, IP, IP), [(0, 1), (2, 3), (4, 5)], [False] * 3, LABELS)
    assert len(found) <= 1


def test_two_spans_that_touch_stay_two() -> None:
    found = decode(logits(BP, BP), [(0, 4), (5, 9)], [False] * 2, LABELS)
    assert [(s.start, s.end) for s in found] == [(0, 4), (5, 9)]


def test_no_tokens_give_no_spans() -> None:
    assert decode(np.zeros((0, 5), dtype=np.float32), [], [], LABELS) == []


@given(st.integers(1, 3000), st.integers(20, 400), st.integers(0, 19))
def test_windows_cover_every_token_and_each_is_kept_once(tokens: int, size: int, overlap: int) -> None:
    windows = window_bounds(tokens, size, overlap)
    kept = kept_bounds(windows)
    assert [k for start, end in kept for k in range(start, end)] == list(range(tokens))
    assert all(a <= b and c <= d for (a, d), (b, c) in zip(windows, kept, strict=True))
    assert len({end - start for start, end in windows}) == 1
    assert windows[0][1] <= size
    assert all(a[1] - b[0] >= overlap for a, b in pairwise(windows))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two?  Three!", ["One.", "Two?", "Three!"]),
        ("no stop\nnext line", ["no stop", "next line"]),
        ("She said “stop.” Then left…", ["She said “stop.”", "Then left…"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_at_stops_and_line_breaks(text: str, sentences: list[str]) -> None:
    assert [text[s:e] for s, e in sentence_spans(text)] == sentences


@given(st.text(max_size=200))
def test_every_visible_character_lies_in_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    covered = [k for s, e in spans for k in range(s, e)]
    assert len(covered) == len(set(covered))
    assert {k for k, c in enumerate(text) if not c.isspace()} <= set(covered)
