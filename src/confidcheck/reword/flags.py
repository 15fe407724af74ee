"""What of a draft is about a client: the places of findings, and sentences that the encoder takes to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from confidcheck.finding import Confidence, Label
from confidcheck.reword.parts import Flagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.finding import Finding
    from confidcheck.reading import Reading
    from confidcheck.reword.kit import Kit
    from confidcheck.reword.referral import Referrals

_NAMES: Final = frozenset({Label.PERSON, Label.PLACE, Label.ORG})  # an author's, the writer's own town: easily mistaken


class Flags:
    """Tells what has to go, and how surely."""

    def __init__(self, kit: Kit, referrals: Referrals) -> None:
        self._kit, self._referrals = kit, referrals

    def of(self, reading: Reading, findings: Sequence[Finding], number: int) -> list[Flagged]:
        """Return what is flagged in one draft.

        Args:
            reading: the draft as understood.
            findings: those in it whose words must go.
            number: of the draft in its thread.
        """
        text = reading.draft.text
        places = {(p.start, p.end) for f in findings for p in f.places if p.draft == number}
        doubted = self._doubted(findings)
        flagged = [
            Flagged(p.start, p.end, self._is_excusable(f.label, text[p.start : p.end]), (p.start, p.end) in doubted)
            for f in findings
            for p in f.places
            if p.draft == number
        ]
        return flagged + self._sentences(reading, places)

    @staticmethod
    def _doubted(findings: Iterable[Finding]) -> set[tuple[int, int]]:
        """Places where nothing but a name was found, and not surely a client's; sums of details do not count."""
        alone = [f for f in findings if len(f.places) == 1]
        guesses = [f for f in alone if f.label in _NAMES and f.confidence < Confidence.HIGH]
        named = {(f.primary.start, f.primary.end) for f in guesses}
        return named - {(f.primary.start, f.primary.end) for f in alone if f not in guesses}

    def _sentences(self, reading: Reading, places: Iterable[tuple[int, int]]) -> list[Flagged]:
        """Sentences that the encoder takes to be about a client; in a paragraph without a finding it must be surer."""
        text, limits = reading.draft.text, self._kit.limits
        touched = {text.count("\n\n", 0, start) for start, _ in places}
        return [
            Flagged(s.start, s.end, is_doubted=(s.about_client or 0) <= limits["about_client_sure"])
            for s in reading.sentences
            if (s.about_client or 0)
            > limits["about_client" if text.count("\n\n", 0, s.start) in touched else "about_client_apart"]
        ]

    def _is_excusable(self, label: Label, words_found: str) -> bool:
        if label in (Label.PLACE, Label.ORG):
            return self._referrals.is_excusable(words_found)
        return label is Label.HEALTH
