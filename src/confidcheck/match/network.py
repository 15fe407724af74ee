"""The phrases as one nondeterministic automaton (Thompson's construction); phrases that begin alike share their states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from confidcheck.fold import CLAUSE, PUNCTUATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.match.terms import Terms, TrieKey
    from confidcheck.phrase import Item, Phrase

Symbol = tuple[str, str, int]  # folded word (empty where no phrase has it), word as written (the same), flags

START: Final[Symbol] = (" ^", "", CLAUSE | PUNCTUATION)  # before and after each sentence; no token holds a space
END: Final[Symbol] = (" $", "", CLAUSE | PUNCTUATION)


class Ways(NamedTuple):
    """What leads on from a state, each way with the state it leads to, and the numbers of the phrases that end there."""

    words: dict[str, list[int]]
    terms: list[tuple[TrieKey, int]]
    classes: list[tuple[str, int]]
    empty: list[int]
    final: list[int]


class Network:
    """States and what leads from one to the next; state 0 is where every phrase begins.

    Most states have one way on, so each kind of way is a table of its own that holds only the states that have it.

    Args:
        phrases: the phrases, prepared by `Terms.prepare`; their numbers are their places.
        terms: knows the terms of a lexicon item.

    Attributes:
        vocabulary: the words of all ways on a word.
    """

    def __init__(self, phrases: Iterable[Phrase], terms: Terms) -> None:
        self._words: dict[int, dict[str, list[int]]] = {}
        self._lexicons: dict[int, list[tuple[TrieKey, int]]] = {}
        self._classes: dict[int, list[tuple[str, int]]] = {}
        self._empty: dict[int, list[int]] = {}
        self._final: dict[int, list[int]] = {}
        self.vocabulary: set[str] = {START[0], END[0]}
        self._terms, self._count = terms, 1
        self._shared: dict[tuple[int, Item], int] = {}
        for number, phrase in enumerate(phrases):
            self._final.setdefault(self._sequence(0, phrase), []).append(number)

    def ways(self) -> list[Ways]:
        """Return what leads on from each state."""
        return [
            Ways(
                self._words.get(state, {}),
                self._lexicons.get(state, []),
                self._classes.get(state, []),
                self._empty.get(state, []),
                self._final.get(state, []),
            )
            for state in range(self._count)
        ]

    def _new(self) -> int:
        self._count += 1
        return self._count - 1

    def _sequence(self, state: int, items: Sequence[Item], target: int | None = None) -> int:
        """Lead from `state` through `items` and return where they end: at `target` if it is given."""
        items = [item for item in items if item.form not in ("open", "close")]
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
        if item.form == "word":
            self._word(state, item.text, target)
        elif item.form == "choice":
            self._choice(state, item, target)
        elif item.form == "lexicon":
            self._lexicons.setdefault(state, []).append((self._terms.key(item), target))
        elif item.form == "any":
            self._any(state, "any", target)
        elif item.form == "gap":
            self._gap(state, item.number, target)
        elif item.form in ("start", "end"):
            self._edge(state, START if item.form == "start" else END, target)
        else:
            self._class(state, item.form, target)

    def _word(self, state: int, word: str, target: int) -> None:
        self.vocabulary.add(word)
        self._words.setdefault(state, {}).setdefault(word, []).append(target)

    def _class(self, state: int, form: str, target: int) -> None:
        self._classes.setdefault(state, []).append((form, target))

    def _nothing(self, state: int, target: int) -> None:
        self._empty.setdefault(state, []).append(target)

    def _any(self, state: int, form: str, target: int) -> None:
        """One word, with up to two tokens that are attached to it (the 's of a genitive)."""
        for _ in range(3):
            follows = self._new()
            self._class(state, form, follows)
            self._nothing(follows, target)
            state, form = follows, "attached"

    def _gap(self, state: int, most: int, target: int) -> None:
        self._nothing(state, target)
        for _ in range(most):
            follows = self._new()
            self._any(state, "gap", follows)
            self._nothing(follows, target)
            state = follows

    def _edge(self, state: int, symbol: Symbol, target: int) -> None:
        """The start or end of a sentence, with the punctuation between it and the words."""
        before, after = self._new(), self._new()
        self._nothing(state, before)
        self._word(before, symbol[0], after)
        self._nothing(after, target)
        loop = after if symbol is START else before
        self._class(loop, "punctuation", loop)

    def _choice(self, state: int, item: Item, target: int) -> None:
        if item.number:
            self._nothing(state, target)
        for branch in item.branches:
            self._sequence(state, branch, target)
