"""Cards: what to read where nothing can safely be posted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confidcheck.reword.kit import Kit
    from confidcheck.reword.voice import Voice

_ESCALATE = "escalate"


class Cards:
    """Chooses and writes cards, by `cards.yaml` and `helplines.yaml`."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self._kit.load("cards")

    @property
    def notice(self) -> str:
        """The standing notice under reviews: the same words for everyone."""
        return str(self._data["notice"])

    @property
    def turn(self) -> str:
        """What stands in a thread where details of a client were given."""
        return str(self._data["turn"])

    def choose(self, found: Iterable[tuple[str, str]]) -> str:
        """Return the id of the card that the gravest of the findings asks for, given their labels and remedies."""
        asked = {self._asked(label, remedy) for label, remedy in found}
        return str(next(card for card in self._data["order"] if card in asked))

    def _asked(self, label: str, remedy: str) -> str:
        by_label = (each["card"] for each in self._data["labels"] if each["label"] == label and remedy in each["remedies"])
        return str(next(by_label, self._data["remedies"][remedy]))

    def write(self, card: str, voice: Voice) -> str:
        """Return the text of a card with the routes of the writer's country."""
        routes = self._kit.load("helplines")[voice.country] if card == _ESCALATE else {}
        return str(self._data["cards"][card]).format(helpline=self._data["helpline"][voice.country], **routes)
