"""The settings as values. Their names, kinds and defaults stand in `schema.json` too; a test holds the two together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from confidcheck.config.globs import matches
from confidcheck.errors import ConfigError
from confidcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from confidcheck.config.lines import Key

ALLOW_FILE = ".confidcheck-allow.toml"


@dataclass(frozen=True, slots=True)
class AllowRule:
    """A rule that does not count in files matching `paths` (everywhere, where there are none), and why."""

    rule: str
    reason: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caseload:
    """How many people could read a post and think of themselves."""

    current: int = 30
    past: int = 200


@dataclass(frozen=True, slots=True)
class Config:
    """What a user can set; `schema.json` says what each setting means. Paths and patterns are as written."""

    profile: str = "group"
    body: str | None = None
    locale: str = "auto"
    fail_on: Severity = Severity.WARN
    format: str = "text"
    rules: tuple[str, ...] = ()
    encoder: bool = True
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    allow_file: str = ALLOW_FILE
    allow_rules: tuple[AllowRule, ...] = ()
    baseline: str | None = None
    caseload: Caseload = Caseload()


@dataclass(frozen=True)
class Settings:
    """A configuration and where it comes from.

    Attributes:
        config: what applies.
        folder: paths and patterns of the configuration count from here.
        path: the file it was read from; None where there is none.
        lines: the line of each key of that file, counted from 1.
        options: the names of settings that the command line gave.
    """

    config: Config
    folder: Path
    path: Path | None
    lines: Mapping[Key, int]
    options: frozenset[str] = frozenset()

    @property
    def rules(self) -> tuple[Path, ...]:
        """Folders of the user's own rules."""
        return tuple(self.folder / name for name in self.config.rules)

    @property
    def profile(self) -> str:
        """The name of a profile, or the path of a file of the user's own."""
        is_path = self.config.profile.endswith(".yaml") and "profile" not in self.options
        return str(self.folder / self.config.profile) if is_path else self.config.profile

    @property
    def country(self) -> str | None:
        """The user's country (`GB`), None where it is not known."""
        _, _, country = self.config.locale.partition("-")
        return country or None

    @property
    def allow_file(self) -> Path:
        """The file of names and places that is kept out of version control; it need not exist."""
        return self.folder / self.config.allow_file

    @property
    def baseline(self) -> Path | None:
        """The baseline, if one is set."""
        return self.folder / self.config.baseline if self.config.baseline else None

    def with_options(self, **options: object) -> Settings:
        """Return these settings with those of the command line put over them; an option that is None was not given."""
        given = {name: value for name, value in options.items() if value is not None}
        return replace(self, config=replace(self.config, **given), options=frozenset(given))  # type: ignore[arg-type] # checked by the command line

    def without_baseline(self) -> Settings:
        """Return these settings with nothing remembered."""
        return replace(self, config=replace(self.config, baseline=None))

    def excludes(self, path: Path) -> bool:
        """Whether a file is never to be checked, not even when it is named."""
        return matches(path, self.config.exclude, self.folder)

    def wants(self, path: Path) -> bool:
        """Whether a file that nobody named is to be checked: not excluded and, where some are included, among them."""
        include = self.config.include
        return not self.excludes(path) and (not include or matches(path, include, self.folder))

    def error(self, problem: str, *key: str | int) -> ConfigError:
        """Return an error that points at a key of the file, or at the nearest one around it that is written there.

        What the command line said stands in no file, so an error about that points nowhere.
        """
        if key and str(key[0]).replace("-", "_") in self.options:
            return ConfigError(problem)
        where = str(self.path) if self.path else "settings"
        while key and key not in self.lines:
            key = key[:-1]
        return ConfigError(f"{where}:{self.lines[key]}: {problem}" if key else f"{where}: {problem}")
