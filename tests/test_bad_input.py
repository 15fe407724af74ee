from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bad_input import CASES, PAGE, Case, page, run

CHECK = [sys.executable, "-m", "confidcheck", "check"]
DRAFT = "I have a client called Quillfeather who is 34.\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.tried)
def test_bad_input_ends_as_the_table_says(case: Case, tmp_path: Path):
    done = run(case, tmp_path)
    assert done.returncode == case.status, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    if case.says:
        assert done.stderr.startswith(case.says)
        assert done.stderr.count("\n") == 1
    else:
        assert done.stderr == ""


def test_the_table_in_the_documentation_is_current():
    assert PAGE.read_text(encoding="utf8") == page()


def test_a_reader_that_closes_the_pipe_gets_no_traceback(tmp_path):
    (tmp_path / "post.md").write_text(DRAFT * 300)
    command = f"{sys.executable} -m confidcheck check --no-encoder --format json post.md | true"
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo status ${{PIPESTATUS[0]}}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert "status 141" in done.stdout


def test_a_long_report_is_printed_whole_though_the_tool_ends_at_once(tmp_path):
    (tmp_path / "post.md").write_text(DRAFT * 300)
    command = [*CHECK, "--no-encoder", "--format", "json", "post.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(json.loads(done.stdout)["reports"][0]["findings"]) >= 300


def test_ctrl_c_ends_a_check_quietly(tmp_path):
    process = subprocess.Popen([*CHECK, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)  # it waits for the end of its input now, whatever the machine does besides
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, b"Traceback" in err) == (b"", False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_no_clean_result(tmp_path):
    (tmp_path / "post.md").write_text("Does anyone know a book on endings?")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*CHECK, "--no-encoder", "post.md"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"confidcheck: ")


@pytest.mark.parametrize("closed", ["<&-", ">&-"], ids=["input", "output"])
def test_closed_standard_streams_are_no_clean_result(tmp_path, closed):
    (tmp_path / "post.md").write_text(DRAFT)
    path = "-" if closed == "<&-" else "post.md"
    command = f"{sys.executable} -m confidcheck check --no-encoder {path} {closed}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Quillfeather" not in done.stderr


def test_a_file_is_read_once_so_that_a_change_meanwhile_cannot_mix_two_versions(tmp_path, monkeypatch):
    from confidcheck.inputs import read_path

    path, opened = tmp_path / "post.md", []
    path.write_text(DRAFT)
    real = Path.open

    def watched(self, *arguments, **options):
        opened.append(self)
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", watched)
    draft = read_path(path)
    assert opened.count(path) == 1
    path.write_text("Something else altogether.")
    assert draft.original == DRAFT


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read and write everything")
def test_a_file_that_may_not_be_read_is_no_clean_result(tmp_path, capsys):
    from confidcheck.cli import run as run_here

    (tmp_path / "post.md").write_text(DRAFT)
    (tmp_path / "post.md").chmod(0)
    assert run_here(["check", str(tmp_path / "post.md")]) == 2
    assert "permission denied" in capsys.readouterr().err


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read and write everything")
def test_a_home_that_may_not_be_written_does_not_matter(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    done = subprocess.run(
        [*CHECK, "-"], input=DRAFT.encode(), env={**os.environ, "HOME": str(home)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_ten_thousand_findings_are_settled_in_time_that_grows_with_their_number():
    from confidcheck.draft import Draft
    from confidcheck.finding import Confidence, Label, Severity
    from confidcheck.rule import Condition, Hit, Kind, Remedy, Rule, Signs
    from confidcheck.settle import settle

    rule = Rule(
        "one", "F01", Label.CLIENT, {Condition.ALONE: Severity.WARN}, Confidence.HIGH, (), "{match}", "", Remedy.THEME, (), (),
        frozenset(), (), Path("one.yaml"), 1,
    )  # fmt: skip

    class Reading:
        draft, discloses, mentions = Draft.plain("a client " * 10_000), None, ()

    hits = [Hit(rule, 9 * n, 9 * n + 8, Kind.PHRASE) for n in range(10_000)]
    start = time.process_time()
    found = settle(hits, Reading(), 0, {"mention.medium": 0.5, "alone": 0.5, "sure": 0.9}, Signs())  # type: ignore[arg-type]
    assert len(found) == 10_000
    assert time.process_time() - start < 20  # a fraction of a second; every pair compared would take minutes
