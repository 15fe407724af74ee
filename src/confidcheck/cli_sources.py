"""What the command line names, as drafts: files, folders, patterns, standard input, a paste, the clipboard."""

from __future__ import annotations

import os
import sys
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from confidcheck.cli_print import say
from confidcheck.clipboard import paste
from confidcheck.errors import InputError
from confidcheck.finding import Unchecked
from confidcheck.inputs import MOST_BYTES, WINDOWS, drafts_like, drafts_under, read_bytes, read_path, read_stdin
from confidcheck.paste import read_paste

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from confidcheck.config import Settings
    from confidcheck.draft import Draft

STDIN = "-"
CLIPBOARD = "<clipboard>"


class Listed(Protocol):
    """Sources whose number is known before they are read."""

    def __len__(self) -> int:
        """How many."""

    def __iter__(self) -> Iterator[Draft | Unchecked]:
        """Read each."""


class Sources:
    """What was named, listed at once and read one by one.

    Args:
        paths: files, folders and patterns, `-` for standard input; what is excluded is left out.
        stdin_filename: what standard input is to be called, if it has a name.
        settings: say what is excluded.
    """

    def __init__(self, paths: Sequence[str], stdin_filename: str | None, settings: Settings) -> None:
        self._stdin_filename = stdin_filename
        self._listed = [each for path in paths for each in self._found(path, settings)]

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Draft | Unchecked]:
        """Read each; what cannot be read takes its place in the order as `Unchecked`."""
        for each in self._listed:
            yield self._read(each) if isinstance(each, str) else each

    def _found(self, path: str, settings: Settings) -> Iterator[str | Unchecked]:
        """Yield the drafts of a folder or a pattern; anything else is one."""
        name = self._stdin_filename if path == STDIN else path
        try:
            if path != STDIN and Path(path).is_dir():
                yield from (str(each) for each in drafts_under(Path(path)) if settings.wants(each))
            elif path != STDIN and _is_pattern(path):
                yield from (str(each) for each in drafts_like(path) if settings.wants(each))
            elif not (name and settings.excludes(Path(name))):
                yield path
        except InputError as error:
            yield Unchecked(_name(path), str(error))

    def _read(self, path: str) -> Draft | Unchecked:
        try:
            return _told_of(_standard_input(self._stdin_filename) if path == STDIN else read_path(_file(path)))
        except InputError as error:
            return Unchecked(_name(path), str(error))


def read_clipboard() -> Draft | Unchecked:
    """Read the clipboard; it is `Unchecked` where it cannot be reached."""
    try:
        return read_bytes(paste().encode("utf-8", "replace"), CLIPBOARD)
    except InputError as error:
        return Unchecked(CLIPBOARD, str(error))


def _told_of(draft: Draft) -> Draft:
    """Tell the user where an encoding had to be guessed."""
    if draft.encoding == WINDOWS:
        say(f"{draft.source}: is not UTF-8 and was read as Windows-1252; save it as UTF-8 to be sure of every letter")
    return draft


def _is_pattern(path: str) -> bool:
    return has_magic(path) and not os.path.lexists(path) and len(path.split()) == 1


def _file(path: str) -> Path:
    if not os.path.lexists(path) and len(path.split()) > 1 and "/" not in path:
        raise InputError("that is not the name of a file; to check words, run confidcheck on its own and paste them")
    return Path(path)


def _name(path: str) -> str:
    """Name a source that could not be read; what may be a draft's own words is not repeated."""
    return path if os.path.lexists(path) or len(path.split()) == 1 else "<argument>"


def _standard_input(filename: str | None) -> Draft:
    source, suffix = filename or "<stdin>", Path(filename or "").suffix
    if sys.stdin.isatty():
        return read_bytes(read_paste(sys.stdin.buffer, sys.stderr, MOST_BYTES), source, suffix)
    return read_stdin(sys.stdin.buffer, source, suffix)
