from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

import confidcheck.cli_app  # noqa: F401 - so that no command is first loaded while a fake stands in for the checker
from confidcheck import __version__, cli, cli_check
from confidcheck.errors import ModelError, RuleError
from confidcheck.finding import Confidence, Finding, Label, Place, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from confidcheck.draft import Thread

Run = "Callable[..., tuple[int, str, str]]"
HEAVY = ("spacy", "presidio_analyzer", "onnxruntime", "tokenizers", "markdown_it", "rich")


class FakeChecker:
    """Warns of “my client”, notes “tired”, and goes wrong on request."""

    def check(self, thread: Thread) -> Report:
        text = thread.drafts[0].text
        if "crash" in text:
            raise ValueError(text)
        if "slow" in text:
            raise RuleError("the pattern was not done in time", "rules/x.yaml", 3, 1)
        found = []
        for words, severity in (("my client", Severity.WARN), ("tired", Severity.NOTE)):
            if words in text:
                place = Place(0, text.index(words), text.index(words) + len(words))
                message = f"“{words}” was found."
                found.append(Finding("x", Label.CLIENT, severity, Confidence.HIGH, message, "Why.", ("k",), (place,), "theme"))
        return Report(thread, tuple(found))


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in a folder of its own, with the fake checker: arguments and what is piped in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(cli_check, "build_checker", lambda *_, **__: FakeChecker())

    def run(*arguments: str, piped: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        status = cli.run(arguments)
        return (status, *capsys.readouterr())

    return run


@pytest.mark.parametrize(
    ("draft", "fail_on", "status"),
    [
        ("hello", "warn", 0),
        ("tired", "warn", 0),
        ("tired", "note", 1),
        ("my client", "note", 1),
        ("my client", "warn", 1),
        ("my client", "stop", 0),
    ],
)
def test_the_exit_status_follows_the_gravest_finding_and_fail_on(run: Run, draft: str, fail_on: str, status: int) -> None:
    assert run("check", "--fail-on", fail_on, piped=draft.encode())[0] == status


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-",),
        ("check",),
        ("check", "-"),
        ("--fail-on", "warn"),
        ("post.md",),
        ("check", "post.md"),
        ("-f", "text", "post.md"),
    ],
)
def test_the_bare_command_does_what_check_does(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "post.md").write_text("I like my client")
    status, out, err = run(*arguments, piped=b"I like my client")
    assert (status, err) == (1, "")
    assert "I like «my client»[1]" in out


def test_the_name_of_what_is_piped_says_how_it_is_written(run: Run) -> None:
    _, out, _ = run("-f", "json", "--stdin-filename", "blog/post.md", piped=b"I like *my* client")
    place = json.loads(out)["reports"][0]["findings"][0]["places"][0]
    assert (place["source"], place["text"], place["start"], place["end"]) == ("blog/post.md", "my client", 8, 18)


def test_an_empty_draft_passes_and_is_said_to_be_empty(run: Run) -> None:
    assert run(piped=b" \n") == (0, "The draft is empty, so there was nothing to check.\n", "")


BAD = {
    "missing file": (["gone.md"], b"", "gone.md: no such file"),
    "words in the place of a file": (["I have a client Jess"], b"", "that is not the name of a file; to check words,"),
    "empty folder": (["empty"], b"", "empty: no drafts in this folder"),
    "binary": (["-"], b"my client Jess\0", "<stdin>: holds NUL characters"),
    "broken UTF-8": (["-"], b"my client Jess \xff", "<stdin>: not valid UTF-8 at byte 16"),
    "too big": (["-"], b"Jess" * 1_250_001, "<stdin>: larger than 5 MB"),
    "unknown format": (["-f", "xml"], b"Jess", "“xml” is not one of github, html, json,"),
    "unknown severity": (["--fail-on", "bad"], b"Jess", "“bad” is not one of note, warn, stop"),
    "unknown option": (["--frobnicate"], b"Jess", "No such option: --frobnicate"),
    "unknown command": (["rules", "frobnicate"], b"", "No such command 'frobnicate'"),
    "unknown rule": (["explain", "client-openr"], b"", "no rule client-openr; did you mean client-opener"),
    "rules that are not there": (["rules", "list", "--rules", "gone"], b"", "gone:1:1: no such folder of rules"),
    "a rule that fails on a draft": (["-"], b"slow Jess", "rules/x.yaml:3:1: the pattern was not done in time"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "piped", "says"), BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_one_line_and_status_two(
    run: Run, tmp_path: Path, arguments: list[str], piped: bytes, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    status, out, err = run(*arguments, piped=piped)
    assert status == 2
    assert err.startswith("confidcheck: ")
    assert says in err
    assert err.count("\n") == 1
    assert "Jess" not in out + err
    assert "nothing found" not in out.lower()


def test_a_crash_says_where_and_nothing_of_the_draft(run: Run) -> None:
    status, out, err = run(piped=b"crash Jess")
    assert (status, out) == (2, "")
    assert err.startswith("confidcheck: internal error in cli_check:")
    assert err.endswith("(ValueError); nothing was checked. Please report this line.\n")
    assert "Jess" not in err


def test_a_damaged_model_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise ModelError("encoder.json: damaged; reinstall confidcheck to repair it")

    monkeypatch.setattr(cli_check, "build_checker", damaged)
    assert run(piped=b"Jess") == (2, "", "confidcheck: encoder.json: damaged; reinstall confidcheck to repair it\n")


def test_one_unreadable_file_does_not_lose_the_reports_of_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("I like my client")
    (tmp_path / "c.md").write_text("hello")
    status, out, err = run("a.md", "b.md", "c.md")
    assert status == 2
    assert "«my client»[1]" in out
    assert "Not checked: b.md\n  no such file" in out
    assert "c.md: nothing found." in out
    assert err == "confidcheck: b.md: no such file\n"


def test_in_json_each_file_has_its_report_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("I like my client")
    status, out, _ = run("-f", "json", "a.md", "b.md")
    assert status == 2
    assert [(r["source"], r["verdict"]) for r in json.loads(out)["reports"]] == [
        ("a.md", "think-again"),
        ("b.md", "not-checked"),
    ]


def test_a_folder_is_every_draft_in_it(run: Run, tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".git/c.md"):
        (tmp_path / "blog" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "blog" / name).write_text("hello")
    _, out, _ = run("-f", "json", "blog")
    assert [r["source"] for r in json.loads(out)["reports"]] == ["blog/a.txt", "blog/b.md"]


@pytest.mark.parametrize("output", ["text", "json"])
def test_in_public_ci_no_word_of_the_draft_is_shown_unless_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.setenv("CI", "true")
    status, out, _ = run("-f", output, piped=b"I like my client")
    assert status == 1
    assert "my client" not in out
    assert "my client" in run("-f", output, "--show-text", piped=b"I like my client")[1]


def test_interrupting_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_check, "build_checker", interrupt)
    assert run(piped=b"Jess") == (130, "", "")


def test_a_reader_that_closes_the_pipe_gets_no_traceback() -> None:
    script = "import sys; from confidcheck import cli; sys.stdout.close = lambda: None; sys.exit(cli.run(['rules', 'list']))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["check", "--help"], ["rules", "list"], ["explain", "client-opener"]]
)
def test_nothing_heavy_is_loaded_before_there_is_a_draft(arguments: list[str]) -> None:
    script = f"""
import sys
from confidcheck import cli
status = cli.run({arguments!r})
sys.stderr.write(",".join(m for m in {HEAVY!r} if m in sys.modules))
sys.exit(status)"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == (0, f"confidcheck {__version__}\n", "")


def test_help_names_every_command_and_option(run: Run) -> None:
    _, out, _ = run("--help")
    assert all(command in out for command in cli.COMMANDS)
    _, out, _ = run("check", "--help")
    options = ("--format", "--fail-on", "--show-text", "--stdin-filename", "--no-encoder", "--rules")
    assert all(option in out for option in options)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not on Windows")
def test_on_a_terminal_it_asks_for_a_paste_and_reads_lines_of_any_length() -> None:
    script = """
import sys
from confidcheck.paste import read_paste
data = read_paste(sys.stdin.buffer, sys.stderr, 10_000_000)
print("READ", len(data), data[-5:])
"""
    child = pexpect.spawn(sys.executable, ["-c", script], timeout=30, echo=False)
    child.expect("Paste your draft here, then press Ctrl-D. Nothing leaves this machine.")
    child.send("my client " * 1000 + "Zoëë\x7f\r\x04")
    child.expect(r"READ (\d+) (.*)\r\n")
    assert child.match
    assert int(child.match[1]) == 10_005
    assert child.match[2].decode() == repr("Zoë\n".encode())
    child.close()
