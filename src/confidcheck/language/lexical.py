"""Mentions by word lists: health conditions, medicines, insurers, services (the lexicons that say what they mention)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.fold import ATTACHED, SOFT, Token, tokens
from confidcheck.reading import About, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from confidcheck.rule import Lexicon

ORIGIN = "lexicon"
SCORE = 0.5  # a word of a list says nothing of whom it concerns


class _Term(NamedTuple):
    words: tuple[str, ...]
    written: str | None  # as it must be written, where case matters
    label: str
    kind: str


class Lexical:
    """Finds the terms of the lexicons that make mentions; the others are left to the rules.

    Args:
        lexicons: by name; those without `mentions` are passed over, and so are ambiguous terms.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the terms in `text`, in order, not overlapping, the longest at each place.

        Args:
            text: clean text of a draft.

        Returns:
            Mentions with code-point offsets into `text`, about nobody yet; their kind is the name of the lexicon.
        """
        words = [token for token in tokens(text) if not token.flags & SOFT]
        found: list[Mention] = []
        place = 0
        while place < len(words):
            term = next((t for t in self._by_first.get(words[place].text, ()) if _stands(t, words, place, text)), None)
            if term is None:
                place += 1
                continue
            last = words[place + len(term.words) - 1]
            found.append(Mention(term.label, words[place].start, last.end, About.UNKNOWN, SCORE, ORIGIN, term.kind))
            place += len(term.words)
        return tuple(found)

    @cached_property
    def _by_first(self) -> dict[str, tuple[_Term, ...]]:
        """Terms by their first word, the longest first."""
        by_first: dict[str, list[_Term]] = {}
        for lexicon in self._lexicons.values():
            if lexicon.mentions:
                for term in _terms(lexicon, lexicon.mentions):
                    by_first.setdefault(term.words[0], []).append(term)
        return {first: tuple(sorted(terms, key=lambda t: -len(t.words))) for first, terms in by_first.items()}


def _terms(lexicon: Lexicon, label: str) -> Iterator[_Term]:
    for term in lexicon.terms:
        if not term.ambiguous:
            for written in (term.term, *term.variants):
                yield _Term(_words(written), written if term.exact_case else None, label, lexicon.name)


def _words(written: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(written) if not token.flags & SOFT)


def _stands(term: _Term, words: Sequence[Token], place: int, text: str) -> bool:
    end = place + len(term.words)
    if any(token.text != word for token, word in zip(words[place:end], term.words, strict=False)) or end > len(words):
        return False
    if words[place].flags & ATTACHED and not term.words[0].startswith("'"):
        return False  # the pt of 10pt
    if end < len(words) and words[end].flags & ATTACHED and not words[end].text.startswith("'"):
        return False  # the ms of ms2
    return term.written is None or text[words[place].start : words[end - 1].end] == term.written
