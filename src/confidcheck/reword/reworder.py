"""Findings in, safer words out: the safe version of a draft, offers at each passage, and cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from confidcheck.finding import Edit, Grade, Label, Place, Rewording, Severity
from confidcheck.reword.cards import Cards
from confidcheck.reword.cues import Cues
from confidcheck.reword.flags import Flags
from confidcheck.reword.kit import Kit
from confidcheck.reword.parts import Parts
from confidcheck.reword.plan import Plan, touch
from confidcheck.reword.planner import Planner
from confidcheck.reword.referral import Referrals
from confidcheck.reword.voice import VoiceReader
from confidcheck.reword.wording import Passage, Wordings
from confidcheck.rule import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding, Report
    from confidcheck.reading import Reading
    from confidcheck.reword.voice import Voice
    from confidcheck.reword.wording import Wording
    from confidcheck.rule import Lexicon

    Passes = Callable[[str], bool]
    Stands = Callable[[Draft, Sequence[Edit]], bool | None]

_NO_WORDS: Final = frozenset({Remedy.SUPERVISION, Remedy.DELETE, Remedy.CONSENT_CHECK, Remedy.STOP, Remedy.PRIVATE_MESSAGE})


@dataclass(frozen=True)
class _Outcome:
    """What came of one draft: a plan that passed with its edits by passage, further wordings that passed, and a card."""

    plan: Plan | None
    groups: tuple[tuple[Edit, ...], ...]
    more: tuple[Rewording, ...]
    card: str


class Reworder:
    """Completes a report with what could be written instead.

    Args:
        data: the folder of the rules; the rewordings lie in `rewordings/` under it and are read when first needed.
        lexicons: the lexicons of the rules.
    """

    def __init__(self, data: Path, lexicons: Mapping[str, Lexicon]) -> None:
        self._kit = Kit(data / "rewordings", lexicons)
        self._lexicons = lexicons

    @cached_property
    def _voices(self) -> VoiceReader:
        return VoiceReader(self._kit)

    @cached_property
    def _cards(self) -> Cards:
        return Cards(self._kit)

    @cached_property
    def _cues(self) -> Cues:
        return Cues(self._kit, self._referrals)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self._kit, self._cues)

    @cached_property
    def _flags(self) -> Flags:
        return Flags(self._kit, self._referrals)

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings(self._kit, self._voices, self._referrals, self._cues)

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self._kit, self._cards.turn)

    @cached_property
    def _referrals(self) -> Referrals:
        return Referrals(self._kit, self._lexicons)

    def complete(
        self, report: Report, readings: tuple[Reading, ...], *, passes: Passes, stands: Stands = lambda _draft, _edits: None
    ) -> Report:
        """Fill in rewordings, the safe version and the card.

        An offer with the grade `safe` and an empty text says: leave this out.

        Args:
            report: with its findings settled.
            readings: the drafts of its thread as understood, in the same order.
            passes: whether a text by itself has no finding that would warn or stop.
            stands: the same of a draft once edits are made in its source; None where its markup does not let them be made.

        Returns:
            The report, unchanged where nothing in it warns or stops.

        Raises:
            RuleError: a file of the rewordings is missing or wrong.
        """
        grave = [f for f in report.live if f.severity >= Severity.WARN]
        if not grave:
            return report
        text = "\n".join(reading.draft.text for reading in readings)
        voice = self._voices.read(text)
        if any(_is_danger(finding) for finding in grave):
            return replace(report, rewritten=None, card=self._cards.write("escalate", voice))
        known: dict[str, bool] = {}

        def passes_once(text: str) -> bool:
            return known.setdefault(text, passes(text)) if text not in known else known[text]

        outcomes = {
            number: self._reword(reading, number, report, passes_once, stands)
            for number, reading in enumerate(readings)
            if reading.draft.is_own and any(_in_draft(f, number) for f in grave)
        }
        rewritten = self._whole(readings, outcomes, passes_once)
        card = None
        if rewritten is None:
            card = self._card(grave, text, voice)
        findings = tuple(self._with_offers(f, outcomes.get(f.primary.draft)) for f in report.findings)
        edits = () if rewritten is None else tuple(edit for o in outcomes.values() if o.plan for edit in o.plan.edits)
        return replace(report, findings=findings, rewritten=rewritten, edits=edits, card=card)

    def _card(self, findings: Iterable[Finding], text: str, voice: Voice) -> str:
        """The card that the gravest remedy asks for; what confirms a client outside a review is for supervision."""
        is_review = self._cues.answers_review(text)
        kept = {f: f.remedy if is_review or f.remedy != Remedy.DO_NOT_CONFIRM else Remedy.SUPERVISION for f in findings}
        return self._cards.write(self._cards.choose((f.label, remedy) for f, remedy in kept.items()), voice)

    def _whole(self, readings: tuple[Reading, ...], outcomes: Mapping[int, _Outcome], passes: Passes) -> str | None:
        """The writer's own drafts made safe, one under the other; None where one of them cannot be."""
        texts = []
        for number, reading in enumerate(readings):
            outcome = outcomes.get(number)
            if not reading.draft.is_own:
                continue
            if outcome is None:
                texts.append(reading.draft.text)
            elif outcome.plan is None:
                return None
            else:
                texts.append(outcome.plan.result)
        whole = "\n\n".join(texts)
        return whole if outcomes and (len(texts) == 1 or passes(whole)) else None

    def _reword(self, reading: Reading, number: int, report: Report, passes: Passes, stands: Stands) -> _Outcome:
        text = reading.draft.text
        findings = tuple(f for f in report.live if _in_draft(f, number) and _counts(f))
        voice = self._voices.read(text)
        card = self._card(findings, text, voice)
        if any(f.remedy == Remedy.DO_NOT_CONFIRM for f in findings) and self._cues.answers_review(text):
            return self._notice(text, number, card, passes)
        passage = self._passage(reading, findings, number, voice)
        is_mute = not any(p.is_request for p in passage.parts) and any(f.remedy in _NO_WORDS for f in findings)
        offered = () if is_mute else self._wordings.offer(passage)
        plan = None
        if not is_mute or self._planner.is_long(passage):
            plan = self._planner.plan(passage, offered, number, passes, lambda edits: stands(reading.draft, edits))
        more = tuple(_graded(w) for w in self._passing(offered, passes))
        places = [p for f in findings for p in f.places if p.draft == number]
        return _Outcome(plan, plan.groups(places) if plan else (), more, card)

    def _passage(self, reading: Reading, findings: tuple[Finding, ...], number: int, voice: Voice) -> Passage:
        text, head = reading.draft.text, reading.draft.body
        flagged = self._flags.of(reading, findings, number)
        firm = [replace(flag, is_doubted=False) for flag in flagged]
        loose, parts = (self._parts.sort(text, reading.sentences, each, head=head) for each in (flagged, firm))
        is_article = self._parts.is_article(text, head=head)
        return Passage(text, parts, findings, voice, loose=loose, is_article=is_article)

    def _notice(self, text: str, number: int, card: str, passes: Passes) -> _Outcome:
        notice = self._cards.notice
        edit = Edit(Place(number, 0, len(text)), notice)
        plan = Plan(text, (edit,)) if passes(notice) else None
        return _Outcome(plan, ((edit,),), (), card)

    def _passing(self, offered: Sequence[Wording], passes: Passes) -> Iterator[Wording]:
        count = 0
        for wording in offered[: int(self._kit.limits["tries"])]:
            if count < self._kit.limits["offers"] and passes(wording.text):
                count += 1
                yield wording

    def _with_offers(self, finding: Finding, outcome: _Outcome | None) -> Finding:
        """The finding with the offers of its passage, best first; a card where there is nothing safe."""
        if outcome is None or finding.suppressed is not None:
            return finding
        card = Rewording(Grade.NONE, outcome.card)
        place = finding.primary
        if outcome.plan is None:
            return replace(finding, rewordings=(*(replace(m, grade=Grade.CHECK) for m in outcome.more[:2]), card))
        group = next((g for g in outcome.groups if any(touch(e.place, place) for e in g)), None)
        if group is None:
            return finding  # the words may stay once the client is gone
        slot = next((e for e in group if e.replacement), group[0])
        offers = [Rewording(Grade.SAFE, slot.replacement, group)]
        if slot.replacement or not any(e.replacement for e in outcome.plan.edits):
            others = [m for m in outcome.more if m.text.casefold() != slot.replacement.casefold()]
            offers += [
                replace(m, edits=tuple(replace(e, replacement=m.text) if e is slot else e for e in group)) for m in others
            ]
        most = int(self._kit.limits["offers"])
        if finding.remedy in _NO_WORDS:
            return replace(finding, rewordings=(*offers[: most - 1], card))
        return replace(finding, rewordings=tuple(offers[:most]))


def _is_danger(finding: Finding) -> bool:
    return finding.severity is Severity.STOP and (finding.label is Label.RISK or finding.remedy == Remedy.ESCALATE)


def _in_draft(finding: Finding, number: int) -> bool:
    return any(place.draft == number for place in finding.places)


def _counts(finding: Finding) -> bool:
    """Whether what the finding marks must go: all that is grave, and notes that are more than a guess."""
    return finding.severity >= Severity.WARN or finding.confidence.word != "low"


def _graded(wording: Wording) -> Rewording:
    return Rewording(Grade.SAFE if wording.is_sure else Grade.CHECK, wording.text)
