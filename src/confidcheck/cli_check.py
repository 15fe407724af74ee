"""`confidcheck check`: drafts in, reports out."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck import __version__
from confidcheck.baseline import remembered
from confidcheck.cli_fix import Wanted, Work, fix_piped
from confidcheck.cli_thread import report_on_thread, report_with_past
from confidcheck.config import load_settings, notices, show_settings
from confidcheck.draft import Draft, Thread
from confidcheck.errors import ConfigError, InputError, RuleError
from confidcheck.finding import Report, Severity, Unchecked
from confidcheck.inputs import MOST_BYTES, drafts_under, read_bytes, read_path, read_stdin
from confidcheck.outputs import FORMATS, Options
from confidcheck.paste import read_paste
from confidcheck.suppress import Suppression, read_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from confidcheck.checker import Checker
    from confidcheck.config import Settings

STDIN = "-"
WIDEST = 100  # longer lines are hard to follow


def _one_of(allowed: Sequence[str], value: str | None) -> str | None:
    if value is not None and value not in allowed:
        raise typer.BadParameter(f"“{value}” is not one of {', '.join(allowed)}.")
    return value


def check(  # noqa: PLR0913 - the options of the command line
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS|-]...", help="Drafts or folders of drafts; - is standard input.")
    ] = None,
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="|".join(FORMATS), callback=lambda v: _one_of(list(FORMATS), v), help="How to report."
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="note|warn|stop",
            callback=lambda v: _one_of([s.word for s in Severity], v),
            help="The least severity that makes the exit status 1.",
        ),
    ] = None,
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
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE", help="Where you post: group, public, publication, review-reply, or a profile of your own."
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings to use instead of the confidcheck.toml nearby.")
    ] = None,
    thread: Annotated[
        bool, typer.Option("--thread", help="Weigh the drafts together, or the turns of a single one: a post and its replies.")
    ] = False,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose turns in a thread are yours; without it, the first speaker's.")
    ] = None,
    with_past: Annotated[
        Path | None,
        typer.Option("--with", metavar="DIR", help="Your earlier posts, to weigh the new one with. Nothing of them is kept."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Save the safer version over the draft; of what is piped in, print it instead.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what the safer version changes.")] = False,
    copy: Annotated[bool, typer.Option("--copy", help="Put the safer version on the clipboard.")] = False,
    explain_mosaic: Annotated[
        bool, typer.Option("--explain-mosaic", help="Show how many people the details fit, with every figure and its source.")
    ] = False,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Show which settings apply, and from where, and stop.")
    ] = False,
) -> None:
    """Check drafts. With no path: what is piped in, or a paste."""
    named = [path if path != STDIN else stdin_filename or "." for path in paths or [STDIN]]
    options = {
        "format": output,
        "fail_on": fail_on and Severity[fail_on.upper()],
        "encoder": False if no_encoder else None,
        "profile": profile,
    }
    settings = load_settings(Path(named[0]), config).with_options(**options)
    if show_config:
        typer.echo(show_settings(settings))
        return
    for notice in notices(settings):
        typer.echo(f"confidcheck: {notice}", err=True)
    if fix:
        _check_fixable(paths or [STDIN], settings.config.format, wanted=Wanted(fix, diff, copy))
    sources = list(read_sources(paths or [STDIN], stdin_filename, settings))
    build = cache(lambda: build_checker(settings, rules=tuple(rules or ())))
    if thread or author:
        reports = [report_on_thread(sources, build, author=author, past=with_past)]
    elif with_past:
        reports = [report_with_past(source, build, with_past) for source in sources]
    else:
        reports = reports_on(sources, build)
    show = partial(print_reports, output=settings.config.format, show_text=show_text, explain_mosaic=explain_mosaic)
    wanted = Wanted(fix, diff, copy)
    if fix and STDIN in (paths or [STDIN]):
        raise typer.Exit(max((fix_piped(report, show, settings.config.fail_on) for report in reports), default=0))
    if wanted:
        raise typer.Exit(Work(wanted, show, show_text or not _is_ci(), settings.config.fail_on).on(reports))
    show(reports)
    raise typer.Exit(max((report.exit_status(settings.config.fail_on) for report in reports), default=0))


def _check_fixable(paths: Sequence[str], output: str, *, wanted: Wanted) -> None:
    """Refuse what would mix the safer version of a piped draft with anything else on standard output."""
    if STDIN in paths and (len(paths) > 1 or output != "text" or wanted.diff):
        raise ConfigError("--fix prints the safer version of what is piped in; leave out other paths, --diff and --format")


def read_sources(paths: Sequence[str], stdin_filename: str | None, settings: Settings) -> Iterator[Draft | Unchecked]:
    """Read what was named; what cannot be read takes its place in the order as `Unchecked`, what is excluded takes none."""
    for path in paths:
        try:
            if path == STDIN:
                if not (stdin_filename and settings.excludes(Path(stdin_filename))):
                    yield _standard_input(stdin_filename)
            elif Path(path).is_dir():
                found = [str(each) for each in drafts_under(Path(path)) if settings.wants(each)]
                yield from read_sources(found, None, settings)
            elif not settings.excludes(Path(path)):
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


def reports_on(sources: Sequence[Draft | Unchecked], build: Callable[[], Checker]) -> list[Report]:
    """Report on each source by itself; the checker is built only where there are words to check."""
    checker = None
    reports = []
    for source in sources:
        if isinstance(source, Unchecked):
            reports.append(Report(Thread(()), unchecked=(source,)))
        elif not source.text.strip():
            reports.append(Report(Thread.of(source)))
        else:
            checker = checker or build()
            reports.append(_report(checker, source))
    return reports


def build_checker(
    settings: Settings, *, rules: Sequence[Path] = (), beside: Callable[[str], str | None] = read_beside
) -> Checker:
    """Build the checker that settings ask for; only now are the rules and the language layer loaded.

    Args:
        settings: the user's.
        rules: further folders of rules.
        beside: gives the text of the file beside a draft that says what is allowed in it.
    """
    from confidcheck.checker import Checker  # noqa: PLC0415 - heavy

    suppress = Suppression(settings, beside=beside, is_known=remembered(settings.baseline))
    return Checker(
        rules=(*settings.rules, *rules),
        use_encoder=settings.config.encoder,
        suppress=suppress,
        caseload=(settings.config.caseload.current, settings.config.caseload.past),
        profile=settings.profile,
        body=settings.config.body,
    )


def _report(checker: Checker, draft: Draft) -> Report:
    thread = Thread.of(draft)
    try:
        return checker.check(thread)
    except RuleError as error:  # a pattern that did not finish with this draft; the others may yet be checked
        return Report(thread, unchecked=(Unchecked(draft.source, str(error)),))


def print_reports(reports: Sequence[Report], output: str, *, show_text: bool = False, explain_mosaic: bool = False) -> None:
    """Print reports; their words only where `show_text` or nobody else reads the output."""
    for item in (item for report in reports for item in report.unchecked):
        typer.echo(f"confidcheck: {item.reason}", err=True)
    if output == "text" and not any(report.thread.drafts for report in reports):
        return
    is_terminal = sys.stdout.isatty()
    options = Options(
        version=__version__,
        show_text=show_text or not _is_ci(),
        explain_mosaic=explain_mosaic,
        width=min(shutil.get_terminal_size().columns, WIDEST) if is_terminal else 80,
        is_coloured=is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
    page = FORMATS[output](reports, options)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8" if output == "json" else None, errors="replace")
    sys.stdout.write(page)


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
