"""Asks git. The environment is passed on as it is, for git tells a hook there which index it means."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from confidcheck.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Git:
    """A repository by the top folder of its work tree."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Git:
        """Return the repository a folder lies in.

        Raises:
            ConfigError: there is none, or git is not installed.
        """
        top = cls(folder).line("rev-parse", "--show-toplevel")
        if not top:
            raise ConfigError(f"{folder}: not in a work tree of git; go into the folder of your blog and try again")
        return cls(Path(top))

    def run(self, *arguments: str) -> bytes | None:
        """Return what git writes for a command, or None where git refuses."""
        try:
            done = subprocess.run(["git", *arguments], cwd=self.top, capture_output=True, check=False)  # noqa: S603, S607 - git, as the user's path finds it; no shell
        except FileNotFoundError:
            raise ConfigError("git is not installed, or not where programs are looked for") from None
        return done.stdout if done.returncode == 0 else None

    def line(self, *arguments: str) -> str:
        """Return the one line that git writes for a command; the empty string where it refuses."""
        return os.fsdecode((self.run(*arguments) or b"").rstrip(b"\n"))
