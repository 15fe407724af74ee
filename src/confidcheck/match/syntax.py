"""Rules on the parse: spaCy's two matchers, one of each for all rules, asked only where a word invites it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from confidcheck.errors import RuleError
from confidcheck.match.candidate import Candidate
from confidcheck.match.literals import INFLECTIONS, as_haystack, literals, occurs
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from confidcheck.reading import Reading
    from confidcheck.rule import Lexicon, Pattern, Rule


class Syntax:
    """All token and dependency patterns.

    Args:
        rules: the rules.
        lexicons: holds the irregular forms.

    Raises:
        RuleError: a pattern names no word.
    """

    def __init__(self, rules: Iterable[Rule], lexicons: Mapping[str, Lexicon]) -> None:
        self._patterns: list[tuple[Rule, Pattern]] = []
        beginnings: set[str] = set()
        for rule in rules:
            for pattern in rule.patterns:
                if pattern.kind in (Kind.TOKENS, Kind.DEPENDENCY):
                    self._patterns.append((rule, pattern))
                    beginnings |= _beginnings(rule, pattern, lexicons)
        self._beginnings = frozenset(beginnings)
        self._compiled: tuple[Any, Any, Any] | None = None  # the vocabulary, and the matchers made with it

    def candidates(self, reading: Reading) -> Iterator[Candidate]:
        """Yield all matches; the draft is parsed only if one of the words that the patterns need occurs."""
        if not self._patterns or not occurs(self._beginnings, as_haystack(reading.draft.text)):
            return
        doc = reading.doc
        by_tokens, by_dependency = self.compile(doc.vocab)
        for key, start, end in by_tokens(doc) if len(by_tokens) else ():
            yield self._candidate(doc.vocab.strings[key], doc[start:end])
        for key, nodes in by_dependency(doc) if len(by_dependency) else ():
            yield self._candidate(doc.vocab.strings[key], doc[nodes[0] : nodes[0] + 1])

    def compile(self, vocab: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a spaCy `Vocab`; spaCy is imported late
        """Return the two matchers for a vocabulary.

        Raises:
            RuleError: spaCy refuses a pattern.
        """
        if self._compiled is None or self._compiled[0] is not vocab:
            from spacy.matcher import DependencyMatcher, Matcher  # noqa: PLC0415 - a second that few drafts need

            classes = ((Kind.TOKENS, Matcher), (Kind.DEPENDENCY, DependencyMatcher))
            matchers: dict[Kind, Any] = {kind: make(vocab, validate=True) for kind, make in classes}
            for number, (rule, pattern) in enumerate(self._patterns):
                try:
                    matchers[pattern.kind].add(str(number), [pattern.value])
                except (ValueError, TypeError, KeyError) as error:
                    problem = f"spaCy refuses the {pattern.kind} pattern of “{rule.id}”: {' '.join(str(error).split())}"
                    raise RuleError(problem, rule.path, pattern.line, pattern.column) from None
            self._compiled = (vocab, matchers[Kind.TOKENS], matchers[Kind.DEPENDENCY])
        return self._compiled[1:]

    def _candidate(self, key: str, span: Any) -> Candidate:  # noqa: ANN401 - a spaCy `Span`
        rule, pattern = self._patterns[int(key)]
        place = (span.start_char, span.end_char)
        return Candidate(rule, pattern.kind, *place, *place)


def _beginnings(rule: Rule, pattern: Pattern, lexicons: Mapping[str, Lexicon]) -> frozenset[str]:
    specs = pattern.value
    if pattern.kind is Kind.DEPENDENCY:
        specs = [node.get("RIGHT_ATTRS", {}) for node in specs]
    found = literals(specs, lexicons.get(INFLECTIONS))
    if found is None:
        problem = "the pattern names no word; give LOWER, ORTH or LEMMA to one token that must be there"
        raise RuleError(problem, rule.path, pattern.line, pattern.column)
    return found
