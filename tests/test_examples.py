from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

EXAMPLES = Path(__file__).parent.parent / "examples"


def _demo() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo", EXAMPLES / "demo.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


demo = _demo()


@pytest.mark.parametrize("draft", demo.drafts(), ids=lambda p: p.name)
def test_the_report_beside_each_example_is_what_the_tool_prints(draft: Path) -> None:
    expected = EXAMPLES / "expected" / f"{draft.name}.out"
    assert demo.report(draft) == expected.read_text(encoding="utf8")


def test_at_least_eight_drafts_stand_beside_their_reports() -> None:
    assert len(demo.drafts()) >= 8
