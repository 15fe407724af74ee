from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from confidcheck.cli import run
from confidcheck.draft import Draft, Thread
from confidcheck.outputs import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "Quillfeather"
DRAFT = f"I have a client called {CANARY} who is 34 and works in Leeds. Mail {CANARY.lower()}@larkin-family.co.uk about it.\n"

LAYERS = {
    "inputs": "confidcheck.cli_sources.read_path",
    "suppressions": "confidcheck.cli_check.Suppression.__call__",
    "encoder": "confidcheck.language.encoder.encoder.Encoder.encode",
    "identifiers": "confidcheck.language.identifiers.finder.IdentifierFinder.find",
    "grammar": "confidcheck.language.grammar.Grammar.find",
    "match": "confidcheck.match.matcher.Matcher.hits",
    "settle": "confidcheck.checker.settle",
    "mosaic": "confidcheck.mosaic.sums.Sums.complete",
    "reword": "confidcheck.reword.reworder.Reworder.complete",
}


def crash(*_arguments, **_options):
    raise RuntimeError(f"cannot go on with {DRAFT!r}")


@pytest.fixture
def post(tmp_path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(DRAFT, encoding="utf8")
    return path


def is_silent(text: str) -> bool:
    return CANARY.lower() not in text.lower()


@pytest.mark.parametrize("target", LAYERS.values(), ids=LAYERS)
def test_a_crash_in_any_layer_repeats_no_word_of_the_draft(monkeypatch, capsys, post, target):
    monkeypatch.setattr(target, crash)
    assert run(["check", str(post)]) == 2
    out, err = capsys.readouterr()
    assert is_silent(out + err)
    assert "Traceback" not in out + err
    assert err.count("\n") == 1
    assert "RuntimeError" in err


@pytest.mark.parametrize("output", FORMATS)
def test_a_crash_while_a_report_is_written_repeats_no_word_of_the_draft(monkeypatch, capsys, post, output):
    monkeypatch.setitem(FORMATS, output, crash)
    assert run(["check", "--format", output, str(post)]) == 2
    out, err = capsys.readouterr()
    assert is_silent(out + err)
    assert "Traceback" not in err


@pytest.mark.parametrize("output", FORMATS)
def test_what_others_may_read_holds_no_word_that_was_flagged(monkeypatch, capsys, post, output):
    monkeypatch.setenv("CI", "true")
    assert run(["check", "--format", output, str(post)]) == 1
    out, err = capsys.readouterr()
    assert out
    assert is_silent(out + err)


def test_hidden_text_is_null_in_json(monkeypatch, capsys, post):
    monkeypatch.setenv("CI", "true")
    run(["check", "--format", "json", str(post)])
    report = json.loads(capsys.readouterr().out)["reports"][0]
    assert report["rewritten"] is None
    assert {place["text"] for finding in report["findings"] for place in finding["places"]} == {None}


def test_no_logger_hears_a_word_of_the_draft():
    from confidcheck import Checker

    class Listening(logging.Handler):
        def __init__(self):
            super().__init__(logging.DEBUG)
            self.heard: list[str] = []

        def emit(self, record):
            self.heard.append(self.format(record))

    root, listening = logging.getLogger(), Listening()
    level = root.level
    root.addHandler(listening)
    root.setLevel(logging.DEBUG)
    try:
        logging.getLogger("tests").debug("the handler hears")
        assert Checker().check(Thread.of(Draft.plain(DRAFT))).findings
    finally:
        root.removeHandler(listening)
        root.setLevel(level)
    assert listening.heard
    assert is_silent("\n".join(listening.heard))


def tree(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def scratch(tmp_path):
    """A home, a folder for temporary files and a working folder, all empty, and the environment that points there."""
    folders = {name: tmp_path / name for name in ("home", "temporary", "cache", "work")}
    for folder in folders.values():
        folder.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "CI"))},
        "HOME": str(folders["home"]),
        "TMPDIR": str(folders["temporary"]),
        "XDG_CACHE_HOME": str(folders["cache"]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return tuple(folders.values()), environment


@pytest.mark.parametrize("arguments", [[], ["--format", "json"], ["--diff"], ["--explain-mosaic"]], ids=" ".join)
def test_a_check_leaves_nothing_behind_on_disk(scratch, post, arguments):
    folders, environment = scratch
    before = tree(*folders)
    command = [sys.executable, "-m", "confidcheck", "check", *arguments, str(post)]
    done = subprocess.run(command, cwd=folders[-1], env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert CANARY.encode() in done.stdout
    assert tree(*folders) == before
    assert post.read_text(encoding="utf8") == DRAFT


def test_a_check_opens_no_file_to_write(tmp_path, scratch, post):
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-qq", "-e", "trace=openat,open,creat,rename,renameat2,mkdir,unlink", "-o", str(trace)]
    if not shutil.which("strace") or subprocess.run([*strace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test watch what a process opens (strace)")
    folders, environment = scratch
    command = [*strace, sys.executable, "-m", "confidcheck", "check", str(post)]
    assert subprocess.run(command, cwd=folders[-1], env=environment, capture_output=True, check=False).returncode == 1
    opened = [line for line in trace.read_text(errors="replace").splitlines() if "O_WRONLY" in line or "O_RDWR" in line]
    made = [line for line in trace.read_text(errors="replace").splitlines() if " openat" not in line and " open(" not in line]
    assert [line for line in opened if "/dev/" not in line] == []
    assert [line for line in made if "(" in line and "= 0" in line and "rename" in line] == []


def test_the_words_of_a_draft_given_as_an_argument_are_not_repeated(capsys):
    assert run(["check", f"I have a client called {CANARY}"]) == 2
    assert is_silent("".join(capsys.readouterr()))


def test_a_crash_of_the_whole_program_prints_no_traceback_either():
    code = (
        "import confidcheck.language.encoder.encoder as e\n"
        "def crash(self, text): raise RuntimeError(text)\n"
        "e.Encoder.encode = crash\n"
        "from confidcheck.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "check", "-"], input=DRAFT.encode(), capture_output=True, check=False)
    assert done.returncode == 2
    assert b"internal error" in done.stderr
    assert is_silent((done.stdout + done.stderr).decode())
