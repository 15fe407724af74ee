"""`check --fix`, `--diff` and `--copy`: what is done with a safe version."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.cli_print import say
from confidcheck.clipboard import copy
from confidcheck.errors import ConfigError, RewriteError
from confidcheck.finding import Verdict
from confidcheck.rewrite import rewritten, write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Report, Severity

Changes = list[tuple["Draft", "Draft"]] | RewriteError

READ_AGAIN = "Please read it once more before you post."
NO_VERSION = "nothing was changed, for there is no safe version of it."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with safe versions: save them, show what changes, copy the one there is."""

    fix: bool = False
    diff: bool = False
    copy: bool = False

    def __bool__(self) -> bool:
        return self.fix or self.diff or self.copy

    def check(self, paths: Sequence[str], output: str, *, is_clipboard: bool) -> None:
        """Refuse to save where there is no file, and to mix a safer version with anything else on standard output.

        Raises:
            ConfigError: the message says what to leave out.
        """
        if self.fix and is_clipboard:
            raise ConfigError("--fix saves over a file; to put the safer version back on the clipboard, use --copy")
        if self.fix and "-" in paths and (len(paths) > 1 or output != "text" or self.diff):
            raise ConfigError("--fix prints the safer version of what is piped in; leave out other paths, --diff and --format")


@dataclass(frozen=True)
class Work:
    """Does what is wanted with reports.

    Attributes:
        wanted: what to do.
        show: prints reports as `check` does.
        is_open: whether words of drafts may be shown.
        fail_on: the least severity that makes the exit status 1.
        is_coloured: whether colours may be used.
        is_for_programs: whether reports are printed for a program, which waits for each.
    """

    wanted: Wanted
    show: Callable[[Sequence[Report]], None]
    is_open: bool
    fail_on: Severity
    is_coloured: bool = False
    is_for_programs: bool = False

    def on(self, reports: Sequence[Report]) -> int:
        """Do it for each report, say so, and return the exit status."""
        if self.wanted.copy and len(reports) != 1:
            raise ConfigError(f"--copy takes one draft, and there are {len(reports)}; copy them one by one")
        found = [(report, _changes(report)) for report in reports]
        told = [report for report, changes in found if self.is_for_programs or not self._tells_itself(changes)]
        if told:
            self.show(told)
        return max((self._on_one(report, changes) for report, changes in found), default=0)

    def _tells_itself(self, changes: Changes) -> bool:
        """Whether what is done with a draft says enough, so that its report need not be shown."""
        is_shown = self.wanted.diff and self.is_open
        return (
            bool(changes) and not isinstance(changes, RewriteError) and (is_shown or (self.wanted.fix and not self.wanted.diff))
        )

    def _on_one(self, report: Report, changes: Changes) -> int:
        if isinstance(changes, RewriteError):
            say(str(changes))
            return 2
        if self.wanted.diff and self.is_open:
            from confidcheck.outputs.diff import diff  # noqa: PLC0415 - only where it is wanted

            for before, after in changes:
                sys.stdout.write(diff(before.original, after.original, before.source, is_coloured=self.is_coloured))
        status = self._fix(report, changes) if self.wanted.fix else report.exit_status(self.fail_on)
        if self.wanted.copy:
            self._copy(report)
        return status

    def _fix(self, report: Report, changes: Sequence[tuple[Draft, Draft]]) -> int:
        status = report.exit_status(self.fail_on)
        if not changes:
            if status == 1:
                say(f"{_names(report)}: {NO_VERSION}")
            return status
        try:
            write_all(changes)
        except RewriteError as error:  # the other drafts may yet be saved
            say(str(error))
            return 2
        for before, _ in changes:
            say(f"{before.source}: the safer version is saved. {READ_AGAIN}")
        return 2 if report.unchecked else 0

    def _copy(self, report: Report) -> None:
        if report.rewritten is not None:
            copy(report.rewritten)
            say(f"The safer version is on your clipboard. {READ_AGAIN}")
        elif report.verdict is Verdict.CLEAR:
            copy("\n\n".join(_pasted(draft) for draft in report.thread if draft.is_own))
            say("Nothing had to change; your draft is on the clipboard as it was.")
        elif report.thread.drafts and not report.unchecked:
            say("Nothing was copied, for there is no safe version of this.")


def _changes(report: Report) -> Changes:
    try:
        return rewritten(report)
    except RewriteError as error:
        return error


def fix_piped(report: Report, show: Callable[[Sequence[Report]], None], fail_on: Severity) -> int:
    """Print the safe version of what was piped in, and nothing else, to standard output; return the exit status.

    Raises:
        RewriteError: its markup is in the way.
    """
    changes = rewritten(report)
    status = report.exit_status(fail_on)
    if not changes and status:
        with contextlib.redirect_stdout(sys.stderr):
            show([report])
        return status
    for draft in [after for _, after in changes] or report.thread.drafts:
        sys.stdout.flush()
        sys.stdout.buffer.write(draft.original.encode(draft.encoding or "utf-8"))
    if changes:
        say(f"That is the safer version. {READ_AGAIN}")
    return 0


def _pasted(draft: Draft) -> str:
    from confidcheck.inputs.editing import as_pasted  # noqa: PLC0415 - as in rewrite

    return as_pasted(draft.original)


def _names(report: Report) -> str:
    return ", ".join(draft.source for draft in report.thread if draft.is_own)
