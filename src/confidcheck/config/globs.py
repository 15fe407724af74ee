"""Patterns of paths, as `.gitignore` reads them."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PART = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: Path | str, patterns: Iterable[str], folder: Path) -> bool:
    """Whether a path, or a folder it lies in, matches one of some patterns.

    Args:
        path: as given, relative to the working directory or absolute.
        patterns: `*` and `?` stay within a folder, `**` crosses folders; a pattern without a slash counts in every folder.
        folder: where patterns with a slash count from.
    """
    relative = os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")  # noqa: PTH100 - links are not followed
    return any(_compiled(pattern).match(relative) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    plain = pattern.removeprefix("./").strip("/")
    body = "".join(_MEANING.get(part) or re.escape(part) for part in _PART.findall(plain))
    is_anywhere = "/" not in pattern.rstrip("/")
    return re.compile(f"{'(?:.*/)?' if is_anywhere else ''}{body}(?:/.*)?$", re.DOTALL)
