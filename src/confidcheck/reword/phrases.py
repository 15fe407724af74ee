"""Readable phrases as patterns: the part of the phrase language of `docs/RULES.md` that rewordings need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from confidcheck.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Value = TypeVar("Value")

_FOLD: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_TOKEN: Final = re.compile(r"\{gap(?::(\d))?\}|[()\[\]|^$]|[\w'*&/+.]+|[^\s\w]")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SPACE: Final = r"[\s\-]*"
_GAP: Final = 4
_CLOSING: Final = {"(": ")", "[": "]"}
_OPTIONAL: Final = "["
_ENDS: Final = {"^": r"^[\s\"'(*_>#-]*", "$": r"[\W_]*$"}
NOTHING: Final = re.compile(r"(?!)")


def fold(text: str) -> str:
    """Fold curly quotes and dashes; the length, and so every offset, stays as it is."""
    return text.translate(_FOLD)


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in lower case and without possessive endings."""
    return [match.group().lower().removesuffix("'s") for match in _WORD.finditer(fold(text))]


def compile_phrases(phrases: Iterable[str], path: Path) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds any of them in folded text.

    Args:
        phrases: `(a|b)` alternatives, `[a|b]` optional, `{gap}` up to four words, `{gap:2}` up to two, `word*` a beginning,
            `*ed` an ending, `^` and `$` the ends of the text that is searched.
        path: the file they stand in, for the error.

    Raises:
        RuleError: a bracket does not match.
    """
    bodies = [_Phrase(phrase, path).pattern() for phrase in phrases]
    return re.compile("|".join(bodies), re.IGNORECASE) if bodies else NOTHING


class _Phrase:
    """One phrase, translated by recursive descent."""

    def __init__(self, phrase: str, path: Path) -> None:
        self._phrase, self._path = phrase, path
        self._tokens = [(m.group(), m.group(1)) for m in _TOKEN.finditer(phrase)]
        self._at = 0

    def pattern(self) -> str:
        body = self._alternatives(closing="")
        if self._at < len(self._tokens):
            raise self._error()
        return body

    def _alternatives(self, closing: str) -> str:
        options = ["".join(self._sequence())]
        while self._peek() == "|":
            self._at += 1
            options.append("".join(self._sequence()))
        if closing:
            if self._peek() != closing:
                raise self._error()
            self._at += 1
        return f"(?:{'|'.join(options)})"

    def _sequence(self) -> Iterator[str]:
        while (token := self._peek()) is not None and token not in {"|", ")", "]"}:
            self._at += 1
            yield self._atom(token)

    def _atom(self, token: str) -> str:
        if token in _CLOSING:
            return self._alternatives(_CLOSING[token]) + ("?" if token == _OPTIONAL else "")
        if token.startswith("{gap"):
            longest = self._tokens[self._at - 1][1] or _GAP
            return rf"(?:[\w'&/-]+\s+){{0,{longest}}}?"
        if token in _ENDS:
            return _ENDS[token]
        if not token.strip("*")[:1].isalnum():
            return re.escape(token) + r"\s*"
        body = re.escape(token.strip("*")).replace("'", "'?")
        before = r"\w*" if token.startswith("*") else ""
        after = r"\w*" if token.endswith("*") else ""
        return rf"\b{before}{body}{after}(?!\w){_SPACE}"

    def _peek(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _error(self) -> RuleError:
        return RuleError(f"the brackets of the phrase “{self._phrase}” do not match", self._path)


class Terms(Generic[Value]):
    """Plain terms and what each stands for, looked up in one pass over the words of a text.

    A term written in capitals of up to four letters (`ED`, `DID`) is found only in capitals.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_words: dict[tuple[str, ...], tuple[Value, str | None]] = {}
        self._longest = 1
        for term, value in entries:
            key = tuple(words(term))
            exact = term if term.isupper() and len(term) <= _GAP else None
            self._by_words.setdefault(key, (value, exact))
            self._longest = max(self._longest, len(key))

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield the start and end (code points, end exclusive) and the value of each term, longest first at each word."""
        found = list(_WORD.finditer(fold(text)))
        folded = [match.group().lower().removesuffix("'s") for match in found]
        at = 0
        while at < len(found):
            length = next(self._lengths(text, found, folded, at), 0)
            if length:
                value, _ = self._by_words[tuple(folded[at : at + length])]
                yield found[at].start(), found[at + length - 1].end(), value
            at += length or 1

    def _lengths(self, text: str, found: list[re.Match[str]], folded: list[str], at: int) -> Iterator[int]:
        """How many words from here make up a term, the most first."""
        for length in range(min(self._longest, len(found) - at), 0, -1):
            entry = self._by_words.get(tuple(folded[at : at + length]))
            if entry is not None:
                said = text[found[at].start() : found[at + length - 1].end()]
                if entry[1] is None or said.removesuffix("'s") == entry[1]:
                    yield length
