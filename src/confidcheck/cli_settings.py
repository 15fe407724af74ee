"""The settings that apply to a command: those of the file, and over them those of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.config import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from confidcheck.config import Settings


def settings_for(
    start: Path, config: Path | None = None, *, no_encoder: bool = False, profile: str | None = None, **others: object
) -> Settings:
    """Return the settings that apply, those of the command line over those of the file.

    Args:
        start: where the file is looked for.
        config: a file that was named.
        no_encoder, profile: as given on the command line.
        others: further settings of the command line, by their names; one that is None was not given.

    Raises:
        ConfigError: a file cannot be read, or a setting is wrong.
    """
    return load_settings(start, config).with_options(encoder=False if no_encoder else None, profile=profile, **others)
