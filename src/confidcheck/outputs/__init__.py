"""Reports in, text out.

A format is a function from reports and options to pieces of text, in order. Reports may come one by one: a format that need not
know them all (`text`, `jsonl`, `github`) yields a piece for each, so that a run over very many drafts keeps none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from confidcheck.outputs.options import Options
from confidcheck.outputs.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from confidcheck.finding import Report

    Write = Callable[[Iterable[Report], Options], Iterator[str]]

__all__ = ["FORMATS", "Options", "summary"]


def _from(module: str, name: str) -> Write:
    """Return a format that is imported when it is first asked for; a run needs one of them."""

    def write(reports: Iterable[Report], options: Options) -> Iterator[str]:
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
