"""Plans for a draft, the one that changes least first, until one of them passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from confidcheck.reword.edits import is_balanced
from confidcheck.reword.parts import Role
from confidcheck.reword.phrases import words
from confidcheck.reword.plan import ladder, make_plan, without_islands
from confidcheck.reword.turns import plan_turns, turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from confidcheck.finding import Edit
    from confidcheck.reword.kit import Kit
    from confidcheck.reword.parts import Part
    from confidcheck.reword.plan import Plan
    from confidcheck.reword.wording import Passage, Wording

    Passes = Callable[[str], bool]
    Stands = Callable[[Sequence[Edit]], bool | None]

_BARE_RUNG: Final = 2  # of the ladder: only the greeting, requests and thanks stay
_BOTH: Final = 2  # wordings tried for the opening of a thread


class Planner:
    """Finds the plan for a draft.

    Args:
        kit: for its limits.
        turn: what stands in a thread where details of a client were given.
    """

    def __init__(self, kit: Kit, turn: str) -> None:
        self._limits, self._turn = kit.limits, turn

    def plan(self, passage: Passage, offered: Sequence[Wording], number: int, passes: Passes, stands: Stands) -> Plan | None:
        """Return the first plan whose result passes: the least is taken out, and the best wording put in, that will do.

        One that the draft's markup does not allow is the last resort: it can be read, though not be applied.

        Args:
            passage: the draft with its parts sorted.
            offered: words that may be put in, best first.
            number: of the draft in its thread.
            passes: whether a text by itself has no finding that would warn or stop.
            stands: the same of the draft once edits are made in its source; None where its markup does not let them be made.
        """
        last_resort = None
        tried: set[str] = set()
        for plan in self._plans(passage, offered, number):
            if plan.result in tried or not is_balanced(plan.result, passage.text):
                continue
            tried.add(plan.result)
            good = stands(plan.edits)
            if good:
                return plan
            if good is None and not last_resort and passes(plan.result):
                last_resort = plan
        return last_resort

    def is_long(self, passage: Passage) -> bool:
        """Whether a draft is about much more than what was found, so that the rest may stand without it."""
        own = sum(p.end - p.start for p in passage.loose if p.role is Role.OWN)
        return own >= self._limits["mostly_own"] * len(passage.text) and len(words(passage.text)) >= self._limits["long"]

    def _plans(self, passage: Passage, offered: Sequence[Wording], number: int) -> Iterator[Plan]:
        if spans := turns(passage.text):
            for parts in _each_once(passage.loose, passage.parts):
                for opening in [*(w.text for w in offered[:_BOTH] if w.is_sure), ""]:
                    yield plan_turns(passage.text, spans, parts, number, (opening, self._turn))
            return
        if passage.loose != passage.parts:
            yield from self._loose_plans(passage, offered, number)
        yield from self._firm_plans(passage, offered, number)

    def _loose_plans(self, passage: Passage, offered: Sequence[Wording], number: int) -> Iterator[Plan]:
        """What comes of keeping all that may be nobody's: as it is, and with the best wording where one is needed."""
        parts = passage.loose
        going = without_islands(passage.text, parts)
        if not any(going):
            return
        if not self._needs_words(passage, parts):
            if self._is_enough(passage, parts, going):
                yield make_plan(passage.text, parts, going, number, "")
            return
        for wording in offered[:1]:
            yield make_plan(passage.text, parts, going, number, wording.text)

    def _firm_plans(self, passage: Passage, offered: Sequence[Wording], number: int) -> Iterator[Plan]:
        parts = passage.parts
        needs_words = self._needs_words(passage, parts)
        likely = [] if passage.is_article else [w for w in offered if w.is_sure or needs_words]
        tries = int(self._limits["tries"])
        for rung, going in enumerate(ladder(passage.text, parts)):
            if not needs_words and self._is_enough(passage, parts, going):
                yield make_plan(passage.text, parts, going, number, "")
            if rung < _BARE_RUNG and not needs_words:
                continue  # nothing was asked: other words would stand oddly among what is left
            for wording in likely[: tries if rung != 1 else 1]:
                yield make_plan(passage.text, parts, going, number, wording.text)

    @staticmethod
    def _needs_words(passage: Passage, parts: Sequence[Part]) -> bool:
        """Whether something was asked, and nothing that stays asks it; the questions of an article are not for an answer."""
        is_asked = any(p.is_request for p in parts) and not any(p.role is Role.FREE for p in parts)
        return is_asked and not passage.is_article

    def _is_enough(self, passage: Passage, parts: Sequence[Part], going: Sequence[bool]) -> bool:
        """Whether what stays is still a post."""
        if not passage.is_article and any(p.role is Role.FREE for p in parts):
            return any(p.role is Role.FREE for p, goes in zip(parts, going, strict=True) if not goes)
        kept = [p for p, goes in zip(parts, going, strict=True) if not goes and p.role in (Role.OWN, Role.FREE)]
        left = sum(len(words(passage.text[p.start : p.end])) for p in kept)
        total = len(words(passage.text))
        return left >= self._limits["least_left"] and left >= total * self._limits["least_share"]


def _each_once(*given: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    return iter(dict.fromkeys(given))
