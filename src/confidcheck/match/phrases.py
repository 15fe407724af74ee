"""Phrases of all rules, exemptions and frames, found in one pass over a text."""

from __future__ import annotations

import marshal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from confidcheck.fold import SOFT, tokens
from confidcheck.match.automaton import Automaton
from confidcheck.match.network import END, START
from confidcheck.match.terms import Terms
from confidcheck.match.trace import Tracer
from confidcheck.match.variants import Variants
from confidcheck.phrase import Item, parse

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from confidcheck.fold import Token
    from confidcheck.phrase import Phrase
    from confidcheck.rule import Lexicon

MISSPELLINGS: Final = "misspelling"  # the lexicon whose variants are folded in every text


_RUN: Final = 8  # no phrase needs more soft marks in a row


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
        phrases = [self._terms.prepare(parse(text)) for text in texts]
        self._automaton = Automaton(phrases, self._terms)
        self._phrases: list[bytes | Phrase] = [*phrases]  # in bytes until they are needed

    def __getstate__(self) -> dict[str, Any]:
        """Keep the phrases in a form that is quickly read."""
        packed = [each if isinstance(each, bytes) else marshal.dumps(_plain(each)) for each in self._phrases]
        return {**self.__dict__, "_phrases": packed}

    def matches(self, text: str, sentences: Iterable[tuple[int, int]], *, roughly: Container[int] = ()) -> list[PhraseMatch]:
        """Find all phrases.

        Args:
            text: the text.
            sentences: their spans, in order (code points, ends exclusive); no phrase crosses an end.
            roughly: the numbers of phrases of which it is enough to know the sentence; their place is the whole of it.

        Returns:
            One match for each phrase and each place where it begins, the longest.
        """
        return [match for start, end in sentences for match in self._in_sentence(text, start, end, roughly)]

    def _in_sentence(self, text: str, start: int, end: int, roughly: Container[int]) -> Iterable[PhraseMatch]:
        found = self._variants.fold_tokens(_without_long_runs(tokens(text, start, end)))
        symbol = self._automaton.symbol
        ends = self._automaton.run([START, *(symbol(token, text[token.start : token.end]) for token in found), END])
        tracer = Tracer(found, text, self._terms)
        longest: dict[tuple[int, int], PhraseMatch] = {}  # by phrase and start; ends come in order
        for place, numbers in ends:
            last = min(place, len(found))  # `place` counts the start of the sentence, so it is the token's end here
            for number in numbers:
                if number in roughly:
                    longest[number, start] = PhraseMatch(number, start, end, start, end)
                    continue
                match = tracer.trace(self._phrase(number), last)
                spans = (match.start, match.end), (match.flag_start, match.flag_end)
                whole, flag = ((found[left].start, found[right - 1].end) for left, right in spans)
                longest[number, whole[0]] = PhraseMatch(number, *whole, *flag)
        return longest.values()

    def _phrase(self, number: int) -> Phrase:
        phrase = self._phrases[number]
        if isinstance(phrase, bytes):
            phrase = self._phrases[number] = _items(marshal.loads(phrase))  # noqa: S302 - as in terms
        return phrase


def _without_long_runs(found: list[Token]) -> list[Token]:
    """Leave out the inside of long runs of soft marks (`~~~~~~`), for a phrase that passes over them could end at each."""
    if not any(behind.flags & SOFT for behind in found[_RUN:]):
        return found
    kept: list[Token] = []
    for is_soft, run in groupby(found, key=lambda token: bool(token.flags & SOFT)):
        marks = list(run)
        kept += marks[: _RUN // 2] + marks[-_RUN // 2 :] if is_soft and len(marks) > _RUN else marks
    return kept


def _plain(phrase: Phrase) -> tuple[tuple[Any, ...], ...]:
    """Return a phrase in plain tuples, which is all that `marshal` writes."""
    return tuple((*item[:3], *map(_plain, item.branches)) for item in phrase)


def _items(plain: Iterable[tuple[Any, ...]]) -> Phrase:
    return tuple(Item(each[0], each[1], each[2], tuple(map(_items, each[3:]))) for each in plain)
