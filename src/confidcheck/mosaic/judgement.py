"""What the rules say of the sum of one client's details, and with which draft of a thread they begin to."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from confidcheck.crowd import Band, Reader
from confidcheck.finding import Finding, Place, Severity
from confidcheck.rule import Condition, MosaicPattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from confidcheck.crowd import Detail, Mosaic
    from confidcheck.draft import Draft
    from confidcheck.mosaic.arithmetic import Arithmetic
    from confidcheck.rule import Rule


class Judgement:
    """One client.

    Args:
        details: what is said of them, in the order of the thread.
        said: the places where it is said.
        sums: of the details.
        rules: those that match on mosaics.
        drafts: of the thread.
    """

    def __init__(
        self,
        details: Sequence[Detail],
        said: Collection[Place],
        sums: Arithmetic,
        rules: Sequence[Rule],
        drafts: Sequence[Draft],
    ) -> None:
        self._details, self._said, self._sums, self._drafts = details, said, sums, drafts
        self._severities = [(rule, severity) for rule in rules if (severity := self._severity(rule, range(len(details))))]
        self._mosaic = sums.mosaic()

    @property
    def rank(self) -> tuple[int, float, tuple[Place, ...]]:
        """Orders clients: the one first of whom the gravest is said, then the one who stands out most."""
        gravest = max((severity for _, severity in self._severities), default=0)
        return -gravest, -self._sums.narrowness(), self._details[0].places

    @cached_property
    def mosaic(self) -> Mosaic:
        """The sum, and with which draft it tips: becomes small enough for a rule, or else narrows the crowd most."""
        tips = [self._tipping(rule) for rule, _ in self._severities]
        return replace(self._mosaic, tips=tips[-1] if tips else self._narrowing())

    def findings(self, clients: Sequence[Place]) -> Iterator[Finding]:
        """Yield what the rules say.

        Args:
            clients: words that name a client; those of this one in the draft that tips are places of the finding too.
        """
        for rule, severity in self._severities:
            tips = self._tipping(rule)
            places = {place for detail in self._details for place in detail.places if self._drafts[place.draft].is_own}
            ordered = sorted(places, key=lambda place: (place.draft != tips, place))
            if ordered:
                named = [p for p in clients if p in self._said and p.draft == ordered[0].draft and p not in places]
                yield _finding(rule, severity, self._mosaic, (*named, *ordered))

    def _severity(self, rule: Rule, known: Sequence[int]) -> Severity | None:
        """How grave a rule finds the sum of some details; None where it does not speak."""
        found = []
        for pattern in rule.patterns:
            wanted = pattern.value
            if (
                isinstance(wanted, MosaicPattern)
                and self._sums.band(wanted.reader, known) <= wanted.band
                and len(self._sums.counted(wanted.reader, known)) >= wanted.details
            ):
                found.append(wanted.severity)
        if not found:
            return None
        is_special = any(self._details[number].is_special for number in known)
        conditions = {Condition.ALONE} | ({Condition.SPECIAL_CATEGORY} if is_special else set())
        return max(*found, *(severity for condition, severity in rule.severity.items() if condition in conditions))

    def _tipping(self, rule: Rule) -> int | None:
        """Return the first of the writer's drafts with which a rule speaks, all drafts before it being known."""
        for number, known in self._drafts_by_what_they_add():
            if self._drafts[number].is_own and self._severity(rule, known) is not None:
                return number
        return None

    def _narrowing(self) -> int | None:
        """Return the draft of a thread that narrows the crowd most, against the drafts before it."""
        own = [number for number, draft in enumerate(self._drafts) if draft.is_own]
        gains = dict.fromkeys(own, 0.0)
        before = 0.0  # nothing is said yet
        for number, known in self._drafts_by_what_they_add():
            now = self._sums.narrowness(known)
            if number in gains:
                gains[number] = now - before
            before = now
        return max(gains, key=lambda number: gains[number]) if len(gains) > 1 else None

    def _drafts_by_what_they_add(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each draft that says something new, and what is known with it; what was published before always is."""
        first = [
            -1 if any(self._drafts[p.draft].is_past for p in detail.places) else detail.places[0].draft
            for detail in self._details
        ]
        own = [number for number, draft in enumerate(self._drafts) if draft.is_own]
        for number in sorted({*first, *own[:1]} - {-1}):
            yield number, [k for k, at in enumerate(first) if at <= number]


def _finding(rule: Rule, severity: Severity, mosaic: Mosaic, places: tuple[Place, ...]) -> Finding:
    return Finding(
        rule=rule.id,
        label=rule.label,
        severity=severity,
        confidence=rule.confidence,
        message=rule.message.replace("{match}", in_words(mosaic)),
        why=rule.why,
        guidance=rule.guidance,
        places=places,
        remedy=rule.remedy.value,
    )


_AMONG = {
    Band.UNIQUE: "one person",
    Band.A_HANDFUL: "a handful of people",
    Band.DOZENS: "dozens of people",
    Band.HUNDREDS: "hundreds of people or more",
}


def in_words(mosaic: Mosaic) -> str:
    """Say what a mosaic sums up to for both readers."""
    band = {view.reader: view.band for view in mosaic.views}
    return (
        f"{_AMONG[band[Reader.ACQUAINTANCE]]} among the clients you see or have seen, "
        f"and {_AMONG[band[Reader.STRANGER]]} for a stranger with a search engine"
    )
