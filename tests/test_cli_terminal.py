"""What a terminal is spared and shown: the clipboard, --quiet, --summary, --no-color, progress, completion, notices."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pyperclip
import pytest

from confidcheck import cli, cli_check, cli_counter, cli_print
from confidcheck.outputs import FORMATS
from test_cli import FakeChecker

if TYPE_CHECKING:
    from pathlib import Path

CONFIDCHECK = [sys.executable, "-m", "confidcheck"]


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs the command line in a folder of its own, with the fake checker."""
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli_check, "build_checker", lambda *_, **__: FakeChecker())

    def run(*arguments: str, piped: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        return (cli.run(arguments), *capsys.readouterr())

    return run


@pytest.fixture
def _drafts(tmp_path: Path) -> None:
    for name, words in (("a.md", "hello"), ("b.md", "my client and my client"), ("c.txt", "tired, my client")):
        (tmp_path / name).write_text(words)


def test_what_is_on_the_clipboard_is_checked(run, monkeypatch):
    monkeypatch.setattr(pyperclip, "paste", lambda: "I like my client 👋")
    status, out, err = run("check", "--clipboard")
    assert (status, err) == (1, "")
    assert "I like «my client»[1] 👋" in out


def test_an_empty_clipboard_is_no_clean_draft(run, monkeypatch):
    monkeypatch.setattr(pyperclip, "paste", lambda: " \n")
    status, out, err = run("check", "--clipboard")
    assert (status, out) == (2, "")
    assert err == "confidcheck: there is no text on the clipboard; copy your draft first\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems need no helper")
@pytest.mark.parametrize(
    ("variable", "says"), [("DISPLAY", "xclip"), ("WAYLAND_DISPLAY", "wl-clipboard"), ("X", "no desktop is running")]
)
def test_without_a_clipboard_one_line_says_what_is_missing(run, monkeypatch, variable, says):
    def missing() -> str:
        raise pyperclip.PyperclipException("a page of advice")

    monkeypatch.setattr(pyperclip, "paste", missing)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":0")
    status, out, err = run("check", "--clipboard")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


@pytest.mark.usefixtures("_drafts")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--clipboard a.md", "leave out the paths, or leave out --clipboard"),
        ("--clipboard --fix", "to put the safer version back on the clipboard, use --copy"),
        ("--clipboard --stdin-filename a.md", "--stdin-filename names what is piped in"),
        ("--stdin-filename a.md b.md", "write - in the place of the path"),
        ("--summary -f json .", "--summary counts findings, for reading; leave out --format"),
        ("--summary --diff .", "leave out one of them"),
        ("--summary --explain-mosaic .", "leave out --explain-mosaic"),
        ("--diff -f json a.md", "--diff shows what the safer version changes, as text"),
        ("--explain-mosaic -f sarif a.md", "this format has no place for it"),
        ("--author Sam a.md b.md", "of several drafts, all are"),
        ("--fix --copy -", "leave out --copy, or leave out --fix"),
        ("--fix --summary -", "and nothing else; leave out --summary"),
    ],
)
def test_options_that_make_no_sense_together_are_refused_in_one_line(run, arguments, says):
    status, out, err = run("check", *arguments.split())
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


@pytest.mark.usefixtures("_drafts")
def test_a_summary_is_text_whatever_the_settings_say(run, tmp_path):
    (tmp_path / "confidcheck.toml").write_text('format = "json"\n')
    assert run("check", "--summary", "b.md")[1].splitlines()[-1] == "1 draft: 1 think again."


@pytest.mark.usefixtures("_drafts")
def test_quiet_leaves_out_what_is_clear_in_every_format(run):
    _, out, _ = run("check", "--quiet", "-f", "json", ".")
    assert [report["source"] for report in json.loads(out)["reports"]] == ["b.md", "c.txt"]
    assert json.loads(run("check", "--quiet", "-f", "json", "a.md")[1])["reports"] == []
    assert "a.md" not in run("check", "--quiet", "-f", "html", ".")[1]
    assert run("check", "--quiet", "--summary", ".")[1].splitlines()[-1] == "2 drafts: 2 think again."
    assert run("check", "--quiet", "--summary", "a.md") == (0, "", "")


@pytest.mark.usefixtures("_drafts")
def test_quiet_leaves_out_what_is_clear_and_keeps_the_status(run):
    status, out, _ = run("check", "--quiet", ".")
    assert status == 1
    assert "a.md" not in out
    assert "no promise" not in out
    assert "b.md" in out
    assert run("check", "-q", "a.md") == (0, "", "")


@pytest.mark.usefixtures("_drafts")
def test_quiet_never_hides_what_could_not_be_checked(run):
    status, out, err = run("check", "--quiet", "a.md", "gone.md")
    assert (status, out) == (2, "")
    assert "gone.md: no such file" in err


@pytest.mark.usefixtures("_drafts")
def test_the_summary_counts_and_keeps_the_status(run):
    status, out, _ = run("check", "--summary", ".")
    assert status == 1
    assert out.splitlines()[-1] == "3 drafts: 2 think again, 1 nothing found."
    assert "     2  c.txt" in out
    assert "«" not in out


@pytest.mark.parametrize("output", sorted(FORMATS))
def test_in_public_ci_no_format_shows_a_word_of_the_draft_unless_asked(run, monkeypatch, output):
    monkeypatch.setenv("CI", "true")
    assert run("-f", output, piped=b"I like my client")[0] == 1
    assert "my client" not in run("-f", output, piped=b"I like my client")[1]
    assert "my client" in run("-f", output, "--show-text", piped=b"I like my client")[1]


@pytest.mark.parametrize(
    ("arguments", "variable", "coloured"), [([], "X", True), (["--no-color"], "X", False), ([], "NO_COLOR", False)]
)
@pytest.mark.usefixtures("_drafts")
def test_colours_are_for_terminals_whose_owner_wants_them(run, monkeypatch, arguments, variable, coloured):
    monkeypatch.setenv(variable, "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert ("\x1b[" in run("check", *arguments, "b.md")[1]) is coloured


def test_windows_1252_is_read_with_a_notice(run, tmp_path):
    (tmp_path / "old.txt").write_bytes("I like my client’s café".encode("cp1252"))
    status, out, err = run("check", "old.txt")
    assert status == 1
    assert "«my client»[1]’s café" in out
    assert err.startswith("confidcheck: old.txt: is not UTF-8 and was read as Windows-1252;")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("_drafts")
def test_a_pattern_in_quotes_is_every_draft_it_means(run):
    _, out, _ = run("check", "--summary", "*.md")
    assert out.splitlines()[-1].startswith("2 drafts:")
    assert "no such file" in run("check", "*.rst")[2]


def test_a_page_of_another_format_is_utf8_whatever_the_terminal_speaks(tmp_path):
    (tmp_path / "a.md").write_text("Any CPD? 👋", encoding="utf8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "CI": ""}
    for output in ("jsonl", "html"):
        done = subprocess.run(
            [*CONFIDCHECK, "check", "--no-encoder", "-f", output, "a.md"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode("utf-8")


SCRIPT = """
import time
from confidcheck.cli_counter import counted
for _ in counted(range({count}), {count}):
    time.sleep(0.02)
print("DONE")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not on Windows")
@pytest.mark.parametrize(("count", "is_shown"), [(cli_counter.MANY, True), (cli_counter.MANY - 1, False)])
def test_progress_is_shown_for_many_drafts_on_a_terminal(count, is_shown):
    child = pexpect.spawn(sys.executable, ["-c", SCRIPT.format(count=count)], timeout=60, env={**os.environ, "TERM": "xterm"})
    child.expect("DONE")
    assert (b"Checking" in (child.before or b"")) is is_shown
    child.close()


def test_progress_is_not_shown_where_nobody_looks():
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(count=20)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("DONE\n", "")


@pytest.mark.parametrize(("typed", "offered"), [("confidcheck ba", "baseline"), ("confidcheck check --summ", "--summary")])
def test_a_shell_can_complete_commands_and_options(typed, offered):
    asked = {"_CONFIDCHECK_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    done = subprocess.run(CONFIDCHECK, env={**os.environ, **asked}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [offered]


def test_completion_is_installed_on_request_and_says_so(tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = subprocess.run(
        [*CONFIDCHECK, "--install-completion", "bash"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "completion installed" in done.stdout
    assert "confidcheck" in (tmp_path / ".bashrc").read_text()


def test_a_remark_is_one_line_and_on_a_terminal_several_cut_between_words(capsys, monkeypatch):
    words = "post.md: nothing was changed, for there is no safe version of it, and that is all there is to say about it here."
    cli_print.say(words)
    assert capsys.readouterr().err == f"confidcheck: {words}\n"
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    cli_print.say(words)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("  ") for line in lines[1:])
    assert " ".join(line.strip() for line in lines) == f"confidcheck: {words}"


@pytest.mark.parametrize(
    ("arguments", "where"), [("explain", "explain"), ("rules show", "rules show"), ("-f xml", "check"), ("hook frob", "hook")]
)
def test_a_mistake_in_a_command_points_at_the_help_of_that_command(run, arguments, where):
    status, _, err = run(*arguments.split())
    assert status == 2
    assert err.endswith(f"See confidcheck {where} --help.\n")
