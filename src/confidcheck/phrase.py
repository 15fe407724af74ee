"""The syntax of phrases (docs/RULES.md): text in, a sequence of items out."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from confidcheck.fold import words

Form = Literal["word", "lexicon", "number", "any", "gap", "name", "start", "end", "open", "close", "choice"]


class Item(NamedTuple):
    """One element of a phrase.

    Attributes:
        form: what it matches: a `word` (or punctuation mark), a term of a `lexicon`, a `number`, `any` word, a `gap`,
            a `name`, the `start` or `end` of a sentence, or a `choice`; `open` and `close` are the marks around the
            flagged part and match nothing.
        text: the folded word, or the name of the lexicon.
        number: the most words of a gap; 1 for a lexicon with its ambiguous terms and for a choice that may be left out.
        branches: the alternatives of a choice.
    """

    form: Form
    text: str = ""
    number: int = 0
    branches: tuple[tuple[Item, ...], ...] = ()


Phrase = tuple[Item, ...]

_GAP: Final = 4  # words of a plain {gap}
_LONGEST_GAP: Final = 12
_DEEPEST: Final = 20  # nobody reads a phrase that is half as deep
_SPECIAL = re.compile(r"(\{[^{}]*\}?|[()|\[\]<>^$}])")
_SLOT = re.compile(r"\{(?:(?P<gap>gap(?::(?P<most>\d{1,3}))?)|(?P<lexicon>[a-z0-9]+(?:-[a-z0-9]+)*)(?P<ambiguous>~?)|Name)\}")
_OUTER_HYPHEN = re.compile(r"^-(?=\w)|(?<=\w)-$")  # between a word and a slot or bracket: ex-{client-noun}
_BRACKETS: Final = Item("choice", branches=tuple((Item("word", bracket),) for bracket in "()[]"))
_FIXED: Final = {"{number}": Item("number"), "{word}": Item("any"), "{Name}": Item("name"), "{bracket}": _BRACKETS}
_SLOTS: Final = "{number}, {word}, {gap}, {gap:2}, {Name}, {bracket}"
_OPEN, _CLOSE, _START, _END = Item("open"), Item("close"), Item("start"), Item("end")
_SIMPLE: Final[dict[str, Item]] = {"<": _OPEN, ">": _CLOSE, "^": _START, "$": _END}
_CLOSING: Final = {"(": ")", "[": "]"}


class PhraseError(ValueError):
    """A phrase is written wrongly; `offset` is the code point where."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem, self.offset = problem, offset


@cache
def parse(text: str) -> Phrase:
    """Read a phrase.

    Args:
        text: as written in a rule.

    Returns:
        Its items. The flagged part stands between `open` and `close`, also where the author marked none.

    Raises:
        PhraseError: with what is wrong and where.
    """
    pieces = _SPECIAL.split(text)
    reader = _Reader(pieces)
    items = reader.sequence(None)
    least, marks, is_marked_empty = _measure(items)
    if least == 0:
        raise PhraseError("the phrase can match nothing at all; at least one word must be there", 0)
    if marks > 1 or is_marked_empty:
        raise PhraseError("mark one part with < >, of at least one word", max(text.find("<"), 0))
    return items if marks else _mark_all(items)


def lexicons(text: str) -> list[tuple[str, int]]:
    """Return the lexicons that a phrase asks for, each with the code point where."""
    slots = (match for match in _SLOT.finditer(text) if match["lexicon"] and match.group() not in _FIXED)
    return [(match["lexicon"], match.start()) for match in slots]


def is_marked(text: str) -> bool:
    """Whether the author of a phrase marked a part to flag."""
    return "<" in text


class _Reader:
    """Recursive descent over the pieces of a phrase; pieces at odd places are special."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces, self.place, self.offset = pieces, 0, 0
        self.is_open = False  # inside < >
        self.depth = 0  # of brackets

    def sequence(self, closing: str | None) -> Phrase:
        """Read up to the closing bracket, or in a choice up to a bar; both are left for the caller."""
        items: list[Item] = []
        while self.place < len(self.pieces):
            piece = self.pieces[self.place]
            if self.place % 2 == 0:
                items += _words(piece)
            elif closing and piece in ("|", closing):
                return tuple(items)
            else:
                items.append(self._special(piece))
            self._next()
        if closing:
            raise PhraseError(f"a bracket is not closed; “{closing}” is missing", self.offset)
        if self.is_open:
            raise PhraseError("“<” is not closed; “>” is missing", self.offset)
        return tuple(items)

    def _next(self) -> None:
        self.offset += len(self.pieces[self.place])
        self.place += 1

    def _special(self, piece: str) -> Item:
        if piece[0] == "{":
            return self._slot(piece)
        if piece in _CLOSING:
            return self._choice(piece)
        if piece in _SIMPLE:
            if piece in "<>":
                self._mark(piece)
            return _SIMPLE[piece]
        problem = "“|” stands outside brackets; write (this|that)" if piece == "|" else f"“{piece}” closes nothing"
        raise PhraseError(problem, self.offset)

    def _mark(self, piece: str) -> None:
        if self.is_open == (piece == "<"):
            raise PhraseError(f"“{piece}” does not fit; the part to flag is written <like this>", self.offset)
        self.is_open = piece == "<"

    def _choice(self, opening: str) -> Item:
        start, is_open, branches = self.offset, self.is_open, []
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PhraseError(f"brackets stand within each other more than {_DEEPEST} deep; write several phrases", start)
        while True:
            self._next()
            before = self.offset
            branch = self.sequence(_CLOSING[opening])
            if not branch:
                raise PhraseError("an alternative is empty; write [word] for what may be left out", before)
            if self.is_open != is_open:
                raise PhraseError("“<” and “>” must stand in the same alternative", start)
            branches.append(branch)
            if self.pieces[self.place] != "|":
                self.depth -= 1
                return Item("choice", number=int(opening == "["), branches=tuple(branches))

    def _slot(self, piece: str) -> Item:
        if piece in _FIXED:
            return _FIXED[piece]
        match = _SLOT.fullmatch(piece)
        if not match:
            raise PhraseError(
                f"“{piece}” is no slot; write {_SLOTS}, or {{the-name-of-a-lexicon}}",
                self.offset,
            )
        if match["gap"]:
            most = int(match["most"] or _GAP)
            if not 1 <= most <= _LONGEST_GAP:
                raise PhraseError(f"a gap has 1 to {_LONGEST_GAP} words", self.offset)
            return Item("gap", number=most)
        return Item("lexicon", match["lexicon"], number=int(bool(match["ambiguous"])))


@cache
def _words(piece: str) -> Phrase:
    return tuple(Item("word", word) for word in words(_OUTER_HYPHEN.sub(" ", piece)))


def _measure(items: Phrase) -> tuple[int, int, bool]:
    """Return the least number of tokens, the most marked parts on one way through, and whether a part can be empty."""
    least = marks = 0
    opened: int | None = None
    is_empty = False
    for item in items:
        if item.form == "choice":
            measured = [_measure(branch) for branch in item.branches]
            least += 0 if item.number else min(m[0] for m in measured)
            marks += max(m[1] for m in measured)
            is_empty = is_empty or any(m[2] for m in measured)
        elif item.form == "open":
            opened, marks = least, marks + 1
        elif item.form == "close":
            is_empty = is_empty or least == opened
        elif item.form not in ("gap", "start", "end"):
            least += 1
    return least, marks, is_empty


def _mark_all(items: Phrase) -> Phrase:
    first = int(items[0].form == "start")
    last = len(items) - int(items[-1].form == "end")
    return (*items[:first], _OPEN, *items[first:last], _CLOSE, *items[last:])
