"""Patterns of the YAML this layer runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from confidcheck.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LISTS = "lists"
_LIST = regex.compile(r"\{([a-z][a-z-]*\+?)\}")


def expand(pattern: str, lists: Mapping[str, str], path: Path) -> regex.Pattern[str]:
    """Compile a pattern in any case, with `{name}` standing for any entry of that list (case sensitive after `(?-i)`).

    Raises:
        RuleError: if a list is unknown or the pattern is not a regular expression.
    """

    def listed(match: regex.Match[str]) -> str:
        if match[1] not in lists:
            raise RuleError(f"unknown list “{match[1]}”; allowed are {', '.join(sorted(lists))}", path)
        return f"(?:{lists[match[1]]})"

    written = pattern
    while _LIST.search(pattern):
        pattern = _LIST.sub(listed, pattern)
    try:
        if pattern.startswith("(?-i)"):
            return regex.compile(pattern.removeprefix("(?-i)"))
        return regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise RuleError(f"“{written}” is not a regular expression: {error}", path) from None
