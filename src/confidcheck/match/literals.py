"""The words without which a token or dependency pattern cannot match; they spare most drafts the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from confidcheck.fold import PUNCTUATION, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from confidcheck.rule import Lexicon

INFLECTIONS: Final = "inflection"  # the lexicon of irregular forms, as variants of their lemma
_AS_WRITTEN: Final = ("LOWER", "ORTH", "TEXT")
_MAY_BE_ABSENT: Final = ("?", "*", "!")
_SHORT: Final = 3  # spaCy cuts no longer pieces than these from the end of a word (can|not, gon|na, do|n't)


def literals(specs: Iterable[Mapping[str, Any]], inflections: Lexicon | None) -> frozenset[str] | None:
    """Return beginnings of words of which a text must have one.

    Args:
        specs: the token patterns that must all match.
        inflections: irregular forms.

    Returns:
        Folded beginnings, or None where the pattern names no word.
    """
    irregular: dict[str, tuple[str, ...]] = {term.term: term.variants for term in inflections.terms} if inflections else {}
    found: list[frozenset[str]] = []
    for spec in specs:
        optional = str(spec.get("OP", "1"))
        if optional in _MAY_BE_ABSENT or optional.startswith(("{0", "{,")):
            continue
        for attribute, value in spec.items():
            words = _words(value)
            if attribute == "LEMMA":
                words = [form for word in words for form in (*_regular(word), *irregular.get(word, ()))]
            elif attribute not in _AS_WRITTEN:
                continue
            folded = [_first(word) for word in words]
            if folded and all(folded):
                found.append(frozenset(word for word in folded if word))
    return min(found, key=lambda words: (-min(map(len, words)), len(words)), default=None)


def as_haystack(text: str) -> str:
    """Return the folded words of a text between spaces, as `occurs` wants them."""
    return f" {' '.join(token.text for token in tokens(text) if not token.flags & PUNCTUATION)} "


def occurs(beginnings: Iterable[str], haystack: str) -> bool:
    """Whether a word begins with one of `beginnings`, or ends with one that is short enough for a piece of a word."""
    return any(f" {word}" in haystack or (len(word) <= _SHORT and f"{word} " in haystack) for word in beginnings)


def _words(value: Any) -> list[str]:  # noqa: ANN401 - spaCy allows a text or a mapping
    if isinstance(value, str):
        return [value]
    listed = value.get("IN") if isinstance(value, dict) and len(value) == 1 else None
    return [str(word) for word in listed] if isinstance(listed, list) else []


def _first(word: str) -> str | None:
    """Return the first folded word of a literal, or None where a draft may write it without an apostrophe."""
    found = tokens(word)
    return found[0].text if found and found[0].text.isalnum() else None


def _regular(lemma: str) -> tuple[str, ...]:
    """Return what all regular forms of a word begin with (care: cared, caring; try: tries; stop: stopping)."""
    if len(lemma) > _SHORT and lemma[-1] == "e" and lemma[-2] not in "aeiou":
        return (lemma[:-1],)
    if lemma[-1:] == "y" and lemma[-2:-1] not in "aeiou":
        return (lemma, f"{lemma[:-1]}i")
    return (lemma,)
