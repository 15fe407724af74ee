"""Settings held against `schema.json`: every mistake is an error that points at its line."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from confidcheck.errors import ConfigError

SCHEMA = Path(__file__).with_name("schema.json")  # package data, for editors too

_WORDS = {"string": "a text in quotation marks", "boolean": "true or false", "integer": "a whole number", "array": "a list"}
_TYPES: dict[str, type] = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}


def schema() -> dict[str, Any]:
    """Return the schema of the settings, as editors read it."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def check(value: object, kind: dict[str, Any], fail: Callable[..., ConfigError], *way: str | int) -> None:
    """Raise where a value is not what its schema says.

    Args:
        value: as `tomllib` read it.
        kind: the schema of the value: of JSON Schema, what `schema.json` uses.
        fail: makes the error from a problem and the way to the value.
        way: keys and numbers that lead to the value.
    """
    if type(value) is not _TYPES[kind["type"]]:
        expected = _WORDS.get(kind["type"], f"a table with {_listed(kind.get('properties', ()))}")
        raise fail(f"{_name(way)} must be {expected}", *way)
    if isinstance(value, dict):
        _check_table(value, kind, fail, way)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            check(item, kind["items"], fail, *way, number)
    elif "enum" in kind and value not in kind["enum"]:
        raise fail(f"{_name(way)} cannot be “{value}”; {nearest(str(value), kind['enum'])}", *way)
    elif isinstance(value, str) and len(value.strip()) < kind.get("minLength", 0):
        raise fail(f"{_name(way)} is empty; write something or delete the line", *way)
    elif isinstance(value, int) and value < kind.get("minimum", value):
        raise fail(f"{_name(way)} must be at least {kind['minimum']}", *way)


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Say which allowed name is most like a wrong one, or what is allowed."""
    names = list(allowed)
    near = get_close_matches(name.replace("_", "-").lower(), names, n=1)
    return f"did you mean “{near[0]}”?" if near else f"allowed: {_listed(names)}"


def _check_table(
    value: dict[str, Any], kind: dict[str, Any], fail: Callable[..., ConfigError], way: tuple[str | int, ...]
) -> None:
    known = kind["properties"]
    for key, inner in value.items():
        if key not in known:
            raise fail(f"“{key}” is no setting{f' of {_name(way)}' if way else ''}; {nearest(key, known)}", *way, key)
        check(inner, known[key], fail, *way, key)
    for key in kind.get("required", ()):
        if key not in value:
            raise fail(f"{_name(way)} needs “{key}”", *way)


def _name(way: tuple[str | int, ...]) -> str:
    names = [part for part in way if isinstance(part, str)]
    return f"“{'.'.join(names)}”" if names else "the whole"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
