"""What a writer decides about the passages of a draft: values, and a pure function that carries them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.finding import Edit, Grade, Place, Severity
from confidcheck.inputs.editing import edit_source, insert
from confidcheck.inputs.ways import blocks
from confidcheck.reword.edits import closed_span
from confidcheck.suppress import comment, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding, Report, Rewording

    Span = tuple[int, int]

MOST_OFFERS = 3
WITH_COMMENTS = frozenset({".md", ".markdown", ".html", ".htm"})
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n[^\S\n]*\n\s*")


class Kind(Enum):
    """What is decided about a passage."""

    TAKE = auto()
    CHANGE = auto()
    LEAVE_OUT = auto()
    KEEP = auto()
    SKIP = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to decide about: `start` to `end` of the clean text, what was found there, and what could stand instead."""

    start: int
    end: int
    findings: tuple[Finding, ...]
    offers: tuple[Rewording, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that spoke, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `words` are new words or a reason, `offer` is the one taken."""

    kind: Kind
    passage: Passage
    words: str = ""
    offer: Rewording | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What decisions come to: the draft read again from its changed source, and new lines for the file beside it."""

    draft: Draft
    beside: tuple[str, ...] = ()


def passages(report: Report) -> tuple[Passage, ...]:
    """Return what there is to decide about the only draft of a report, in the order of the text."""
    draft = report.thread.drafts[0]
    ends = sorted({_trimmed(draft.text, 0, found.end())[1] for found in _END.finditer(draft.text)} | _block_ends(draft))
    grave = [finding for finding in report.live if finding.severity >= Severity.WARN]
    merged: list[tuple[Span, list[Finding]]] = []
    for span, finding in sorted(((_span(draft.text, ends, each), each) for each in grave), key=lambda pair: pair[0]):
        if merged and span[0] < merged[-1][0][1]:
            (start, end), found = merged[-1]
            merged[-1] = (start, max(end, span[1])), [*found, finding]
        else:
            merged.append((span, [finding]))
    return tuple(Passage(*span, tuple(found), _offers(span, found)) for span, found in merged)


def can_comment(draft: Draft, passage: Passage) -> bool:
    """Whether what is kept can be allowed in a comment, so that the reason is published with the page's source."""
    if Path(draft.source).suffix.lower() not in WITH_COMMENTS:
        return False
    starts = [finding.primary.start for finding in passage.findings]
    return not any(block.is_front_matter and block.start <= at < block.end for block in blocks(draft) for at in starts)


def carry_out(draft: Draft, decisions: Iterable[Decision]) -> Outcome:
    """Carry out decisions, each about a passage of its own.

    Args:
        draft: as it was read.
        decisions: in any order.

    Raises:
        RewriteError: the markup of the draft is in the way of one of them.
    """
    every = list(decisions)
    kept = [each for each in every if each.kind is Kind.KEEP]
    commented = [each for each in kept if can_comment(draft, each.passage)]
    edits = _without_overlaps([(each.passage, edit) for each in every for edit in _edits(draft, each)])
    changed = draft
    steps: list[tuple[int, Edit | Decision]] = [(edit.place.start, edit) for edit in edits]
    steps += [(each.passage.start, each) for each in commented]
    for _, step in sorted(steps, key=itemgetter(0), reverse=True):  # from the end, so that places hold
        if isinstance(step, Edit):
            changed = edit_source(changed, [step])
        else:
            starts = [finding.primary.start for finding in step.passage.findings]
            changed = insert(changed, comment(step.passage.rules, step.words), starts)
    beside = [line(each.passage.rules, each.words, _paragraph(draft, each.passage)) for each in kept if each not in commented]
    return Outcome(changed, tuple(beside))


def _without_overlaps(found: Sequence[tuple[Passage, Edit]]) -> list[Edit]:
    """Return edits that do not overlap: an edit of the passage itself goes before one that an offer brings along."""
    kept: list[Edit] = []
    for _, edit in sorted(
        found, key=lambda pair: not (pair[1].place.start < pair[0].end and pair[0].start < pair[1].place.end)
    ):
        if all(edit.place.end <= other.place.start or other.place.end <= edit.place.start for other in kept):
            kept.append(edit)
    return kept


def _edits(draft: Draft, decision: Decision) -> Sequence[Edit]:
    passage = decision.passage
    if decision.offer:
        return decision.offer.edits
    if decision.kind is Kind.CHANGE:
        return [Edit(Place(0, passage.start, passage.end), decision.words)]
    if decision.kind is Kind.LEAVE_OUT:
        before, after = draft.text[: passage.start].strip(), draft.text[passage.end :].strip()
        span = closed_span(draft.text, passage.start, passage.end, keeps_before=bool(before), keeps_after=bool(after))
        return [Edit(Place(0, *span), "")]
    return []


def _block_ends(draft: Draft) -> set[int]:
    return {block.end for block in blocks(draft)}


def _span(text: str, ends: Sequence[int], finding: Finding) -> Span:
    """The sentences of a finding, and of what its first offer changes there."""
    at = finding.primary
    edits = finding.rewordings[0].edits if finding.rewordings else ()
    changed = [_trimmed(text, e.place.start, e.place.end) for e in edits if e.place.start < at.end and at.start < e.place.end]
    start, end = min([at.start, *(span[0] for span in changed)]), max([at.end, *(span[1] for span in changed)])
    first = max((each for each in ends if each <= start), default=0)
    last = min((each for each in ends if each >= end), default=len(text))
    return _trimmed(text, first, last)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _offers(span: Span, findings: Sequence[Finding]) -> tuple[Rewording, ...]:
    """The offers for a passage, best first, none twice; each changes all of the passage that has to change."""
    worded = [[r for r in finding.rewordings if r.grade is not Grade.NONE] for finding in findings]
    needed = {edit.place: edit for offers in worded if offers for edit in offers[0].edits}
    found: dict[tuple[Edit, ...], Rewording] = {}
    for offer in (offer for offers in worded for offer in offers):
        edits = needed | {edit.place: edit for edit in offer.edits} if offer.edits else {}
        every = tuple(edits.values()) or (Edit(Place(0, *span), offer.text),)
        text = next((edit.replacement for edit in every if edit.replacement.strip()), "")
        found.setdefault(every, replace(offer, text=text, edits=every))
    return tuple(found.values())[:MOST_OFFERS]


def _paragraph(draft: Draft, passage: Passage) -> str:
    borders = list(_BLANK_LINE.finditer(draft.text))
    first = max((each.end() for each in borders if each.end() <= passage.start), default=0)
    last = min((each.start() for each in borders if each.start() > passage.start), default=len(draft.text))
    return draft.text[first:last].lstrip()
