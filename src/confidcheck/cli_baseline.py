"""`confidcheck baseline`: remember what stands in older drafts, so that only new words count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.baseline import key_file, read_baseline, write_baseline
from confidcheck.cli_check import build_checker, reports_on
from confidcheck.cli_sources import read_sources
from confidcheck.config import load_settings
from confidcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.config import Settings
    from confidcheck.finding import Report

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

DEFAULT = "confidcheck-baseline.json"
Paths = Annotated[
    list[str] | None, typer.Argument(metavar="[PATHS]...", help="Drafts or folders of drafts; this folder by default.")
]


@app.callback()
def show_help(context: typer.Context) -> None:
    """Remember what stands in older drafts, as keyed hashes and without a word of it, so that only new words count."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def write(paths: Paths = None) -> None:
    """Remember everything that is found now."""
    settings = load_settings(Path((paths or ["."])[0]))
    path = settings.baseline or settings.folder / DEFAULT
    count = write_baseline(path, _reports(paths or ["."], settings))
    typer.echo(f"Wrote {path}: {count} {'entry' if count == 1 else 'entries'}. The key is {key_file()}; keep it to yourself.")
    if not settings.baseline:
        typer.echo(f'To use it, write this into confidcheck.toml: baseline = "{DEFAULT}"')


@app.command("check-stale")
def check_stale(paths: Paths = None) -> None:
    """Say how many entries stand for nothing any more in the drafts named."""
    settings = load_settings(Path((paths or ["."])[0]))
    baseline = read_baseline(settings.baseline or settings.folder / DEFAULT)
    stale = baseline.stale(_reports(paths or ["."], settings))
    typer.echo(f"{stale} of {len(baseline.entries)} entries stand for nothing in these drafts any more.")
    if stale:
        typer.echo("To let go of them: confidcheck baseline write")
    raise typer.Exit(int(bool(stale)))


def _reports(paths: Sequence[str], settings: Settings) -> list[Report]:
    """Report on drafts without what the baseline remembers; all of them must have been checked."""
    reports = reports_on(list(read_sources(paths, None, settings)), lambda: build_checker(settings.without_baseline()))
    for report in reports:
        for item in report.unchecked:
            raise ConfigError(f"{item.reason}; the baseline was left as it is")
    return reports
