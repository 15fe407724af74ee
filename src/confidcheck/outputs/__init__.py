"""Reports in, text out. A format is a function from reports and options to a string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.outputs.github import github
from confidcheck.outputs.html_report import html_report
from confidcheck.outputs.json_report import json_report, jsonl_report
from confidcheck.outputs.options import Options
from confidcheck.outputs.rdjson import rdjson
from confidcheck.outputs.sarif import sarif
from confidcheck.outputs.summary import summary
from confidcheck.outputs.text_report import text_report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.finding import Report

__all__ = ["FORMATS", "Options", "summary"]

FORMATS: dict[str, Callable[[Sequence[Report], Options], str]] = {
    "github": github,
    "html": html_report,
    "json": json_report,
    "jsonl": jsonl_report,
    "rdjson": rdjson,
    "sarif": sarif,
    "text": text_report,
}
