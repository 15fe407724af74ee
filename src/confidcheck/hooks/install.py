"""Puts the hooks into a repository and takes them away again; what was there before stays in force and comes back."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.hooks.git import Git

HOOKS = ("pre-commit", "commit-msg")
BEFORE = ".before-confidcheck"
LEGACY = ".legacy"  # how the pre-commit framework keeps the hook it found
_SCRIPT = Path(__file__).with_name("hook.sh")
_MARK = "Written by `confidcheck hook install`"


def install(git: Git) -> list[str]:
    """Install the hooks.

    Returns:
        One line a hook: what was done.

    Raises:
        ConfigError: the folder of the hooks is not this repository's alone, or a file is in the way or cannot be written.
    """
    folder = _own_folder(git)
    ways = [(name, folder / name) for name in HOOKS]
    for name, path in ways:
        is_others = path.exists() and not _is_ours(path) and not _is_ours(path.with_name(name + LEGACY))
        if is_others and path.with_name(name + BEFORE).exists():
            raise ConfigError(
                f"{path}: another hook has taken our place, and {path.name}{BEFORE} is there too; delete one of them"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        done = [_install(path, name) for name, path in ways]
    except OSError as error:
        raise _failed(error, folder) from None
    return [_shown(line, git) for line in done]


def uninstall(git: Git) -> list[str]:
    """Take the hooks away; arguments and errors as for `install`, but hooks shared by several repositories may go, too."""
    folder = _folder(git)
    try:
        done = [line for name in HOOKS for line in _uninstall(folder / name)]
    except OSError as error:
        raise _failed(error, folder) from None
    return [_shown(line, git) for line in done] or ["No hook of confidcheck is installed here."]


def _install(path: Path, name: str) -> str:
    if _is_ours(path.with_name(name + LEGACY)):
        return f"{path}: calls confidcheck already."
    before = path.with_name(name + BEFORE)
    if not _is_ours(path) and (path.exists() or path.is_symlink()):
        path.replace(before)
    script = _SCRIPT.read_text(encoding="utf-8")
    path.write_text(script.format(python=shlex.quote(sys.executable), name=name), encoding="utf-8", newline="\n")
    path.chmod(0o755)
    kept = f"; the hook that was there is kept as {before.name} and runs first" if before.exists() else ""
    return f"{path}: installed{kept}."


def _uninstall(path: Path) -> Iterator[str]:
    before = path.with_name(path.name + BEFORE)
    for place in (path, path.with_name(path.name + LEGACY)):
        if not _is_ours(place):
            continue
        if place != path and before.exists() and before.read_bytes() == path.read_bytes():
            before.unlink()  # the framework was installed before us and again after us; one of it is enough
        if before.exists():
            before.replace(place)
            yield f"{place}: the hook that was there before is back."
        else:
            place.unlink()
            yield f"{place}: taken away."


def _shown(line: str, git: Git) -> str:
    """Shorten the path that a line begins with, where it lies in the repository."""
    return line.removeprefix(f"{git.top}{os.sep}")


def _is_ours(path: Path) -> bool:
    return path.is_file() and _MARK in path.read_text(encoding="utf-8", errors="replace")


def _folder(git: Git) -> Path:
    return git.top / git.line("rev-parse", "--git-path", "hooks")


def _own_folder(git: Git) -> Path:
    """Return the folder of the hooks, unless a hook there would run elsewhere too, or not at all."""
    scope, _, shared = git.line("config", "--show-scope", "--get", "core.hooksPath").partition("\t")
    if scope not in ("", "local", "worktree"):
        raise ConfigError(
            f"{shared}: git looks for hooks there in all your repositories (core.hooksPath is set for {scope}); add this line "
            "to the file pre-commit there yourself: confidcheck hook run pre-commit"
        )
    folder = _folder(git)
    if ".husky" in folder.parts:  # its hooks find their work by their own names, so ours cannot run them
        raise ConfigError(
            f"{folder}: husky looks after these hooks; add this line to .husky/pre-commit: confidcheck hook run pre-commit"
        )
    return folder


def _failed(error: OSError, folder: Path) -> ConfigError:
    return ConfigError(f"{error.filename or folder}: cannot be changed ({error.strerror or type(error).__name__})")
