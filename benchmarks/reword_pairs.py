"""Set the tool's rewordings beside those a person wrote, for the pairs of corpus part 5, and write `docs/REWORD_PAIRS.md`.

Whether the two have the same theme and ask the same kind of thing was judged by reading; the judgements stand in
`reword_pairs.yaml`, each under a fingerprint of the words that were read. Where the tool has come to say something else, the
table says that nobody has read it yet. `--fingerprints` prints them.
"""

from __future__ import annotations

import hashlib
import html
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CORPUS = HERE.parent / "training" / "corpus" / "part5.jsonl"
JUDGEMENTS = HERE / "reword_pairs.yaml"
PAGE = HERE.parent / "docs" / "REWORD_PAIRS.md"
NOT_READ = "not read yet"
INTRODUCTION = """\
# Rewordings beside those of a person

The drafts of corpus part 5 whose safe member was written by a person as a rewording, and what the tool makes of the same
draft. Judged by reading: the same theme and the same kind of request? A card in the stead of words counts as no, even where
it is right.
Written by `benchmarks/reword_pairs.py`; the judgements stand in `benchmarks/reword_pairs.yaml`.
"""


@dataclass(frozen=True)
class Pair:
    """A draft, the person's version of it, and the tool's: words, a card, or nothing where nothing was found."""

    id: str
    original: str
    human: str
    tool: str
    has_words: bool

    @property
    def fingerprint(self) -> str:
        """Tells whether the tool still says what was read."""
        return hashlib.sha256(self.tool.encode()).hexdigest()[:8]


def pairs(checker: Checker) -> Iterator[Pair]:
    """Check the originals of the corpus's rewordings.

    Args:
        checker: built once; it reads all of them.
    """
    rows = {row["id"]: row for row in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())}
    for row in rows.values():
        if row["verdict"] != "clear" or "reword" not in row.get("note", ""):
            continue
        original = rows[row["id"].removesuffix("b") + "a"]["text"]
        report = checker.check(Thread.of(Draft.plain(original)))
        card = f"*card: {report.card.split('. ')[0]}.*" if report.card else "*nothing was found*"
        yield Pair(row["id"], original, row["text"], report.rewritten or card, bool(report.rewritten))


def judged(pair: Pair, judgements: dict[str, dict[str, str]]) -> str:
    """The judgement of a pair, with why after a colon; `not read yet` where the tool has come to say something else."""
    return judgements.get(pair.id, {}).get(pair.fingerprint, NOT_READ)


def page(found: list[Pair], judgements: dict[str, dict[str, str]]) -> str:
    """Lay the pairs out as a Markdown table with the totals on top."""
    verdicts = [judged(pair, judgements) for pair in found]
    worded = [verdict for pair, verdict in zip(found, verdicts, strict=True) if pair.has_words]
    lines = [
        INTRODUCTION,
        f"Of all {len(found)}: {_total(verdicts)}",
        f"Of the {len(worded)} for which the tool has words: {_total(worded)}",
        "\n| id | original | a person's version | the tool's | same? |\n|---|---|---|---|---|",
        *(_row(pair, verdict) for pair, verdict in zip(found, verdicts, strict=True)),
    ]
    return "\n\n".join(lines[:3]) + "\n" + "\n".join(lines[3:]) + "\n"


def _row(pair: Pair, verdict: str) -> str:
    cells = [pair.id, *map(_cell, (pair.original, pair.human, pair.tool)), verdict]
    return f"| {' | '.join(cells)} |"


def _total(verdicts: list[str]) -> str:
    counts = Counter(verdict.partition(":")[0] for verdict in verdicts)
    return ", ".join(f"{answer} {count} ({count / len(verdicts):.0%})" for answer, count in counts.most_common()) + "."


def _cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", r"\|").replace("\n", "<br>")


def main() -> None:
    """Write the table, or print the fingerprints of what the tool says now."""
    found = list(pairs(Checker()))
    if "--fingerprints" in sys.argv:
        for pair in found:
            sys.stdout.write(f"{pair.id} {pair.fingerprint} {pair.tool!r}\n")
        return
    judgements = yaml.safe_load(JUDGEMENTS.read_text(encoding="utf-8"))["pairs"]
    PAGE.write_text(page(found, judgements), encoding="utf-8")


if __name__ == "__main__":
    main()
