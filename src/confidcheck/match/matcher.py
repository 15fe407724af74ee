"""All rules against one reading."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from confidcheck.match.candidate import Candidate
from confidcheck.match.exceptions import Excepting, Exceptions
from confidcheck.match.mentions import Mentions
from confidcheck.match.phrases import Phrases
from confidcheck.match.regexes import Regexes
from confidcheck.match.syntax import Syntax
from confidcheck.rule import Hit, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.match.phrases import PhraseMatch
    from confidcheck.reading import Reading
    from confidcheck.rule import Exemption, Frame, Rule, RuleSet


class Matcher:
    """A rule set, compiled; each kind of pattern is one matcher for all rules.

    Args:
        ruleset: the rules.

    Raises:
        RuleError: a pattern cannot be compiled.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        spoken = [(pattern.value, rule) for rule in ruleset.rules for pattern in rule.patterns if pattern.kind is Kind.PHRASE]
        exempt = [(exemption.phrase, (exemption, rule, None)) for rule in ruleset.rules for exemption in rule.exemptions]
        framed = [(exemption.phrase, (exemption, None, frame)) for frame in ruleset.frames for exemption in frame.phrases]
        self._spoken: list[Rule] = [rule for _, rule in spoken]
        self._exceptions: list[tuple[Exemption, Rule | None, Frame | None]] = [owner for _, owner in (*exempt, *framed)]
        self._phrases = Phrases([text for text, _ in (*spoken, *exempt, *framed)], ruleset.lexicons)
        self._regexes = Regexes(ruleset.rules)
        self._syntax = Syntax(ruleset.rules, ruleset.lexicons)
        self._mentions = Mentions(ruleset.rules, ruleset.thresholds)

    def hits(self, reading: Reading) -> tuple[Hit, ...]:
        """Find what the rules speak on.

        Args:
            reading: the draft as understood; it is parsed and its mentions computed only if a rule asks.

        Returns:
            The hits in the order of their start; of overlapping hits of one rule only the longest.

        Raises:
            RuleError: a regex was not done in time, or spaCy refuses a pattern.
        """
        text = reading.draft.text
        sentences = [(sentence.start, sentence.end) for sentence in reading.sentences]
        matches = self._phrases.matches(text, sentences)
        exceptions = Exceptions(text, [start for start, _ in sentences], self._excepted(matches))
        candidates = chain(
            (self._candidate(match) for match in matches if match.number < len(self._spoken)),
            self._regexes.candidates(text),
            self._syntax.candidates(reading),
            self._mentions.candidates(reading),
        )
        return _longest(candidate for candidate in candidates if not exceptions.silence(candidate))

    def frames(self, reading: Reading) -> frozenset[str]:
        """Return the ids of the frames whose words stand in a draft."""
        matches = self._phrases.matches(reading.draft.text, [(s.start, s.end) for s in reading.sentences])
        return frozenset(found.frame for found in self._excepted(matches) if found.frame)

    def check(self, vocab: object) -> None:
        """Compile also what is otherwise compiled only when a draft asks for it.

        Args:
            vocab: a spaCy `Vocab`.

        Raises:
            RuleError: spaCy refuses a pattern.
        """
        self._syntax.compile(vocab)

    def _candidate(self, match: PhraseMatch) -> Candidate:
        rule = self._spoken[match.number]
        return Candidate(rule, Kind.PHRASE, match.start, match.end, match.flag_start, match.flag_end)

    def _excepted(self, matches: Iterable[PhraseMatch]) -> Sequence[Excepting]:
        found = []
        for match in matches:
            if match.number >= len(self._spoken):
                exemption, rule, frame = self._exceptions[match.number - len(self._spoken)]
                ids = (rule.id if rule else None, frame.id if frame else None)
                found.append(Excepting(exemption.scope, match.start, match.end, *ids))
        return found


def _longest(candidates: Iterable[Candidate]) -> tuple[Hit, ...]:
    """Return hits for the candidates that no longer one of the same rule overlaps."""
    taken: dict[str, list[tuple[int, int]]] = {}
    hits: list[Hit] = []
    for candidate in sorted(candidates, key=lambda c: (c.flag_start - c.flag_end, c.flag_start)):
        spans = taken.setdefault(candidate.rule.id, [])
        start, end = candidate.flag_start, candidate.flag_end
        place = bisect_left(spans, (start, end))
        is_free = (place == 0 or spans[place - 1][1] <= start) and (place == len(spans) or end <= spans[place][0])
        if is_free:
            spans.insert(place, (start, end))
            hits.append(Hit(candidate.rule, start, end, candidate.kind, candidate.score))
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule.id)))
