from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Confidence, Edit, Finding, Grade, Label, Place, Report, Rewording, Severity, Unchecked
from confidcheck.inputs import read_bytes
from confidcheck.outputs import FORMATS, Options

MARKDOWN = "# Hi 👋\n\nI see **Jess** &amp; her mum 👩🏽‍⚕️, 34\r\nin Leeds"


def written(*reports: Report, **options: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads("".join(FORMATS["json"](reports, replace(Options("0.1"), **options))))
    jsonschema.validate(
        document, json.loads(resources.files("confidcheck.outputs").joinpath("report.schema.json").read_text("utf-8"))
    )
    return document


def report(draft: Draft, *words: str, message: str = "“{}” is a name.") -> Report:
    places = [Place(0, draft.text.index(word), draft.text.index(word) + len(word)) for word in words]
    findings = tuple(
        Finding(
            "name-of-client",
            Label.PERSON,
            Severity.STOP,
            Confidence.HIGH,
            message.format(word),
            "Why.",
            ("key",),
            (place,),
            "drop",
            (Rewording(Grade.SAFE, f"Not {word}", (Edit(place, f"not {word}"),)), Rewording(Grade.NONE, "A card.")),
        )
        for word, place in zip(words, places, strict=True)
    )
    return Report(Thread.of(draft), findings, rewritten="I see somebody.", card="A card.")


@pytest.mark.parametrize(
    ("words", "source", "line", "column"),
    [
        ("Jess", "Jess", 3, 9),
        ("Jess & her", "Jess** &amp; her", 3, 9),
        ("34", "34", 3, 37),
        ("34\nin Leeds", "34\r\nin Leeds", 3, 37),
        ("Leeds", "Leeds", 4, 4),
    ],
)
def test_offsets_are_code_points_of_the_source_past_emoji_and_markup(words: str, source: str, line: int, column: int) -> None:
    place = written(report(read_bytes(MARKDOWN.encode(), "post.md", ".md"), words))["reports"][0]["findings"][0]["places"][0]
    assert MARKDOWN[place["start"] : place["end"]] == source
    assert (place["line"], place["column"]) == (line, column)
    assert place["text"] == words
    assert place["source"] == "post.md"


def test_a_byte_order_mark_shifts_offsets_but_not_columns() -> None:
    place = written(report(read_bytes("\ufeffJess".encode(), "a.txt"), "Jess"))["reports"][0]["findings"][0]["places"][0]
    assert (place["start"], place["end"], place["line"], place["column"]) == (1, 5, 1, 1)


def test_an_edit_points_into_the_source_too() -> None:
    finding = written(report(read_bytes(MARKDOWN.encode(), "post.md", ".md"), "Jess"))["reports"][0]["findings"][0]
    edit = finding["rewordings"][0]["edits"][0]
    assert MARKDOWN[edit["start"] : edit["end"]] == "Jess"
    assert edit["replacement"] == "not Jess"


def test_hidden_words_are_null_and_out_of_the_message() -> None:
    draft = Draft.plain("I see Jess and Leeds", "post.md")
    document = written(report(draft, "Jess", "Leeds", message="{0} (“{0}”) is a name."), show_text=False)
    assert "Jess" not in json.dumps(document)
    assert "Leeds" not in json.dumps(document)
    first = document["reports"][0]
    assert first["rewritten"] is None
    assert first["card"] == "A card."
    assert first["findings"][0]["message"] == "… (“…”) is a name."
    assert first["findings"][0]["places"][0]["text"] is None
    assert [r["text"] for r in first["findings"][0]["rewordings"]] == [None, "A card."]


def test_what_was_not_checked_is_not_called_clear() -> None:
    document = written(Report(Thread(()), unchecked=(Unchecked("a.md", "a.md: no such file"),)))
    assert document["reports"][0]["verdict"] == "not-checked"
    assert document["reports"][0]["source"] == "a.md"
    assert document["reports"][0]["unchecked"] == [{"source": "a.md", "reason": "a.md: no such file"}]


def test_every_report_of_a_run_is_in_one_document_with_the_tool_that_made_it() -> None:
    document = written(
        Report(Thread.of(Draft.plain("x", "a.md"))),
        Report(Thread.of(Draft.plain("y", "b.md"), Draft.plain("z", "c.md"))),
        model="m1",
    )
    assert document["schema"] == 1
    assert document["tool"] == {"name": "confidcheck", "version": "0.1", "model": "m1"}
    assert [r["verdict"] for r in document["reports"]] == ["clear", "clear"]
    assert [r["sources"] for r in document["reports"]] == [["a.md"], ["b.md", "c.md"]]


def test_a_suppressed_finding_stays_with_its_reason() -> None:
    whole = report(Draft.plain("I see Jess"), "Jess")
    hushed = replace(whole, findings=tuple(replace(f, suppressed="my dog") for f in whole.findings))
    document = written(hushed)
    assert document["reports"][0]["findings"][0]["suppressed"] == "my dog"
    assert document["reports"][0]["verdict"] == "clear"


def test_in_jsonl_each_report_is_a_line_that_is_a_document_of_its_own() -> None:
    reports = [report(Draft.plain("I see Jess\n👋", "a.md"), "Jess"), Report(Thread.of(Draft.plain("y", "b.md")))]
    lines = list(FORMATS["jsonl"](reports, Options("0.1")))
    assert [json.loads(line) for line in lines] == [written(each) for each in reports]


def test_in_jsonl_hidden_words_are_nowhere() -> None:
    assert "Jess" not in "".join(FORMATS["jsonl"]([report(Draft.plain("I see Jess"), "Jess")], Options("0.1", show_text=False)))
