"""How the writer writes: country, spelling, register, capitals; and a template said in that voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from confidcheck.reword.phrases import fold, words

if TYPE_CHECKING:
    from confidcheck.reword.kit import Kit

_SLOT: Final = re.compile(r"\{(\w+)\}")
_START: Final = re.compile(r"(^|[.!?]\s+)([A-Z][\w']*)")
_SENTENCE: Final = re.compile(r"(?:^|[.!?\n])\s*[\"'(]*([^\W\d_])")
NONE: Final = "none"


@dataclass(frozen=True)
class Voice:
    """The writer's way of writing.

    Attributes:
        country: a key of `helplines.yaml`, `none` where the draft does not tell.
        spelling: `uk`, `us`, `ca` or `none`.
        register: `formal`, `chatty` or `plain`.
        is_lower: whether sentences begin in lower case.
        slots: words that differ by spelling.
        respelt: words of the templates and their American spelling.
    """

    country: str
    spelling: str
    register: str
    is_lower: bool
    slots: dict[str, str]
    respelt: dict[str, str]

    def say(self, template: str, **more: str) -> str:
        """Fill the slots of a template and write it as the writer would."""
        slots = {**self.slots, **more}
        said = template
        while _SLOT.search(said):
            said = _SLOT.sub(lambda m: slots[m.group(1)], said)
        if self.spelling == "us":
            for british, american in self.respelt.items():
                said = said.replace(british, american)
        return self.lowered(said) if self.is_lower else said

    @staticmethod
    def lowered(text: str) -> str:
        """Return the text with small letters where sentences begin, acronyms left alone."""

        def lower(match: re.Match[str]) -> str:
            word = match.group(2)
            is_acronym = any(c.isupper() for c in word[1:])
            return match.group(1) + (word if is_acronym else word[0].lower() + word[1:])

        return re.sub(r"\bI\b", "i", _START.sub(lower, text))


class VoiceReader:
    """Tells the voice of a draft from its words, by `locales.yaml`."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self._kit.load("locales")

    def read(self, text: str) -> Voice:
        """Return the voice of a text."""
        found = words(text)
        country = self._country(found)
        spelling = self._spelling(found, country)
        slots = {name: forms[spelling] for name, forms in self._data["words"].items()}
        return Voice(country, spelling, self._register(text), _is_lower(text), slots, self._data["respelt"])

    def _country(self, found: list[str]) -> str:
        present = set(found)
        counts = {country: len(present.intersection(cues)) for country, cues in self._data["cues"].items()}
        best = max(counts.values())
        leaders = [country for country, count in counts.items() if count == best]
        return leaders[0] if best and len(leaders) == 1 else NONE

    def _spelling(self, found: list[str], country: str) -> str:
        present = set(found)
        for spelling, marks in self._data["marks"].items():
            if present.intersection(marks):
                return str(spelling)
        return str(self._data["spelling"].get(country, NONE))

    def _register(self, text: str) -> str:
        folded = f" {' '.join(words(text))} "
        for register in ("formal", "chatty"):
            if any(f" {sign} " in folded for sign in self._data[register]):
                return register
        return "plain"

    def kept_emoji(self, text: str) -> str:
        """Return the emoji that is carried over from a request that is replaced, or nothing."""
        return next((emoji for emoji in self._data["kept_emoji"] if emoji in text), "")


def _is_lower(text: str) -> bool:
    starts = _SENTENCE.findall(fold(text))
    lower = sum(letter.islower() for letter in starts)
    return bool(starts) and starts[0].islower() and lower * 3 >= len(starts) * 2
