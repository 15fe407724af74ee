"""Count what drafts that disclose come to: a safe version, a card, or neither. Prints totals, never a word of a draft.

    python benchmarks/rewordings.py training/corpus/part5.jsonl …

Whether a draft asks for something is told by a few cues of its own, not by those of the rewordings, so that the two can
disagree. Every safe version is checked once more by itself.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity
from confidcheck.ruleset import shipped_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.finding import Report

ASKS = re.compile(
    r"(?i)\?|\b(recommend\w*|looking for|in search of|iso|any (ideas|tips|thoughts|advice|suggestions|recs|help|reading)|"
    r"(does|has|is|can|could|would) (anyone|anybody|any of you)|suggestions?|recs|advice (please|needed|welcome)|"
    r"wondering (how|if|what|whether)|(please|kindly) (advise|help|guide|suggest))\b"
)
FIRST_WORDS = 24  # code points of a card that no other card begins with


@dataclass(frozen=True)
class Outcome:
    """What came of one draft: whether anything was found, words or the name of a card, and what failed, if anything did."""

    id: str
    is_found: bool
    has_words: bool
    card: str
    is_asking: bool
    is_sound: bool

    @property
    def failure(self) -> str:
        """The category it fails in, or the empty string."""
        if not self.is_found:
            return "nothing was found"
        if not self.has_words and not self.card:
            return "neither a safe version nor a card"
        if not self.is_sound:
            return "the safe version does not pass by itself"
        if self.is_asking and not self.has_words:
            return f"asks for something and gets only a card: {self.card}"
        return ""


def disclosures(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the drafts of corpus files that disclose."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["verdict"] == "disclosure":
                yield row


def outcome(row: dict[str, Any], checker: Checker, cards: dict[str, str]) -> Outcome:
    """Check one draft of a corpus.

    Args:
        row: with its id and text.
        checker: built once.
        cards: how each card begins, by its name.
    """
    report = checker.check(Thread.of(Draft.plain(row["text"])))
    return Outcome(
        row["id"],
        is_found=any(finding.severity >= Severity.WARN for finding in report.live),
        has_words=report.rewritten is not None,
        card=_card(report, cards),
        is_asking=ASKS.search(row["text"]) is not None,
        is_sound=report.rewritten is None or checker.passes(report.rewritten),
    )


def _card(report: Report, cards: dict[str, str]) -> str:
    if not report.card:
        return ""
    return next((name for name, start in cards.items() if report.card.startswith(start)), "unknown")


def first_words() -> dict[str, str]:
    """How each card begins, by its name."""
    data = yaml.safe_load((shipped_rules() / "rewordings" / "cards.yaml").read_text(encoding="utf-8"))
    return {name: text[:FIRST_WORDS] for name, text in data["cards"].items()}


def summary(outcomes: list[Outcome]) -> str:
    """Lay out the totals, and a line for each category of failures."""
    found = [each for each in outcomes if each.is_found]
    asking = [each for each in found if each.is_asking]
    words = [each for each in found if each.has_words]
    lines = [
        f"disclosing drafts: {len(outcomes)}",
        f"found: {_share(len(found), len(outcomes))}",
        f"of these, with a safe version: {_share(len(words), len(found))}",
        f"of these, with a card instead: {_share(sum(bool(each.card) and not each.has_words for each in found), len(found))}",
        f"of these, with neither: {_share(sum(not each.card and not each.has_words for each in found), len(found))}",
        f"found, and asking for something: {_share(len(asking), len(found))}",
        f"of these, with a safe version: {_share(sum(each.has_words for each in asking), len(asking))}",
        f"safe versions that pass by themselves: {_share(sum(each.is_sound for each in words), len(words))}",
    ]
    failures = Counter(each.failure for each in outcomes if each.failure)
    return "\n".join([*lines, *(f"- {failure}: {count}" for failure, count in failures.most_common())])


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.1%})" if of else "0 of 0"


def main() -> None:
    """Print the totals over the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="corpus files (JSON lines)")
    parser.add_argument("--ids", action="store_true", help="name the drafts of each failing category; not for validation parts")
    given = parser.parse_args()
    checker, cards = Checker(), first_words()
    outcomes = [outcome(row, checker, cards) for row in disclosures(given.files)]
    sys.stdout.write(f"{summary(outcomes)}\n")
    if given.ids:
        sys.stdout.writelines(f"  {each.id}: {each.failure}\n" for each in outcomes if each.failure)


if __name__ == "__main__":
    main()
