"""Reports on the way to the terminal, to a file or to another program."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from confidcheck import __version__
from confidcheck.finding import Verdict
from confidcheck.outputs import FORMATS, Options, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from confidcheck.finding import Report
    from confidcheck.rule import Guidance

T = TypeVar("T")

WIDEST = 100  # longer lines are hard to follow
MANY = 10  # fewer drafts are read before anybody could look at a counter


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

    def __call__(self, reports: Sequence[Report]) -> None:
        """Print reports, and what could not be checked to standard error as well."""
        for item in (item for report in reports for item in report.unchecked):
            say(item.reason)
        if self.is_quiet:
            reports = [report for report in reports if report.verdict is not Verdict.CLEAR or report.live]
        if self.output == "text" and not self._has_something_to_say(reports):
            return
        page = (summary if self.is_summary else FORMATS[self.output])(reports, self._options())
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding=None if self.output == "text" else "utf-8", errors="replace")
        sys.stdout.write(page)

    def _has_something_to_say(self, reports: Sequence[Report]) -> bool:
        """Whether a text is not empty: a draft that could not be read has been told of already, save in a summary."""
        return bool(reports) if self.is_summary else any(report.thread.drafts for report in reports)

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


def counted(items: Sequence[T]) -> Iterator[T]:
    """Yield items; where there are many and standard error is a terminal, show how far it is, and nothing once it is done."""
    if len(items) < MANY or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is something to show
    from rich.progress import track  # noqa: PLC0415 - as above

    yield from track(items, "Checking", console=Console(stderr=True), transient=True)
