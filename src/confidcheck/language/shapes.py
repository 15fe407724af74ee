"""Shapes: patterns of mentions that have a form of their own (an age, a case number), read from YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

from confidcheck.errors import RuleError
from confidcheck.language.checks import CHECKS
from confidcheck.language.data import LISTS, expand
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_KEYS = frozenset({"kind", "label", "score", "regex", "needs", "context", "check", "source"})
_BEFORE, _AFTER = 60, 30  # code points in which words of context are looked for, about a dozen words in all
TIMEOUT = 60.0  # seconds for one pattern on one draft, ten times what a busy machine needs for the longest; more is an error


@dataclass(frozen=True, slots=True)
class Found:
    """Where a shape stands in folded text (code points, end exclusive)."""

    shape: Shape
    start: int
    end: int


@dataclass(frozen=True)
class Shape:
    """One pattern.

    Attributes:
        kind, label: what a mention of this shape is.
        score: how likely it concerns one particular person, before anything is known of the words around it.
        written: a regular expression; its group `flag`, where there is one, is the mention.
        lists: what may stand in it as `{name}`.
        needs: a cheap necessary condition on the text; nothing else is compiled where it does not hold.
        context: words one of which must stand near.
        check: a test of the mention's characters, check digits for instance.
        where: the file it comes from.
    """

    kind: str
    label: str
    score: float
    written: str
    lists: Mapping[str, str]
    needs: re.Pattern[str] | None
    context: tuple[str, ...]
    check: Callable[[str], bool] | None
    where: Path

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern.

        Raises:
            RuleError: if it is not a regular expression, or names an unknown list.
        """
        return expand(self.written, self.lists, self.where)

    @cached_property
    def _group(self) -> str | int:
        return "flag" if "flag" in self.pattern.groupindex else 0

    @cached_property
    def _near(self) -> regex.Pattern[str] | None:
        return word_pattern(self.context) if self.context else None

    def find(self, text: str) -> Iterator[Found]:
        """Yield where the shape stands in folded `text`.

        Raises:
            RuleError: if the pattern is not done in time.
        """
        if self.needs and not self.needs.search(text):
            return
        try:
            for match in self.pattern.finditer(text, timeout=TIMEOUT):
                start, end = match.span(self._group)
                if start < end and self._fits(text, start, end):
                    yield Found(self, start, end)
        except TimeoutError:
            raise RuleError(f"the pattern of “{self.kind}” was not done in time; make it simpler", self.where) from None

    def _fits(self, text: str, start: int, end: int) -> bool:
        if self._near:
            left, right = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
            if not (self._near.search(left) or self._near.search(right)):
                return False
        return self.check is None or self.check(text[start:end])


def word_pattern(words: Sequence[str]) -> regex.Pattern[str]:
    """Return a pattern for any of `words`, whole and in any case."""
    either = "|".join(regex.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<!\w)(?:{either})(?!\w)")


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """Read the `patterns` of a YAML file, in order.

    Args:
        path: the file; its `lists` may stand in the patterns as `{name}`.

    Raises:
        RuleError: if the file cannot be read or a pattern is wrong.
    """
    data = read_mapping(path)
    lists = {name: "|".join(data[LISTS][name]) for name in data.get(LISTS, {})}
    return tuple(_shape(entry, lists, path) for entry in data["patterns"])


def _shape(entry: dict[str, Any], lists: Mapping[str, str], path: Path) -> Shape:
    if unknown := entry.keys() - _KEYS:
        raise RuleError(f"unknown key “{min(unknown)}”; allowed are {', '.join(sorted(_KEYS))}", path)
    check = entry.get("check")
    if check is not None and check not in CHECKS:
        raise RuleError(f"unknown check “{check}”; allowed are {', '.join(sorted(CHECKS))}", path)

    return Shape(
        kind=entry["kind"],
        label=entry["label"],
        score=float(entry["score"]),
        written=entry["regex"],
        lists=lists,
        needs=re.compile(entry["needs"], re.IGNORECASE) if "needs" in entry else None,
        context=tuple(entry.get("context", ())),
        check=CHECKS[check] if check else None,
        where=path,
    )
