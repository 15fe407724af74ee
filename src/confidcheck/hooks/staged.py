"""What is about to be committed, as git's index has it; the files of the work tree may differ."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import ConfigError, InputError
from confidcheck.finding import Unchecked
from confidcheck.inputs import SUFFIXES, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.config import Settings
    from confidcheck.draft import Draft
    from confidcheck.hooks.git import Git

_FILE = b"100"  # the modes of files begin so; links and submodules hold no words
_SCISSORS = re.compile(rb"^.? ?-{24} >8 -{24}\r?$", re.MULTILINE)
MESSAGE = "the commit's message"


def staged_drafts(git: Git, settings: Settings) -> Iterator[Draft | Unchecked]:
    """Read the drafts that a commit would add or change; what cannot be read takes its place in the order as `Unchecked`.

    Raises:
        ConfigError: git does not tell.
    """
    for path, blob in _changed(git):
        if Path(path).suffix.lower() in SUFFIXES and settings.wants(git.top / path):
            data = git.run("cat-file", "blob", blob)
            try:
                yield read_bytes(_told(data), path, Path(path).suffix)
            except InputError as error:
                yield Unchecked(path, str(error))


def staged_text(git: Git, path: str) -> str | None:
    """Return the text of a file as staged; None where it is not there.

    Raises:
        ConfigError: it is not text.
    """
    data = git.run("cat-file", "blob", f":{path}")
    try:
        return None if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8; save it as UTF-8") from None


def commit_message(git: Git, path: Path) -> Draft:
    """Read a commit's message as it will stand, without what git strips.

    Git strips lines of comments only where an editor was opened, and tells hooks so: the editor is `:` where none was.

    Raises:
        InputError: it cannot be read.
        ConfigError: git does not tell.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from None
    if os.environ.get("GIT_EDITOR") == ":":
        return read_bytes(data, MESSAGE)
    if cut := _SCISSORS.search(data):
        data = data[: cut.start()]
    mark = os.fsencode(git.line("config", "--get", "core.commentChar") or "#")
    return read_bytes(b"\n".join(line for line in data.split(b"\n") if not line.startswith(mark)), MESSAGE)


def _changed(git: Git) -> Iterator[tuple[str, str]]:
    """Yield path and blob of the files that a commit would add or change."""
    told = _told(git.run("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=AMT"))
    parts = told.split(b"\0")
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, blob, _ = about.split(b" ")
        if mode.startswith(_FILE):
            yield os.fsdecode(path), blob.decode("ascii")


def _told(answer: bytes | None) -> bytes:
    if answer is None:
        raise ConfigError("git does not tell what is about to be committed; nothing was checked")
    return answer
