"""Rules that speak on what the language layer understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.errors import RuleError
from confidcheck.match.candidate import Candidate
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from confidcheck.reading import Mention, Reading
    from confidcheck.rule import MentionPattern, Rule


class Mentions:
    """All mention patterns.

    Args:
        rules: the rules.
        thresholds: holds `mention.low`, `mention.medium` and `mention.high`, the least score of each band.

    Raises:
        RuleError: a pattern asks for a band without a limit.
    """

    def __init__(self, rules: Iterable[Rule], thresholds: Mapping[str, float]) -> None:
        self._patterns: list[tuple[Rule, MentionPattern, float]] = []
        for rule in rules:
            for pattern in rule.patterns:
                if pattern.kind is Kind.MENTION:
                    key = f"mention.{pattern.value.confidence.word}"
                    if key not in thresholds:
                        raise RuleError(f"thresholds.yaml gives no {key}; add it", rule.path, pattern.line, pattern.column)
                    self._patterns.append((rule, pattern.value, thresholds[key]))

    def candidates(self, reading: Reading) -> Iterator[Candidate]:
        """Yield the mentions that a rule asks for; the mentions are not computed if no rule does."""
        if self._patterns:
            for mention in reading.mentions:
                span = (mention.start, mention.end)
                for rule, pattern, least in self._patterns:
                    if mention.score >= least and _fits(mention, pattern):
                        yield Candidate(rule, Kind.MENTION, *span, *span, mention.score)


def _fits(mention: Mention, pattern: MentionPattern) -> bool:
    asked = (
        (pattern.labels, mention.label),
        (pattern.kinds, mention.kind),
        (pattern.origins, mention.origin),
        (pattern.about, mention.about.value),
    )
    return all(not allowed or value in allowed for allowed, value in asked)
