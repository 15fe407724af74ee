"""Reports in, text out. A format is a function from reports and options to a string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.outputs.json_report import json_report
from confidcheck.outputs.options import Options
from confidcheck.outputs.text_report import text_report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.finding import Report

__all__ = ["FORMATS", "Options"]

FORMATS: dict[str, Callable[[Sequence[Report], Options], str]] = {
    "json": json_report,
    "text": text_report,
}
