"""The hooks against the real git (and the real pre-commit, where it is installed), in scratch repositories."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TELLING = "I have a client who has agoraphobia and I feel I need more CPD on this.\n"
CLEAN = "Does anyone have CPD recommendations for working with agoraphobia?\n"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A scratch repository that knows nothing of the user's own settings of git."""

    def __init__(self, top: Path, home: Path) -> None:
        self.top = top
        top.mkdir(exist_ok=True)
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CI", "CONFIDCHECK"))}
        self.environment = kept | {
            "HOME": str(home), "XDG_CONFIG_HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "T",
            "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip

    def run(self, *command: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=cwd or self.top,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = self.run("git", *arguments, cwd=cwd)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def hook(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "confidcheck", "hook", *arguments, cwd=cwd)

    def commit(self, *arguments: str, message: str = "Change", cwd: Path | None = None, **environment: str) -> str | None:
        """Commit; None where it went through, what was printed where it did not."""
        before = self.run("git", "rev-parse", "HEAD", cwd=cwd).stdout
        done = self.run("git", "commit", "-m", message, *arguments, cwd=cwd, **environment)
        is_made = before != self.run("git", "rev-parse", "HEAD", cwd=cwd).stdout
        assert is_made == (done.returncode == 0)
        return None if is_made else done.stdout + done.stderr

    def write(self, name: str, text: str, *, is_staged: bool = True) -> Path:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
        if is_staged:
            self.git("add", "--", name)
        return path


@pytest.fixture
def bare(tmp_path):
    """A repository without hooks of ours; the settings leave the language model out, so that commits are quick."""
    repository = Repository(tmp_path / "blog", tmp_path / "home")
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.write("confidcheck.toml", "encoder = false\n")
    repository.git("commit", "--quiet", "-m", "Begin")
    return repository


@pytest.fixture
def hooked(bare):
    done = bare.hook("install")
    assert done.returncode == 0, done.stderr
    return bare


@pytest.fixture
def blog(hooked):
    """A repository whose drafts are checked and its messages not, so that commits take half the time."""
    (hooked.top / ".git/hooks/commit-msg").unlink()
    return hooked


# What is checked


def test_a_draft_that_gives_a_client_away_is_not_committed(blog):
    blog.write("post.md", TELLING)
    said = blog.commit()
    assert "client-opener" in said
    assert "git commit --no-verify" in said


def test_a_clean_draft_is_committed_without_a_word(blog):
    blog.write("post.md", CLEAN)
    assert blog.commit() is None
    assert blog.hook("run", "pre-commit").stdout == ""


def test_a_partly_staged_draft_is_judged_by_what_is_staged(blog):
    blog.write("post.md", CLEAN)
    blog.write("post.md", TELLING, is_staged=False)
    assert blog.commit() is None
    blog.write("post.md", TELLING)
    blog.write("post.md", CLEAN, is_staged=False)
    assert "client-opener" in blog.commit()


def test_commit_all_is_judged_by_what_it_would_commit(blog):
    blog.write("post.md", CLEAN)
    assert blog.commit() is None
    blog.write("post.md", TELLING, is_staged=False)
    assert "client-opener" in blog.commit("--all")


def test_drafts_that_the_commit_leaves_alone_are_not_checked(blog):
    blog.write("old.md", TELLING)
    assert blog.commit("--no-verify") is None
    blog.write("new.md", CLEAN)
    assert blog.commit() is None
    blog.git("rm", "--quiet", "old.md")
    assert blog.commit() is None


def test_names_of_files_may_hold_anything(blog):
    blog.write('dr Ä\n"post".md', TELLING)
    assert "client-opener" in blog.commit()


def test_other_files_and_links_are_passed_by(blog):
    blog.write("code.py", f"# {TELLING}")
    (blog.top / "link.md").symlink_to("code.py")
    blog.git("add", "link.md")
    assert blog.commit() is None


def test_excluded_drafts_are_passed_by(blog):
    blog.write("confidcheck.toml", 'encoder = false\nexclude = ["drafts/"]\n')
    blog.write("drafts/post.md", TELLING)
    assert blog.commit() is None


def test_what_is_no_text_is_not_called_clean(blog):
    (blog.top / "post.md").write_bytes(b"\xff\xfe\xff")
    blog.git("add", "post.md")
    assert "not valid UTF-16" in blog.commit()


def test_a_wrong_setting_stops_the_commit_with_its_line(blog):
    blog.write("confidcheck.toml", "encoder = false\nfailon = 1\n")
    assert "confidcheck.toml:2: “failon” is no setting; did you mean “fail-on”?" in blog.commit()


def test_what_is_allowed_beside_a_draft_counts_once_it_is_staged(blog):
    blog.write("post.txt", TELLING)
    rules = sorted(set(re.findall(r"\(([a-z]+-[a-z-]+)\)", blog.commit() or "")))
    assert "client-opener" in rules
    blog.write("post.txt.confidcheck", f"allow {', '.join(rules)}: invented\n", is_staged=False)
    assert blog.commit() is not None
    blog.git("add", "post.txt.confidcheck")
    assert blog.commit() is None


def test_the_message_is_checked_too(hooked):
    hooked.write("post.md", CLEAN)
    said = hooked.commit(message=TELLING)
    assert "the commit's message" in said
    assert hooked.commit(message=CLEAN) is None


def test_lines_that_git_strips_from_a_message_are_not_checked_and_others_are(hooked):
    hooked.write("post.md", CLEAN)
    editor = hooked.write("editor", f'#!/bin/sh\nprintf "Change\\n# {TELLING}" > "$1"\n', is_staged=False)
    editor.chmod(0o755)
    assert "the commit's message" in hooked.commit(message=f"Change\n\n# {TELLING}")
    done = hooked.run("git", "commit", GIT_EDITOR=str(editor))
    assert done.returncode == 0, done.stderr


def test_a_message_written_with_the_changes_in_view_is_checked_without_them(hooked):
    hooked.write("old.md", TELLING)
    assert hooked.commit("--no-verify") is None
    hooked.write("old.md", CLEAN)
    editor = hooked.write(
        "editor", '#!/bin/sh\nprintf "Change\\n" | cat - "$1" > "$1.new" && mv "$1.new" "$1"\n', is_staged=False
    )
    editor.chmod(0o755)
    done = hooked.run("git", "commit", "--verbose", GIT_EDITOR=str(editor))
    assert done.returncode == 0, done.stdout + done.stderr


def test_words_of_a_draft_stay_hidden_where_others_read_along(blog):
    blog.write("post.md", TELLING)
    said = blog.commit(CI="true")
    assert "client-opener" in said
    assert "agoraphobia" not in said


# Installing


def test_a_hook_that_is_there_runs_first_and_comes_back(bare):
    hook = bare.top / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho before >> ran\n[ ! -e stop ]\n", encoding="utf8")
    hook.chmod(0o755)
    before = hook.read_bytes()
    assert "runs first" in bare.hook("install").stdout
    bare.write("post.md", TELLING)
    assert "client-opener" in bare.commit()
    assert (bare.top / "ran").read_text(encoding="utf8") == "before\n"
    bare.write("post.md", CLEAN)
    (bare.top / "stop").touch()
    assert bare.commit() is not None
    (bare.top / "stop").unlink()
    assert bare.commit() is None
    assert bare.hook("uninstall").returncode == 0
    assert hook.read_bytes() == before
    assert hook.stat().st_mode & 0o111
    assert sorted(path.name for path in hook.parent.iterdir() if path.suffix != ".sample") == ["pre-commit"]


def test_installing_twice_changes_nothing(hooked):
    hooks = {path: path.read_bytes() for path in (hooked.top / ".git/hooks").iterdir()}
    assert hooked.hook("install").returncode == 0
    assert {path: path.read_bytes() for path in (hooked.top / ".git/hooks").iterdir()} == hooks


def test_uninstalling_leaves_no_trace(bare):
    before = sorted((bare.top / ".git/hooks").iterdir())
    bare.hook("install")
    bare.hook("uninstall")
    assert sorted((bare.top / ".git/hooks").iterdir()) == before
    assert "No hook of confidcheck" in bare.hook("uninstall").stdout


def test_installing_says_what_was_done_and_how_to_undo_it(bare):
    assert bare.hook("install").stdout.splitlines() == [
        ".git/hooks/pre-commit: installed.",
        ".git/hooks/commit-msg: installed.",
        "From now on, every commit here is checked first.",
        "To stop that: confidcheck hook uninstall",
    ]
    assert bare.hook("uninstall").stdout.splitlines() == [
        ".git/hooks/pre-commit: taken away.",
        ".git/hooks/commit-msg: taken away.",
    ]


def test_a_hook_of_somebody_elses_is_not_uninstalled(bare):
    hook = bare.top / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\n", encoding="utf8")
    bare.hook("uninstall")
    assert hook.exists()


def test_a_hook_put_over_ours_is_not_lost_by_installing_again(blog):
    hook = blog.top / ".git/hooks/pre-commit"
    hook.with_name("pre-commit.before-confidcheck").write_text("one", encoding="utf8")
    hook.write_text("two", encoding="utf8")
    done = blog.hook("install")
    assert (done.returncode, hook.read_text(encoding="utf8")) == (2, "two")
    assert "another hook has taken our place" in done.stderr


def test_a_folder_of_hooks_of_the_repository_is_respected(bare):
    bare.git("config", "core.hooksPath", ".githooks")
    bare.hook("install", cwd=bare.write("posts/x.md", CLEAN).parent)
    assert (bare.top / ".githooks/pre-commit").exists()
    bare.write("post.md", TELLING)
    assert "client-opener" in bare.commit()


def test_a_folder_of_hooks_for_all_repositories_is_left_alone(bare, tmp_path):
    bare.git("config", "--global", "core.hooksPath", str(tmp_path / "shared"))
    done = bare.hook("install")
    assert done.returncode == 2
    assert "in all your repositories" in done.stderr
    assert not (tmp_path / "shared").exists()


def test_husky_is_not_broken(bare):
    bare.git("config", "core.hooksPath", ".husky/_")
    assert "husky looks after these hooks" in bare.hook("install").stderr


def test_work_trees_share_the_hooks(blog, tmp_path):
    other = tmp_path / "other"
    blog.git("worktree", "add", "--quiet", str(other), "-b", "other")
    (other / "post.md").write_text(TELLING, encoding="utf8")
    blog.git("add", "post.md", cwd=other)
    assert "client-opener" in blog.commit(cwd=other)
    assert blog.hook("uninstall", cwd=other).returncode == 0
    assert blog.commit(cwd=other) is None


def test_a_hook_whose_python_is_gone_says_so_and_stops_the_commit(blog):
    hook = blog.top / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text(encoding="utf8").replace(sys.executable, "/gone/python"), encoding="utf8")
    blog.write("post.md", CLEAN)
    assert "it is not installed any more" in blog.commit(PATH="/usr/bin:/bin")


def test_outside_git_there_is_an_error_that_says_so(tmp_path):
    elsewhere = Repository(tmp_path / "elsewhere", tmp_path / "home")
    done = elsewhere.hook("install")
    assert done.returncode == 2
    assert "not in a work tree of git" in done.stderr


# The pre-commit framework


def manifest() -> list[dict]:
    return yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf8"))


def test_the_manifest_offers_both_hooks_as_pre_commit_wants_them():
    hooks = {hook["id"]: hook for hook in manifest()}
    assert list(hooks) == ["confidcheck", "confidcheck-fix"]
    for hook in hooks.values():
        assert hook["language"] == "python"
        assert hook["types_or"] == ["markdown", "plain-text", "html"]
        assert hook["require_serial"] is True
        assert hook["entry"].split()[:2] == ["confidcheck", "check"]
    assert hooks["confidcheck-fix"]["entry"].split()[2:] == ["--fix"]


def test_pre_commit_itself_accepts_the_manifest():
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    assert len(clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")) == 2


@pytest.mark.parametrize("hook", ["confidcheck", "confidcheck-fix"])
def test_the_command_line_knows_what_the_manifest_asks_for(bare, hook):
    bare.write("post.md", CLEAN)
    entry = next(each["entry"] for each in manifest() if each["id"] == hook)
    assert bare.run(*entry.split(), "post.md").returncode == 0


def with_framework(repository: Repository, hook: dict) -> None:
    """Use a hook of the manifest from the installed confidcheck, without building an environment for it."""
    local = hook | {"language": "system", "entry": f"{Path(sys.executable).parent / hook['entry']}"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    done = repository.run("pre-commit", "install")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(
    shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None, reason="pre-commit is not installed"
)
class TestFramework:
    @pytest.fixture
    def framed(self, bare):
        with_framework(bare, manifest()[0])
        return bare

    def test_a_draft_that_gives_a_client_away_is_blocked_and_a_clean_one_passes(self, framed):
        framed.write("post.md", TELLING)
        assert "client-opener" in framed.commit()
        framed.write("post.md", CLEAN)
        assert framed.commit() is None

    def test_a_partly_staged_draft_is_judged_by_what_is_staged(self, framed):
        framed.write("post.md", CLEAN)
        framed.write("post.md", TELLING, is_staged=False)
        assert framed.commit() is None
        assert (framed.top / "post.md").read_text(encoding="utf8") == TELLING

    def test_an_excluded_draft_that_is_passed_on_does_not_fail(self, framed):
        framed.write("confidcheck.toml", 'encoder = false\nexclude = ["post.md"]\n')
        framed.write("post.md", TELLING)
        assert framed.commit() is None

    def test_ours_and_the_frameworks_hooks_live_together_whichever_came_first(self, framed):
        hooks = framed.top / ".git/hooks"
        assert framed.hook("install").returncode == 0
        framed.write("post.md", TELLING)
        assert framed.commit().count("client-opener") >= 2
        framed.run("pre-commit", "install")
        assert "calls confidcheck already" in framed.hook("install").stdout
        assert framed.commit() is not None
        framed.hook("uninstall")
        assert "pre-commit.com" in (hooks / "pre-commit").read_text(encoding="utf8")
        assert [path.name for path in hooks.iterdir() if path.suffix != ".sample"] == ["pre-commit"]


# From the manifest to a blocked commit, as a stranger would have it

PARTS = ("src", "rules", "pyproject.toml", "README.md", "LICENSE", "LICENSES", ".pre-commit-hooks.yaml")


@pytest.mark.slow
def test_pre_commit_builds_the_hook_from_the_repository_and_blocks_what_it_must(bare, tmp_path):
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    source = Repository(tmp_path / "source", tmp_path / "home")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source.top / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source.top / name)
    source.git("init", "--quiet")
    source.git("add", "--all")
    source.git("commit", "--quiet", "-m", "Copy")
    bare.environment["PRE_COMMIT_HOME"] = str(tmp_path / "cache")
    if "PIP_CONFIG_FILE" not in bare.environment and (config := Path.home() / ".config/pip/pip.conf").exists():
        bare.environment["PIP_CONFIG_FILE"] = str(config)

    def tried(text: str) -> subprocess.CompletedProcess[str]:
        bare.write("post.md", text)
        done = bare.run("pre-commit", "try-repo", str(source.top), "confidcheck", "--verbose", "--files", "post.md")
        if "Could not find a version" in done.stdout + done.stderr:
            pytest.skip("the packages that confidcheck stands on cannot be fetched here")
        return done

    done = tried(TELLING)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "client-opener" in done.stdout
    done = tried(CLEAN)
    assert done.returncode == 0, done.stdout + done.stderr
