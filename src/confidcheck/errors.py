"""Errors a user can act on. Each is one line: what, where, what to do. None ever holds text of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ConfidcheckError(Exception):
    """Something could not be checked; the command line prints the message and exits with status 2."""


class InputError(ConfidcheckError):
    """A source could not be read or decoded."""


class ConfigError(ConfidcheckError):
    """An option or a configuration value is wrong."""


class UnknownNameError(ConfigError):
    """A setting names something that does not exist.

    Args:
        problem: what is wrong, the nearest name there is, and what is allowed.
        setting: the setting that holds the name, as the user writes it.
    """

    def __init__(self, problem: str, setting: str) -> None:
        super().__init__(problem)
        self.setting = setting


class RewriteError(ConfidcheckError):
    """A safe version cannot be written into its source, to a file or to the clipboard."""


class ModelError(ConfidcheckError):
    """The shipped language model is missing, damaged or of another version."""


class RuleError(ConfidcheckError):
    """A rule, lexicon or other YAML file is wrong.

    Args:
        problem: what is wrong and what to do, for instance the allowed values.
        path: the file.
        line: the line, counted from 1.
        column: the column in code points, counted from 1.
    """

    def __init__(self, problem: str, path: Path | str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{path}:{line}:{column}: {problem}")
        self.problem, self.path, self.line, self.column = problem, path, line, column
