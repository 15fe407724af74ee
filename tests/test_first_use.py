"""The recorded first use: as a terminal of 80 columns shows it, without a trace of the machine it was recorded on."""

from __future__ import annotations

import re
from pathlib import Path

from confidcheck import cli

PAGE = (Path(__file__).parent.parent / "docs" / "FIRST_USE.md").read_text(encoding="utf-8")
SCREENS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)


def test_what_was_recorded_fits_a_terminal_of_80_columns():
    assert len(SCREENS) >= 6
    assert max(len(line) for screen in SCREENS for line in screen.splitlines()) <= 80


def test_no_path_of_a_machine_is_in_it():
    assert not re.search(r"(?<![\w.:/-])/(?:home|root|tmp|work|Users|usr)\b", PAGE)


def test_every_command_that_was_recorded_exists():
    commands = re.findall(r"^\$ confidcheck ([a-z]+)\b", "\n".join(SCREENS), re.MULTILINE)
    assert {command for command in commands if command in cli.COMMANDS} == {"check", "explain", "hook", "review"}
