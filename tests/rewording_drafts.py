"""Drafts with marks, readings and reports for tests of the rewordings, without a language layer or rules."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Confidence, Finding, Label, Place, Report, Severity
from confidcheck.reading import Sentence
from confidcheck.reword import Reworder
from confidcheck.reword.edits import apply_edits
from confidcheck.ruleset import load_rules
from plain_reading import PlainReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULES = Path(__file__).parent.parent / "rules"
CORPUS = RULES.parent.parent / "shared" / "corpus"
TRAINING_PARTS = (1, 2, 4, 5, 7, 8, 9, 10, 12, 13, 14)  # parts 3 and 6 validate
FILES_OF_CARDS = yaml.safe_load((RULES / "rewordings" / "cards.yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"\[\[(?:([A-Z]+)\|)?(.*?)\]\]", re.DOTALL)


@cache
def reworder() -> Reworder:
    """One reworder over the shipped rules."""
    return Reworder(RULES, load_rules([RULES]).lexicons)


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the `[[marks]]` out of a draft; `[[HEALTH|words]]` names a label, without one it is a client."""
    spans, clean, last = [], "", 0
    for match in _MARK.finditer(text):
        clean += text[last : match.start()]
        spans.append((len(clean), len(clean) + len(match.group(2)), match.group(1) or "CLIENT"))
        clean += match.group(2)
        last = match.end()
    return clean + text[last:], spans


def finding(start: int, end: int, label: str = "CLIENT", draft: int = 0, **more: Any) -> Finding:
    """A grave finding at a place."""
    given = {"severity": Severity.WARN, "remedy": "theme"} | more
    return Finding(
        rule="some-rule",
        label=Label(label.lower()),
        severity=given["severity"],
        confidence=given.get("confidence", Confidence.HIGH),
        message="m",
        why="w",
        guidance=(),
        places=(Place(draft, start, end),),
        remedy=given["remedy"],
        suppressed=given.get("suppressed"),
    )


def scored(text: str, scores: Sequence[float]) -> PlainReading:
    """A reading whose sentences have these scores of the encoder."""
    reading = PlainReading(text)
    reading.sentences = tuple(
        Sentence(each.start, each.end, score) for each, score in zip(reading.sentences, scores, strict=True)
    )
    return reading


def reword(text: str, passes: Any = lambda _: True, *, scores: Sequence[float] = (), **more: Any) -> Report:
    """Complete the report of a draft with `[[marks]]`; `scores` are the encoder's, one for each sentence."""
    clean, spans = marked(text)
    findings = tuple(finding(*span, **more) for span in spans)
    reading = scored(clean, scores) if scores else PlainReading(clean)
    report = Report(Thread.of(Draft.plain(clean)), findings)
    return reworder().complete(
        report, (reading,), passes=passes, stands=lambda draft, edits: passes(apply_edits(draft.text, edits).rstrip())
    )


def becomes(text: str, **more: Any) -> str | None:
    """The safe version of a draft with `[[marks]]`."""
    return reword(text, **more).rewritten


def corpus_disclosures() -> Iterator[dict[str, Any]]:
    """The disclosing drafts of the training parts of the corpus; the test is skipped where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus (../shared/corpus) is not here")
    for part in TRAINING_PARTS:
        for line in (CORPUS / f"part{part}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["verdict"] == "disclosure" and row["spans"]:
                yield row


def report_of(row: dict[str, Any], passes: Any = lambda _: True) -> Report:
    """Complete a report whose findings are the corpus's own marks."""
    remedy = "do-not-confirm" if row["channel"] == "review-reply" else "theme"
    findings = tuple(finding(start, end, label, remedy=remedy) for start, end, label in row["spans"])
    thread = Thread.of(Draft.plain(row["text"]))
    return reworder().complete(Report(thread, findings), (PlainReading(row["text"]),), passes=passes)
