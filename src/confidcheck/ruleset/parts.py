"""What rules stand on: lexicons, guidance, thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.finding import Label
from confidcheck.fold import words
from confidcheck.rule import Guidance, Lexicon, LexiconTerm, Signs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from confidcheck.ruleset.nodes import Value


def read_lexicon(value: Value) -> Lexicon:
    """Read one lexicon; its name is that of its file."""
    fields = value.fields(("name", "source", "terms"), ("mentions",))
    name = fields["name"].text()
    if name != value.path.stem:
        raise fields["name"].error(f"“{name}” differs from the file's name; write “{value.path.stem}” or rename the file")
    terms = tuple(_term(term) for term in fields["terms"].items())
    mentions = fields["mentions"].member(Label, "label") if "mentions" in fields else None
    return Lexicon(name, fields["source"].text(), terms, mentions)


def _term(value: Value) -> LexiconTerm:
    if not value.is_mapping():
        return LexiconTerm(_words(value))
    fields = value.fields(("term",), ("ambiguous", "case", "variants"))
    if "case" in fields:
        fields["case"].one_of(("exact",), "way to compare")
    return LexiconTerm(
        _words(fields["term"]),
        exact_case="case" in fields,
        ambiguous="ambiguous" in fields and fields["ambiguous"].flag(),
        variants=tuple(_words(variant) for variant in fields["variants"].items()) if "variants" in fields else (),
    )


def _words(value: Value) -> str:
    text = value.text()
    if not words(text):
        raise value.error("a term holds at least one word")
    return text


def read_guidance(value: Value) -> Iterator[tuple[Value, Guidance]]:
    """Read the points of guidance, each with the place of its key."""
    for key, point in value.entries():
        fields = {name: field.text() for name, field in point.fields(("body", "point", "says", "address")).items()}
        yield key, Guidance(key=key.text(), **fields)


def read_thresholds(value: Value, prefix: str = "") -> Iterator[tuple[str, float]]:
    """Read nested numbers as dotted keys: `mention: {low: 0.2}` is `mention.low`."""
    for key, limit in value.entries():
        name = prefix + key.text()
        if limit.is_mapping():
            yield from read_thresholds(limit, f"{name}.")
        else:
            yield name, limit.number()


def read_signs(value: Value, rules: Collection[str]) -> Signs:
    """Read what makes conditions hold; `rules` are the ids it may name."""
    fields = value.fields(("details", "cluster", "special-category", "minor", "review-reply"))
    return Signs(
        details=frozenset(item.member(Label, "label") for item in fields["details"].items()),
        cluster=int(fields["cluster"].number()),
        special=frozenset(item.member(Label, "label") for item in fields["special-category"].items()),
        minor=frozenset(item.text() for item in fields["minor"].items()),
        reviews=frozenset(item.one_of(rules, "rule") for item in fields["review-reply"].items()),
    )
