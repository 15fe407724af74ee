"""`confidcheck watch`: a draft is checked again whenever it is saved. Nothing is written anywhere."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.cli_check import build_checker, reports_on
from confidcheck.cli_print import Printer, is_coloured, is_read_by_others
from confidcheck.cli_sources import encoding_notices, read_sources
from confidcheck.config import load_settings
from confidcheck.errors import InputError
from confidcheck.inputs import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from confidcheck.checker import Checker
    from confidcheck.config import Settings


def watch(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A draft, or a folder of drafts.")],
    *,
    profile: Annotated[str | None, typer.Option(metavar="NAME|FILE", help="Where you post, as for check.")] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings to use instead of the confidcheck.toml nearby.")
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of your own rules; may be repeated.")
    ] = None,
    no_encoder: Annotated[
        bool, typer.Option("--no-encoder", help="Leave the language model out; only words and lexicons speak.")
    ] = False,
) -> None:
    """Check a draft again whenever you save it, until Ctrl-C. Nothing is kept."""
    if not path.exists():
        raise InputError(f"{path}: no such file")
    settings = load_settings(path, config).with_options(encoder=False if no_encoder else None, profile=profile)
    checker = build_checker(settings, rules=tuple(rules or ()))
    _check([path], settings, lambda: checker)
    typer.echo(f"confidcheck: watching {path}; save it to check it again, Ctrl-C ends.", err=True)
    for saved in _saved(path, settings):
        _check(saved, settings, lambda: checker)


def _check(paths: Sequence[Path], settings: Settings, build: Callable[[], Checker]) -> None:
    sources = list(read_sources([str(path) for path in paths], None, settings))
    for notice in encoding_notices(sources):
        typer.echo(f"confidcheck: {notice}", err=True)
    typer.echo(f"\n{datetime.now().astimezone():%H:%M:%S}")
    Printer(is_open=not is_read_by_others(), is_coloured=is_coloured())(reports_on(sources, build))
    sys.stdout.flush()


def _saved(path: Path, settings: Settings) -> Iterator[list[Path]]:
    """Yield the drafts that were saved, each time some were; a file is watched through its folder, for editors replace it."""
    from watchfiles import Change, watch  # noqa: PLC0415 - for this command only

    is_folder = path.is_dir()
    wanted = path.resolve()
    for changes in watch(path if is_folder else wanted.parent, recursive=is_folder, raise_interrupt=False):
        saved = sorted({Path(name) for change, name in changes if change is not Change.deleted})
        if not is_folder:
            saved = [path] if wanted in (each.resolve() for each in saved) else []
        else:
            saved = [each for each in saved if each.suffix.lower() in SUFFIXES and each.is_file() and settings.wants(each)]
        if saved:
            yield saved
