"""Reports in, reports with their mosaics out: what all details of a thread sum up to, and the finding that makes."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from confidcheck.crowd import Band, Reader
from confidcheck.finding import Confidence, Finding, Label, Place, Severity
from confidcheck.mosaic.mosaics import Mosaics, Said
from confidcheck.reading import About
from confidcheck.rule import Condition, Kind, MosaicPattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from confidcheck.crowd import Detail, Mosaic
    from confidcheck.draft import Draft
    from confidcheck.finding import Report
    from confidcheck.population import Population
    from confidcheck.reading import Reading
    from confidcheck.rule import Rule

# Labels that say nothing of who the client is.
_SILENT = frozenset({Label.STANCE, Label.ASSURANCE, Label.SOLICIT, Label.RISK})


class Sums:
    """Adds mosaics to reports.

    Args:
        rules: all rules; those that match on mosaics speak here.
        thresholds: `mention.medium`, the least score of a mention that is counted.
        population: gives the figures; called once, when a thread first says two things of a client.
        caseload: how many clients the writer sees, and has seen before.
        country: the country of the writer, None where it is not known.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        thresholds: Mapping[str, float],
        population: Callable[[], Population],
        caseload: tuple[int, int],
        country: str | None,
    ) -> None:
        self._rules = [rule for rule in rules if any(pattern.kind is Kind.MOSAIC for pattern in rule.patterns)]
        self._ids = {rule.id for rule in self._rules}
        self._least = thresholds["mention.medium"]
        self._population, self._caseload, self._country = population, caseload, country

    @cached_property
    def _mosaics(self) -> Mosaics:
        return Mosaics(self._population(), self._caseload, self._country)

    def complete(self, report: Report, readings: Sequence[Reading], past: Sequence[Finding] = ()) -> Report:
        """Add the mosaics and their findings.

        Args:
            report: with the findings of the other rules; those of an earlier call are replaced, and what the user answers
                for in them stays answered for.
            readings: the drafts of its thread as understood.
            past: findings in drafts that were published before.

        Returns:
            The report, its findings in the order of the text. A thread in which no rule and not the encoder sees a client
            has no mosaic.

        Raises:
            RuleError: the figures are missing or wrong.
        """
        others = tuple(finding for finding in report.findings if finding.rule not in self._ids)
        answered = {f.rule: f.suppressed for f in report.findings if f.rule in self._ids}
        sure = [f for f in others if f.suppressed is None and _is_sure(f)]
        if not self._rules or not any(finding.severity >= Severity.WARN for finding in sure):
            return replace(report, findings=others, mosaics=())
        hushed = [place for f in others if f.suppressed is not None for place in f.places]
        said = list(_said(sure, readings, hushed, self._least))
        if len(said) + len(past) < 2:
            return replace(report, findings=others, mosaics=())
        drafts = [reading.draft for reading in readings]
        details = self._joined(drafts, said, past)
        if not details:
            return replace(report, findings=others, mosaics=())
        mosaic, found = self._judged(details, drafts, [f.primary for f in sure if f.label is Label.CLIENT])
        speaking = tuple(replace(f, suppressed=answered.get(f.rule)) for f in found)
        findings = tuple(sorted((*others, *speaking), key=lambda finding: finding.primary))
        return replace(report, findings=findings, mosaics=(mosaic,))

    def _joined(self, drafts: Sequence[Draft], said: Sequence[Said], past: Sequence[Finding]) -> tuple[Detail, ...]:
        """Return the details of the thread, and those of earlier posts that may be about the same client."""
        texts = [draft.text for draft in drafts]
        here = self._mosaics.details(texts, said)
        earlier: dict[int, list[Said]] = {}
        for finding in past:
            if _is_sure(finding):
                earlier.setdefault(finding.primary.draft, []).extend(_of_finding(finding))
        same = [more for more in earlier.values() if self._mosaics.may_be_same(here, self._mosaics.details(texts, more))]
        return self._mosaics.details(texts, [*said, *(each for more in same for each in more)]) if same else here

    def _judged(
        self, details: tuple[Detail, ...], drafts: Sequence[Draft], clients: Sequence[Place]
    ) -> tuple[Mosaic, list[Finding]]:
        mosaic = self._mosaics.sum(details)
        found = []
        tips = None
        for rule in self._rules:
            severity = _severity(rule, mosaic)
            if severity is None:
                continue
            tips = self._tipping(rule, details, drafts)
            places = _places(mosaic, drafts, tips)
            if places:
                named = [place for place in clients if place.draft == places[0].draft and place not in places]
                found.append(_finding(rule, severity, mosaic, (*named, *places)))
        return replace(mosaic, tips=self._narrowing(details, drafts) if tips is None else tips), found

    def _tipping(self, rule: Rule, details: Sequence[Detail], drafts: Sequence[Draft]) -> int | None:
        """Return the first of the writer's drafts with which the rule speaks, all drafts before it being known."""
        for number, draft in enumerate(drafts):
            known = [cut for detail in details if (cut := _until(detail, number, drafts))]
            if draft.is_own and known and _severity(rule, self._mosaics.sum(known)) is not None:
                return number
        return None

    def _narrowing(self, details: Sequence[Detail], drafts: Sequence[Draft]) -> int | None:
        """Return the draft of a thread that narrows the crowd most, against the drafts before it."""
        gains = {}
        before = 0.0  # nothing is said yet
        for number, draft in enumerate(drafts):
            known = [cut for detail in details if (cut := _until(detail, number, drafts))]
            now = self._mosaics.narrowness(known)
            if draft.is_own:
                gains[number] = now - before
            before = now
        return max(gains, key=lambda number: gains[number]) if len(gains) > 1 else None


def _is_sure(finding: Finding) -> bool:
    return finding.confidence > Confidence.LOW


def _said(sure: Iterable[Finding], readings: Sequence[Reading], hushed: Iterable[Place], least: float) -> Iterator[Said]:
    """Yield what findings flagged and, where none did, what the language layer takes to be about a client."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for place in hushed:
        taken.setdefault(place.draft, []).append((place.start, place.end))
    for finding in sure:
        for said in _of_finding(finding):
            if readings[said.place.draft].draft.is_own:
                taken.setdefault(said.place.draft, []).append((said.place.start, said.place.end))
                yield said
    for number, reading in enumerate(readings):
        yield from _mentioned(reading, number, taken.get(number, []), least) if reading.draft.is_own else ()


def _of_finding(finding: Finding) -> Iterator[Said]:
    if finding.label not in _SILENT:
        for place in finding.places:
            yield Said(place, finding.label, finding.rule)


def _mentioned(reading: Reading, number: int, taken: Sequence[tuple[int, int]], least: float) -> Iterator[Said]:
    for mention in reading.mentions:
        if mention.about is not About.CLIENT or mention.score < least or mention.label in _SILENT:
            continue
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            yield Said(Place(number, mention.start, mention.end), Label(mention.label))


def _until(detail: Detail, number: int, drafts: Sequence[Draft]) -> Detail | None:
    """Return a detail as far as it is known with a draft; what was published before is always known."""
    places = tuple(place for place in detail.places if place.draft <= number or drafts[place.draft].is_past)
    return replace(detail, places=places) if places else None


def _severity(rule: Rule, mosaic: Mosaic) -> Severity | None:
    """How grave a rule finds a mosaic; None where it does not speak."""
    found = []
    for pattern in rule.patterns:
        wanted = pattern.value
        if not isinstance(wanted, MosaicPattern):
            continue
        view = next(view for view in mosaic.views if view.reader is wanted.reader)
        if view.band <= wanted.band and sum(step.counts for step in view.steps) >= wanted.details:
            found.append(wanted.severity)
    if not found:
        return None
    is_special = any(detail.is_special for detail in mosaic.details)
    conditions = {Condition.ALONE} | ({Condition.SPECIAL_CATEGORY} if is_special else set())
    return max(*found, *(severity for condition, severity in rule.severity.items() if condition in conditions))


def _places(mosaic: Mosaic, drafts: Sequence[Draft], tips: int | None) -> tuple[Place, ...]:
    """Return the places of all details in drafts that can still be changed, those of the draft that tips first."""
    places = {place for detail in mosaic.details for place in detail.places if drafts[place.draft].is_own}
    return tuple(sorted(places, key=lambda place: (place.draft != tips, place)))


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
