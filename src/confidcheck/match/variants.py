"""Other writings of a word, read as the word itself: misspellings, and contractions without their apostrophe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.fold import Token, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.rule import Lexicon


class Variants:
    """Folds variants to their terms.

    Args:
        lexicon: the terms with their variants; None where there are none.
    """

    def __init__(self, lexicon: Lexicon | None) -> None:
        self._terms: dict[tuple[str, ...], list[str]] = {}
        for term in lexicon.terms if lexicon else ():
            term_words = words(term.term)
            for variant in term.variants:
                self._terms[tuple(words(variant))] = term_words
        lengths: dict[str, set[int]] = {}
        for variant_words in self._terms:
            lengths.setdefault(variant_words[0], set()).add(len(variant_words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def concern(self, found: Iterable[str]) -> bool:
        """Whether a variant may begin with one of these words."""
        return not self._lengths.keys().isdisjoint(found)

    def fold(self, found: Sequence[str]) -> list[str]:
        """Return words with each variant replaced by its term."""
        if not self.concern(found):
            return list(found)
        return [token.text for token in self.fold_tokens([Token(word, 0, 0, 0) for word in found])]

    def fold_tokens(self, found: list[Token]) -> list[Token]:
        """Return the tokens with each variant replaced by its term; together they cover the same characters."""
        if not self.concern(token.text for token in found):
            return found
        folded: list[Token] = []
        place = 0
        while place < len(found):
            length, term = self._at(found, place)
            if term is None:
                folded.append(found[place])
            else:
                folded.extend(_spread(term, found[place : place + length]))
            place += length
        return folded

    def _at(self, found: list[Token], place: int) -> tuple[int, list[str] | None]:
        for length in self._lengths.get(found[place].text, ()):
            term = self._terms.get(tuple(token.text for token in found[place : place + length]))
            if term:
                return length, term
        return 1, None


def _spread(term: list[str], variant: list[Token]) -> list[Token]:
    """Lay the words of a term over the characters of its variant; endings take as many as they have letters."""
    start, end, flags = variant[0].start, variant[-1].end, variant[0].flags
    cuts = [end]
    for word in reversed(term[1:]):
        cuts.insert(0, max(start + 1, cuts[0] - len(word.lstrip("'"))))
    cuts.insert(0, start)
    return [Token(word, left, right, flags) for word, left, right in zip(term, cuts[:-1], cuts[1:], strict=True)]
