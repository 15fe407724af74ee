"""The user's settings: one TOML file in, values out, errors that point at a line."""

from __future__ import annotations

from confidcheck.config.check import SCHEMA, schema
from confidcheck.config.globs import matches
from confidcheck.config.read import CONFIG_FILE, load_settings, own_names
from confidcheck.config.show import show_settings
from confidcheck.config.values import ALLOW_FILE, AllowRule, Caseload, Config, Settings

__all__ = [
    "ALLOW_FILE",
    "CONFIG_FILE",
    "SCHEMA",
    "AllowRule",
    "Caseload",
    "Config",
    "Settings",
    "load_settings",
    "matches",
    "own_names",
    "schema",
    "show_settings",
]
