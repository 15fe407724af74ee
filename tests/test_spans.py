"""Arithmetic of spans, held against the obvious slow way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from confidcheck.language.spans import Covers, Ordered, without_overlaps
from confidcheck.reading import Sentence

SPANS = st.lists(st.builds(lambda start, size: (start, start + size), st.integers(0, 30), st.integers(1, 8)), max_size=12)


@given(SPANS)
def test_of_overlapping_spans_the_first_is_kept(spans):
    kept = without_overlaps([Sentence(*span) for span in spans], 40)
    slow: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= a or b <= start for a, b in slow):
            slow.append((start, end))
    assert [(s.start, s.end) for s in kept] == sorted(slow)


@given(SPANS, st.integers(0, 30), st.integers(1, 8))
def test_a_span_is_covered_when_one_other_holds_all_of_it(spans, start, size):
    assert Covers(spans)(start, start + size) == any(a <= start and start + size <= b for a, b in spans)


@given(SPANS, st.integers(0, 30), st.integers(1, 8))
def test_the_spans_touched_are_those_that_overlap(spans, start, size):
    ordered = without_overlaps([Sentence(*span) for span in spans], 40)
    touched = Ordered(ordered).touched_by(start, start + size)
    assert list(touched) == [k for k, s in enumerate(ordered) if s.start < start + size and start < s.end]
