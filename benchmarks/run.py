"""Measures confidcheck against bare spaCy and presidio on the same texts, on this machine, in one run; prints ratios.

    python benchmarks/run.py            # some minutes
    python benchmarks/run.py --quick    # smaller archives, fewer repetitions

Seconds depend on the machine and on what else it does; ratios hardly do, for each pair is measured in turns.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DRAFTS = Path(__file__).parent / "drafts"
MOST_WITH_FINDINGS = 10_000  # words; making hundreds of edits in one source still takes time that grows with their square
CLEAN, FINDINGS = DRAFTS / "clean.md", DRAFTS / "findings.md"
CHECK = [sys.executable, "-m", "confidcheck", "check"]
PIPELINE = "from confidcheck.language.syntax import load_syntax; nlp = load_syntax()"
ENCODER = "from confidcheck.language.encoder import load_encoder; load_encoder()"
ENGINE = """
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
class Engine(SpacyNlpEngine):
    def __init__(self): super().__init__(); self.nlp = {"en": nlp}
    def load(self): pass
engine = AnalyzerEngine(nlp_engine=Engine(), supported_languages=["en"])
"""


class Row(NamedTuple):
    """A line of the table: what was measured, the figure, and the bar it is held to (empty where there is none)."""

    what: str
    figure: str
    bar: str = ""


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


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the least processor seconds that some work takes."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def archive(words: int, *, clean: bool = False) -> list[str]:
    """Return drafts of about a paragraph, `words` words in all, half of them with findings."""
    paragraphs = [p for path in ([CLEAN] if clean else [CLEAN, FINDINGS]) for p in path.read_text("utf8").split("\n\n")]
    chosen, count, pick = [], 0, random.Random(1)  # noqa: S311 - a shuffle
    while count < words:
        chosen.append(pick.choice(paragraphs))
        count += len(chosen[-1].split())
    return chosen


def warm_rows(words: int) -> list[Row]:
    """One process, everything loaded: a draft, the encoder, an archive against presidio's engine with our pipeline."""
    from confidcheck import Checker  # noqa: PLC0415 - what is measured
    from confidcheck.draft import Draft, Thread  # noqa: PLC0415
    from confidcheck.language.encoder import load_encoder  # noqa: PLC0415
    from confidcheck.language.syntax import load_syntax  # noqa: PLC0415

    checker, encoder, nlp = Checker(), load_encoder(), load_syntax()
    drafts = archive(words)
    count = sum(len(draft.split()) for draft in drafts)

    def check_all() -> None:
        for draft in drafts:
            checker.check(Thread.of(Draft.plain(draft)))

    def encode_all() -> None:
        for draft in drafts:
            encoder.encode(draft)

    space: dict[str, object] = {"nlp": nlp}
    exec(ENGINE, space)  # noqa: S102 - the code above; presidio is imported only here
    engine = space["engine"]
    rows = []
    for path in (CLEAN, FINDINGS):
        text = path.read_text("utf8")
        checked = seconds(lambda text=text: checker.check(Thread.of(Draft.plain(text))), 5)
        rows.append(Row(f"warm: {path.stem} draft of {len(text.split())} words", f"{1000 * checked:.0f} ms"))
        wall = []
        for _ in range(7):
            start = time.perf_counter()
            encoder.encode(text)
            wall.append(time.perf_counter() - start)
        took = f"{1000 * statistics.median(wall):.0f} ms"
        rows.append(Row(f"warm: encoder alone on it, median of {len(wall)}", took, "≤ 60 ms"))
    piped, encoded, checked = seconds(lambda: list(nlp.pipe(drafts)), 1), seconds(encode_all, 1), seconds(check_all, 1)
    engined = seconds(lambda: [engine.analyze(draft, language="en") for draft in drafts], 1)  # type: ignore[attr-defined]
    return [
        *rows,
        Row(f"archive of {count} words: encoder", f"{count / encoded:,.0f} words/s", "≥ 6,000"),
        Row("archive: check, all in all", f"{count / checked:,.0f} words/s"),
        Row("archive: presidio's engine with our pipeline", f"{count / engined:,.0f} words/s"),
        Row("archive: check / presidio's engine, words/s", f"{engined / checked:.2f}", "≥ 1.5"),
        Row("archive: bare pipeline", f"{count / piped:,.0f} words/s"),
        Row("archive: rules, linking, sums and rewordings on top of the encoder", f"{checked / encoded - 1:+.0%}", "≤ +25 %"),
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


def growth_rows(most_words: int, most_files: int) -> list[Row]:
    """How time grows with the length of a draft, the number of drafts and the number of rules."""
    from confidcheck.checker import Checker  # noqa: PLC0415 - what is measured
    from confidcheck.draft import Draft, Thread  # noqa: PLC0415

    checker, rows = Checker(), []
    for name, clean in (("clean", True), ("findings", False)):
        per_word: list[float] = []
        size = 1000
        while size <= (most_words if clean else min(most_words, MOST_WITH_FINDINGS)):
            text = "\n\n".join(archive(size, clean=clean))
            per_word.append(seconds(lambda text=text: checker.check(Thread.of(Draft.plain(text))), 1) / len(text.split()))
            size *= 10
        figures = ", ".join(f"{1e6 * each:.0f}" for each in per_word)
        rows.append(Row(f"length, {name}: µs a word at 1,000, 10,000 … words", figures, "within ± 15 %"))
    drafts = archive(50)
    memory: list[float] = []
    for _ in range(2):
        for number in range(most_files // 2):
            checker.check(Thread.of(Draft.plain(drafts[number % len(drafts)])))
        memory.append(float(Path("/proc/self/statm").read_text("utf8").split()[1]) * resource.getpagesize() / 2**20)
    held = f"{memory[0]:.0f} MB, {memory[1]:.0f} MB"
    rows.append(Row(f"drafts: memory after {most_files // 2} and {most_files}", held, "flat"))
    return [*rows, *rule_rows()]


RULE = """\
id: {id}
family: F01
label: client
severity: note
guidance: [{guidance}]
message: "“{{match}}”"
why: A rule of the benchmark.
remedy: theme
match:
  phrase:
    - "(my|our) {words} {{client-noun}} [really|truly]"
examples:
  - flag: "About [[my {words} client]]."
  - pass: "About books."
"""


def rule_rows() -> list[Row]:
    """Check one text with 100 and with 5,000 rules of one's own beside the shipped ones."""
    from confidcheck import Checker  # noqa: PLC0415 - what is measured
    from confidcheck.draft import Draft, Thread  # noqa: PLC0415
    from confidcheck.ruleset import load_rules, shipped_rules  # noqa: PLC0415

    guidance = next(iter(load_rules([shipped_rules()]).guidance))
    text = "\n\n".join(archive(3000))
    taken = {}
    for count in (100, 5000):
        with tempfile.TemporaryDirectory() as folder:
            family = Path(folder) / "own"
            family.mkdir()
            for number in range(count):
                words = "".join(chr(97 + int(digit)) for digit in f"{number:05}")
                rule = RULE.format(id=f"bench-{number}", words=words, guidance=guidance)
                (family / f"bench-{number}.yaml").write_text(rule, "utf8")
            checker = Checker(rules=[Path(folder)], use_encoder=False)
        taken[count] = seconds(lambda checker=checker: checker.check(Thread.of(Draft.plain(text))))
    return [Row("rules: time with 5,000 / time with 100", f"{taken[5000] / taken[100]:.2f}", "≤ 2")]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="smaller archives, fewer repetitions")
    options.add_argument("--only", choices=["cold", "warm", "memory", "growth"], help="one part")
    asked = options.parse_args()
    parts = {
        "cold": lambda: cold_rows(3 if asked.quick else 7),
        "warm": lambda: warm_rows(10_000 if asked.quick else 100_000),
        "memory": memory_rows,
        "growth": lambda: growth_rows(10_000 if asked.quick else 1_000_000, 200 if asked.quick else 10_000),
    }
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n")
    print(f"{'what':70} {'figure':34} bar")
    for name, measure in parts.items():
        for row in measure() if asked.only in (None, name) else ():
            print(f"{row.what:70} {row.figure:34} {row.bar}", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
