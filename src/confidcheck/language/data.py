"""Reading the YAML this layer runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex
import yaml

from confidcheck.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LISTS = "lists"
_LIST = regex.compile(r"\{([a-z][a-z-]*\+?)\}")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a mapping from a YAML file.

    Raises:
        RuleError: if the file is missing, is not YAML, or holds something else than a mapping.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C where built
    except OSError:
        raise RuleError("cannot be read; reinstall confidcheck, or restore the file", path) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise RuleError(f"not YAML: {error.problem}", path, line, column) from None
    if not isinstance(data, dict):
        raise RuleError("should hold a mapping", path)
    return data


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
