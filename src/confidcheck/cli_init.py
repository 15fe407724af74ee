"""`confidcheck init`: a file of settings to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from confidcheck.config import ALLOW_FILE, CONFIG_FILE, SCHEMA
from confidcheck.errors import ConfigError

_TEMPLATES = SCHEMA.parent
_IGNORE = ".gitignore"


def init(
    *,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of the settings, for an editor, and stop.")
    ] = False,
) -> None:
    """Write a file of settings, with every line explained, into this folder."""
    if schema:
        typer.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
        return
    folder = Path.cwd()
    settings, allowed = folder / CONFIG_FILE, folder / ALLOW_FILE
    _write_new(settings, "template.toml")
    typer.echo(f"Wrote {CONFIG_FILE}: nothing in it counts until you take the # away.")
    if not allowed.exists():
        _write_new(allowed, "allow-template.toml")
        typer.echo(f"Wrote {ALLOW_FILE}, for names and places of your own.")
    if _in_git(folder) and _ignore(folder / _IGNORE, ALLOW_FILE):
        typer.echo(f"Added {ALLOW_FILE} to {_IGNORE}, so that it is not published with the rest.")


def _write_new(path: Path, template: str) -> None:
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise ConfigError(f"{path}: is there already; nothing was changed") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror or type(error).__name__})") from None


def _in_git(folder: Path) -> bool:
    return any((each / ".git").exists() for each in (folder, *folder.parents))


def _ignore(path: Path, name: str) -> bool:
    """Add a line to a `.gitignore`, unless it is there; return whether it was added."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if name in text.split():
            return False
        gap = "" if not text or text.endswith("\n") else "\n"
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{gap}{name}\n")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{path}: cannot be changed; add this line to it yourself: {name}") from None
    return True
