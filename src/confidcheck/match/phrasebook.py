"""The phrases of a rule set compiled together, with what each of them is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.match.phrases import Phrases
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from confidcheck.rule import RuleSet, Scope


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
