"""Install the newest wheel of a folder into an empty environment and check an example from another directory."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DRAFT = "I have a client who has agoraphobia and I feel I need more CPD on this.\n"
NOT_AT_RUN_TIME = ("torch", "transformers")


def works(python: str) -> bool:
    """Whether it really is that Python; a version manager's stand-in may be there without the version."""
    return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def pythons() -> list[str]:
    """This Python, and Python 3.13 where the machine has it."""
    if sys.version_info >= (3, 13):
        return [sys.executable]
    managed = sorted(map(str, Path.home().glob(".pyenv/versions/3.13*/bin/python3.13")))
    candidates = [*filter(None, [shutil.which("python3.13")]), *managed]
    return [sys.executable, *[python for python in candidates if works(python)][:1]]


def try_wheel(python: str, wheel: Path) -> None:
    """Raise where the wheel does not install, does not find the disclosure, or brings what it must not."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run([python, "-m", "venv", folder / "env"], check=True)
        run = folder / "env" / "bin"
        subprocess.run([run / "python", "-m", "pip", "install", "--quiet", wheel.resolve()], check=True)
        away = folder / "elsewhere"
        away.mkdir()
        (away / "post.md").write_text(DRAFT, encoding="utf8")
        done = subprocess.run(
            [run / "confidcheck", "check", "--show-text", "post.md"], cwd=away, capture_output=True, text=True, check=False
        )
        if done.returncode != 1 or "agoraphobia" not in done.stdout:
            sys.exit(f"the wheel does not work with {python}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        listed = subprocess.run([run / "python", "-m", "pip", "list"], capture_output=True, text=True, check=True).stdout
        if any(f"\n{name} " in listed for name in NOT_AT_RUN_TIME):
            sys.exit("the wheel pulls in a training library")
    print(f"{wheel.name} works with {python}")


def main() -> None:
    """Try the newest wheel with every Python at hand."""
    wheel = max(Path(sys.argv[1]).glob("*.whl"), key=lambda p: p.stat().st_mtime)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    for python in pythons():
        try_wheel(python, wheel)


if __name__ == "__main__":
    main()
