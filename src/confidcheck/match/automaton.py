"""The automaton of all phrases, run over a text in one pass.

The network of states is made deterministic lazily: each set of states that a text leads to, and each step from it, is computed
once and kept. So the time for a text grows with its length only, whatever the phrases.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from confidcheck.fold import ATTACHED, CLAUSE, NAME, NUMBER, PUNCTUATION, SOFT
from confidcheck.match.network import Network, Ways
from confidcheck.match.terms import EXACT, TERM_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.fold import Token
    from confidcheck.match.network import Symbol
    from confidcheck.match.terms import Terms, Trie, TrieKey
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


class _Reached(NamedTuple):
    """What one step leads to: states with a way on, and the numbers of the phrases that end."""

    states: set[int]
    final: set[int]


class Automaton:
    """All phrases; arguments as for `Network`."""

    def __init__(self, phrases: Iterable[Phrase], terms: Terms) -> None:
        network = Network(phrases, terms)
        self._terms = terms
        self._known = frozenset(network.vocabulary | terms.words)
        self._ways: list[bytes | Ways] = [*network.ways()]  # in bytes until they are needed
        self._first_terms: dict[str, list[tuple[TrieKey, int]]] = {}  # by first word: hundreds of terms may begin a phrase
        self._start()
        self._merge_start()

    def _start(self) -> None:
        self._closures: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._inside: dict[tuple[int, int], int] = {}  # the states within terms, negative, by the identity of their nodes
        self._tries: list[tuple[Trie, int]] = []
        self._reset()

    def __getstate__(self) -> dict[str, Any]:
        """Keep what was compiled and nothing that was met in texts, in a form that is quickly read."""
        ways = [each if isinstance(each, bytes) else marshal.dumps(each[:]) for each in self._ways]
        return {"terms": self._terms, "packed": marshal.dumps((self._known, ways, self._first_terms))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take it back."""
        self._terms = state["terms"]
        self._known, self._ways, self._first_terms = marshal.loads(state["packed"])  # noqa: S302 - as in terms
        self._start()

    def _of(self, state: int) -> Ways:
        """What leads on from a state."""
        ways = self._ways[state]
        if isinstance(ways, bytes):
            ways = self._ways[state] = Ways(*marshal.loads(ways))  # noqa: S302 - as above
        return ways

    def symbol(self, token: Token, written: str) -> Symbol:
        """Return what the automaton sees of a token, given as folded and as written."""
        word, exact = token.text, EXACT + written
        return (word if word in self._known else "", exact if exact in self._known else "", token.flags)

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
        reached = _Reached(set(states) if symbol[2] & SOFT else set(), set())
        self._begin(symbol, reached)
        for state in states:
            if state < 0:
                self._into(*self._tries[-1 - state], symbol, reached)
            else:
                self._advance(state, symbol, reached)
        return self._number(frozenset(reached.states)), tuple(sorted(reached.final))

    def _advance(self, state: int, symbol: Symbol, reached: _Reached) -> None:
        word, exact, flags = symbol
        ways = self._of(state)
        if word:
            for target in ways.words.get(word, ()):
                self._reach(target, reached)
        if word or exact:
            for key, target in ways.terms:
                self._into(self._terms.trie(key), target, symbol, reached)
        for form, target in ways.classes:
            if accepts(form, flags):
                self._reach(target, reached)

    def _begin(self, symbol: Symbol, reached: _Reached) -> None:
        """Add what the first token of a phrase leads to."""
        self._advance(0, symbol, reached)
        for text in symbol[:2]:
            for key, target in self._first_terms.get(text, ()):
                self._within(self._terms.trie(key)[text], target, reached)

    def _into(self, trie: Trie, target: int, symbol: Symbol, reached: _Reached) -> None:
        for text in symbol[:2]:
            follows = trie.get(text)
            if follows is not None:
                self._within(follows, target, reached)

    def _within(self, follows: Trie, target: int, reached: _Reached) -> None:
        """Add what a word of a term leads to: the state behind the term, where it ends, and the place within it."""
        is_end = TERM_ENDS in follows
        if is_end:
            self._reach(target, reached)
        if len(follows) > is_end:
            key = (id(follows), target)
            if key not in self._inside:
                self._tries.append((follows, target))
                self._inside[key] = -len(self._tries)
            reached.states.add(self._inside[key])

    def _reach(self, state: int, reached: _Reached) -> None:
        """Add a state and those that nothing parts from it: those with a way on, and the phrases that end there."""
        closure = self._closures.get(state)
        if closure is None:
            of = {each: self._of(each) for each in self._without_reading(state)}
            leading = tuple(each for each, ways in of.items() if ways.words or ways.terms or ways.classes)
            closure = self._closures[state] = (leading, tuple(number for ways in of.values() for number in ways.final))
        reached.states.update(closure[0])
        reached.final.update(closure[1])

    def _without_reading(self, state: int) -> set[int]:
        """Return the states that are reached from `state` without reading anything, itself among them."""
        seen, unseen = {state}, [state]
        while unseen:
            for follows in self._of(unseen.pop()).empty:
                if follows not in seen:
                    seen.add(follows)
                    unseen.append(follows)
        return seen

    def _merge_start(self) -> None:
        """Give state 0 the ways of all states that nothing parts from it, so that a step looks at one state for them."""
        merged: dict[str, list[int]] = {}
        terms: list[tuple[TrieKey, int]] = []
        classes: list[tuple[str, int]] = []
        for state in self._without_reading(0):
            ways = self._of(state)
            for word, targets in ways.words.items():
                merged.setdefault(word, []).extend(targets)
            terms += ways.terms
            classes += ways.classes
        self._ways[0] = Ways(merged, [], classes, [], [])
        for key, target in terms:
            for word in self._terms.trie(key):
                self._first_terms.setdefault(word, []).append((key, target))
