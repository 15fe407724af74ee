"""The phrases of a rule set compiled together, with what each of them is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.match.phrases import Phrases
from confidcheck.rule import Kind, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confidcheck.match.phrases import PhraseMatch
    from confidcheck.rule import RuleSet


class Owner(NamedTuple):
    """What a phrase is for: a rule speaks on it, or within `scope` of it a rule or a frame takes a match back.

    `rule` and `frame` are ids; a phrase has one of the two.
    """

    scope: Scope | None
    rule: str | None
    frame: str | None


@dataclass(frozen=True)
class PhraseBook:
    """Compiled phrases, and the owner of each by its number. It depends on the words of the rules only, not on a profile."""

    phrases: Phrases
    owners: tuple[Owner, ...]

    def matches(self, text: str, sentences: Iterable[tuple[int, int]]) -> list[PhraseMatch]:
        """Find all phrases; of those that take matches back in a whole sentence or draft only the sentence is known."""
        return self.phrases.matches(text, sentences, roughly=self._wide)

    @cached_property
    def _wide(self) -> frozenset[int]:
        return frozenset(k for k, owner in enumerate(self.owners) if owner.scope in (Scope.SENTENCE, Scope.DRAFT))

    @classmethod
    def of(cls, ruleset: RuleSet) -> PhraseBook:
        """Compile the phrases of a rule set.

        Raises:
            PhraseError: a phrase is wrong; a rule set that was read from files holds none.
        """
        spoken = [
            (pattern.value, Owner(None, rule.id, None))
            for rule in ruleset.rules
            for pattern in rule.patterns
            if pattern.kind is Kind.PHRASE
        ]
        exempt = [(each.phrase, Owner(each.scope, rule.id, None)) for rule in ruleset.rules for each in rule.exemptions]
        framed = [(each.phrase, Owner(each.scope, None, frame.id)) for frame in ruleset.frames for each in frame.phrases]
        texts, owners = zip(*(*spoken, *exempt, *framed), strict=True) if spoken or exempt or framed else ((), ())
        return cls(Phrases(texts, ruleset.lexicons), owners)
