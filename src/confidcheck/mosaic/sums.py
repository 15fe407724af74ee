"""Reports in, reports with their mosaics out: what all details of a thread sum up to, and the finding that makes."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from confidcheck.finding import Confidence, Label, Place, Severity
from confidcheck.mosaic.clients import by_client
from confidcheck.mosaic.judgement import Judgement
from confidcheck.mosaic.mosaics import Mosaics, Said
from confidcheck.reading import About
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding, Report
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
        drafts = [reading.draft for reading in readings]
        said = list(_said(sure, readings, hushed, self._least))
        if len(said) + len(past) < 2:
            return replace(report, findings=others, mosaics=())
        judged = sorted(self._judged(drafts, readings, said, past), key=lambda each: each.rank)
        found = judged[0].findings([f.primary for f in sure if f.label is Label.CLIENT]) if judged else ()
        speaking = tuple(replace(f, suppressed=answered.get(f.rule)) for f in found)
        findings = tuple(sorted((*others, *speaking), key=lambda finding: finding.primary))
        return replace(report, findings=findings, mosaics=tuple(each.mosaic for each in judged))

    def _judged(
        self, drafts: Sequence[Draft], readings: Sequence[Reading], said: Sequence[Said], past: Sequence[Finding]
    ) -> Iterator[Judgement]:
        """Yield what is to be said of each client, from earlier posts too that may be about the same one."""
        texts = [draft.text for draft in drafts]
        earlier: dict[int, list[Said]] = {}
        for finding in past:
            if _is_sure(finding):
                earlier.setdefault(finding.primary.draft, []).extend(_of_finding(finding))
        introductions = [reading.introductions for reading in readings]
        for ones in by_client(said, introductions, lambda some: self._mosaics.details(texts, some)):
            here = self._mosaics.details(texts, ones)
            same = [more for more in earlier.values() if self._mosaics.may_be_same(here, self._mosaics.details(texts, more))]
            details = self._mosaics.details(texts, [*ones, *(each for more in same for each in more)]) if same else here
            if details:
                places = {one.place for one in ones}
                yield Judgement(details, places, self._mosaics.arithmetic(details), self._rules, drafts)


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
