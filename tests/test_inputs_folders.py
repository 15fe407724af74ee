from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from confidcheck.errors import InputError
from confidcheck.inputs import drafts_like, drafts_under


@pytest.fixture
def tree(tmp_path: Path):
    """Writes files and lists the drafts under a folder."""

    def write(*names: str, **texts: str) -> None:
        for name in (*names, *texts):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get(name, "x"), encoding="utf8")

    def drafts(folder: str = ".") -> list[str]:
        return [path.relative_to(tmp_path).as_posix() for path in drafts_under(tmp_path / folder)]

    return write, drafts


def test_what_git_ignores_is_left_out_and_a_nearer_file_decides(tree):
    write, drafts = tree
    write("a.md", "old.md", "keep/old.md", "build/b.md", "sub/drafts/c.md", "sub/d.md", "sub/e.md", ".git/HEAD")
    write(**{".gitignore": "old.md\nbuild/\n!keep/old.md\n", "sub/.gitignore": "/drafts\n*.md\n!e.md\n"})
    assert drafts() == ["a.md", "keep/old.md", "sub/e.md"]


def test_a_folder_of_a_repository_is_judged_by_the_files_above_it(tree):
    write, drafts = tree
    write("blog/posts/a.md", "blog/posts/b.md", "blog/posts/c.md", ".git/HEAD")
    write(**{".gitignore": "/blog/posts/a.md\n", "blog/.gitignore": "b.md\n", ".git/info/exclude": "c.md\n"})
    with pytest.raises(InputError, match=r"without what git ignores"):
        drafts("blog/posts")
    write("blog/posts/d.md")
    assert drafts("blog/posts") == ["blog/posts/d.md"]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs git for a user of their own, in a repository of their own."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "settings"))
    (tmp_path / "home" / "settings" / "git").mkdir(parents=True)

    def git(*arguments: str, at: str = "blog") -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path / at, check=True, capture_output=True)

    (tmp_path / "blog").mkdir()
    git("init", "-q")
    return git


@pytest.mark.usefixtures("git")
def test_what_the_user_ignores_in_all_repositories_is_left_out(tree):
    write, drafts = tree
    write("blog/a.md", "blog/b.md", "blog/c.md")
    write(**{"home/settings/git/ignore": "b.md\nc.md\n", "blog/.gitignore": "!c.md\n"})
    assert drafts("blog") == ["blog/a.md", "blog/c.md"]


def test_a_list_that_gits_settings_name_counts_instead_and_a_repositorys_own_goes_before_it(tree, git):
    write, drafts = tree
    write("blog/a.md", "blog/b.md", "blog/c.md", "blog/d.md")
    write(**{"home/settings/git/ignore": "a.md\n", "home/mine": "b.md\nc.md\n", "blog/.git/info/exclude": "!c.md\nd.md\n"})
    git("config", "--global", "core.excludesFile", "~/mine")
    assert drafts("blog") == ["blog/a.md", "blog/c.md"]


def test_a_further_work_tree_shares_the_list_of_its_repository(tree, git):
    write, drafts = tree
    write("blog/a.md", "blog/b.md")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    write(**{"blog/.git/info/exclude": "b.md\n"})
    git("worktree", "add", "-q", "../second")
    assert drafts("second") == ["second/a.md"]


@pytest.mark.usefixtures("git")
def test_without_git_the_files_of_a_repository_still_count(tree, monkeypatch: pytest.MonkeyPatch):
    write, drafts = tree
    write("blog/a.md", "blog/b.md", "blog/c.md")
    write(**{"home/settings/git/ignore": "b.md\n", "blog/.git/info/exclude": "c.md\n"})
    monkeypatch.setenv("PATH", "")
    assert drafts("blog") == ["blog/a.md"]


def test_files_above_a_repository_do_not_count(tree):
    write, drafts = tree
    write("blog/a.md", "blog/.git/HEAD")
    write(**{".gitignore": "*.md\n"})
    assert drafts("blog") == ["blog/a.md"]


def test_every_kind_of_draft_is_found_and_locks_are_not(tree):
    write, drafts = tree
    write("a.docx", "b.odt", "c.html", "d.htm", "e.MD", "f.txt", "g.markdown", "~$a.docx", "h.pdf", "i.txt.confidcheck")
    assert drafts() == ["a.docx", "b.odt", "c.html", "d.htm", "e.MD", "f.txt", "g.markdown"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_links_that_go_round_in_circles_end(tree, tmp_path: Path):
    write, drafts = tree
    write("a.md", "sub/b.md")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert drafts() == ["a.md", "sub/b.md"]


def test_a_pattern_that_the_shell_left_alone_is_resolved(tree, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    write, _ = tree
    write("a.md", "sub/deep/b.md", "c.txt")
    monkeypatch.chdir(tmp_path)
    assert drafts_like("**/*.md") == [Path("a.md"), Path("sub/deep/b.md")]
    with pytest.raises(InputError, match=r"\*\.rst: no such file"):
        drafts_like("*.rst")
