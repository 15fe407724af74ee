"""The drafts in a folder: those that can be read and that neither `.gitignore` nor a leading dot keeps out."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.read import SUFFIXES, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathspec import GitIgnoreSpec

LOCK = "~$"  # of Word, while a document is open
GITIGNORE, EXCLUDE, GIT = ".gitignore", "info/exclude", ".git"


def drafts_under(folder: Path) -> list[Path]:
    """List the drafts in a folder and its subfolders, sorted.

    Hidden files and folders, and what git ignores, are left out; links to folders are not followed.

    Raises:
        InputError: there is none, or a folder cannot be read.
    """
    found = sorted(_walk(folder))
    if not found:
        raise InputError(
            f"{folder}: no drafts in this folder (looked for {', '.join(sorted(SUFFIXES))}, without what .gitignore leaves out)"
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
    rules = _Ignored(folder)
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


class _Ignored:
    """What the `.gitignore` files say, from the top of the repository down; the nearest file that says anything decides."""

    def __init__(self, folder: Path) -> None:
        self._rules: dict[Path, GitIgnoreSpec] = {}
        above = _absolute(folder)
        folders = [above, *above.parents]
        top = next((each for each in folders if (each / GIT).exists()), None)
        if top:
            self._read(top / GIT / EXCLUDE, top)
            for each in reversed(folders[1 : folders.index(top) + 1]):
                self.enter(each)

    def enter(self, folder: Path) -> None:
        """Read the file of a folder, if there is one."""
        self._read(folder / GITIGNORE, _absolute(folder))

    def leaves_out(self, path: Path, end: str = "") -> bool:
        """Whether a file, or a folder (`end` is a slash), is ignored."""
        whole = _absolute(path)
        for folder in whole.parents:
            if rules := self._rules.get(folder):
                said = rules.check_file(whole.relative_to(folder).as_posix() + end).include
                if said is not None:
                    return said
        return False

    def _read(self, path: Path, folder: Path) -> None:
        if not path.is_file():
            return
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where there is such a file

        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as error:
            raise InputError(f"{path}: {reason(error)}") from None
        before = self._rules.get(folder)
        added = GitIgnoreSpec.from_lines(lines)
        self._rules[folder] = before + added if before else added


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
