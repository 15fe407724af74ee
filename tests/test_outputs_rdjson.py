from __future__ import annotations

import json

from confidcheck.outputs import FORMATS, Options
from sample_report import SOURCE, WORDS, document, sample, unread


def diagnostics(*reports, **options) -> list[dict]:
    return json.loads("".join(FORMATS["rdjson"](reports, Options("0.1", **options))))["diagnostics"]


def cut(told: dict) -> str:
    """Return the words at a range, as reviewdog finds them: columns are bytes of UTF-8."""
    lines = SOURCE.encode().split(b"\r\n")
    first, last = told["start"], told["end"]
    if first["line"] == last["line"]:
        return lines[first["line"] - 1][first["column"] - 1 : last["column"] - 1].decode()
    between = lines[first["line"] : last["line"] - 1]
    ends = (lines[first["line"] - 1][first["column"] - 1 :], *between, lines[last["line"] - 1][: last["column"] - 1])
    return b"\n".join(ends).decode()


def test_ranges_count_bytes_of_utf8_past_emoji_and_accents():
    ranges = [told["location"]["range"] for told in diagnostics(sample())]
    assert [cut(told) for told in ranges] == ["Jess** &amp; her", "34,\nin Leeds", "see"]


def test_weights_and_rules_are_those_reviewdog_knows():
    found = [(told["severity"], told["code"]["value"]) for told in diagnostics(sample())]
    assert found == [("ERROR", "client-name"), ("WARNING", "client-place"), ("INFO", "feeling")]


def test_a_safe_rewording_is_one_suggestion_with_the_words_between_its_edits_and_none_breaks_markup():
    (suggestion,) = diagnostics(sample())[0]["suggestions"]
    assert cut(suggestion["range"]) == "mum, é 34"
    assert suggestion["text"] == "mother 👍, é adult"


def test_hidden_words_are_nowhere_and_nothing_is_suggested():
    page = "".join(FORMATS["rdjson"]([sample()], Options("0.1", show_text=False)))
    assert not any(word in page for word in (*WORDS, "mother", "suggestions"))


def test_what_was_not_checked_is_an_error_and_an_office_document_has_no_range():
    assert diagnostics(unread())[0]["severity"] == "ERROR"
    (told,) = diagnostics(document())
    assert told["location"] == {"path": "post.docx"}
    assert "suggestions" not in told
