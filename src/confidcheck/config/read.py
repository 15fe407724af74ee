"""Finds the file of settings and reads it: one file, nothing merged."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from confidcheck.config.check import check, schema
from confidcheck.config.lines import key_lines
from confidcheck.config.values import AllowRule, Caseload, Config, Settings
from confidcheck.errors import ConfigError
from confidcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG_FILE = "confidcheck.toml"
PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "confidcheck")


def load_settings(start: Path, given: Path | None = None) -> Settings:
    """Return the settings that apply.

    Args:
        start: the first file or folder to check, or the working directory; settings are looked for in its folder and in
            every folder above, and the first found apply alone.
        given: a file the user named; nothing is looked for then.

    Raises:
        ConfigError: a file cannot be read, two stand in one folder, or a setting is wrong.
    """
    start = start.absolute()
    folder = start if os.path.isdir(start) else start.parent  # noqa: PTH112 - Path.is_dir raises where a name is too long
    path = given or _find(folder)
    if path is None:
        return Settings(Config(), Path.cwd(), None, {})
    return _read(path.absolute(), shown=path)


def own_names(settings: Settings) -> tuple[str, ...]:
    """Return the names and places that are the user's own, from the settings and from the file kept out of version control.

    Raises:
        ConfigError: the file cannot be read or holds anything but the list.
    """
    path = settings.allow_file
    if not path.is_file():
        return settings.config.allow
    text = _text(path)
    table = _parse(text, path)
    kind = schema()
    kind["properties"] = {"allow": kind["properties"]["allow"]}
    file = Settings(Config(), path.parent, path, key_lines(text))
    check(table, kind, file.error)
    return settings.config.allow + tuple(table.get("allow", ()))


def _find(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        own, shared = folder / CONFIG_FILE, folder / PYPROJECT
        has_own, table = _is_file(own), _pyproject_table(shared)
        if has_own and table is not None:
            line = key_lines(_text(shared)).get(_TABLE, 1)
            raise ConfigError(
                f"{shared}:{line}: settings stand here and in {CONFIG_FILE} beside it; "
                f"delete [tool.confidcheck] here, or delete {CONFIG_FILE}",
            )
        if has_own:
            return own
        if table is not None:
            return shared
    return None


def _read(path: Path, shown: Path) -> Settings:
    text = _text(path, shown)
    is_pyproject = path.name == PYPROJECT
    table = _parse(text, shown)
    lines = key_lines(text)
    if is_pyproject:
        table = table.get("tool", {}).get("confidcheck")
        if table is None:
            raise ConfigError(f"{shown}: no [tool.confidcheck] in it; add it, or name another file")
        lines = {way[len(_TABLE) :]: line for way, line in lines.items() if way[: len(_TABLE)] == _TABLE and way != _TABLE}
    settings = Settings(Config(), path.parent, shown, lines)
    check(table, schema(), settings.error)
    settings = replace(settings, config=_config(table))
    for number, folder in enumerate(settings.rules):
        if not folder.is_dir():
            raise settings.error(f"there is no folder of rules {folder}", "rules", number)
    return settings


_READERS: dict[str, Callable[[Any], Any]] = {
    "fail-on": lambda word: Severity[word.upper()],
    "allow-rules": lambda tables: tuple(_allow_rule(table) for table in tables),
    "caseload": lambda table: Caseload(**table),
}


def _config(table: dict[str, Any]) -> Config:
    return Config(**{key.replace("-", "_"): _READERS.get(key, _frozen)(value) for key, value in table.items()})


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _allow_rule(table: dict[str, Any]) -> AllowRule:
    return AllowRule(table["rule"], " ".join(table["reason"].split()), tuple(table.get("paths", ())))


def _pyproject_table(path: Path) -> dict[str, Any] | None:
    if not _is_file(path):
        return None
    text = _text(path)
    if "confidcheck" not in text:  # most projects' files need not be parsed, nor be right, for ours
        return None
    table = _parse(text, path).get("tool", {}).get("confidcheck")
    return table if isinstance(table, dict) else None


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - as above


def _text(path: Path, shown: Path | None = None) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        reason = "no such file"
    except UnicodeDecodeError:
        reason = "not UTF-8; save it as UTF-8"
    except OSError as error:
        reason = f"cannot be read ({error.strerror or type(error).__name__})"
    raise ConfigError(f"{shown or path}: {reason}")


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
    raise ConfigError(f"{path}: not valid TOML: {problem}")
