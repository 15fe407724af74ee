"""One automaton over words for all phrases: built once, run over a text in one pass.

A nondeterministic automaton (Thompson's construction; phrases that begin alike share states) is made deterministic lazily:
each set of states that a text leads to, and each step from it, is computed once and kept. So the time for a text grows with
its length only, whatever the phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from confidcheck.fold import ATTACHED, CLAUSE, NAME, NUMBER, PUNCTUATION, SOFT
from confidcheck.match.terms import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.fold import Token
    from confidcheck.match.terms import Terms, Trie
    from confidcheck.phrase import Item, Phrase

Symbol = tuple[str, str, int]  # folded word (empty where no phrase has it), word as written (the same), flags

START: Final[Symbol] = ("\x02", "", CLAUSE | PUNCTUATION)  # before and after each sentence; no word looks like these
END: Final[Symbol] = ("\x03", "", CLAUSE | PUNCTUATION)

_CACHED_SETS = 20_000  # then the cache begins anew; a 300-word draft adds a few hundred


def accepts(form: str, flags: int) -> bool:
    """Whether a token with these flags fits a slot that asks for no word in particular."""
    if form == "any":
        return not flags & PUNCTUATION
    if form == "gap":
        return not flags & CLAUSE
    return bool(flags & _FLAG[form])


_FLAG: Final = {"number": NUMBER, "name": NAME, "attached": ATTACHED, "punctuation": PUNCTUATION}


class _State:
    """What leads on from a state; `final` are the numbers of the phrases that end here."""

    __slots__ = ("classes", "empty", "final", "terms", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = {}
        self.terms: list[tuple[Trie, int]] = []
        self.classes: list[tuple[str, int]] = []
        self.empty: list[int] = []
        self.final: list[int] = []

    @property
    def leads_on(self) -> bool:
        return bool(self.words or self.terms or self.classes)


class Automaton:
    """All phrases.

    Args:
        phrases: the phrases, prepared by `Terms.prepare`; their numbers are their places.
        terms: gives the trie of a lexicon item.
    """

    def __init__(self, phrases: Iterable[Phrase], terms: Terms) -> None:
        self._terms = terms
        self._states: list[_State] = [_State()]
        self._words: set[str] = {START[0], END[0]}
        self._shared: dict[tuple[int, Item], int] = {}
        for number, phrase in enumerate(phrases):
            last = self._sequence(0, [item for item in phrase if item.form not in ("open", "close")])
            self._states[last].final.append(number)
        self._closures: dict[int, tuple[int, ...]] = {}
        self._inside: dict[tuple[Trie, int], int] = {}  # the states within terms, negative
        self._tries: list[tuple[Trie, int]] = []
        self._start = self._merged(0)
        self._reset()

    def run(self, symbols: Sequence[Symbol]) -> list[tuple[int, tuple[int, ...]]]:
        """Read one sentence.

        Args:
            symbols: `START`, its tokens, `END`.

        Returns:
            The places in `symbols` where phrases end, each with the numbers of these phrases.
        """
        found: list[tuple[int, tuple[int, ...]]] = []
        if len(self._sets) > _CACHED_SETS:
            self._reset()
        current = self._number(frozenset())
        steps = self._steps
        for place, symbol in enumerate(symbols):
            step = steps[current].get(symbol)
            if step is None:
                step = self._step(current, symbol)
            current, final = step
            if final:
                found.append((place, final))
        return found

    def symbol(self, token: Token, written: str) -> Symbol:
        """Return what the automaton sees of a token, given as folded and as written."""
        word, exact = token.text, EXACT + written
        known = self._terms.words
        return (word if word in self._words or word in known else "", exact if exact in known else "", token.flags)

    # Building

    def _new(self) -> int:
        self._states.append(_State())
        return len(self._states) - 1

    def _sequence(self, state: int, items: Sequence[Item], target: int | None = None) -> int:
        """Lead from `state` through `items` and return where they end: at `target` if it is given."""
        for place, item in enumerate(items):
            if target is not None and place == len(items) - 1:
                self._connect(state, item, target)
                return target
            key = (state, item)
            follows = self._shared.get(key)
            if follows is None:
                follows = self._shared[key] = self._new()
                self._connect(state, item, follows)
            state = follows
        return state

    def _connect(self, state: int, item: Item, target: int) -> None:
        here = self._states[state]
        if item.form == "word":
            self._words.add(item.text)
            here.words.setdefault(item.text, []).append(target)
        elif item.form == "lexicon":
            here.terms.append((self._terms.trie(item), target))
        elif item.form in ("number", "name"):
            here.classes.append((item.form, target))
        elif item.form == "any":
            self._any(state, "any", target)
        elif item.form == "gap":
            self._gap(state, item.number, target)
        elif item.form == "start":
            self._edge(state, START, target)
        elif item.form == "end":
            self._edge(state, END, target)
        else:
            self._choice(state, item, target)

    def _any(self, state: int, form: str, target: int) -> None:
        """One word, with up to two tokens that are attached to it (the 's of a genitive)."""
        for _ in range(3):
            follows = self._new()
            self._states[state].classes.append((form, follows))
            self._states[follows].empty.append(target)
            state, form = follows, "attached"

    def _gap(self, state: int, most: int, target: int) -> None:
        self._states[state].empty.append(target)
        for _ in range(most):
            follows = self._new()
            self._any(state, "gap", follows)
            self._states[follows].empty.append(target)
            state = follows

    def _edge(self, state: int, symbol: Symbol, target: int) -> None:
        """The start or end of a sentence, with the punctuation between it and the words."""
        before, after = self._new(), self._new()
        self._states[state].empty.append(before)
        self._states[before].words[symbol[0]] = [after]
        self._states[after].empty.append(target)
        loop = after if symbol is START else before
        self._states[loop].classes.append(("punctuation", loop))

    def _choice(self, state: int, item: Item, target: int) -> None:
        if item.number:
            self._states[state].empty.append(target)
        for branch in item.branches:
            self._sequence(state, branch, target)

    # Running

    def _reset(self) -> None:
        self._numbers: dict[frozenset[int], int] = {}
        self._sets: list[frozenset[int]] = []
        self._steps: list[dict[Symbol, tuple[int, tuple[int, ...]]]] = []

    def _number(self, states: frozenset[int]) -> int:
        number = self._numbers.get(states)
        if number is None:
            number = self._numbers[states] = len(self._sets)
            self._sets.append(states)
            self._steps.append({})
        return number

    def _step(self, current: int, symbol: Symbol) -> tuple[int, tuple[int, ...]]:
        """Compute one step and keep it. A negative state stands inside a term of a lexicon."""
        states = self._sets[current]
        reached: set[int] = set()
        self._advance(self._start, symbol, reached)
        for state in states:
            if state < 0:
                trie, target = self._tries[-1 - state]
                self._into(trie, target, symbol, reached)
            else:
                self._advance(self._states[state], symbol, reached)
        final = {number for state in reached if state >= 0 for number in self._states[state].final}
        kept = {state for state in reached if state < 0 or self._states[state].leads_on}
        if symbol[2] & SOFT:
            kept |= states
        step = (self._number(frozenset(kept)), tuple(sorted(final)))
        self._steps[current][symbol] = step
        return step

    def _advance(self, here: _State, symbol: Symbol, reached: set[int]) -> None:
        word, _, flags = symbol
        if word:
            for target in here.words.get(word, ()):
                reached.update(self._closure(target))
            for trie, target in here.terms:
                self._into(trie, target, symbol, reached)
        for form, target in here.classes:
            if accepts(form, flags):
                reached.update(self._closure(target))

    def _into(self, trie: Trie, target: int, symbol: Symbol, reached: set[int]) -> None:
        for text in symbol[:2]:
            follows = trie.follows.get(text)
            if follows is None:
                continue
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
            seen, open_ = {state}, [state]
            while open_:
                for follows in self._states[open_.pop()].empty:
                    if follows not in seen:
                        seen.add(follows)
                        open_.append(follows)
            closure = tuple(s for s in seen if self._states[s].leads_on or self._states[s].final)
            self._closures[state] = closure
        return closure

    def _merged(self, state: int) -> _State:
        """Return one state that stands for the whole closure of `state`; every step begins there."""
        merged = _State()
        for part in self._closure(state):
            here = self._states[part]
            for word, targets in here.words.items():
                merged.words.setdefault(word, []).extend(targets)
            merged.terms.extend(here.terms)
            merged.classes.extend(here.classes)
        return merged
