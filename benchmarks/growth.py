"""How time and memory grow: with the length of a draft, the number of drafts and the number of rules."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Row, archive, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

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


def growth_rows(most_words: int, most_files: int) -> list[Row]:
    """How time grows with the length of a draft, the number of drafts and the number of rules."""
    from confidcheck.checker import Checker  # noqa: PLC0415 - what is measured
    from confidcheck.draft import Draft, Thread  # noqa: PLC0415

    checker = Checker()

    def found_in(text: str) -> object:
        """All of a check but the rewordings."""
        drafts = (Draft.plain(text),)
        return checker._settled(Thread(drafts), checker._language.read_thread(drafts))  # noqa: SLF001 - a part of a check

    kinds: list[tuple[str, bool, Callable[[str], object]]] = [
        ("clean", True, lambda text: checker.check(Thread.of(Draft.plain(text)))),
        ("findings", False, found_in),
        ("findings and rewordings", False, lambda text: checker.check(Thread.of(Draft.plain(text)))),
    ]
    rows = [length_row(name, work, most_words, clean=clean) for name, clean, work in kinds]
    drafts = archive(50)
    memory: list[float] = []
    for _ in range(2):
        for number in range(most_files // 2):
            checker.check(Thread.of(Draft.plain(drafts[number % len(drafts)])))
        memory.append(float(Path("/proc/self/statm").read_text("utf8").split()[1]) * resource.getpagesize() / 2**20)
    held = f"{memory[0]:.0f} MB, {memory[1]:.0f} MB"
    rows.append(Row(f"drafts: memory after {most_files // 2} and {most_files}", held, "flat"))
    return [*rows, *rule_rows()]


def length_row(name: str, work: Callable[[str], object], most: int, *, clean: bool) -> Row:
    """Time a word in drafts of 1,000 words, 10,000 and so on; shorter ones are measured oftener, for each takes less."""
    per_word: list[float] = []
    size = 1000
    while size <= most:
        text = "\n\n".join(archive(size, clean=clean))
        per_word.append(seconds(lambda text=text: work(text), 3 if size < 100_000 else 1) / len(text.split()))  # type: ignore[misc]
        size *= 10
    middle = (max(per_word) + min(per_word)) / 2
    figures = ", ".join(f"{1e6 * each:.0f}" for each in per_word)
    return Row(
        f"length, {name}: µs a word at 1,000, 10,000 … words",
        f"{figures} (± {max(per_word) / middle - 1:.0%})",
        "within ± 15 %",
    )


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
