"""What the command line names, as drafts: files, folders, patterns, standard input, a paste, the clipboard."""

from __future__ import annotations

import os
import sys
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.clipboard import paste
from confidcheck.draft import Draft
from confidcheck.errors import InputError
from confidcheck.finding import Unchecked
from confidcheck.inputs import MOST_BYTES, WINDOWS, drafts_like, drafts_under, read_bytes, read_path, read_stdin
from confidcheck.paste import read_paste

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.config import Settings

STDIN = "-"
CLIPBOARD = "<clipboard>"


def read_sources(paths: Sequence[str], stdin_filename: str | None, settings: Settings) -> Iterator[Draft | Unchecked]:
    """Read what was named; what cannot be read takes its place in the order as `Unchecked`, what is excluded takes none."""
    for path in paths:
        try:
            if path == STDIN:
                if not (stdin_filename and settings.excludes(Path(stdin_filename))):
                    yield _standard_input(stdin_filename)
            elif found := _found(path):
                yield from read_sources([str(each) for each in found if settings.wants(each)], None, settings)
            elif not settings.excludes(Path(path)):
                yield read_path(_file(path))
        except InputError as error:
            yield Unchecked(_name(path), str(error))


def read_clipboard() -> Iterator[Draft | Unchecked]:
    """Read the clipboard; it is `Unchecked` where it cannot be reached."""
    try:
        yield read_bytes(paste().encode("utf-8", "replace"), CLIPBOARD)
    except InputError as error:
        yield Unchecked(CLIPBOARD, str(error))


def encoding_notices(sources: Iterable[Draft | Unchecked]) -> Iterator[str]:
    """Say which drafts were read in an encoding that had to be guessed."""
    for source in sources:
        if isinstance(source, Draft) and source.encoding == WINDOWS:
            yield f"{source.source}: is not UTF-8 and was read as Windows-1252; save it as UTF-8 to be sure of every letter"


def _found(path: str) -> list[Path]:
    """List the drafts of a folder or a pattern; a single file has none."""
    if Path(path).is_dir():
        return drafts_under(Path(path))
    if has_magic(path) and not os.path.lexists(path) and len(path.split()) == 1:
        return drafts_like(path)
    return []


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
