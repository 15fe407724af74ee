"""The `sarif` format, version 2.1.0: columns in code points (`columnKind` says so), ends exclusive.

There are no fingerprints: one that a reader could try words against would give the words away.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from confidcheck.finding import Severity
from confidcheck.outputs.changes import Change, safe_changes
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.positions import Position, Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.finding import Finding, Place, Report
    from confidcheck.outputs.options import Options
    from confidcheck.rule import Guidance

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.NOTE: "note", Severity.WARN: "warning", Severity.STOP: "error"}


def sarif(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield one log of one run: every finding, those that do not count with the reason, and what was not checked."""
    every = list(reports)
    first = {finding.rule: finding for report in every for finding in report.findings}
    index = {rule: number for number, rule in enumerate(sorted(first))}
    guidance = options.guidance() if first else {}
    run = {
        "tool": {
            "driver": {
                "name": "confidcheck",
                "semanticVersion": options.version,
                "rules": [
                    _rule(first[rule], [guidance[key] for key in first[rule].guidance if key in guidance]) for rule in index
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(every)],
        "results": [value for report in every for value in _Writer(report, index, is_open=options.show_text).results()],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(finding: Finding, points: Iterable[Guidance]) -> dict[str, Any]:
    """Describe a rule by one of its findings."""
    why = " ".join(finding.why.split())
    said = [f"{point.body}, {point.point}: {point.says} {point.address}".strip() for point in points]
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.rule.replace("-", " ").capitalize()},
        "fullDescription": {"text": why},
        "help": {"text": "\n\n".join([why, *(["What the profession says:", *said] if said else [])])},
        "properties": {"tags": ["confidentiality", finding.label.value]},
    }


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    unchecked = [item for report in reports for item in report.unchecked]
    told = [
        {"level": "error", "message": {"text": item.reason}, "locations": [{"physicalLocation": _artifact(item.source)}]}
        for item in unchecked
    ]
    return {"executionSuccessful": not unchecked, "toolExecutionNotifications": told}


def _artifact(source: str) -> dict[str, Any]:
    path = PurePath(source)
    return {"artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}}


class _Writer:
    """Turns one report into results; unless `is_open`, no word of a draft gets through."""

    def __init__(self, report: Report, index: dict[str, int], *, is_open: bool) -> None:
        self._report, self._index, self._is_open = report, index, is_open
        self._positions = Positions(report.thread)

    def results(self) -> Iterator[dict[str, Any]]:
        for finding in self._report.findings:
            value = {
                "ruleId": finding.rule,
                "ruleIndex": self._index[finding.rule],
                "level": LEVELS[finding.severity],
                "message": {"text": message_of(finding, self._positions, is_open=self._is_open)},
                "locations": [self._location(finding.primary)],
                "relatedLocations": [self._location(place) for place in finding.places[1:]],
                "suppressions": [{"kind": "external", "justification": finding.suppressed}]
                if finding.suppressed is not None
                else [],
                "properties": {"confidence": finding.confidence.word},
            }
            if self._is_open and (found := list(safe_changes(finding, self._report.thread))):
                value["fixes"] = [self._fix(changes) for changes in found]
            yield value

    def _location(self, place: Place) -> dict[str, Any]:
        position = self._positions.of(place)
        value = _artifact(position.source)
        if position.has_lines:
            value["region"] = _region(position)
        return {"physicalLocation": value}

    def _fix(self, changes: tuple[Change, ...]) -> dict[str, Any]:
        drafts = self._report.thread.drafts
        return {
            "artifactChanges": [
                {
                    **_artifact(drafts[number].source),
                    "replacements": [self._replacement(c) for c in changes if c.draft == number],
                }
                for number in sorted({change.draft for change in changes})
            ]
        }

    def _replacement(self, change: Change) -> dict[str, Any]:
        first, last = self._positions.point(change.draft, change.start), self._positions.point(change.draft, change.end)
        region = {"startLine": first.line, "startColumn": first.column, "endLine": last.line, "endColumn": last.column}
        return {"deletedRegion": region, "insertedContent": {"text": change.replacement}}


def _region(position: Position) -> dict[str, int]:
    return {
        "startLine": position.line,
        "startColumn": position.column,
        "endLine": position.end_line,
        "endColumn": position.end_column,
    }
