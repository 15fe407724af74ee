"""Options of `check` that make no sense together. Each pair is one clear line, and never a silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASHES = (
    (
        ("--clipboard", "paths"),
        "--clipboard checks what is on the clipboard; leave out the paths, or leave out --clipboard",
    ),
    (
        ("--stdin-filename", "--clipboard"),
        "--stdin-filename names what is piped in, and --clipboard reads the clipboard; leave out one of them",
    ),
    (
        ("--stdin-filename", "only files"),
        "--stdin-filename names what is piped in, and nothing is; leave it out, or write - in the place of the path",
    ),
    (
        ("--summary", "--format"),
        "--summary counts findings, for reading; leave out --format, or leave out --summary",
    ),
    (
        ("--summary", "--diff"),
        "--summary counts findings, and --diff shows what the safer version changes; leave out one of them",
    ),
    (
        ("--summary", "--explain-mosaic"),
        "--summary only counts findings; leave out --explain-mosaic, or leave out --summary",
    ),
    (
        ("--fix", "piped", "--copy"),
        "--fix prints the safer version of what is piped in; leave out --copy, or leave out --fix",
    ),
    (
        ("--fix", "piped", "--summary"),
        "--fix prints the safer version of what is piped in, and nothing else; leave out --summary",
    ),
    (
        ("--diff", "--format"),
        "--diff shows what the safer version changes, as text; leave out --format, or leave out --diff",
    ),
    (
        ("--explain-mosaic", "--format without figures"),
        "--explain-mosaic adds to the report for reading, and this format has no place for it; leave out one of the two",
    ),
)  # fmt: skip
WITHOUT_FIGURES = ("github", "rdjson", "sarif")  # formats that say nothing of the arithmetic


def refuse_clashes(asked: Mapping[str, bool]) -> None:
    """Refuse options that make no sense together.

    Args:
        asked: what was asked for, by the names that `CLASHES` uses.

    Raises:
        ConfigError: the message says what to leave out.
    """
    for names, problem in CLASHES:
        if all(asked[name] for name in names):
            raise ConfigError(problem)
