"""Recall against false alarms on labelled drafts, over the threshold from which the encoder speaks alone; and the ablation.

python benchmarks/thresholds.py CORPUS.jsonl…        (parts 3 and 6 are the ones that the shipped thresholds were chosen on)

A draft counts as flagged where some finding is of `warn` or graver. `caution` drafts are not scored. Everything runs in one
process on one reading of each draft, as Markdown, in which people write.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.checker import Checker
from confidcheck.finding import Severity
from confidcheck.inputs.markdown import read_markdown
from confidcheck.rule import Kind
from confidcheck.settle import settle

if TYPE_CHECKING:
    from confidcheck.reading import Reading
    from confidcheck.rule import Hit

CURVE = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


class Judged(NamedTuple):
    """A draft as read, and whether it discloses."""

    discloses: bool
    reading: Reading
    hits: tuple[Hit, ...]


def read(checker: Checker, paths: list[str]) -> list[Judged]:
    """Read every draft once."""
    judged = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            if row["verdict"] != "caution":
                (reading,) = checker._language.read_thread((read_markdown(row["text"], row["id"]),))  # noqa: SLF001 - below its API
                hits = tuple(checker._matcher.hits(reading))  # noqa: SLF001 - the same
                judged.append(Judged(row["verdict"] == "disclosure", reading, hits))
    return judged


def rates(checker: Checker, judged: list[Judged], limits: dict[str, float], kinds: set[Kind]) -> str:
    """Recall and false alarms in per cent, for hits of these kinds."""
    flagged = {True: 0, False: 0}
    for each in judged:
        hits = [hit for hit in each.hits if hit.kind in kinds]
        found = settle(hits, each.reading, 0, limits, checker.ruleset.signs)
        flagged[each.discloses] += any(finding.severity >= Severity.WARN for finding in found)
    disclosing = sum(each.discloses for each in judged)
    innocent = len(judged) - disclosing
    recall, alarms = 100 * flagged[True] / disclosing, 100 * flagged[False] / innocent
    return f"{recall:5.1f} ({flagged[True]}/{disclosing})   {alarms:4.1f} ({flagged[False]}/{innocent})"


def main() -> None:
    """Print the curve and the ablation."""
    checker, plain = Checker(), Checker(use_encoder=False)
    judged, worded = read(checker, sys.argv[1:]), read(plain, sys.argv[1:])
    limits = dict(checker.ruleset.thresholds)
    print("alone   recall %           false alarms %")
    for alone in CURVE:
        print(f"{alone:5.2f}  {rates(checker, judged, {**limits, 'alone': alone}, set(Kind))}")
    print(f"\nrules only     {rates(plain, worded, dict(plain.ruleset.thresholds), set(Kind))}")
    print(f"encoder only   {rates(checker, judged, limits, {Kind.MENTION})}")
    print(f"both           {rates(checker, judged, limits, set(Kind))}")


if __name__ == "__main__":
    main()
