"""Phrases of all rules, exemptions and frames, found in one pass over a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from confidcheck.fold import tokens
from confidcheck.match.automaton import Automaton
from confidcheck.match.network import END, START
from confidcheck.match.terms import Terms
from confidcheck.match.trace import Tracer
from confidcheck.match.variants import Variants
from confidcheck.phrase import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from confidcheck.rule import Lexicon

MISSPELLINGS: Final = "misspelling"  # the lexicon whose variants are folded in every text


class PhraseMatch(NamedTuple):
    """A phrase, by its number, with the whole match and the part to flag (code points, ends exclusive)."""

    number: int
    start: int
    end: int
    flag_start: int
    flag_end: int


class Phrases:
    """Many phrases, compiled together.

    Args:
        texts: the phrases as written; their numbers are their places.
        lexicons: the lexicons they ask for, and the one of misspellings.
    """

    def __init__(self, texts: Iterable[str], lexicons: Mapping[str, Lexicon]) -> None:
        self._variants = Variants(lexicons.get(MISSPELLINGS))
        self._terms = Terms(lexicons, self._variants)
        self._phrases = [self._terms.prepare(parse(text)) for text in texts]
        self._automaton = Automaton(self._phrases, self._terms)

    def matches(self, text: str, sentences: Iterable[tuple[int, int]]) -> list[PhraseMatch]:
        """Find all phrases.

        Args:
            text: the text.
            sentences: their spans, in order (code points, ends exclusive); no phrase crosses an end.

        Returns:
            One match for each phrase and each place where it begins, the longest.
        """
        return [match for start, end in sentences for match in self._in_sentence(text, start, end)]

    def _in_sentence(self, text: str, start: int, end: int) -> Iterable[PhraseMatch]:
        found = self._variants.fold_tokens(tokens(text, start, end))
        symbol = self._automaton.symbol
        ends = self._automaton.run([START, *(symbol(token, text[token.start : token.end]) for token in found), END])
        tracer = Tracer(found, text, self._terms)
        longest: dict[tuple[int, int], PhraseMatch] = {}  # by phrase and start; ends come in order
        for place, numbers in ends:
            last = min(place, len(found))  # `place` counts the start of the sentence, so it is the token's end here
            for number in numbers:
                match = tracer.trace(self._phrases[number], last)
                spans = (match.start, match.end), (match.flag_start, match.flag_end)
                whole, flag = ((found[left].start, found[right - 1].end) for left, right in spans)
                longest[number, whole[0]] = PhraseMatch(number, *whole, *flag)
        return longest.values()
