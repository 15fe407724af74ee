"""From hits to findings: whom to believe, how grave it is, and one mark a place.

Words alone can be innocent, and the encoder alone is hard to argue with; each is weighed by the other. A rule's words
speak unless the encoder is sure that nobody's client is meant (`floor.*` of `thresholds.yaml`), and what only the encoder
sees speaks where it is sure enough by itself (`alone`) or where words already spoke in the same draft.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from confidcheck.finding import Confidence, Finding, Place, Severity
from confidcheck.reading import About
from confidcheck.rule import Condition, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from confidcheck.reading import Reading
    from confidcheck.rule import Hit, Signs


def settle(
    hits: Sequence[Hit], reading: Reading, draft: int, thresholds: Mapping[str, float], signs: Signs
) -> tuple[Finding, ...]:
    """Weigh the hits of one draft.

    Args:
        hits: every place where a rule matched.
        reading: the same draft as understood.
        draft: the number of the draft in its thread.
        thresholds: `floor.low`, `floor.medium`, `floor.high`, `alone`, `sure`, `mention.medium`: probabilities.
        signs: what makes a condition hold.

    Returns:
        Findings in the order of the text; no two of them overlap.
    """
    believed = _believed(hits, reading.discloses, thresholds)
    kept = _one_a_place(believed)
    conditions = _Conditions(kept, reading, draft, signs, thresholds["mention.medium"])
    return tuple(_finding(hit, level, conditions(hit), reading, draft) for hit, level in kept)


def _believed(hits: Iterable[Hit], discloses: float | None, thresholds: Mapping[str, float]) -> list[tuple[Hit, Confidence]]:
    """Keep the hits that count, with how sure they are; words that the encoder doubts stay, at low confidence."""
    worded, seen = [], []
    for hit in hits:
        if hit.kind is Kind.MENTION and hit.score is not None:
            seen.append((hit, _sureness(hit.score, thresholds)))
            continue
        prior = hit.rule.confidence
        if discloses is None:
            worded.append((hit, prior))
        elif discloses < thresholds[f"floor.{prior.word}"]:
            worded.append((hit, Confidence.LOW))
        else:
            worded.append((hit, max(prior, Confidence.MEDIUM, _sureness(discloses, thresholds))))
    speaks = any(level > Confidence.LOW and _gravest(hit) >= Severity.WARN for hit, level in worded)
    if not speaks and (discloses is None or discloses < thresholds["alone"]):
        return worded
    return worded + seen


def _sureness(score: float, thresholds: Mapping[str, float]) -> Confidence:
    if score >= thresholds["sure"]:
        return Confidence.HIGH
    return Confidence.MEDIUM if score >= thresholds["mention.medium"] else Confidence.LOW


def _gravest(hit: Hit) -> Severity:
    return max(hit.rule.severity.values())


def _one_a_place(believed: list[tuple[Hit, Confidence]]) -> list[tuple[Hit, Confidence]]:
    """Of hits that overlap keep one: believed, then gravest, then surest, then found by a rule's words, then longest."""

    def rank(entry: tuple[Hit, Confidence]) -> tuple[bool, int, int, bool, int, str]:
        hit, level = entry
        return (
            level > Confidence.LOW,
            hit.rule.severity[Condition.ALONE],
            level,
            hit.kind is not Kind.MENTION,
            hit.end - hit.start,
            hit.rule.id,
        )

    kept: list[tuple[Hit, Confidence]] = []  # in the order of the text
    for entry in sorted(believed, key=rank, reverse=True):
        place = bisect_left(kept, entry[0].start, key=lambda other: other[0].start)
        before, behind = kept[place - 1 : place], kept[place : place + 1]
        if all(other.end <= entry[0].start for other, _ in before) and all(entry[0].end <= o.start for o, _ in behind):
            kept.insert(place, entry)
    return kept


class _Conditions:
    """Which conditions hold for a finding, given the others of the draft."""

    def __init__(self, kept: list[tuple[Hit, Confidence]], reading: Reading, draft: int, signs: Signs, least: float) -> None:
        sure = [hit for hit, level in kept if level > Confidence.LOW]
        self._signs = signs
        self._details = [hit for hit in sure if hit.rule.label in signs.details]
        self._always = {Condition.ALONE}
        if any(hit.rule.label in signs.special for hit in sure):
            self._always.add(Condition.SPECIAL_CATEGORY)
        if any(hit.rule.id in signs.reviews for hit in sure):
            self._always.add(Condition.REVIEW_REPLY)
        if sure and any(m.kind in signs.minor and m.about is About.CLIENT and m.score >= least for m in reading.mentions):
            self._always.add(Condition.MINOR)
        if draft > 0 and reading.draft.is_own:
            self._always.add(Condition.THREAD)

    def __call__(self, hit: Hit) -> frozenset[Condition]:
        others = {other.rule.label for other in self._details if other is not hit}
        extra = set()
        if others:
            extra.add(Condition.WITH_DETAIL)
        if len(others | ({hit.rule.label} & self._signs.details)) >= self._signs.cluster:
            extra.add(Condition.CLUSTER)
        return frozenset(self._always | extra)


def _finding(hit: Hit, level: Confidence, conditions: frozenset[Condition], reading: Reading, draft: int) -> Finding:
    rule = hit.rule
    severity = max(s for condition, s in rule.severity.items() if condition in conditions)
    if level is Confidence.LOW:
        severity = Severity.NOTE
    words = " ".join(reading.draft.text[hit.start : hit.end].split())
    return Finding(
        rule=rule.id,
        label=rule.label,
        severity=severity,
        confidence=level,
        message=rule.message.replace("{match}", words),
        why=rule.why,
        guidance=rule.guidance,
        places=(Place(draft, hit.start, hit.end),),
        remedy=rule.remedy.value,
    )
