from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema

from confidcheck.outputs import FORMATS, Options
from confidcheck.rule import Guidance
from sample_report import SOURCE, WORDS, document, sample, unread

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
GUIDANCE = {"a-key": Guidance("a-key", "A body", "A point", "It says so.", "https://example.org/a")}


def run(*reports, **options) -> dict:
    log = json.loads("".join(FORMATS["sarif"](reports, Options("0.1.0", guidance=lambda: GUIDANCE, **options))))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    return log["runs"][0]


def cut(region: dict) -> str:
    lines = re.split(r"\r\n|\n|\r", SOURCE)
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    return "\n".join(
        [lines[first][region["startColumn"] - 1 :], *lines[first + 1 : last], lines[last][: region["endColumn"] - 1]]
    )


def test_the_log_follows_the_schema_whatever_was_checked():
    for reports in ([], [sample()], [sample(), unread(), document()], [unread()]):
        assert run(*reports)["columnKind"] == "unicodeCodePoints"
        assert "results" in run(*reports, show_text=False)


def test_regions_count_code_points_past_emoji_and_line_breaks_are_those_of_the_source():
    results = run(sample())["results"]
    regions = [told["locations"][0]["physicalLocation"]["region"] for told in results]
    assert [cut(region) for region in regions] == ["Jess** &amp; her", "34,\nin Leeds", "see", "town"]


def test_a_name_with_spaces_is_a_valid_address():
    uri = run(sample())["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert " " not in uri
    assert unquote(uri) == "blog/my post.md"


def test_each_rule_is_described_once_with_what_the_profession_says():
    told = run(sample(), sample("other.md"))
    rules = told["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["client-name", "client-place", "feeling", "own-place"]
    assert rules[0]["help"]["text"] == (
        "Why it matters.\n\nWhat the profession says:\n\nA body, A point: It says so. https://example.org/a"
    )
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in told["results"])


def test_a_suppressed_finding_carries_its_reason_and_the_others_an_empty_list():
    assert [told["suppressions"] for told in run(sample())["results"]] == [
        [],
        [],
        [],
        [{"kind": "external", "justification": "it is mine"}],
    ]


def test_safe_rewordings_are_fixes_of_the_very_words():
    (fix,) = run(sample())["results"][0]["fixes"]
    replacements = fix["artifactChanges"][0]["replacements"]
    assert [(cut(r["deletedRegion"]), r["insertedContent"]["text"]) for r in replacements] == [
        ("mum", "mother 👍"),
        ("34", "adult"),
    ]


def test_hidden_words_are_nowhere_and_no_fingerprint_could_be_tried():
    page = "".join(FORMATS["sarif"]([sample()], Options("0.1.0", show_text=False, guidance=lambda: GUIDANCE)))
    assert not any(word in page for word in (*(word for word in WORDS if word != "34"), "mother", "fixes"))
    assert "ingerprint" not in "".join(FORMATS["sarif"]([sample()], Options("0.1.0")))
    assert '"34' not in page
    assert "“34" not in page


def test_what_was_not_checked_makes_the_run_unsuccessful():
    invocation = run(sample(), unread())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "gone.md: no such file"
    assert run(sample())["invocations"][0]["executionSuccessful"] is True


def test_an_office_document_has_no_lines():
    location = run(document())["results"][0]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "post.docx"}}
