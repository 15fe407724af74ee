from __future__ import annotations

from confidcheck.outputs import Options, summary
from sample_report import WORDS, sample, unread


def test_the_summary_counts_by_rule_and_by_file_most_first_and_says_what_was_not_checked():
    page = "".join(summary([sample("b.md"), sample("a.md"), unread()], Options("0.1")))
    assert page == (
        "By rule\n     2  client-name\n     2  client-place\n     2  feeling\n\nBy file\n     3  a.md\n     3  b.md\n\n"
        "Not checked: gone.md: no such file\n\n3 drafts: 2 do not post as it stands, 1 not checked.\n"
    )


def test_the_summary_has_no_word_of_a_draft():
    page = "".join(summary([sample()], Options("0.1")))
    assert not any(word in page for word in WORDS)


def test_the_summary_of_clear_drafts_is_their_number():
    assert "".join(summary([], Options("0.1"))).startswith("0 drafts")
