"""The drafts in a folder: those that can be read and that neither git nor a leading dot keeps out."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.ignored import Ignored
from confidcheck.inputs.read import SUFFIXES, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = "~$"  # of Word, while a document is open


def drafts_under(folder: Path) -> list[Path]:
    """List the drafts in a folder and its subfolders, sorted.

    Hidden files and folders, and what git ignores, are left out; links to folders are not followed.

    Raises:
        InputError: there is none, or a folder cannot be read.
    """
    found = sorted(_walk(folder))
    if not found:
        raise InputError(
            f"{folder}: no drafts in this folder (looked for {', '.join(sorted(SUFFIXES))}, without what git ignores)"
        )
    return found


def drafts_like(pattern: str) -> list[Path]:
    """List the drafts that a pattern such as `posts/**/*.md` means, sorted, where the shell has not done so.

    Raises:
        InputError: there is none.
    """
    found = sorted(Path(name) for name in glob.iglob(pattern, recursive=True) if Path(name).is_file())  # noqa: PTH207 - keeps the pattern's own form
    if not found:
        raise InputError(f"{pattern}: no such file")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    rules = Ignored(folder)
    for here, folders, names in os.walk(folder, onerror=_unreadable_folder):
        rules.enter(Path(here))
        folders[:] = [name for name in folders if not name.startswith(".") and not rules.leaves_out(Path(here, name), "/")]
        relative = os.path.relpath(here, folder)
        place = folder if relative == "." else folder / relative
        for name in names:
            is_draft = not name.startswith((".", LOCK)) and Path(name).suffix.lower() in SUFFIXES
            if is_draft and not rules.leaves_out(Path(here, name)):
                yield place / name


def _unreadable_folder(error: OSError) -> None:
    raise InputError(f"{error.filename}: {reason(error)}")
