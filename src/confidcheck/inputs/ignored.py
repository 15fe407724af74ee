"""What git leaves out: `.gitignore` files, a repository's own `info/exclude`, and the user's list for all repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.read import reason

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE, EXCLUDE, GIT = ".gitignore", "info/exclude", ".git"
_OF_A_HOOK = frozenset(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])  # they may mean another repository


class Ignored:
    """What is ignored below a folder; the nearest file that says anything decides.

    Args:
        folder: where the walk begins; the files of the folders above it count up to the top of the repository.

    Raises:
        InputError: a file of patterns cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._rules: dict[Path, GitIgnoreSpec] = {}
        above = _absolute(folder)
        folders = [above, *above.parents]
        top = next((each for each in folders if (each / GIT).exists()), None)
        if top:
            self._read(_of_all_repositories(top), top)
            self._read(_of_this_repository(top), top)
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
        """Add the patterns of a file; where they disagree with those read for the folder before, they decide."""
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


def _of_all_repositories(top: Path) -> Path:
    """Return the user's own list: `core.excludesFile`, or where git looks when nothing is set."""
    if told := _git(top, "config", "--type=path", "--get", "core.excludesFile"):
        return top / told
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "git" / "ignore"


def _of_this_repository(top: Path) -> Path:
    """Return the list that stays on this machine; where there are several work trees, they share it."""
    if (top / GIT).is_dir():
        return top / GIT / EXCLUDE
    return top / _git(top, "rev-parse", "--git-path", EXCLUDE)


def _git(top: Path, *arguments: str) -> str:
    """Return the line that git answers; the empty string where it has none, or is not installed."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(["git", *arguments], cwd=top, env=environment, capture_output=True, check=False)  # noqa: S603, S607 - git, as the user's path finds it; no shell
    except OSError:
        return ""
    return os.fsdecode(done.stdout.rstrip(b"\n")) if done.returncode == 0 else ""


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
