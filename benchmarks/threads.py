"""Labelled threads: how many that disclose are found, how many harmless ones flagged, how often the turn that tips is right.

    python benchmarks/threads.py training/threads/[ghkrs].jsonl
    python benchmarks/threads.py --misses training/threads/a.jsonl      # and print what went wrong
    python benchmarks/threads.py --ids-ending 15 DEV.jsonl              # only some of a file
    python benchmarks/threads.py --curve FILE…                          # over the threshold from which a thread is flagged

A thread is a line of JSON: `turns` (`author`: `me` or `other`, `text`), `verdict`, `turn_where_it_tips` from 0. It counts as
flagged where some finding is of `warn` or graver; the turn is right where it is the labelled one or one off. The country is the
United Kingdom. What the encoder was trained on (all of `training/threads` but `g`, `h`, `k`, `r` and `s`) says little.

"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.finding import Report

CURVE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9)


class Outcome(NamedTuple):
    """One thread: whether it discloses, whether it was flagged, and whether the turn that tips is right or one off."""

    discloses: bool
    is_flagged: bool
    is_near: bool

    @property
    def is_wrong(self) -> bool:
        """Whether any of it is not as labelled."""
        return self.is_flagged is not self.discloses or (self.discloses and not self.is_near)


def thread(turns: list[dict[str, Any]]) -> Thread:
    """Make a thread of labelled turns."""
    drafts = (Draft.plain(turn["text"], f"turn {k}", is_own=turn["author"] == "me") for k, turn in enumerate(turns))
    return Thread(tuple(drafts))


def check(checker: Checker, row: dict[str, Any]) -> tuple[Report, Outcome]:
    """Check one labelled thread."""
    report = checker.check(thread(row["turns"]))
    tips, wanted = report.mosaics[0].tips if report.mosaics else None, row["turn_where_it_tips"]
    is_near = tips is not None and wanted is not None and abs(tips - wanted) <= 1
    is_flagged = any(finding.severity >= Severity.WARN for finding in report.live)
    return report, Outcome(row["verdict"] == "disclosure", is_flagged, is_near)


def totals(outcomes: list[Outcome]) -> str:
    """Return recall, false alarms and turns as counts and in per cent."""
    disclosing = [each for each in outcomes if each.discloses]
    harmless = [each for each in outcomes if not each.discloses]
    parts = (
        ("found", sum(each.is_flagged for each in disclosing), len(disclosing)),
        ("false alarms", sum(each.is_flagged for each in harmless), len(harmless)),
        ("turn right or one off", sum(each.is_near for each in disclosing), len(disclosing)),
    )
    return ", ".join(f"{name} {count}/{of}" + (f" ({100 * count / of:.1f} %)" if of else "") for name, count, of in parts)


def told(row: dict[str, Any], report: Report, outcome: Outcome) -> Iterator[str]:
    """Yield a thread and what was found in it."""
    tips = report.mosaics[0].tips if report.mosaics else None
    yield f"{row['id']}: {row['verdict']}, flagged: {outcome.is_flagged}, tips at {tips}, labelled {row['turn_where_it_tips']}"
    yield from (f"    {turn['author']}: {turn['text']}" for turn in row["turns"])
    for finding in report.live:
        place = finding.primary
        words = report.thread.drafts[place.draft].text[place.start : place.end]
        yield f"        {finding.rule} {finding.severity.word} {finding.confidence.word}, turn {place.draft}: {words!r}"


def main() -> None:
    """Check and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", type=Path, nargs="+")
    options.add_argument("--misses", action="store_true", help="print the threads that went wrong; not for a set kept aside")
    options.add_argument("--ids-ending", metavar="DIGITS", help="only threads whose id ends in one of these")
    options.add_argument("--ids-not-ending", metavar="DIGITS", help="only the others")
    options.add_argument("--no-encoder", action="store_true")
    options.add_argument("--curve", action="store_true", help="over `thread` of thresholds.yaml")
    asked = options.parse_args()
    checker = Checker(country="GB", use_encoder=not asked.no_encoder)
    for threshold in CURVE if asked.curve else [checker.ruleset.thresholds["thread"]]:
        checker.ruleset.thresholds["thread"] = threshold
        everything: list[Outcome] = []
        for path in asked.paths:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            rows = [row for row in rows if not asked.ids_ending or row["id"][-1] in asked.ids_ending]
            rows = [row for row in rows if not asked.ids_not_ending or row["id"][-1] not in asked.ids_not_ending]
            outcomes = []
            for row in rows:
                report, outcome = check(checker, row)
                outcomes.append(outcome)
                if asked.misses and outcome.is_wrong:
                    sys.stdout.writelines(f"{line}\n" for line in told(row, report, outcome))
            sys.stdout.write(f"{threshold:.2f} {path.stem}: {totals(outcomes)}\n")
            everything += outcomes
        if len(asked.paths) > 1:
            sys.stdout.write(f"{threshold:.2f} all: {totals(everything)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
