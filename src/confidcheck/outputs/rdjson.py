"""The `rdjson` format, which reviewdog reads: lines and columns count from 1, columns in bytes of UTF-8, ends exclusive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from confidcheck.finding import Severity
from confidcheck.outputs.changes import Change, safe_changes
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.finding import Finding, Report
    from confidcheck.outputs.options import Options

SEVERITIES = {Severity.NOTE: "INFO", Severity.WARN: "WARNING", Severity.STOP: "ERROR"}


def rdjson(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield one document: each finding that counts, and what was not checked."""
    diagnostics = [value for report in reports for value in _Writer(report, is_open=options.show_text).diagnostics()]
    yield json.dumps({"source": {"name": "confidcheck"}, "diagnostics": diagnostics}, ensure_ascii=False, indent=1) + "\n"


class _Writer:
    """Turns one report into diagnostics; unless `is_open`, no word of a draft gets through."""

    def __init__(self, report: Report, *, is_open: bool) -> None:
        self._report, self._is_open = report, is_open
        self._positions = Positions(report.thread)

    def diagnostics(self) -> Iterator[dict[str, Any]]:
        for finding in self._report.live:
            yield self._diagnostic(finding)
        for item in self._report.unchecked:
            yield {"message": item.reason, "location": {"path": item.source}, "severity": "ERROR"}

    def _diagnostic(self, finding: Finding) -> dict[str, Any]:
        position = self._positions.of(finding.primary)
        location: dict[str, Any] = {"path": position.source}
        if position.has_lines:
            location["range"] = self._range(finding.primary.draft, position.start, position.end)
        value = {
            "message": message_of(finding, self._positions, is_open=self._is_open),
            "location": location,
            "severity": SEVERITIES[finding.severity],
            "code": {"value": finding.rule},
        }
        found = [self._suggestion(changes) for changes in safe_changes(finding, self._report.thread)] if self._is_open else []
        return {**value, "suggestions": found} if found else value

    def _suggestion(self, changes: tuple[Change, ...]) -> dict[str, Any]:
        """Make one suggestion of changes that belong together, the words between them included."""
        original = self._report.thread.drafts[changes[0].draft].original
        text, at = "", changes[0].start
        for change in changes:
            text += original[at : change.start] + change.replacement
            at = change.end
        return {"range": self._range(changes[0].draft, changes[0].start, at), "text": text}

    def _range(self, draft: int, start: int, end: int) -> dict[str, dict[str, int]]:
        first, last = (self._positions.point(draft, offset, in_bytes=True) for offset in (start, end))
        return {"start": first._asdict(), "end": last._asdict()}
