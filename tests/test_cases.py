"""Posts that cost somebody a registration, a fine or a client's trust, and the pages that taught us what to look for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from confidcheck import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity, Verdict
from confidcheck.inputs import read_path

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "examples" / "cases").glob("*.txt"))
SEEDS = ROOT.parent / "shared" / "seeds"
EXPECTED = yaml.safe_load((Path(__file__).parent / "data" / "seeds.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def words_alone() -> Checker:
    return Checker(use_encoder=False)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_post_that_was_punished_is_told_not_to_be_posted_by_the_rules_alone(words_alone, path):
    assert words_alone.check(Thread.of(read_path(path))).verdict is Verdict.DO_NOT_POST


def test_every_case_says_where_it_is_told():
    page = (ROOT / "examples" / "cases" / "README.md").read_text(encoding="utf-8")
    for path in CASES:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {path.name} |")]
        assert "<http" in row


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_a_page_of_guidance_is_flagged_where_it_was_agreed_and_nowhere_else(words_alone, number):
    files = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
    if not files:
        pytest.skip("the pages of guidance are not in this checkout")
    draft = Draft.plain(files[0].read_text(encoding="utf-8"))
    report = words_alone.check(Thread.of(draft))
    lines = sorted({draft.text.count("\n", 0, f.primary.start) + 1 for f in report.live if f.severity >= Severity.WARN})
    assert lines == sorted(EXPECTED[number])
