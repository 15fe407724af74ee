"""Reading and decoding. What cannot be read or decoded is an error, never an empty draft."""

from __future__ import annotations

import codecs
import os
from typing import IO, TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from confidcheck.draft import Draft

MOST_BYTES = 5_000_000  # a long novel; a bigger file is more likely the wrong file than a draft


def _read_markdown(original: str, source: str) -> Draft:
    from confidcheck.inputs.markdown import read_markdown  # noqa: PLC0415 - the parser is needed for Markdown only

    return read_markdown(original, source)


READERS: dict[str, Callable[[str, str], Draft]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": read_plain,
}


def reader(suffix: str) -> Callable[[str, str], Draft]:
    """Return what reads sources with a suffix: from the decoded source and its name to the draft."""
    return READERS.get(suffix.lower(), read_plain)


def read_path(path: Path) -> Draft:
    """Read one file.

    Args:
        path: the file; its suffix says how it is written (one that is not known is read as plain text).

    Returns:
        The draft, named by the path as it was given.

    Raises:
        InputError: the file is missing, unreadable, too big, or not text.
    """
    try:
        with path.open("rb") as stream:
            data = _at_most(stream, str(path))
    except OSError as error:
        raise InputError(f"{path}: {_reason(error)}") from None
    return read_bytes(data, str(path), path.suffix)


def read_bytes(data: bytes, source: str, suffix: str = "") -> Draft:
    """Decode and read a source.

    A byte-order mark stays the first character of `original`, so that offsets count it as any reader of the file would who
    decodes it as it is, and a mended file can be written back unchanged; the clean text does not hold it.

    Args:
        data: the bytes: UTF-8, or UTF-16 with its byte-order mark.
        source: the name to report it under.
        suffix: how it is written: `.md`, `.markdown`, or anything else for plain text.

    Raises:
        InputError: too big, or not text.
    """
    if len(data) > MOST_BYTES:
        raise InputError(_too_big(source))
    return reader(suffix)(_decode(data, source), source)


def read_stdin(stream: IO[bytes], source: str = "<stdin>", suffix: str = "") -> Draft:
    """Read standard input (or a paste) to its end; arguments and errors as for `read_bytes`."""
    return read_bytes(_at_most(stream, source), source, suffix)


def drafts_under(folder: Path) -> list[Path]:
    """List the drafts in a folder and its subfolders, sorted; hidden folders and files are left out.

    Raises:
        InputError: there is none, or a folder cannot be read.
    """
    found = sorted(_walk(folder))
    if not found:
        raise InputError(f"{folder}: no drafts in this folder (looked for {', '.join(sorted(READERS))})")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_unreadable_folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        relative = os.path.relpath(here, folder)
        place = folder if relative == "." else folder / relative
        yield from (place / name for name in names if not name.startswith(".") and (place / name).suffix.lower() in READERS)


def _unreadable_folder(error: OSError) -> None:
    raise InputError(f"{error.filename}: {_reason(error)}")


def _at_most(stream: IO[bytes], source: str) -> bytes:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(_too_big(source))
    return data


def _too_big(source: str) -> str:
    return f"{source}: larger than {MOST_BYTES // 1_000_000} MB; split it and check the parts"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({error.strerror or type(error).__name__})"


def _decode(data: bytes, source: str) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        text = _decoded(data, "utf-16-le", source)
    elif data.startswith(codecs.BOM_UTF16_BE):
        text = _decoded(data, "utf-16-be", source)
    else:
        text = _decoded(data, "utf-8", source)
    if "\0" in text:
        raise InputError(f"{source}: holds NUL characters, so it is not a text file; save it as plain text in UTF-8")
    return text


def _decoded(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8" else "UTF-16"
        at = error.start + 1
    raise InputError(f"{source}: not valid {name} at byte {at}; save it as UTF-8 and check again")
