"""The `json` and `jsonl` formats, schema 1 (`report.schema.json`): offsets are code points into the source, end exclusive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from confidcheck.finding import Grade
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.mosaic_values import mosaic_values
from confidcheck.outputs.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.finding import Edit, Finding, Place, Report, Rewording
    from confidcheck.outputs.options import Options

SCHEMA = 1


def json_report(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield one JSON document for all reports."""
    yield json.dumps(_document(reports, options), ensure_ascii=False, indent=1) + "\n"


def jsonl_report(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield a line for each report: a document of its own, as `json_report` writes it."""
    return (f"{json.dumps(_document([report], options), ensure_ascii=False)}\n" for report in reports)


def _document(reports: Iterable[Report], options: Options) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "tool": {"name": "confidcheck", "version": options.version, "model": options.model},
        "reports": [_Writer(report, is_open=options.show_text).report() for report in reports],
    }


class _Writer:
    """Turns one report into plain values; unless `is_open`, no word of a draft gets through."""

    def __init__(self, report: Report, *, is_open: bool) -> None:
        self._report, self._is_open = report, is_open
        self._positions = Positions(report.thread)

    def report(self) -> dict[str, Any]:
        report = self._report
        sources = [draft.source for draft in report.thread if not draft.is_past] or [item.source for item in report.unchecked]
        return {
            "source": sources[0] if sources else None,
            "sources": sources,
            "verdict": report.verdict.value,
            "rewritten": self._open(report.rewritten),
            "card": report.card,
            "findings": [self._finding(finding) for finding in report.findings],
            "mosaics": [mosaic_values(mosaic, report, self._place, is_open=self._is_open) for mosaic in report.mosaics],
            "unchecked": [{"source": item.source, "reason": item.reason} for item in report.unchecked],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "label": finding.label.value,
            "severity": finding.severity.word,
            "confidence": finding.confidence.word,
            "message": message_of(finding, self._positions, is_open=self._is_open),
            "why": finding.why,
            "guidance": list(finding.guidance),
            "remedy": finding.remedy,
            "places": [self._place(place) for place in finding.places],
            "rewordings": [self._rewording(rewording) for rewording in finding.rewordings],
            "suppressed": finding.suppressed,
        }

    def _place(self, place: Place) -> dict[str, Any]:
        position = self._positions.of(place)
        return {
            "source": position.source,
            "start": position.start,
            "end": position.end,
            "line": position.line,
            "column": position.column,
            "text": self._open(self._positions.words(place)),
        }

    def _rewording(self, rewording: Rewording) -> dict[str, Any]:
        is_card = rewording.grade is Grade.NONE
        return {
            "grade": rewording.grade.value,
            "text": rewording.text if is_card else self._open(rewording.text),
            "edits": [self._edit(edit) for edit in rewording.edits],
        }

    def _edit(self, edit: Edit) -> dict[str, Any]:
        position = self._positions.of(edit.place)
        return {
            "source": position.source,
            "start": position.start,
            "end": position.end,
            "replacement": self._open(edit.replacement),
        }

    def _open(self, text: str | None) -> str | None:
        return text if self._is_open else None
