"""`confidcheck watch`: a draft is checked again whenever it is saved. Nothing is written anywhere."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.cli_check import build_checker, reports_on
from confidcheck.cli_options import Config, NoEncoder, Profile, Rules
from confidcheck.cli_print import Printer, is_coloured, is_read_by_others, say
from confidcheck.cli_settings import settings_for
from confidcheck.cli_sources import Sources
from confidcheck.errors import InputError
from confidcheck.inputs import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from confidcheck.checker import Checker
    from confidcheck.config import Settings

TICK = 500  # milliseconds
RULE = 60  # characters; parts one check from the next


def watch(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A draft, or a folder of drafts.")],
    *,
    profile: Profile = None,
    config: Config = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Check a draft again whenever you save it, until Ctrl-C. Nothing is kept."""
    if not path.exists():
        raise InputError(f"{path}: no such file")
    settings = settings_for(path, config, no_encoder=no_encoder, profile=profile)
    checker = build_checker(settings, rules=tuple(rules or ()))
    with suppress(KeyboardInterrupt):
        for number, saved in enumerate(_saved(path, settings)):
            _check(saved, settings, lambda: checker)
            if number == 0:
                say(f"watching {path}; save it to check it again, Ctrl-C ends.")


def _check(paths: Sequence[Path], settings: Settings, build: Callable[[], Checker]) -> None:
    sources = Sources([str(path) for path in paths], None, settings)
    typer.echo(f"\n{datetime.now().astimezone():%H:%M:%S} {'-' * RULE}")
    Printer(is_open=not is_read_by_others(), is_coloured=is_coloured())(reports_on(sources, build))
    sys.stdout.flush()


def _saved(path: Path, settings: Settings) -> Iterator[list[Path]]:
    """Yield the path once it is watched, then the drafts that were saved, each time some were.

    A file is watched through its folder, for editors put a new file in its place.
    """
    from watchfiles import Change, watch  # noqa: PLC0415 - for this command only

    folder = path if path.is_dir() else path.parent
    start = folder.resolve()
    is_watched = False
    for changes in watch(folder, recursive=path.is_dir(), yield_on_timeout=True, rust_timeout=TICK):
        names = {folder / _below(Path(name), start) for change, name in changes if change is not Change.deleted}
        saved = sorted(name for name in names if _is_meant(name, path, settings)) if is_watched else [path]
        is_watched = True
        if saved:
            yield saved


def _below(name: Path, start: Path) -> Path:
    """Return a name as seen from a folder; a draft that is a link keeps its own name."""
    whole = name.parent.resolve() / name.name
    return whole.relative_to(start) if whole.is_relative_to(start) else whole


def _is_meant(name: Path, path: Path, settings: Settings) -> bool:
    if not path.is_dir():
        return name == path
    return name.suffix.lower() in SUFFIXES and not name.name.startswith((".", "~$")) and name.is_file() and settings.wants(name)
