"""All rules against one reading."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING

from confidcheck.match.candidate import Candidate
from confidcheck.match.exceptions import Excepting, Exceptions
from confidcheck.match.mentions import Mentions
from confidcheck.match.phrasebook import PhraseBook
from confidcheck.match.regexes import Regexes
from confidcheck.match.syntax import Syntax
from confidcheck.rule import Hit, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.match.phrases import PhraseMatch
    from confidcheck.reading import Reading
    from confidcheck.rule import RuleSet


class Matcher:
    """A rule set, compiled; each kind of pattern is one matcher for all rules.

    Args:
        ruleset: the rules.
        book: its phrases where they are compiled already, perhaps with those of rules that are switched off since.

    Raises:
        RuleError: a pattern cannot be compiled.
    """

    def __init__(self, ruleset: RuleSet, book: PhraseBook | None = None) -> None:
        self._rules = {rule.id: rule for rule in ruleset.rules}
        self._book = book or PhraseBook.of(ruleset)
        self._regexes = Regexes(ruleset.rules)
        self._syntax = Syntax(ruleset.rules, ruleset.lexicons)
        self._mentions = Mentions(ruleset.rules, ruleset.thresholds)

    def hits(self, reading: Reading, *, alone: float = 0.0) -> tuple[Hit, ...]:
        """Find what the rules speak on.

        Args:
            reading: the draft as understood; it is parsed and its mentions computed only if a rule asks.
            alone: how likely a draft in which no rule found its words must be to disclose a client for its mentions to
                count; below it they are not computed.

        Returns:
            The hits in the order of their start; of overlapping hits of one rule only the longest.

        Raises:
            RuleError: a regex was not done in time, or spaCy refuses a pattern.
        """
        text = reading.draft.text
        sentences = [(sentence.start, sentence.end) for sentence in reading.sentences]
        matches = self._book.matches(text, sentences)
        exceptions = Exceptions(text, [start for start, _ in sentences], self._excepted(matches))
        worded = chain(self._spoken(matches), self._regexes.candidates(text), self._syntax.candidates(reading))
        candidates = [candidate for candidate in worded if not exceptions.silence(candidate)]
        if candidates or (reading.discloses or 0.0) >= alone:
            candidates += [each for each in self._mentions.candidates(reading) if not exceptions.silence(each)]
        return _longest(candidates)

    def frames(self, reading: Reading) -> frozenset[str]:
        """Return the ids of the frames whose words stand in a draft."""
        matches = self._book.matches(reading.draft.text, [(s.start, s.end) for s in reading.sentences])
        return frozenset(found.frame for found in self._excepted(matches) if found.frame)

    def check(self, vocab: object) -> None:
        """Compile also what is otherwise compiled only when a draft asks for it.

        Args:
            vocab: a spaCy `Vocab`.

        Raises:
            RuleError: spaCy refuses a pattern.
        """
        self._syntax.compile(vocab)

    def _spoken(self, matches: Iterable[PhraseMatch]) -> Iterator[Candidate]:
        for match in matches:
            owner = self._book.owners[match.number]
            rule = self._rules.get(owner.rule or "")
            if owner.scope is None and rule is not None:
                yield Candidate(rule, Kind.PHRASE, match.start, match.end, match.flag_start, match.flag_end)

    def _excepted(self, matches: Iterable[PhraseMatch]) -> Iterator[Excepting]:
        for match in matches:
            scope, rule, frame = self._book.owners[match.number]
            if scope is not None:
                yield Excepting(scope, match.start, match.end, rule, frame)


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
