"""Checks many small files in one run of the command line: wall time a file, and the most memory, as the number grows.

    python benchmarks/files.py                      # 100, 1,000 and 10,000 files; long
    python benchmarks/files.py 100 300              # as many as named
    python benchmarks/files.py --no-encoder 1000    # without the language model

Time should grow with the number of files, and memory should not: each figure stands beside that of the first run. Files are
made in a temporary folder from the paragraphs of `drafts/`, every other one with findings. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

DRAFTS = Path(__file__).parent / "drafts"
NUMBERS = (100, 1_000, 10_000)
A_FOLDER = 100  # files in each folder
FOUND = (0, 1)  # exit statuses of a run that checked everything
KIB_A_MB = 1024 if sys.platform != "darwin" else 1024 * 1024  # ru_maxrss counts in bytes there


class Run(NamedTuple):
    """One run: how many files, seconds by the clock and of the processor, the most memory in MB, the length of the report."""

    count: int
    wall: float
    cpu: float
    memory: float
    characters: int


def make(folder: Path, count: int) -> None:
    """Write `count` small drafts into subfolders; the same ones each time."""
    parts = [path.read_text("utf8").strip().split("\n\n") for path in (DRAFTS / "clean.md", DRAFTS / "findings.md")]
    turns = [cycle(part) for part in parts]
    texts = (next(turn) for turn in cycle(turns))
    for number, text in enumerate(islice(texts, count)):
        path = folder / f"{number // A_FOLDER:03}" / f"post-{number % A_FOLDER:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", "utf8")


def run(count: int, options: list[str]) -> Run:
    """Check `count` files in one process."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as out:
        folder = Path(name)
        make(folder, count)
        command = [sys.executable, "-m", "confidcheck", "check", *options, "."]
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.PIPE)
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)  # of this process alone; resource.getrusage has the most of all
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in FOUND:
            sys.exit(f"the check of {count} files ended with {process.returncode}: {said.decode(errors='replace')[-300:]}")
        return Run(count, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB_A_MB, out.tell())


def row(done: Run, first: Run) -> str:
    """Return a line of the table."""
    each, each_first = 1000 * done.wall / done.count, 1000 * first.wall / first.count
    return (
        f"{done.count:>8,} {done.wall:>9.1f} {done.cpu:>9.1f} {each:>9.1f} {each / each_first:>7.2f}"
        f" {done.memory:>9.0f} {done.memory - first.memory:>+9.0f} {done.characters / 1e6:>9.2f}"
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("counts", type=int, nargs="*", metavar="N", default=NUMBERS, help="how many files")
    options.add_argument("--no-encoder", action="store_true", help="leave the language model out")
    options.add_argument("--format", default="text", help="as for confidcheck check")
    asked = options.parse_args()
    given = [f"--format={asked.format}", *(["--no-encoder"] if asked.no_encoder else [])]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {' '.join(given)}\n")
    print("   files    wall s     cpu s   ms/file   ratio    MB most     more  report MB")
    first = None
    for count in asked.counts or NUMBERS:
        done = run(count, given)
        first = first or done
        print(row(done, first), flush=True)


if __name__ == "__main__":
    main()
