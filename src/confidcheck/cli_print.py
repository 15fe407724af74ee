"""Reports on the way to the terminal, to a file or to another program."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from confidcheck import __version__
from confidcheck.cli_counter import hide_counter
from confidcheck.finding import Verdict
from confidcheck.outputs import FORMATS, Options, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from confidcheck.finding import Report
    from confidcheck.rule import Guidance

WIDEST = 100  # longer lines are hard to follow


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints reports to standard output.

    Attributes:
        output: the format, a key of `FORMATS`.
        is_open: whether words of drafts may be shown.
        explain_mosaic: whether the arithmetic of details taken together is shown.
        is_quiet: whether drafts in which nothing was found are left out.
        is_summary: whether counts stand in the stead of reports.
        is_coloured: whether colours may be used.
        guidance: gives what the profession says, for formats that cite it.
    """

    output: str = "text"
    is_open: bool = True
    explain_mosaic: bool = False
    is_quiet: bool = False
    is_summary: bool = False
    is_coloured: bool = False
    guidance: Callable[[], Mapping[str, Guidance]] = dict

    def __call__(self, reports: Iterable[Report]) -> None:
        """Print reports as they come, and what could not be checked to standard error as well."""
        wanted = self._from_where_it_says_something(self._wanted(reports))
        if wanted is None:
            return
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding=None if self.output == "text" else "utf-8", errors="replace")
        for piece in (summary if self.is_summary else FORMATS[self.output])(wanted, self._options()):
            if sys.stdout.isatty():
                hide_counter()
            sys.stdout.write(piece)

    def _wanted(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            for item in report.unchecked:
                say(item.reason)
            if not self.is_quiet or report.verdict is not Verdict.CLEAR or report.live:
                yield report

    def _from_where_it_says_something(self, reports: Iterator[Report]) -> Iterator[Report] | None:
        """The reports, unless a text of them is empty: a draft that was not read has been told of, save in a summary."""
        if self.output != "text":
            return reports
        first: list[Report] = []
        for report in reports:
            first.append(report)
            if self.is_summary or report.thread.drafts:
                return chain(first, reports)
        return None

    def _options(self) -> Options:
        return Options(
            version=__version__,
            show_text=self.is_open,
            explain_mosaic=self.explain_mosaic,
            width=min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else 80,
            is_coloured=self.is_coloured,
            guidance=self.guidance,
        )


def say(words: str) -> None:
    """Tell the user something that is no report: a line on standard error, where there is one; a terminal gets it wrapped."""
    if sys.stderr:
        hide_counter()
        line = f"confidcheck: {words}"
        sys.stderr.write(f"{wrapped(line) if sys.stderr.isatty() else line}\n")
        sys.stderr.flush()


def wrapped(line: str) -> str:
    """Return a line as several that fit the terminal, cut between words; further ones are indented."""
    import textwrap  # noqa: PLC0415 - only where there is something to tell

    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.fill(line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def is_read_by_others() -> bool:
    """Whether others may read the output, as they can that of public CI."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def is_coloured() -> bool:
    """Whether standard output takes colours, and the user has not asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
