from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from confidcheck import cli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not on Windows")

SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from test_cli import FakeChecker
from confidcheck import cli, cli_watch
cli_watch.build_checker = lambda *_, **__: FakeChecker()
sys.exit(cli.run(["watch", {path!r}]))
"""


@pytest.fixture
def watch(tmp_path: Path):
    """Starts watching a path in a folder of its own, and ends it."""
    children: list[pexpect.spawn] = []

    def watch(path: str) -> pexpect.spawn:
        script = SCRIPT.format(tests=str(Path(__file__).parent), path=path)
        environment = {**os.environ, "CI": "", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        child = pexpect.spawn(sys.executable, ["-c", script], cwd=tmp_path, timeout=60, env=environment, encoding="utf-8")
        children.append(child)
        child.expect("watching .*; save it to check it again, Ctrl-C ends")
        return child

    yield watch
    for child in children:
        child.close(force=True)


def saved(path: Path, words: str) -> None:
    """Save as editors do: write a new file and put it in the place of the old one."""
    new = path.with_name("new~")
    new.write_text(words)
    new.replace(path)


def test_a_file_is_checked_again_whenever_it_is_saved_and_nothing_is_left_behind(watch, tmp_path):
    path = tmp_path / "post.md"
    path.write_text("hello")
    (tmp_path / "other.md").write_text("hello")
    child = watch("post.md")
    saved(path, "I like my client")
    child.expect("I like «my client»")
    (tmp_path / "other.md").write_text("my client elsewhere")
    path.write_text("hello again")
    child.expect("othing found")
    assert "elsewhere" not in (child.before or "")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert "Traceback" not in (child.before or "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other.md", "post.md"]


def test_in_a_folder_the_draft_that_was_saved_is_checked_and_no_other_kind_of_file(watch, tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("hello")
    child = watch("posts")
    (tmp_path / "posts" / "notes.py").write_text("my client in code")
    (tmp_path / "posts" / "b.md").write_text("I like my client")
    child.expect("I like «my client»")
    assert "in code" not in (child.before or "")


def test_what_is_not_there_cannot_be_watched(capsys):
    assert cli.run(["watch", "gone.md"]) == 2
    assert capsys.readouterr().err == "confidcheck: gone.md: no such file\n"
