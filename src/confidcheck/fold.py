"""Text as a sequence of folded words, so that phrases and drafts are compared on words and not on characters."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from confidcheck.typography import APOSTROPHES, DASHES, HYPHENS, INVISIBLE, QUOTES, plain

# What a token is, besides its text; bits, because a token can be several of these.
NUMBER = 1  # digits
NAME = 2  # begins with a capital, has two letters or more, and is not the first word of its sentence
ATTACHED = 4  # continues the word before it without a space (the 've of I've, the yo of 14yo)
SOFT = 8  # quotation marks, emphasis, emoji: a phrase passes over them
CLAUSE = 16  # punctuation that parts clauses
PUNCTUATION = 32  # any punctuation, soft and clause included

_SAME_LENGTH = plain(apostrophes=APOSTROPHES, quotes=QUOTES, hyphens=HYPHENS)
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{INVISIBLE}])*"
_TOKEN = re.compile(
    rf"(?P<word>{_LETTERS}(?:'{_LETTERS})*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<clitic>'(?:s|ve|re|ll|d|m)(?![^\W\d_]))"
    r"|(?P<hyphen>(?<=\w)-(?=\w))"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)
# The endings of English verbs and of the genitive that are words of their own; `n't` stays with its verb, so that a
# phrase without a negation never matches one with it.
_CLITIC = re.compile(r"(?<=.)'(?:s|ve|re|ll|d|m)$", re.IGNORECASE)
_STRIP = re.compile(rf"[{INVISIBLE}]")
_SOFT = frozenset("\"'*_#~")
_WITHIN_CLAUSE = frozenset("/&+%@=<>\\^")


class Token(NamedTuple):
    """A folded word or punctuation mark.

    `start` and `end` are code points into the text, end exclusive; `flags` are bits of this module.
    """

    text: str
    start: int
    end: int
    flags: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut one sentence into folded words and punctuation.

    Args:
        text: the whole text.
        start, end: the sentence, in code points, end exclusive; by default all of the text.

    Returns:
        The tokens in order. Hyphens between words leave no token, digits and letters are parted, endings with an
        apostrophe ('s, 've) are tokens of their own.
    """
    plainly = text[start:end].translate(_SAME_LENGTH)
    found: list[Token] = []
    is_first = True
    last_end, joins = -1, False  # `joins`: the last token was a word or a number
    for match in _TOKEN.finditer(plainly):
        kind, left, right = match.lastgroup, start + match.start(), start + match.end()
        attached = ATTACHED if joins and left == last_end else 0
        last_end, joins = right, kind in ("word", "number", "clitic")
        if kind == "word":
            raw = match.group()
            name = NAME if raw[0].isupper() and not is_first else 0
            clitic = _CLITIC.search(raw) if "'" in raw else None
            if clitic:
                cut = left + clitic.start()
                found.append(_word(raw[: clitic.start()], left, cut, attached | name))
                found.append(_word(clitic.group(), cut, right, ATTACHED))
            else:
                found.append(_word(raw, left, right, attached | name))
        elif kind == "number":
            found.append(Token(match.group(), left, right, NUMBER | attached))
        elif kind == "clitic":
            found.append(_word(match.group(), left, right, ATTACHED))
        elif kind == "other":
            mark = match.group()
            found.append(Token("-" if mark in DASHES else mark, left, right, _punctuation(mark)))
        is_first = is_first and not joins
    return found


def words(text: str) -> list[str]:
    """Return the folded words and punctuation marks of a text, without their places."""
    if text.isascii() and text.replace(" ", "").isalpha():  # most terms of lexicons and most of each phrase
        return text.lower().split()
    return [token.text for token in tokens(text)]


def fold(word: str) -> str:
    """Return a word without case, accents and invisible characters."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", _STRIP.sub("", word))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _word(raw: str, start: int, end: int, flags: int) -> Token:
    return Token(fold(raw), start, end, flags & ~NAME if end - start == 1 else flags)


def _punctuation(character: str) -> int:
    if character in _SOFT:
        return PUNCTUATION | SOFT
    category = unicodedata.category(character)
    if character in _WITHIN_CLAUSE or category in ("Sc", "Sm", "No"):
        return PUNCTUATION
    return PUNCTUATION | (CLAUSE if category.startswith("P") or character == "|" else SOFT)
