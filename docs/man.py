"""Writes `confidcheck.1` from the command line itself; `make docs` calls it, and a test holds that the page is current."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from confidcheck import __version__
from confidcheck.cli_app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "confidcheck.1"
HIDDEN = {"help", "install_completion", "show_completion"}
STATUS = {
    "0": "Nothing at or above --fail-on was found.",
    "1": "Something was found.",
    "2": "Something could not be checked. It is never called clean.",
    "130": "Interrupted.",
}
FILES = {
    "confidcheck.toml": "Settings of this folder and those below; confidcheck init writes one with every line explained.",
    ".confidcheck-allow.toml": "Names and places of your own, kept out of version control.",
}
VARIABLES = {
    "CI": "When set, words of drafts are hidden in every format, because others may read the output; --show-text shows them.",
    "NO_COLOR": "When set, no colours are used.",
}
COMPLETION = (
    "confidcheck --install-completion teaches your shell to complete commands and options; --show-completion prints how."
)


def page() -> str:
    """Return the page in roff."""
    root: Any = get_command(app)
    lines = [
        f'.TH CONFIDCHECK 1 "" "confidcheck {__version__}" "User Commands"',
        ".SH NAME",
        r"confidcheck \- shows which words of a draft could let a client be recognised",
        ".SH SYNOPSIS",
        ".B confidcheck",
        r"[\fICOMMAND\fR] [\fIOPTIONS\fR] [\fIPATHS\fR]",
        ".SH DESCRIPTION",
        plain(root.help),
        ".PP",
        plain(root.epilog),
        ".SH COMMANDS",
        *commands(root, ()),
        ".SH EXIT STATUS",
        *listed(STATUS),
        ".SH ENVIRONMENT",
        *listed(VARIABLES),
        ".SH FILES",
        *listed(FILES),
        ".SH COMPLETION",
        plain(COMPLETION),
    ]
    return "\n".join(lines) + "\n"


def commands(group: Any, before: tuple[str, ...]) -> Iterator[str]:  # noqa: ANN401 - typer's commands have no public type
    """Describe the commands of a group, and those of the groups in it."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        words = (*before, name)
        arguments = [argument(each) for each in command.params if is_argument(each)]
        yield f".SS {' '.join(['confidcheck', *words, *arguments])}"
        yield plain(command.help or "")
        for each in command.params:
            if each.name not in HIDDEN and not getattr(each, "hidden", False) and (each.help or not is_argument(each)):
                yield ".TP"
                yield argument(each) if is_argument(each) else option(each)
                yield plain(each.help or "")
        if hasattr(command, "commands"):
            yield from commands(command, words)


def is_argument(parameter: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a parameter is named by its place."""
    return bool(parameter.param_type_name == "argument")


def argument(parameter: Any) -> str:  # noqa: ANN401 - as above
    """Write an argument."""
    return rf"\fI{escaped(parameter.metavar or parameter.name.upper())}\fR"


def option(parameter: Any) -> str:  # noqa: ANN401 - as above
    """Write an option with its value."""
    names = ", ".join(rf"\fB{escaped(name)}\fR" for name in [*parameter.opts, *parameter.secondary_opts])
    return names if parameter.is_flag else rf"{names} \fI{escaped(parameter.metavar or 'VALUE')}\fR"


def listed(entries: dict[str, str]) -> list[str]:
    """Write terms with what they mean."""
    return [line for term, words in entries.items() for line in (".TP", rf"\fB{escaped(term)}\fR", plain(words))]


def plain(words: str) -> str:
    """Write a paragraph on one line."""
    return re.sub(r"^(?=[.'])", r"\\&", escaped(" ".join(words.split())))


def escaped(words: str) -> str:
    """Escape what roff takes for its own."""
    return words.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
