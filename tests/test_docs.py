from __future__ import annotations

import re
from pathlib import Path

import pytest

from confidcheck.explanation import explanation, words
from confidcheck.ruleset import load_rules, shipped_rules
from scripts import load_script

DOCS = Path(__file__).parent.parent / "docs"


generate = load_script("docs/generate.py")
PAGES = generate.pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_that_is_written_from_the_rules_is_current(path):
    assert path.read_text(encoding="utf-8") == PAGES[path], "run: make docs"


def test_no_page_is_left_of_a_family_that_is_gone():
    assert {path.name for path in (DOCS / "rules").glob("*.md")} == {path.name for path in PAGES if path.parent.name == "rules"}


def test_the_check_for_continuous_integration_agrees(capsys):
    assert generate.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_no_row_of_the_coverage_is_empty():
    rows = [line for line in PAGES[DOCS / "COVERAGE.md"].splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) > 31 + 21 + 18
    for row in rows[1:]:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        assert all(cell not in {"", "0", "``"} for cell in cells[1:]), row


def test_a_page_and_explain_say_the_same():
    ruleset = load_rules([shipped_rules()], with_examples=True)
    for rule in ruleset.rules:
        said = words(rule, ruleset.guidance)
        told = " ".join(explanation(rule, ruleset.guidance).split())
        page = PAGES[DOCS / "rules" / f"{rule.family}.md"]
        for text in (said.message, said.why, said.weight, said.remedy, *(point for point, _ in said.sources)):
            assert " ".join(text.split()) in told
            assert text in page


def test_the_readme_has_a_place_for_the_table():
    assert "<!-- rules -->" in PAGES[generate.README]
