"""The `github` format: workflow commands, which GitHub Actions shows beside the lines of a pull request.

Lines and columns count from 1, columns in code points, the end column exclusive; both columns are left out where a finding
spans lines, since GitHub takes columns within one line only.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from confidcheck.finding import Severity
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from confidcheck.finding import Finding, Report
    from confidcheck.outputs.options import Options

COMMANDS = {Severity.NOTE: "notice", Severity.WARN: "warning", Severity.STOP: "error"}
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
MORE_ESCAPES = {":": "%3A", ",": "%2C"}  # in properties


def github(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield one command a line: each finding that counts, and what was not checked."""
    return (f"{line}\n" for report in reports for line in _commands(report, is_open=options.show_text))


def _commands(report: Report, *, is_open: bool) -> Iterator[str]:
    positions = Positions(report.thread)
    for finding in report.live:
        message = message_of(finding, positions, is_open=is_open)
        yield _command(COMMANDS[finding.severity], {**_where(finding, positions), "title": finding.rule}, message)
    for item in report.unchecked:
        yield _command("error", {"file": _path(item.source), "title": "not checked"}, item.reason)


def _where(finding: Finding, positions: Positions) -> dict[str, object]:
    position = positions.of(finding.primary)
    where: dict[str, object] = {"file": _path(position.source)}
    if position.has_lines:
        where |= {"line": position.line, "endLine": position.end_line}
        if position.line == position.end_line:
            where |= {"col": position.column, "endColumn": position.end_column}
    return where


def _path(source: str) -> str:
    return PurePath(source).as_posix()


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{key}={_escaped(str(value), ESCAPES | MORE_ESCAPES)}" for key, value in properties.items())
    return f"::{name} {told}::{_escaped(message, ESCAPES)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    for character, code in escapes.items():
        text = text.replace(character, code)
    return text
