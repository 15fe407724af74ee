"""What phones and word processors make of plain characters. Every comparison of words reads the same table.

Each character here stands for one plain character, so that offsets hold when it is replaced; those of `INVISIBLE` stand for
none.
"""

from __future__ import annotations

APOSTROPHES = "‘’‛ʼ′`´＇"
QUOTES = "“”„‟″«»"
HYPHENS = "‐‑"  # within a word
DASHES = "‒–—―−"  # between words
SPACES = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\t"
# Soft hyphen, zero-width spaces and joiners, direction marks, variation selectors, byte-order mark; the inside of a class of
# characters in a regular expression.
INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"


def plain(*, apostrophes: str = "", quotes: str = "", hyphens: str = "", spaces: str = "") -> dict[int, str]:
    """Return a table for `str.translate` that makes the characters given plain: ', ", - and a space."""
    kinds = {"'": apostrophes, '"': quotes, "-": hyphens, " ": spaces}
    return {ord(character): meant for meant, characters in kinds.items() for character in characters}
