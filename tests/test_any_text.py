"""The promises of `fuzz/targets.py`, held against arbitrary text and against the cases that once broke them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "fuzz"))
import targets

WORDS = (
    "I have a client",
    "my client",
    "she",
    "34yo F",
    "Leeds",
    "nurse",
    "told me",
    "my clients'",
    "told him he was adopted",
    "M, 16",
    "jo@larkin.co.uk",
    "07700 900123",
    "https://a.b/c",
    "“quoted”",
    "<!-- confidcheck: allow my-client: mine -->",
    "---\ntitle: x\n---\n",
    "```",
    "> ",
    "- ",
    "# ",
    "[a](b)",
    "<b>",
    "&amp;",
    "’",
    "\u200d",
    "\u0301",
    "🙂",
    "\r\n",
    "\n\n",
    "\t",
    ".",
    "?",
    ",",
    "(",
    "]",
    "*",
)
TEXTS = (
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=25)
    .map(" ".join)
    .map(lambda t: t.replace("\0", ""))
)
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@BOUNDED
@given(
    st.one_of(
        st.binary(max_size=300),
        st.tuples(st.binary(min_size=1, max_size=1), TEXTS).map(lambda p: p[0] + p[1].encode("utf8", "replace")),
    )
)
def test_any_bytes_are_a_draft_or_one_clear_error(data):
    targets.inputs(data)


@BOUNDED
@given(TEXTS)
def test_any_text_is_checked_and_every_place_points_at_its_words(text):
    targets.check(text.encode("utf8", "replace").decode())


@BOUNDED
@given(TEXTS)
def test_a_safe_version_is_safe_and_stays_as_it_is(text):
    targets.rewording(text.encode("utf8", "replace").decode())


@BOUNDED
@given(st.lists(st.sampled_from([*"()[]{}<>|^$,?", "a", "client", "{gap}", "{client-noun}", " "]), max_size=20).map("".join))
def test_any_phrase_is_read_or_refused_with_its_place(text):
    targets.phrase(text)


@settings(BOUNDED, max_examples=25)
@given(st.one_of(st.binary(max_size=100), TEXTS.map(lambda text: text.encode("utf8", "replace"))))
def test_any_file_among_the_rules_is_read_or_refused_with_its_name(data):
    targets.rules(data)


FOUND = {  # what the fuzzer found, by target; each broke its promise once
    "inputs": [b"\0\x0c\nhello", "\0\u00a0\nhello".encode(), "\0hello\n\u00a0".encode(), "\0> \u2003\n> hello".encode()],
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, cases in FOUND.items() for data in cases])
def test_what_the_fuzzer_found_stays_mended(name, data):
    targets.TARGETS[name](data)
