"""What would change in a source, as a unified diff."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWLINE = re.compile(r"\r\n|\r|\n")
_COLOURS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}  # bold, cyan, red, green: readable on light and dark


def diff(before: str, after: str, name: str, *, is_coloured: bool) -> str:
    """Return the unified diff of two versions of a source; empty where they are the same.

    Args:
        before, after: the sources as decoded; line breaks of any kind count as the same.
        name: the source's name.
        is_coloured: whether removed and added lines have colours; their first character says the same.
    """
    found = difflib.unified_diff(_lines(before), _lines(after), name, f"{name} (safer)", lineterm="")
    return "".join(f"{line}\n" for line in _coloured(found, is_coloured=is_coloured))


def _lines(source: str) -> list[str]:
    lines = _NEWLINE.split(source.removeprefix("\ufeff"))
    return lines[:-1] if lines[-1] == "" else lines


def _coloured(lines: Iterator[str], *, is_coloured: bool) -> Iterator[str]:
    for line in lines:
        words = "".join("�" if unicodedata.category(c) == "Cc" and c != "\t" else c for c in line)
        code = next((code for start, code in _COLOURS.items() if line.startswith(start)), None)
        yield f"\x1b[{code}m{words}\x1b[0m" if is_coloured and code else words
