"""Reading files. What cannot be read or decoded is an error, never an empty draft."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.decode import decode
from confidcheck.inputs.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from confidcheck.draft import Draft

MOST_BYTES = 5_000_000  # a long novel; a bigger file is more likely the wrong file than a draft
MOST_DOCUMENT_BYTES = 50_000_000  # pictures count here; what is read of a document has a limit of its own


def _read_markdown(original: str, source: str) -> Draft:
    from confidcheck.inputs.markdown import read_markdown  # noqa: PLC0415 - the parser is needed for Markdown only

    return read_markdown(original, source)


def _read_html(original: str, source: str) -> Draft:
    from confidcheck.inputs.html_reader import read_html  # noqa: PLC0415 - as above

    return read_html(original, source)


def _read_docx(data: bytes, source: str) -> Draft:
    from confidcheck.inputs.docx import read_docx  # noqa: PLC0415 - as above

    return read_docx(data, source)


def _read_odt(data: bytes, source: str) -> Draft:
    from confidcheck.inputs.odt import read_odt  # noqa: PLC0415 - as above

    return read_odt(data, source)


READERS: dict[str, Callable[[str, str], Draft]] = {
    ".htm": _read_html,
    ".html": _read_html,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": read_plain,
}
DOCUMENTS: dict[str, Callable[[bytes, str], Draft]] = {".docx": _read_docx, ".odt": _read_odt}  # no text, so not decoded
SUFFIXES = READERS.keys() | DOCUMENTS.keys()


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
            data = _at_most(stream, str(path), path.suffix)
    except OSError as error:
        raise InputError(f"{path}: {reason(error)}") from None
    return read_bytes(data, str(path), path.suffix)


def read_bytes(data: bytes, source: str, suffix: str = "") -> Draft:
    """Decode and read a source.

    A byte-order mark stays the first character of `original`, so that offsets count it as any reader of the file would who
    decodes it as it is, and a mended file can be written back unchanged; the clean text does not hold it.

    Args:
        data: the bytes: UTF-8, UTF-16 with its byte-order mark, Windows-1252, or a document.
        source: the name to report it under.
        suffix: how it is written: one of `SUFFIXES`, or anything else for plain text.

    Raises:
        InputError: too big, or not text.
    """
    if len(data) > most_bytes(suffix):
        raise InputError(_too_big(source, suffix))
    if document := DOCUMENTS.get(suffix.lower()):
        return document(data, source)
    text, encoding = decode(data, source)
    return replace(reader(suffix)(text, source), encoding=encoding)


def read_stdin(stream: IO[bytes], source: str = "<stdin>", suffix: str = "") -> Draft:
    """Read standard input (or a paste) to its end; arguments and errors as for `read_bytes`."""
    return read_bytes(_at_most(stream, source, suffix), source, suffix)


def most_bytes(suffix: str) -> int:
    """Return how big a source with a suffix may be."""
    return MOST_DOCUMENT_BYTES if suffix.lower() in DOCUMENTS else MOST_BYTES


def _at_most(stream: IO[bytes], source: str, suffix: str) -> bytes:
    data = stream.read(most_bytes(suffix) + 1)
    if len(data) > most_bytes(suffix):
        raise InputError(_too_big(source, suffix))
    return data


def _too_big(source: str, suffix: str) -> str:
    return f"{source}: larger than {most_bytes(suffix) // 1_000_000} MB; split it and check the parts"


def reason(error: OSError) -> str:
    """Say in a few words why a file or folder cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({error.strerror or type(error).__name__})"
