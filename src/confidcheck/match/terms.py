"""Lexicons as tries of folded words, and the foldings that a lexicon of misspellings asks for."""

from __future__ import annotations

import marshal
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from confidcheck.fold import tokens, words
from confidcheck.phrase import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from confidcheck.match.variants import Variants
    from confidcheck.phrase import Phrase
    from confidcheck.rule import Lexicon, LexiconTerm

EXACT: Final = "="  # stands before a word that must be written exactly so; no folded word begins with it
_GENITIVE: Final = "'s"
TERM_ENDS: Final = " "  # a key of the node where a term ends; no token holds a space
_WITH_GENITIVE: Final = 2  # bit of `Item.number` of a lexicon item: its terms with an s that lost its apostrophe


Trie = dict[str, Any]  # a node: by the next word the next node
TrieKey = tuple[str, int]  # the name of a lexicon, and which writings of its terms (`Item.number`)


class Terms:
    """The lexicons of a rule set, as phrases see them.

    Args:
        lexicons: the lexicons by name.
        variants: folds misspelt words.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon], variants: Variants) -> None:
        self._lexicons, self._variants = lexicons, variants
        self._tries: dict[tuple[TrieKey, bool], bytes | Trie] = {}  # in bytes until they are needed
        self.words: set[str] = set()  # of all terms that were asked for

    def __getstate__(self) -> dict[str, Any]:
        """Keep what finding needs, in a form that is quickly read."""
        tries = {key: trie if isinstance(trie, bytes) else marshal.dumps(trie) for key, trie in self._tries.items()}
        return {"_lexicons": {}, "_variants": None, "_tries": tries, "words": set()}

    def prepare(self, phrase: Phrase) -> Phrase:
        """Return a phrase with its misspelt words folded, and genitives also without their apostrophe."""
        texts = {item.text for item in phrase if item.form == "word"}
        items: list[Item] = []
        for item in self._folded(phrase) if self._variants.concern(texts) else phrase:
            if item.form == "choice":
                items.append(item._replace(branches=tuple(self.prepare(branch) for branch in item.branches)))
            elif item.text == _GENITIVE and item.form == "word" and items and (bare := _without_apostrophe(items[-1])):
                items.append(Item("choice", branches=((items.pop(), item), (bare,))))
            else:
                items.append(item)
        return tuple(items)

    def key(self, item: Item) -> TrieKey:
        """Return the key of the tries of a lexicon item, which are made here."""
        key = (item.text, item.number)
        if (key, False) not in self._tries:
            onwards: Trie = {}
            backwards: Trie = {}
            for term in self._words(item):
                _add(onwards, term)
                _add(backwards, term[::-1])
                self.words.update(term)
            self._tries |= {(key, False): onwards, (key, True): backwards}
        return key

    def trie(self, key: TrieKey, *, backwards: bool = False) -> Trie:
        """Return the terms of a lexicon item, word by word, from the last word where `backwards`."""
        trie = self._tries[key, backwards]
        if isinstance(trie, bytes):
            trie = self._tries[key, backwards] = marshal.loads(trie)  # noqa: S302 - as far to be trusted as the rest of the file
        return trie

    def _folded(self, phrase: Phrase) -> Iterator[Item]:
        run: list[str] = []
        for item in (*phrase, None):
            if item and item.form == "word":
                run.append(item.text)
                continue
            yield from (Item("word", word) for word in self._variants.fold(run))
            run = []
            if item:
                yield item

    def _words(self, item: Item) -> Iterator[list[str]]:
        for term in self._lexicons[item.text].terms:
            if term.ambiguous and not item.number & 1:
                continue
            for found in self._writings(term):
                yield [*found[:-1], f"{found[-1]}s"] if item.number & _WITH_GENITIVE else found

    def _writings(self, term: LexiconTerm) -> Iterator[list[str]]:
        """Yield the words of a term, with each genitive also without its apostrophe."""
        if term.exact_case:
            yield [EXACT + term.term[token.start : token.end] for token in tokens(term.term)]
            return
        found = self._variants.fold(words(term.term))
        if _GENITIVE not in found[1:]:
            yield found
            return
        parts: list[tuple[list[str], ...]] = []
        for word in found:
            if word == _GENITIVE and parts:
                before = parts.pop()[0]
                parts.append(([*before, word], [*before[:-1], f"{before[-1]}s"]))
            else:
                parts.append(([word],))
        for chosen in product(*parts):
            yield [word for part in chosen for word in part]


def _add(trie: Trie, words: Iterable[str]) -> None:
    for word in words:
        trie = trie.setdefault(word, {})
    trie[TERM_ENDS] = True


def _without_apostrophe(item: Item) -> Item | None:
    """Return an item that matches what `item` matches with an s at its end, or None for a slot that cannot."""
    if item.form == "word" and item.text.isalnum():
        return item._replace(text=f"{item.text}s")
    if item.form == "lexicon":
        return item._replace(number=item.number | _WITH_GENITIVE)
    if item.form == "choice" and not item.number:
        lasts = [(branch, _without_apostrophe(branch[-1])) for branch in item.branches]
        branches = tuple((*branch[:-1], last) for branch, last in lasts if last)
        return item._replace(branches=branches) if branches else None
    return None
