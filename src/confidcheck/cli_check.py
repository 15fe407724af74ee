"""`confidcheck check`: drafts in, reports out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.baseline import remembered
from confidcheck.cli_fix import Wanted, Work, fix_piped
from confidcheck.cli_print import Printer, counted, is_coloured, is_read_by_others
from confidcheck.cli_sources import STDIN, encoding_notices, read_clipboard, read_sources
from confidcheck.cli_thread import report_on_thread, report_with_past
from confidcheck.config import load_settings, notices, show_settings
from confidcheck.draft import Thread
from confidcheck.errors import ConfigError, RuleError
from confidcheck.finding import Report, Severity, Unchecked
from confidcheck.outputs import FORMATS
from confidcheck.ruleset import load_guidance, shipped_rules
from confidcheck.suppress import Suppression, read_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.checker import Checker
    from confidcheck.config import Settings
    from confidcheck.draft import Draft


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
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Check what is on the clipboard.")] = False,
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out drafts in which nothing was found.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="Count findings by rule and by file instead of showing them.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours; NO_COLOR=1 does the same.")] = False,
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
    if clipboard and paths:
        raise ConfigError("--clipboard checks what is on the clipboard; leave out the paths, or leave out --clipboard")
    wanted = Wanted(fix, diff, copy)
    wanted.check(paths or [STDIN], settings.config.format, is_clipboard=clipboard)
    sources = list(read_clipboard() if clipboard else read_sources(paths or [STDIN], stdin_filename, settings))
    for notice in encoding_notices(sources):
        typer.echo(f"confidcheck: {notice}", err=True)
    build = cache(lambda: build_checker(settings, rules=tuple(rules or ())))
    if thread or author:
        reports = [report_on_thread(sources, build, author=author, past=with_past)]
    elif with_past:
        reports = [report_with_past(source, build, with_past) for source in sources]
    else:
        reports = reports_on(sources, build)
    show = Printer(
        settings.config.format,
        is_open=show_text or not is_read_by_others(),
        explain_mosaic=explain_mosaic,
        is_quiet=quiet,
        is_summary=summary,
        is_coloured=is_coloured() and not no_color,
        guidance=lambda: load_guidance([shipped_rules(), *settings.rules, *(rules or ())]),
    )
    if fix and STDIN in (paths or [STDIN]):
        raise typer.Exit(max((fix_piped(report, show, settings.config.fail_on) for report in reports), default=0))
    if wanted:
        raise typer.Exit(Work(wanted, show, show.is_open, settings.config.fail_on, is_coloured=show.is_coloured).on(reports))
    show(reports)
    raise typer.Exit(max((report.exit_status(settings.config.fail_on) for report in reports), default=0))


def reports_on(sources: Sequence[Draft | Unchecked], build: Callable[[], Checker]) -> list[Report]:
    """Report on each source by itself; the checker is built only where there are words to check."""
    checker = None
    reports = []
    for source in counted(sources):
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
    from confidcheck.language.encoder import begin_loading  # noqa: PLC0415 - with the next

    if settings.config.encoder:
        begin_loading()
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
