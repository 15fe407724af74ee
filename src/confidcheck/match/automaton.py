"""The automaton of all phrases, run over a text in one pass.

The network of states is made deterministic lazily: each set of states that a text leads to, and each step from it, is computed
once and kept. So the time for a text grows with its length only, whatever the phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from confidcheck.fold import ATTACHED, CLAUSE, NAME, NUMBER, PUNCTUATION, SOFT
from confidcheck.match.network import Network
from confidcheck.match.terms import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.fold import Token
    from confidcheck.match.network import Symbol
    from confidcheck.match.terms import Terms, Trie
    from confidcheck.phrase import Phrase

Step = tuple[int, tuple[int, ...]]  # the set that is reached, and the numbers of the phrases that end there

_CACHED_SETS = 20_000  # then the cache begins anew; a 300-word draft adds a few hundred
_FLAG: Final = {"number": NUMBER, "name": NAME, "attached": ATTACHED, "punctuation": PUNCTUATION}


def accepts(form: str, flags: int) -> bool:
    """Whether a token with these flags fits a slot that asks for no word in particular."""
    if form == "any":
        return not flags & PUNCTUATION
    if form == "gap":
        return not flags & CLAUSE
    return bool(flags & _FLAG[form])


class Automaton:
    """All phrases; arguments as for `Network`."""

    def __init__(self, phrases: Iterable[Phrase], terms: Terms) -> None:
        self._network = Network(phrases, terms)
        self._term_words = terms.words
        self._closures: dict[int, tuple[int, ...]] = {}
        self._inside: dict[tuple[Trie, int], int] = {}  # the states within terms, negative
        self._tries: list[tuple[Trie, int]] = []
        self._merge_start()
        self._reset()

    def symbol(self, token: Token, written: str) -> Symbol:
        """Return what the automaton sees of a token, given as folded and as written."""
        word, exact = token.text, EXACT + written
        is_known = word in self._network.vocabulary or word in self._term_words
        return (word if is_known else "", exact if exact in self._term_words else "", token.flags)

    def run(self, symbols: Sequence[Symbol]) -> list[tuple[int, tuple[int, ...]]]:
        """Read one sentence.

        Args:
            symbols: `START`, its tokens, `END`.

        Returns:
            The places in `symbols` where phrases end, each with the numbers of these phrases.
        """
        if len(self._sets) > _CACHED_SETS:
            self._reset()
        found: list[tuple[int, tuple[int, ...]]] = []
        current = self._number(frozenset())
        steps = self._steps
        for place, symbol in enumerate(symbols):
            step = steps[current].get(symbol)
            if step is None:
                step = steps[current][symbol] = self._step(current, symbol)
            current, final = step
            if final:
                found.append((place, final))
        return found

    def _reset(self) -> None:
        self._numbers: dict[frozenset[int], int] = {}
        self._sets: list[frozenset[int]] = []
        self._steps: list[dict[Symbol, Step]] = []

    def _number(self, states: frozenset[int]) -> int:
        number = self._numbers.get(states)
        if number is None:
            number = self._numbers[states] = len(self._sets)
            self._sets.append(states)
            self._steps.append({})
        return number

    def _step(self, current: int, symbol: Symbol) -> Step:
        """Compute one step. Every step also begins at the start; a negative state stands inside a term of a lexicon."""
        states = self._sets[current]
        reached: set[int] = set()
        self._begin(symbol, reached)
        for state in states:
            if state < 0:
                self._into(*self._tries[-1 - state], symbol, reached)
            else:
                self._advance(state, symbol, reached)
        network = self._network
        final = {number for state in reached for number in network.final.get(state, ())}
        kept = {state for state in reached if state < 0 or network.leads_on(state)}
        if symbol[2] & SOFT:
            kept |= states
        return self._number(frozenset(kept)), tuple(sorted(final))

    def _advance(self, state: int, symbol: Symbol, reached: set[int]) -> None:
        word, exact, flags = symbol
        network = self._network
        if state in network.words and word:
            for target in network.words[state].get(word, ()):
                reached.update(self._closure(target))
        if state in network.terms and (word or exact):
            for trie, target in network.terms[state]:
                self._into(trie, target, symbol, reached)
        for form, target in network.classes.get(state, ()):
            if accepts(form, flags):
                reached.update(self._closure(target))

    def _begin(self, symbol: Symbol, reached: set[int]) -> None:
        """Add what the first token of a phrase leads to."""
        self._advance(0, symbol, reached)
        for text in symbol[:2]:
            for follows, target in self._first_terms.get(text, ()):
                self._within(follows, target, reached)

    def _into(self, trie: Trie, target: int, symbol: Symbol, reached: set[int]) -> None:
        for text in symbol[:2]:
            follows = trie.follows.get(text)
            if follows is not None:
                self._within(follows, target, reached)

    def _within(self, follows: Trie, target: int, reached: set[int]) -> None:
        """Add what a word of a term leads to: the state behind the term, where it ends, and the place within it."""
        if follows.is_end:
            reached.update(self._closure(target))
        if follows.follows:
            key = (follows, target)
            if key not in self._inside:
                self._tries.append((follows, target))
                self._inside[key] = -len(self._tries)
            reached.add(self._inside[key])

    def _closure(self, state: int) -> tuple[int, ...]:
        """Return the states that are reached from `state` without reading anything, those without a way on left out."""
        closure = self._closures.get(state)
        if closure is None:
            seen, unseen = {state}, [state]
            while unseen:
                for follows in self._network.empty.get(unseen.pop(), ()):
                    if follows not in seen:
                        seen.add(follows)
                        unseen.append(follows)
            network = self._network
            closure = tuple(found for found in seen if network.leads_on(found) or found in network.final)
            self._closures[state] = closure
        return closure

    def _merge_start(self) -> None:
        """Give state 0 the ways of all states that nothing parts from it, so that a step looks at one state for them."""
        network = self._network
        merged: dict[str, list[int]] = {}
        terms: list[tuple[Trie, int]] = []
        classes: list[tuple[str, int]] = []
        for state in self._closure(0):
            for word, targets in network.words.get(state, {}).items():
                merged.setdefault(word, []).extend(targets)
            terms += network.terms.get(state, ())
            classes += network.classes.get(state, ())
        network.words[0], network.classes[0] = merged, classes
        network.terms.pop(0, None)
        self._first_terms: dict[str, list[tuple[Trie, int]]] = {}  # by first word: hundreds of terms may begin a phrase
        for trie, target in terms:
            for word, follows in trie.follows.items():
                self._first_terms.setdefault(word, []).append((follows, target))
