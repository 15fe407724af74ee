from __future__ import annotations

from pathlib import Path

import pytest

from scripts import load_script

EXAMPLES = Path(__file__).parent.parent / "examples"


demo = load_script("examples/demo.py")


@pytest.mark.parametrize("draft", demo.drafts(), ids=lambda p: p.name)
def test_the_report_beside_each_example_is_what_the_tool_prints(draft: Path) -> None:
    expected = EXAMPLES / "expected" / f"{draft.name}.out"
    assert demo.report(draft) == expected.read_text(encoding="utf8")


def test_at_least_eight_drafts_stand_beside_their_reports() -> None:
    assert len(demo.drafts()) >= 8
