"""Check the example drafts and say what one sees; `--write` keeps their reports in `expected/`.

The reports beside the drafts are what the tool really prints, kept true by `tests/test_examples.py`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
INTRODUCTION = """\
confidcheck reads a draft before you post it. Below it checks a few drafts as people write them.
Flagged words are marked in the text and numbered; under each passage stands why they matter, and safer words
where there are any. Nothing leaves this machine.
"""
FAREWELL = """\
Now try it on a draft of your own:

    .venv/bin/confidcheck check            then paste, and end with Ctrl-D
    .venv/bin/confidcheck check post.md
    .venv/bin/confidcheck explain client-opener
"""
SHOWN = ("group-post.md", "theme-question.md", "blog.md", "review-reply.txt", "urgent.txt")


def drafts() -> list[Path]:
    """The example drafts, in order of their names."""
    return sorted(p for p in HERE.iterdir() if p.suffix in {".md", ".txt"} and p.name != "README.md")


def report(draft: Path, *, width: int = 80) -> str:
    """What `confidcheck check` prints for one draft, without colour."""
    command = [sys.executable, "-m", "confidcheck", "check", draft.name]
    surroundings = {"NO_COLOR": "1", "COLUMNS": str(width), "PYTHONUTF8": "1", "PATH": ""}
    done = subprocess.run(
        command, cwd=draft.parent, capture_output=True, text=True, env=surroundings, encoding="utf8", check=False
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return done.stdout


def main() -> None:
    """Show a few reports, or write them all."""
    if "--write" in sys.argv:
        for draft in drafts():
            (HERE / "expected").mkdir(exist_ok=True)
            (HERE / "expected" / f"{draft.name}.out").write_text(report(draft), encoding="utf8")
        return
    print(INTRODUCTION)
    for name in SHOWN:
        print(f"$ confidcheck check examples/{name}\n\n{report(HERE / name)}")
    print(FAREWELL)


if __name__ == "__main__":
    main()
