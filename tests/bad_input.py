"""What was tried to break a check: each case with what it prints and how it exits.

`test_bad_input.py` runs the cases; `python tests/bad_input.py` writes them to docs/BAD_INPUT.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parent.parent / "docs" / "BAD_INPUT.md"
MEGABYTE = 1_000_000
RULE = """\
id: mine
family: F01
label: client
severity: warn
guidance: [{guidance}]
message: "“{{match}}”"
why: Because.
remedy: theme
match:
  {match}
examples:
  - flag: "[[my one]]"
  - pass: "Nothing."
"""
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


@dataclass(frozen=True)
class Case:
    """One attempt.

    Attributes:
        tried: in words, for the table.
        status: the exit status.
        says: what standard error says, `…` standing for the folder; empty for nothing at all.
        arguments: of `confidcheck check`.
        files: contents by name; bytes, or a text.
        make: what else is to be done in the folder.
        piped: standard input.
        environment: variables that differ.
    """

    tried: str
    status: int
    says: str
    arguments: tuple[str, ...] = ("post.md",)
    files: dict[str, bytes | str] = field(default_factory=dict)
    make: Callable[[Path], object] = lambda _folder: None
    piped: bytes = b""
    environment: dict[str, str] = field(default_factory=dict)


def own_rule(match: str) -> dict[str, bytes | str]:
    """Return a folder of rules with one rule, and a draft."""
    return {"rules/own/mine.yaml": RULE.format(guidance="bacp-2024-lifeline", match=match), "post.md": "a" * 40 + "!"}


def with_rules(*more: str) -> tuple[str, ...]:
    """Return the arguments that use the folder of rules."""
    return ("post.md", "--no-encoder", "--rules", "rules", *more)


def loop(folder: Path) -> None:
    """Make a folder that holds a draft and a link to itself."""
    (folder / "posts").mkdir()
    (folder / "posts" / "post.md").write_text("Does anyone know a book on endings?")
    (folder / "posts" / "again").symlink_to(folder / "posts")


CASES = (
    Case("a file that is not there", 2, "confidcheck: post.md: no such file"),
    Case(
        "a folder without drafts",
        2,
        "confidcheck: empty: no drafts in this folder",
        ("empty",),
        make=lambda f: (f / "empty").mkdir(),
    ),
    Case("words instead of a file", 2, "confidcheck: that is not the name of a file", ("my client Jess",)),
    Case("an empty file", 0, "", files={"post.md": ""}),
    Case("a file of nothing but spaces", 0, "", files={"post.md": " \n\t\n"}),
    Case("a broken link", 2, "confidcheck: post.md: no such file", make=lambda f: (f / "post.md").symlink_to("gone.md")),
    Case("a link to itself", 2, "confidcheck: post.md: cannot be read", make=lambda f: (f / "post.md").symlink_to("post.md")),
    Case("a folder with a link to itself inside", 0, "", ("posts", "--no-encoder"), make=loop),
    Case("a file that the system refuses to read", 2, "confidcheck: /proc/self/mem: cannot be read", ("/proc/self/mem",)),
    Case("a device without an end", 2, "confidcheck: /dev/zero: larger than 5 MB", ("/dev/zero",)),
    Case(
        "a file of more than 5 MB",
        2,
        "confidcheck: post.md: larger than 5 MB",
        files={"post.md": b"a " * (5 * MEGABYTE // 2 + 1)},
    ),
    Case("more than 5 MB piped in", 2, "confidcheck: <stdin>: larger than 5 MB", ("-",), piped=b"a " * (5 * MEGABYTE // 2 + 1)),
    Case("NUL characters", 2, "confidcheck: post.md: holds NUL characters", files={"post.md": b"my\0client"}),
    Case("an option that does not exist", 2, "confidcheck: No such option: --colour", ("--colour",)),
    Case("a format that does not exist", 2, "confidcheck: Invalid value for '--format'", ("-f", "xml", "-")),
    Case(
        "a profile that does not exist",
        2,
        "confidcheck: no profile “pub”",
        ("post.md", "--profile", "pub"),
        {"post.md": "Hello"},
    ),
    Case(
        "a configuration that is not TOML",
        2,
        "confidcheck: …/confidcheck.toml: not valid TOML",
        files={"post.md": "Hello", "confidcheck.toml": "= 1"},
    ),
    Case(
        "a folder of rules that is not there", 2, "confidcheck: rules:1:1: no such folder", with_rules(), {"post.md": "Hello"}
    ),
    Case(
        "a rule that is not YAML",
        2,
        "confidcheck: rules/own/mine.yaml:2:1: not valid YAML",
        with_rules(),
        {"rules/own/mine.yaml": "id: [", "post.md": "Hello"},
    ),
    Case(
        "a rule of aliases that would fill the memory",
        2,
        "confidcheck: rules/own/mine.yaml:1:",
        with_rules(),
        {"rules/own/mine.yaml": BOMB, "post.md": "Hello"},
    ),
    Case(
        "a rule nested ten thousand levels deep",
        2,
        "confidcheck: rules/own/mine.yaml:",
        with_rules(),
        {"rules/own/mine.yaml": "[" * 10_000, "post.md": "Hello"},
    ),
    Case(
        "a rule of more than 2 MB",
        2,
        "confidcheck: rules/own/mine.yaml:1:1:",
        with_rules(),
        {"rules/own/mine.yaml": "# " + "x" * 2 * MEGABYTE, "post.md": "Hello"},
    ),
    Case(
        "a rule whose regular expression takes for ever",
        2,
        "confidcheck: rules/own/mine.yaml:10:12: the regex of “mine” needs too long for a draft",
        with_rules(),
        own_rule(r'regex: ["(?:a|a|aa)+$"]'),
    ),
    Case(
        "a rule whose regular expression matches nothing",
        2,
        "confidcheck: rules/own/mine.yaml:10:12: the regex matches the empty text",
        with_rules(),
        own_rule(r'regex: ["x*"]'),
    ),
    Case(
        "a rule with brackets nested five hundred levels deep",
        2,
        "confidcheck: rules/own/mine.yaml:10:33: brackets stand within each other more than 20 deep",
        with_rules(),
        own_rule('phrase: ["' + "(" * 500 + "my one" + ")" * 500 + '"]'),
    ),
    Case(
        "a locale that knows no letters but English ones",
        1,
        "",
        ("-", "--no-encoder"),
        piped="I have a client, Zoë.".encode(),
        environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
    Case("no home folder", 1, "", ("-", "--no-encoder"), piped=b"I have a client.", environment={"HOME": "/nonexistent"}),
    Case("a terminal that is none", 1, "", ("-", "--no-encoder"), piped=b"I have a client.", environment={"TERM": "nonsense"}),
)


def run(case: Case, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a case in an empty folder."""
    for name, content in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    case.make(folder)
    environment = {**os.environ, "CI": "", **case.environment}
    command = [sys.executable, "-m", "confidcheck", "check", *case.arguments]
    done = subprocess.run(command, input=case.piped, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    decoded = (each.decode(errors="replace").replace(str(folder), "…") for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, *decoded)


def page() -> str:
    """Return the page of the documentation."""
    rows = "\n".join(f"| {case.tried} | {case.status} | {f'`{case.says} …`' if case.says else 'nothing'} |" for case in CASES)
    return f"""# Bad input

What was tried to break a check, how it ended, and the line it printed on standard error. Exit status: 0 nothing found, 1
findings, 2 could not be checked. Nothing that could not be checked is ever called clean. This table is written from the tests
(`python tests/bad_input.py`), which run every line of it.

| tried | exit | printed |
|---|---|---|
{rows}

Also tried, in `tests/test_bad_input.py`: a reader that closes the pipe early (`| head`), Ctrl-C, a full disk behind standard
output, standard input and output closed, a file that changes while it is read, a draft with ten thousand findings, a home
folder that may not be written, and a file without the permission to read it.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
