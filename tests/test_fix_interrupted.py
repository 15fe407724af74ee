"""`--fix` when the disk is full, and when it is killed midway: the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from confidcheck.errors import RewriteError
from confidcheck.inputs import read_path
from confidcheck.rewrite import write_back

OLD = "I have a client who has agoraphobia and I feel I need more CPD on this.\n" * 400
NEW = "Does anyone have CPD recommendations for working with agoraphobia?\n" * 400
FULL = "post.md: cannot be written (No space left on device); nothing was written"


@pytest.fixture
def post(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("post.md").write_text(OLD)
    return Path("post.md")


def refuse(*_arguments, **_options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class FullStream:
    """Takes a while until it notices that there is no room."""

    def __init__(self, handle: int, _mode: str) -> None:
        self._handle = handle

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None:
        os.close(self._handle)

    def write(self, data: bytes) -> None:
        os.write(self._handle, data[: len(data) // 2])
        refuse()


STEPS = {
    "the new file is made": (tempfile, "mkstemp", refuse),
    "the new file is written": (os, "fdopen", FullStream),
    "the new file is brought to the disk": (os, "fsync", refuse),
    "the new file takes the place of the old": (os, "replace", refuse),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_where_the_disk_is_full_the_old_file_is_whole_and_nothing_lies_around(post, monkeypatch, step):
    module, name, instead = step
    draft = read_path(post)
    monkeypatch.setattr(module, name, instead)
    with pytest.raises(RewriteError) as caught:
        write_back(draft, NEW)
    assert str(caught.value) == FULL
    assert [each.name for each in Path.cwd().iterdir()] == ["post.md"]
    assert post.read_text() == OLD


KILLED = """
import os, signal, sys
from pathlib import Path
from confidcheck.inputs import read_path
from confidcheck.rewrite import write_back

def die(*_arguments, **_options):
    os.kill(os.getpid(), signal.SIGKILL)

class Half:
    def __init__(self, handle, mode): self.handle = handle
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def write(self, data):
        os.write(self.handle, data[: len(data) // 2])
        die()

replace = os.replace
def replace_and_die(*arguments, **options):
    replace(*arguments, **options)
    die()

draft = read_path(Path("post.md"))
name, instead = {
    "before": ("fdopen", die), "half": ("fdopen", Half), "written": ("fsync", die), "last": ("replace", die),
    "after": ("replace", replace_and_die),
}[sys.argv[1]]
setattr(os, name, instead)
write_back(draft, Path("new").read_text())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
@pytest.mark.parametrize(("moment", "text"), [("before", OLD), ("half", OLD), ("written", OLD), ("last", OLD), ("after", NEW)])
def test_killed_midway_the_file_is_the_old_one_or_the_new_one(post, moment, text):
    Path("new").write_text(NEW)
    done = subprocess.run([sys.executable, "-c", KILLED, moment], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert post.read_text() == text
    assert all(each.name.startswith(".confidcheck-") for each in Path.cwd().iterdir() if each.name not in ("post.md", "new"))


SMALL_DISK = """
set -e
mount -t tmpfs -o size=64k none "$1"
cp "$2" "$1/post.md"
cat /dev/zero > "$1/rest" 2>/dev/null || true
cd "$1"
status=0
"$3" -m confidcheck check --no-encoder --fix post.md || status=$?
cmp post.md "$2"
test "$(ls -A | tr '\\n' ' ')" = "post.md rest "
exit $status
"""


def test_on_a_disk_that_is_really_full_nothing_is_lost(tmp_path):
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test have a small disk of its own (unshare -rm)")
    disk, draft = tmp_path / "disk", tmp_path / "post.md"
    disk.mkdir()
    draft.write_text("I have a client who has agoraphobia and I feel I need more CPD on this.\n")
    command = ["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", str(disk), str(draft), sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "mount" in done.stderr:
        pytest.skip("this system does not let a test have a small disk of its own (tmpfs)")
    assert done.stderr == f"confidcheck: {FULL}\n"
    assert done.returncode == 2
