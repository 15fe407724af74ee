"""Writes a safe version back to where its draft came from: the whole new file, or the old one as it was."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import RewriteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Report


def rewritten(report: Report) -> list[tuple[Draft, Draft]]:
    """Return each draft of a report that has to change, with the draft it becomes.

    Raises:
        RewriteError: the markup of one of them is in the way.
    """
    from confidcheck.inputs.editing import edit_source, edits_of  # noqa: PLC0415 - brings YAML along

    drafts = enumerate(report.thread.drafts)
    return [(draft, edit_source(draft, edits)) for k, draft in drafts if (edits := edits_of(report, k))]


def write_all(changes: Sequence[tuple[Draft, Draft]]) -> None:
    """Write changed drafts over the files they were read from; errors as for `write_back`."""
    for before, after in changes:
        write_back(before, after.original)


def write_back(draft: Draft, original: str) -> None:
    """Write a changed source over the file a draft was read from, in the same encoding and with the same permissions.

    Args:
        draft: as it was read; `draft.source` is the path.
        original: the changed source, byte-order mark and line breaks included.

    Raises:
        RewriteError: the file cannot be written, has changed since it was read, or its encoding lacks a character.
    """
    path = Path(os.path.realpath(draft.source))  # a link stays a link
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RewriteError(f"{draft.source}: {_reason(error)}; nothing was written") from None
    if _encoded(draft.original, draft.encoding) != data:
        raise RewriteError(f"{draft.source}: has changed since it was read, so nothing was written; check it again")
    changed = _encoded(original, draft.encoding)
    if changed is None:
        problem = "the new words hold a character that the file's old encoding cannot write"
        raise RewriteError(f"{draft.source}: {problem}; save the file as UTF-8, then try again")
    replace_file(path, changed, name=draft.source)


def replace_file(path: Path, data: bytes, *, name: str) -> None:
    """Put data in the place of a file, or of none, at one stroke; `name` is what an error calls it.

    Raises:
        RewriteError: the file or its folder may not be written.
    """
    try:
        before = path.stat() if path.exists() else None
        if before and not os.access(path, os.W_OK):
            raise PermissionError  # replacing would not ask
        handle, new = tempfile.mkstemp(dir=path.parent, prefix=".confidcheck-")
    except OSError as error:
        raise RewriteError(f"{name}: {_reason(error)}; nothing was written") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if before:
            Path(new).chmod(before.st_mode & 0o7777)
            if hasattr(os, "chown"):
                with contextlib.suppress(OSError):  # a file shared by a group; not everyone may hand it on
                    os.chown(new, before.st_uid, before.st_gid)
        Path(new).replace(path)
    except BaseException as error:
        Path(new).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise RewriteError(f"{name}: {_reason(error)}; nothing was written") from None
        raise


def _encoded(original: str, encoding: str | None) -> bytes | None:
    try:
        return original.encode(encoding) if encoding else None
    except UnicodeEncodeError:
        return None


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is not there any more"
    if isinstance(error, PermissionError):
        return "may not be written (permission denied)"
    return f"cannot be written ({error.strerror or type(error).__name__})"
