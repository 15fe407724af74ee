"""Measures confidcheck against bare spaCy and presidio on the same texts, on this machine, in one run; prints ratios.

    python benchmarks/run.py              # some minutes
    python benchmarks/run.py --quick      # smaller archives, fewer repetitions
    python benchmarks/run.py --million    # drafts of up to a million words as well

Seconds depend on the machine and on what else it does; ratios hardly do, for what is compared is measured in turns.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from growth import growth_rows
from measure import CLEAN, FINDINGS, Row
from throughput import warm_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECK = [sys.executable, "-m", "confidcheck", "check"]
PIPELINE = "from confidcheck.language.syntax import load_syntax; nlp = load_syntax()"
ENCODER = "from confidcheck.language.encoder import load_encoder; load_encoder()"


def cold(commands: dict[str, Sequence[str]], times: int) -> dict[str, tuple[float, float]]:
    """Return for each command the least wall and processor seconds of a whole process; the commands take turns."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            ended = subprocess.run(command, capture_output=True, check=False).returncode
            if ended not in (0, 1):  # 1: there are findings
                sys.exit(f"“{name}” ended with {ended}; nothing was measured")
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            taken[name].append((wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return {name: (min(w for w, _ in found), min(c for _, c in found)) for name, found in taken.items()}


def code(text: str) -> list[str]:
    """Return the command that runs Python code."""
    return [sys.executable, "-c", text]


def cold_rows(times: int) -> list[Row]:
    """Whole processes: a check of a clean draft and of one with findings, against imports alone."""
    read = f"text = open({str(FINDINGS)!r}).read()"
    found = cold(
        {
            "nothing": code("pass"),
            "presidio": code("import presidio_analyzer"),
            "presidio and pipeline": code(f"import presidio_analyzer; {PIPELINE}"),
            "spaCy and pipeline on the text": code(f"{PIPELINE}; {read}; nlp(text)"),
            "encoder ready": code(ENCODER),
            "clean": [*CHECK, str(CLEAN)],
            "findings": [*CHECK, str(FINDINGS)],
        },
        times,
    )
    rows = [Row(f"process: {name}", f"{wall:.2f} s, {cpu:.2f} s of processor") for name, (wall, cpu) in found.items()]

    def ratio(name: str, other: str, bar: str) -> Row:
        (wall, cpu), (wall_other, cpu_other) = found[name], found[other]
        return Row(f"check, {name} / {other}", f"{wall / wall_other:.2f} (processor {cpu / cpu_other:.2f})", bar)

    return [
        *rows,
        ratio("clean", "presidio", "≤ 0.5"),
        ratio("findings", "presidio and pipeline", "≤ 1.15"),
        ratio("clean", "spaCy and pipeline on the text", ""),
    ]


def memory_rows() -> list[Row]:
    """The most memory that a whole check takes."""
    probe = "import resource, subprocess, sys\n"
    probe += "if subprocess.run(sys.argv[1:], capture_output=True).returncode > 1: sys.exit('the check failed')\n"
    probe += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    rows = []
    for path in (CLEAN, FINDINGS):
        done = subprocess.run([*code(probe), *CHECK, str(path)], capture_output=True, text=True, check=True)
        rows.append(Row(f"memory: check of the {path.stem} draft", f"{float(done.stdout):.0f} MB", "≤ 450 MB"))
    return rows


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="smaller archives, fewer repetitions")
    options.add_argument("--million", action="store_true", help="drafts of up to a million words as well; half an hour more")
    options.add_argument("--only", choices=["cold", "warm", "memory", "growth"], help="one part")
    asked = options.parse_args()
    most_words = 1_000_000 if asked.million else 10_000 if asked.quick else 100_000
    parts = {
        "cold": lambda: cold_rows(3 if asked.quick else 7),
        "warm": lambda: warm_rows(10_000 if asked.quick else 100_000),
        "memory": memory_rows,
        "growth": lambda: growth_rows(most_words, 200 if asked.quick else 10_000),
    }
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n")
    print(f"{'what':70} {'figure':34} bar")
    for name, measure in parts.items():
        for row in measure() if asked.only in (None, name) else ():
            print(f"{row.what:70} {row.figure:34} {row.bar}", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
