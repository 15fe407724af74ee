"""Reports in, text out. A format is a function from reports and options to a string."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from confidcheck.outputs.options import Options
from confidcheck.outputs.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.finding import Report

    Write = Callable[[Sequence[Report], Options], str]

__all__ = ["FORMATS", "Options", "summary"]


def _from(module: str, name: str) -> Write:
    """Return a format that is imported when it is first asked for; a run needs one of them."""

    def write(reports: Sequence[Report], options: Options) -> str:
        found: Write = getattr(import_module(f"{__name__}.{module}"), name)
        return found(reports, options)

    return write


FORMATS: dict[str, Write] = {
    "github": _from("github", "github"),
    "html": _from("html_report", "html_report"),
    "json": _from("json_report", "json_report"),
    "jsonl": _from("json_report", "jsonl_report"),
    "rdjson": _from("rdjson", "rdjson"),
    "sarif": _from("sarif", "sarif"),
    "text": _from("text_report", "text_report"),
}
