"""What applies, and from where (`--show-config`)."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from confidcheck.config.values import Config
from confidcheck.finding import Severity

if TYPE_CHECKING:
    from confidcheck.config.values import Settings


def show_settings(settings: Settings) -> str:
    """Return one line a setting: its value and where it was set.

    Args:
        settings: what applies, options of the command line included.

    Returns:
        Lines that read like the file. Names and places of the user's own are counted, not shown, for this text is
        pasted into bug reports.
    """
    rows = []
    for entry in fields(Config):
        key = entry.name.replace("_", "-")
        value = getattr(settings.config, entry.name)
        shown = f"{len(value)} names and places" if key == "allow" and value else _toml(value)
        rows.append((f"{key} = {shown}" if shown else f"# {key} is not set", _origin(settings, key, entry.name)))
    width = max(len(left) for left, _ in rows)
    head = f"# settings from {settings.path}" if settings.path else "# no file of settings found; these are the defaults"
    return "\n".join([head, *(f"{left:<{width}}  # {right}" for left, right in rows)])


def _origin(settings: Settings, key: str, name: str) -> str:
    if name in settings.options:
        return "command line"
    line = settings.lines.get((key,))
    return f"{settings.path.name}:{line}" if settings.path and line else "default"


def _toml(value: object) -> str:
    """Write a value as TOML does, on one line; nothing for what is not set."""
    if value is None:
        return ""
    if isinstance(value, Severity):
        return f'"{value.word}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if is_dataclass(value) and not isinstance(value, type):
        return f"{{{', '.join(f'{f.name} = {_toml(getattr(value, f.name))}' for f in fields(value))}}}"
    return json.dumps(value, ensure_ascii=False)
