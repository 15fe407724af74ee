"""A draft cut into what a reader has to see: marked words with their sentences, and long innocent stretches left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.finding import Finding, Report, Severity

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")
SHORT = 240  # innocent words up to this many characters, three lines on a terminal, are shown for their context

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark in a draft, under a number that counts through the report; overlapping places share one."""

    number: int
    draft: int
    start: int
    end: int
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The gravest severity of what was found here."""
        return max(finding.severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a passage, `start` to `end`; where it is left out, `left_out` says how many sentences it holds."""

    start: int
    end: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or several innocent ones, and the marks within."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


def marks(report: Report) -> tuple[Mark, ...]:
    """Return the marks of all findings that nobody suppressed, in the order of the text."""
    found = sorted((place.draft, place.start, place.end, k) for k, f in enumerate(report.live) for place in f.places)
    merged: list[tuple[int, int, int, list[int]]] = []
    for draft, start, end, k in found:
        if merged and merged[-1][0] == draft and start < merged[-1][2]:
            _, first, last, numbers = merged[-1]
            merged[-1] = (draft, first, max(last, end), numbers if k in numbers else [*numbers, k])
        else:
            merged.append((draft, start, end, [k]))
    return tuple(
        Mark(number, draft, start, end, tuple(report.live[k] for k in numbers))
        for number, (draft, start, end, numbers) in enumerate(merged, 1)
    )


def passages(text: str, of_draft: Sequence[Mark]) -> Iterator[Passage]:
    """Cut a text into passages; innocent paragraphs between two marked ones come as one passage."""
    innocent: list[Span] = []
    for start, end in _cut(text, (0, len(text)), BLANK_LINE, of_draft):
        inside = tuple(mark for mark in of_draft if start <= mark.start < end)
        if not inside:
            innocent.append((start, end))
            continue
        yield from _innocent(text, innocent)
        innocent = []
        yield Passage(tuple(_stretches(text, (start, end), inside)), inside)
    yield from _innocent(text, innocent)


def _innocent(text: str, paragraphs: Sequence[Span]) -> Iterator[Passage]:
    if sum(end - start for start, end in paragraphs) <= SHORT:
        for span in paragraphs:
            yield Passage((Stretch(*span),), ())
    else:
        sentences = sum(len(_sentences(text, span, ())) for span in paragraphs)
        yield Passage((Stretch(paragraphs[0][0], paragraphs[-1][1], sentences),), ())


def _stretches(text: str, paragraph: Span, inside: Sequence[Mark]) -> Iterator[Stretch]:
    """Cut a marked paragraph into sentences shown and runs of innocent ones left out."""
    innocent: list[Span] = []
    for sentence in [*_sentences(text, paragraph, inside), None]:
        if sentence and not any(sentence[0] <= mark.start < sentence[1] for mark in inside):
            innocent.append(sentence)
            continue
        if innocent:
            start, end = innocent[0][0], innocent[-1][1]
            yield Stretch(start, end, len(innocent) if end - start > SHORT else 0)
            innocent = []
        if sentence:
            yield Stretch(*sentence)


def _sentences(text: str, span: Span, inside: Sequence[Mark]) -> list[Span]:
    return [(start, end) for start, end in _cut(text, span, SENTENCE_END, inside, keep=True) if text[start:end].strip()]


def _cut(text: str, span: Span, border: re.Pattern[str], kept_whole: Iterable[Mark], *, keep: bool = False) -> Iterator[Span]:
    """Cut at borders, never inside a mark; the border itself is left out unless `keep` puts it to the span before it."""
    kept_whole = tuple(kept_whole)
    start, last = span
    for found in border.finditer(text, start, last):
        if any(mark.start < found.end() and found.start() < mark.end for mark in kept_whole):
            continue
        end = found.end() if keep else found.start()
        if end > start:
            yield start, end
        start = found.end()
    if last > start:
        yield start, last
