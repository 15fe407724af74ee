"""From the end of a phrase back to where it began, and which part of it is flagged.

The automaton tells where a phrase ends; only then is that one phrase matched backwards from there.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.fold import PUNCTUATION, SOFT
from confidcheck.match.automaton import accepts
from confidcheck.match.terms import EXACT, TERM_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.fold import Token
    from confidcheck.match.terms import Terms, Trie
    from confidcheck.phrase import Item, Phrase


class Trace(NamedTuple):
    """Places of tokens in their sentence, ends exclusive: the whole match and the part to flag."""

    start: int
    end: int
    flag_start: int
    flag_end: int


class _State(NamedTuple):
    place: int  # tokens before it are still to be matched
    opened: int | None
    closed: int | None


class Tracer:
    """Matches phrases backwards in one sentence.

    Args:
        tokens: its tokens.
        text: the whole text.
        terms: the lexicons.
    """

    def __init__(self, tokens: Sequence[Token], text: str, terms: Terms) -> None:
        self._tokens, self._text, self._terms = tokens, text, terms

    def trace(self, phrase: Phrase, end: int) -> Trace:
        """Return the longest match of `phrase` that ends before the token `end`, with its widest flagged part."""
        ways = self._sequence(phrase, {_State(end, None, None)})
        best = min(ways, key=lambda way: (way.place, way.opened or 0, -(way.closed or 0)))
        start = best.place
        if best.opened is None or best.closed is None:
            return Trace(start, end, start, end)
        return Trace(min(start, best.opened), max(end, best.closed), best.opened, best.closed)

    def _sequence(self, items: Phrase, ways: set[_State]) -> set[_State]:
        for item in reversed(items):
            ways = {before for way in ways for before in self._item(item, way)}
        return ways

    def _item(self, item: Item, way: _State) -> Iterable[_State]:
        if item.form == "close":
            return (way._replace(closed=self._over_soft(way.place)),)
        if item.form == "open":
            return (way._replace(opened=way.place),)
        if item.form == "choice":
            reached = {way} if item.number else set()
            return reached.union(*(self._sequence(branch, {way}) for branch in item.branches))
        return (way._replace(place=place) for place in self._places(item, way.place))

    def _places(self, item: Item, place: int) -> Iterator[int]:
        """Yield where a match of `item` that ends at `place` begins."""
        if item.form == "word":
            yield from (before for before in self._before(place) if self._tokens[before].text == item.text)
        elif item.form == "lexicon":
            yield from self._lexicon(self._terms.trie((item.text, item.number), backwards=True), place)
        elif item.form == "start":
            if self._is_bare(place):
                yield place
        elif item.form == "end":
            yield from self._end(place)
        elif item.form == "gap":
            yield from self._gap(item.number, place)
        elif item.form == "any":
            yield from self._any("any", place)
        else:
            yield from (before for before in self._before(place) if accepts(item.form, self._tokens[before].flags))

    def _before(self, place: int) -> Iterator[int]:
        """Yield the token before `place`, and those before it as long as they may be passed over."""
        while place > 0:
            place -= 1
            yield place
            if not self._tokens[place].flags & SOFT:
                return

    def _over_soft(self, place: int) -> int:
        return next((before + 1 for before in self._before(place) if not self._tokens[before].flags & SOFT), place)

    def _is_bare(self, place: int) -> bool:
        return all(token.flags & PUNCTUATION for token in islice(self._tokens, place))

    def _end(self, place: int) -> Iterator[int]:
        yield place
        while place > 0 and self._tokens[place - 1].flags & PUNCTUATION:
            place -= 1
            yield place

    def _any(self, form: str, place: int) -> Iterator[int]:
        ends = {place}
        for _ in range(3):
            heads = {before for end in ends for before in self._before(end)}
            yield from (head for head in heads if accepts(form, self._tokens[head].flags))
            ends = {head for head in heads if accepts("attached", self._tokens[head].flags)}

    def _gap(self, most: int, place: int) -> Iterator[int]:
        reached = ends = {place}
        for _ in range(most):
            ends = {before for end in ends for before in self._any("gap", end)} - reached
            reached = reached | ends
        yield from reached

    def _lexicon(self, trie: Trie, place: int) -> Iterator[int]:
        for before in self._before(place):
            token = self._tokens[before]
            for text in (token.text, EXACT + self._text[token.start : token.end]):
                follows = trie.get(text)
                if follows is None:
                    continue
                if TERM_ENDS in follows:
                    yield before
                yield from self._lexicon(follows, before)
