"""Where somebody posts, and whose guidance binds them: what of a rule set changes with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from confidcheck.rule import MosaicPattern

if TYPE_CHECKING:
    from confidcheck.finding import Severity
    from confidcheck.rule import Pattern, Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Change:
    """What a profile does to some rules, and why.

    Attributes:
        rules: their ids.
        least, most: the severities between which they stay; equal where the profile sets one.
        is_off: whether they do not speak at all.
        reason: stands behind the `why` of the rules.
        guidance: keys that are cited before those of the rules.
    """

    rules: frozenset[str]
    least: Severity
    most: Severity
    is_off: bool
    reason: str
    guidance: tuple[str, ...]

    def of(self, rule: Rule) -> Rule:
        """Return a rule as changed."""
        return replace(
            rule,
            severity={condition: self._severity(severity) for condition, severity in rule.severity.items()},
            patterns=tuple(self._pattern(pattern) for pattern in rule.patterns),
            why=f"{rule.why}\n{self.reason}",
            guidance=tuple(dict.fromkeys((*self.guidance, *rule.guidance))),
        )

    def _severity(self, severity: Severity) -> Severity:
        return max(self.least, min(self.most, severity))

    def _pattern(self, pattern: Pattern) -> Pattern:
        if not isinstance(pattern.value, MosaicPattern):
            return pattern
        return replace(pattern, value=replace(pattern.value, severity=self._severity(pattern.value.severity)))


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold that a profile sets anew, and why."""

    threshold: str
    value: float
    reason: str
    guidance: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A place to post: what it is, in a sentence, and what is different there. Of two changes of a rule both count."""

    name: str
    says: str
    changes: tuple[Change, ...] = ()
    limits: tuple[Limit, ...] = ()

    def applied(self, ruleset: RuleSet) -> RuleSet:
        """Return the rule set as it is in this place; the one given stays as it was."""
        rules = ruleset.rules
        for change in self.changes:
            chosen = (change.of(rule) if rule.id in change.rules and not change.is_off else rule for rule in rules)
            rules = tuple(rule for rule in chosen if not (change.is_off and rule.id in change.rules))
        thresholds = ruleset.thresholds | {limit.threshold: limit.value for limit in self.limits}
        return replace(ruleset, rules=rules, thresholds=thresholds)


@dataclass(frozen=True, slots=True)
class Body:
    """A professional body, as far as its guidance is concerned.

    Attributes:
        code, name: how the user calls it, and its full name.
        keys: points of guidance that are its own.
        general: its point on confidentiality, cited first where a rule rests on none of its own.
        not_general_for: families that this point says nothing about.
        others: points of other bodies; they are left out where anything else is cited.
    """

    code: str
    name: str
    keys: frozenset[str]
    general: str
    not_general_for: frozenset[str]
    others: frozenset[str]

    def applied(self, ruleset: RuleSet) -> RuleSet:
        """Return the rule set with this body's guidance in front; the one given stays as it was."""
        return replace(ruleset, rules=tuple(replace(rule, guidance=self._cited(rule)) for rule in ruleset.rules))

    def _cited(self, rule: Rule) -> tuple[str, ...]:
        own = [key for key in rule.guidance if key in self.keys]
        if not own and rule.family not in self.not_general_for:
            own = [self.general]
        shared = [key for key in rule.guidance if key not in self.keys and key not in self.others]
        return tuple(own + shared) or rule.guidance
