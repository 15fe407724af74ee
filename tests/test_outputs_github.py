from __future__ import annotations

import re

from confidcheck.outputs import FORMATS, Options
from sample_report import SOURCE, WORDS, document, sample, unread

LINES = re.split(r"\r\n", SOURCE)


def commands(*reports, **options) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does."""
    found = []
    for line in "".join(FORMATS["github"](reports, Options("0.1", **options))).splitlines():
        name, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        pairs = (pair.split("=", 1) for pair in properties.split(","))
        found.append((name, {key: plain(value) for key, value in pairs}, plain(message)))
    return found


def plain(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_each_finding_that_counts_is_one_command_with_the_weight_github_knows():
    assert [(name, told["title"]) for name, told, _ in commands(sample())] == [
        ("error", "client-name"),
        ("warning", "client-place"),
        ("notice", "feeling"),
    ]


def test_columns_count_characters_past_emoji_and_the_end_is_exclusive():
    _, told, _ = commands(sample())[0]
    line = LINES[int(told["line"]) - 1]
    assert told["line"] == told["endLine"] == "3"
    assert line[int(told["col"]) - 1 : int(told["endColumn"]) - 1] == "Jess** &amp; her"


def test_a_finding_over_two_lines_has_lines_and_no_columns():
    _, told, _ = commands(sample())[1]
    assert (told["line"], told["endLine"]) == ("3", "4")
    assert "col" not in told
    assert "endColumn" not in told


def test_nothing_in_a_name_or_a_message_ends_a_command_early():
    _, told, message = commands(sample("a,b: 100%.md"))[0]
    assert told["file"] == "a,b: 100%.md"
    assert message == "“Jess & her” tells: 100 % of it, you see.\nReally."


def test_hidden_words_are_nowhere():
    page = "".join(FORMATS["github"]([sample()], Options("0.1", show_text=False)))
    assert not any(word in page for word in WORDS)
    assert page.count("::error ") == 1


def test_what_was_not_checked_is_an_error_and_an_office_document_has_no_lines():
    assert commands(unread()) == [("error", {"file": "gone.md", "title": "not checked"}, "gone.md: no such file")]
    assert set(commands(document())[0][1]) == {"file", "title"}
