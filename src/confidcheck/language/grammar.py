"""The shorthand grammar: ages, genders and school years as people write them (`34yo F`, `M, 16`, `Y9`, `early 40s`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

from confidcheck.errors import RuleError
from confidcheck.language.data import LISTS, expand
from confidcheck.language.folding import fold
from confidcheck.language.shapes import TIMEOUT, read_shapes
from confidcheck.language.spans import Covers, without_overlaps
from confidcheck.reading import About, Mention
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from confidcheck.language.shapes import Found, Shape

ORIGIN = "grammar"
MINOR = "minor"
_AGES = frozenset({"age", "age-gender", "age-months", "life-stage"})  # kinds in which the first number is an age
_WORD = regex.compile(r"\d+|[a-z]+")


@dataclass(frozen=True)
class Grammar:
    """Finds ages and genders; `path` is its YAML file."""

    path: Path

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the ages and genders in `text`, in order, not overlapping.

        Args:
            text: clean text of a draft.

        Returns:
            Mentions with code-point offsets into `text`, about nobody yet; kinds are those of the YAML file, and
            `minor` stands in the stead of `age` for a person under the age of majority.

        Raises:
            RuleError: if the YAML file is wrong or one of its patterns is too slow.
        """
        folded = fold(text)
        is_apart = Covers(self._spans_apart(folded.text))
        found = [f for shape in self._shapes for f in shape.find(folded.text) if not is_apart(f.start, f.end)]
        kept = without_overlaps(sorted(found, key=lambda f: f.start - f.end), len(folded.text))
        return tuple(self._mention(f, folded.origin(f.start, f.end), folded.text) for f in kept)

    def _mention(self, found: Found, span: tuple[int, int], text: str) -> Mention:
        minor = found.shape.kind in _AGES and self._is_minor(text[found.start : found.end])
        kind = MINOR if minor else found.shape.kind
        return Mention(found.shape.label, *span, About.UNKNOWN, found.shape.score, ORIGIN, kind)

    def _is_minor(self, words: str) -> bool:
        data = self._data
        if words.lower() in data["minor-stages"]:
            return True
        for word in _WORD.findall(words.lower()):
            if word.isdigit() or word in data["numbers"]:
                years = int(word) if word.isdigit() else int(data["numbers"][word])
                return years < int(data["majority"])
        return False

    def _spans_apart(self, text: str) -> list[tuple[int, int]]:
        try:
            return [match.span() for pattern in self._apart for match in pattern.finditer(text, timeout=TIMEOUT)]
        except TimeoutError:
            raise RuleError("a pattern under “apart” was not done in time; make it simpler", self.path) from None

    @cached_property
    def _shapes(self) -> tuple[Shape, ...]:
        return read_shapes(self.path)

    @cached_property
    def _apart(self) -> tuple[regex.Pattern[str], ...]:
        lists = {name: "|".join(terms) for name, terms in self._data[LISTS].items()}
        return tuple(expand(written, lists, self.path) for written in self._data["apart"]["regex"])

    @cached_property
    def _data(self) -> dict[str, Any]:
        return read_mapping(self.path)
