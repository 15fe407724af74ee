"""`confidcheck check`: drafts in, reports out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck import __version__
from confidcheck.draft import Draft, Thread
from confidcheck.errors import InputError, RuleError
from confidcheck.finding import Report, Severity, Unchecked
from confidcheck.inputs import MOST_BYTES, drafts_under, read_bytes, read_path, read_stdin
from confidcheck.outputs import FORMATS, Options
from confidcheck.paste import read_paste

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from confidcheck.checker import Checker

STDIN = "-"
WIDEST = 100  # longer lines are hard to follow


def _one_of(allowed: Sequence[str], value: str) -> str:
    if value not in allowed:
        raise typer.BadParameter(f"“{value}” is not one of {', '.join(allowed)}.")
    return value


def check(  # noqa: PLR0913 - the options of the command line
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS|-]...", help="Drafts or folders of drafts; - is standard input.")
    ] = None,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="|".join(FORMATS), callback=lambda v: _one_of(list(FORMATS), v), help="How to report."
        ),
    ] = "text",
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="note|warn|stop",
            callback=lambda v: _one_of([s.word for s in Severity], v),
            help="The least severity that makes the exit status 1.",
        ),
    ] = "warn",
    show_text: Annotated[
        bool,
        typer.Option("--show-text", help="Show the words of drafts even where CI=true says that others may read the output."),
    ] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of what is piped in; its suffix says how it is written.")
    ] = None,
    no_encoder: Annotated[
        bool, typer.Option("--no-encoder", help="Leave the language model out; only words and lexicons speak.")
    ] = False,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of your own rules; may be repeated.")
    ] = None,
) -> None:
    """Check drafts. With no path: what is piped in, or a paste."""
    sources = list(_sources(paths or [STDIN], stdin_filename))
    reports = _reports(sources, rules=tuple(rules or ()), use_encoder=not no_encoder)
    _print(reports, output, show_text=show_text or not _is_ci())
    raise typer.Exit(max(report.exit_status(Severity[fail_on.upper()]) for report in reports))


def _sources(paths: Sequence[str], stdin_filename: str | None) -> Iterator[Draft | Unchecked]:
    """Read what was named; what cannot be read takes its place in the order as `Unchecked`."""
    for path in paths:
        try:
            if path == STDIN:
                yield _standard_input(stdin_filename)
            elif Path(path).is_dir():
                yield from _sources([str(each) for each in drafts_under(Path(path))], None)
            else:
                yield read_path(_file(path))
        except InputError as error:
            yield Unchecked(_name(path), str(error))


def _file(path: str) -> Path:
    if not os.path.lexists(path) and len(path.split()) > 1 and "/" not in path:
        raise InputError("that is not the name of a file; to check words, run confidcheck on its own and paste them")
    return Path(path)


def _name(path: str) -> str:
    """Name a source that could not be read; what may be a draft's own words is not repeated."""
    return path if os.path.lexists(path) or len(path.split()) == 1 else "<argument>"


def _standard_input(filename: str | None) -> Draft:
    source, suffix = filename or "<stdin>", Path(filename or "").suffix
    if sys.stdin.isatty():
        return read_bytes(read_paste(sys.stdin.buffer, sys.stderr, MOST_BYTES), source, suffix)
    return read_stdin(sys.stdin.buffer, source, suffix)


def _reports(sources: Sequence[Draft | Unchecked], *, rules: Sequence[Path], use_encoder: bool) -> list[Report]:
    checker = None
    reports = []
    for source in sources:
        if isinstance(source, Unchecked):
            reports.append(Report(Thread(()), unchecked=(source,)))
        elif not source.text.strip():
            reports.append(Report(Thread.of(source)))
        else:
            checker = checker or build_checker(rules=rules, use_encoder=use_encoder)
            reports.append(_report(checker, source))
    return reports


def build_checker(*, rules: Sequence[Path], use_encoder: bool) -> Checker:
    """Build the checker; only now are the rules and the language layer loaded."""
    from confidcheck.checker import Checker  # noqa: PLC0415 - heavy

    return Checker(rules=rules, use_encoder=use_encoder)


def _report(checker: Checker, draft: Draft) -> Report:
    thread = Thread.of(draft)
    try:
        return checker.check(thread)
    except RuleError as error:  # a pattern that did not finish with this draft; the others may yet be checked
        return Report(thread, unchecked=(Unchecked(draft.source, str(error)),))


def _print(reports: Sequence[Report], output: str, *, show_text: bool) -> None:
    for item in (item for report in reports for item in report.unchecked):
        typer.echo(f"confidcheck: {item.reason}", err=True)
    if output == "text" and not any(report.thread.drafts for report in reports):
        return
    is_terminal = sys.stdout.isatty()
    options = Options(
        version=__version__,
        show_text=show_text,
        width=min(shutil.get_terminal_size().columns, WIDEST) if is_terminal else 80,
        is_coloured=is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
    page = FORMATS[output](reports, options)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8" if output == "json" else None, errors="replace")
    sys.stdout.write(page)


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
