"""`confidcheck baseline`: remember what stands in older drafts, so that only new words count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.baseline import key_file, read_baseline, write_baseline
from confidcheck.cli_check import build_checker, reports_on
from confidcheck.cli_sources import Sources
from confidcheck.config import load_settings
from confidcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.config import Settings
    from confidcheck.finding import Report

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

DEFAULT = "confidcheck-baseline.json"
Paths = Annotated[list[str] | None, typer.Argument(metavar="PATHS", hidden=True)]


@app.callback()
def show_help(context: typer.Context) -> None:
    """Remember what stands in older drafts, as keyed hashes and without a word of it, so that only new words count."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(short_help="Remember everything that is found now.")
def write(paths: Paths = None) -> None:
    """Remember everything that is found now in the drafts or folders named, or in this folder."""
    settings = load_settings(Path((paths or ["."])[0]))
    path = settings.baseline or settings.folder / DEFAULT
    count = write_baseline(path, _reports(paths or ["."], settings))
    typer.echo(f"Wrote {path}: {count} {'entry' if count == 1 else 'entries'}.")
    typer.echo(f"The key is {key_file()}; keep it to yourself.")
    if not settings.baseline:
        typer.echo(f'To use the baseline, write this into confidcheck.toml:\n\n  baseline = "{DEFAULT}"')


@app.command("check-stale", short_help="Say how much of it is gone from the drafts.")
def check_stale(paths: Paths = None) -> None:
    """Say how many entries stand for nothing any more in the drafts or folders named, or in this folder."""
    settings = load_settings(Path((paths or ["."])[0]))
    baseline = read_baseline(settings.baseline or settings.folder / DEFAULT)
    stale = baseline.stale(_reports(paths or ["."], settings))
    if stale:
        typer.echo(f"{stale} of {len(baseline.entries)} entries stand for nothing in these drafts any more.")
        typer.echo("To let go of them: confidcheck baseline write")
    else:
        typer.echo(f"Each of the {len(baseline.entries)} entries still stands for something in these drafts.")
    raise typer.Exit(int(bool(stale)))


def _reports(paths: Sequence[str], settings: Settings) -> list[Report]:
    """Report on drafts without what the baseline remembers; all of them must have been checked."""
    sources = Sources(paths, None, settings)
    reports = list(reports_on(sources, lambda: build_checker(settings.without_baseline())))
    for report in reports:
        for item in report.unchecked:
            raise ConfigError(f"{item.reason}; the baseline was left as it is")
    return reports
