"""`confidcheck check`: drafts in, reports out. Nothing here needs the parser of options, so that paths alone start sooner."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck import ruleset
from confidcheck.baseline import remembered
from confidcheck.cli_clashes import WITHOUT_FIGURES, refuse_clashes
from confidcheck.cli_counter import counted
from confidcheck.cli_fix import Wanted, Work, fix_piped
from confidcheck.cli_print import Printer, is_coloured, is_read_by_others
from confidcheck.cli_settings import settings_for
from confidcheck.cli_sources import STDIN, Sources, read_clipboard
from confidcheck.cli_thread import report_on_thread, report_with_past
from confidcheck.config import show_settings
from confidcheck.draft import Thread
from confidcheck.errors import ConfigError, RuleError, UnknownNameError
from confidcheck.finding import Report, Severity, Unchecked
from confidcheck.suppress import Suppression, read_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from confidcheck.checker import Checker
    from confidcheck.cli_sources import Listed
    from confidcheck.config import Settings
    from confidcheck.draft import Draft


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; each name is that of an option of `confidcheck check`, which says what it does."""

    paths: tuple[str, ...] = ()
    output: str | None = None
    fail_on: Severity | None = None
    show_text: bool = False
    stdin_filename: str | None = None
    clipboard: bool = False
    no_encoder: bool = False
    rules: tuple[Path, ...] = ()
    profile: str | None = None
    config: Path | None = None
    thread: bool = False
    author: str | None = None
    with_past: Path | None = None
    fix: bool = False
    diff: bool = False
    copy: bool = False
    explain_mosaic: bool = False
    quiet: bool = False
    summary: bool = False
    no_color: bool = False
    show_config: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """What is to be read; without a path, what is piped in or pasted."""
        return self.paths or (STDIN,)

    def refuse_clashes(self) -> None:
        """Refuse options that make no sense together, by a `ConfigError`."""
        refuse_clashes(
            {
                "paths": bool(self.paths),
                "only files": STDIN not in self.sources,
                "piped": STDIN in self.sources and not self.clipboard,
                "--fix": self.fix,
                "--copy": self.copy,
                "--clipboard": self.clipboard,
                "--stdin-filename": self.stdin_filename is not None,
                "--format": self.output not in (None, "text"),
                "--format without figures": self.output in WITHOUT_FIGURES,
                "--summary": self.summary,
                "--diff": self.diff,
                "--explain-mosaic": self.explain_mosaic,
            }
        )


def check(asked: Asked) -> int:
    """Check drafts, print what was found, do what else is wanted, and return the exit status.

    Raises:
        ConfidcheckError: something that was asked for is wrong; a draft that cannot be read is reported instead.
    """
    asked.refuse_clashes()
    first = asked.sources[0]
    settings = settings_for(
        Path(first if first != STDIN else asked.stdin_filename or "."),
        asked.config,
        no_encoder=asked.no_encoder,
        profile=asked.profile,
        format="text" if asked.summary or asked.diff else asked.output,  # whatever the file says
        fail_on=asked.fail_on,
    )
    if asked.show_config:
        sys.stdout.write(f"{show_settings(settings)}\n")
        return 0
    wanted = Wanted(asked.fix, asked.diff, asked.copy)
    wanted.check(asked.sources, settings.config.format, is_clipboard=asked.clipboard)
    sources = [read_clipboard()] if asked.clipboard else Sources(asked.sources, asked.stdin_filename, settings)
    reports = _reports(asked, settings, sources)
    show = Printer(
        settings.config.format,
        is_open=asked.show_text or not is_read_by_others(),
        explain_mosaic=asked.explain_mosaic,
        is_quiet=asked.quiet,
        is_summary=asked.summary,
        is_coloured=is_coloured() and not asked.no_color,
        guidance=lambda: ruleset.load_guidance([ruleset.shipped_rules(), *settings.rules, *asked.rules]),
    )
    if asked.fix and STDIN in asked.sources:
        return max((fix_piped(report, show, settings.config.fail_on) for report in reports), default=0)
    if wanted:
        return Work(
            wanted,
            show,
            show.is_open,
            settings.config.fail_on,
            is_coloured=show.is_coloured,
            is_for_programs=show.output != "text",
        ).on(list(reports))
    statuses = {0}
    show(_noted(reports, settings.config.fail_on, statuses))
    return max(statuses)


def _noted(reports: Iterable[Report], fail_on: Severity, statuses: set[int]) -> Iterator[Report]:
    """Yield reports, each once its exit status is noted; none of them is kept."""
    for report in reports:
        statuses.add(report.exit_status(fail_on))
        yield report


def _reports(asked: Asked, settings: Settings, sources: Listed) -> Iterator[Report]:
    build = cache(lambda: build_checker(settings, rules=asked.rules))
    if asked.author and len(sources) > 1:
        raise ConfigError("--author says whose turns of one draft are yours; of several drafts, all are; leave it out")
    if asked.thread or asked.author:
        return iter([report_on_thread(list(sources), build, author=asked.author, past=asked.with_past)])
    if past := asked.with_past:
        return counted((report_with_past(source, build, past) for source in sources), len(sources))
    return reports_on(sources, build)


def reports_on(sources: Listed, build: Callable[[], Checker]) -> Iterator[Report]:
    """Report on each source by itself, one by one; the checker is built only where there are words to check."""
    checker = cache(build)
    return counted((_report(source, checker) for source in sources), len(sources))


def build_checker(
    settings: Settings, *, rules: Sequence[Path] = (), beside: Callable[[str], str | None] = read_beside
) -> Checker:
    """Build the checker that settings ask for; only now are the rules and the language layer loaded.

    Args:
        settings: the user's.
        rules: further folders of rules.
        beside: gives the text of the file beside a draft that says what is allowed in it.

    Raises:
        ConfigError: a setting names a profile or body that does not exist; the message names file and line.
        RuleError: a rule is wrong.
    """
    from confidcheck.language.encoder import begin_loading  # noqa: PLC0415 - with the next

    if settings.config.encoder:
        begin_loading()
    from confidcheck.checker import Checker  # noqa: PLC0415 - heavy

    suppress = Suppression(settings, beside=beside, is_known=remembered(settings.baseline))
    try:
        return Checker(
            rules=(*settings.rules, *rules),
            use_encoder=settings.config.encoder,
            suppress=suppress,
            caseload=(settings.config.caseload.current, settings.config.caseload.past),
            country=settings.country,
            profile=settings.profile,
            body=settings.config.body,
        )
    except UnknownNameError as error:
        raise settings.error(str(error), error.setting) from None


def _report(source: Draft | Unchecked, build: Callable[[], Checker]) -> Report:
    if isinstance(source, Unchecked):
        return Report(Thread(()), unchecked=(source,))
    thread = Thread.of(source)
    if not source.text.strip():
        return Report(thread)
    checker = build()
    try:
        return checker.check(thread)
    except RuleError as error:  # a pattern that did not finish with this draft; the others may yet be checked
        return Report(thread, unchecked=(Unchecked(source.source, str(error)),))
