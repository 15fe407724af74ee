"""The checksums of a folder of weights: written where a model is shipped, held against the files where it is loaded."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from confidcheck.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "sha256.json"


def write_checksums(folder: Path) -> None:
    """Write the checksum of every file of a folder into the folder."""
    digests = _digests(folder)
    (folder / FILE).write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n", encoding="utf8")


def check_checksums(folder: Path) -> None:
    """Hold every file of a folder against its checksum.

    Raises:
        ModelError: a file is missing, damaged, or not one of those that were shipped.
    """
    try:
        expected = dict(json.loads((folder / FILE).read_text(encoding="utf8")))
        found = _digests(folder)
    except (OSError, ValueError, TypeError):
        raise ModelError(
            f"{folder}: the shipped language model is missing or damaged; reinstall confidcheck to repair it"
        ) from None
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise ModelError(f"{folder / name}: this file of the language model is damaged; reinstall confidcheck to repair it")


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != FILE)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
