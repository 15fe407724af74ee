"""Who is spoken of where: words that bring a person on, and the pronouns that keep them in sight."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from confidcheck.errors import RuleError
from confidcheck.language.data import LISTS, expand
from confidcheck.language.folding import fold
from confidcheck.language.shapes import TIMEOUT
from confidcheck.reading import About, Brings, Introduction
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from confidcheck.rule import Lexicon

_WITH_AMBIGUOUS = "+"


class Reference(NamedTuple):
    """Words that bring a person on.

    Attributes:
        start, end: code points into the text, end exclusive.
        about: who it is.
        score: how likely a detail right beside is about one particular client.
        lasts: whether later pronouns may mean this person.
        near: how many code points behind its end it reaches; 0 for the whole sentence.
        frames: whether it holds for the rest of its paragraph, whoever else is named there.
    """

    start: int
    end: int
    about: About
    score: float
    lasts: bool
    near: int
    frames: bool


@dataclass(frozen=True)
class _Pattern:
    pattern: regex.Pattern[str]
    about: About
    score: float
    lasts: bool
    near: int
    frames: bool


@dataclass(frozen=True)
class People:
    """Finds the people of a draft; `path` is its YAML file, `lexicons` those its patterns may name."""

    path: Path
    lexicons: Mapping[str, Lexicon]

    def references(self, text: str) -> tuple[Reference, ...]:
        """Return the words of `text` that bring a person on, in order, not overlapping (offsets in code points).

        Raises:
            RuleError: if the YAML file is wrong or one of its patterns is too slow.
        """
        folded = fold(text)
        taken = bytearray(len(folded.text))
        found = []
        for entry, match in self._matches(folded.text):
            start, end = match.span()
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                place = folded.origin(start, end)
                found.append(Reference(*place, entry.about, entry.score, entry.lasts, entry.near, entry.frames))
        return tuple(sorted(found))

    def pronouns(self, text: str) -> tuple[int, ...]:
        """Return where he, she and they stand in `text`, in code points."""
        folded = fold(text)
        return tuple(folded.origin(match.start(), match.end())[0] for match in self._pronoun.finditer(folded.text))

    def introductions(self, text: str) -> tuple[Introduction, ...]:
        """Return where `text` brings clients on (offsets in code points), in order, not overlapping.

        Raises:
            RuleError: if the YAML file is wrong or one of its patterns is too slow.
        """
        found: list[tuple[int, int, Brings]] = []
        folded = fold(text)
        with _in_time(self.path):
            for brings, pattern in self._introductions:
                for match in pattern.finditer(folded.text, timeout=TIMEOUT):
                    start, end = folded.origin(*match.span())
                    if all(end <= other or last <= start for other, last, _ in found):
                        found.append((start, end, brings))
        return tuple(Introduction(start, brings) for start, _, brings in sorted(found))

    def matches(self, pattern: regex.Pattern[str], text: str) -> Iterator[tuple[int, regex.Match[str]]]:
        """Yield where a compiled pattern matches in `text` (code points), with the match in the folded text.

        Raises:
            RuleError: if the pattern is too slow.
        """
        folded = fold(text)
        with _in_time(self.path):
            for match in pattern.finditer(folded.text, timeout=TIMEOUT):
                yield folded.origin(*match.span())[0], match

    def compiled(self, pattern: str) -> regex.Pattern[str]:
        """Compile a pattern that may name the lists of the file, and lexicons.

        Raises:
            RuleError: if it is wrong.
        """
        return expand(pattern, self._lists, self.path)

    @cached_property
    def thread(self) -> Mapping[str, Any]:
        """What the file says of threads."""
        thread: Mapping[str, Any] = self._data["thread"]
        return thread

    def section(self, name: str) -> Mapping[str, Any]:
        """Return what stands in the YAML file under a key."""
        section: Mapping[str, Any] = self._data[name]
        return section

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How scores fade and add up."""
        weights: Mapping[str, float] = self._data["weights"]
        return weights

    @cached_property
    def shorthand(self) -> frozenset[str]:
        """Kinds of mentions that bring a person on by themselves."""
        return frozenset(self._data["shorthand"])

    def _matches(self, text: str) -> Iterator[tuple[_Pattern, regex.Match[str]]]:
        with _in_time(self.path):
            for entry in self._patterns:
                for match in entry.pattern.finditer(text, timeout=TIMEOUT):
                    yield entry, match

    @cached_property
    def _data(self) -> dict[str, Any]:
        return read_mapping(self.path)

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        own = {name: "|".join(terms) for name, terms in self._data[LISTS].items()}
        return _Lists(own, self.lexicons)

    @cached_property
    def _patterns(self) -> tuple[_Pattern, ...]:
        return tuple(
            _Pattern(
                self.compiled(pattern),
                About(entry["about"]),
                float(entry["score"]),
                bool(entry.get("lasts", entry["about"] == About.CLIENT)),
                int(entry.get("near", 0)),
                bool(entry.get("paragraph", False)),
            )
            for entry in self._data["references"]
            for pattern in entry["patterns"]
        )

    @cached_property
    def _introductions(self) -> tuple[tuple[Brings, regex.Pattern[str]], ...]:
        """Of two that overlap the one above wins."""
        return tuple(
            (Brings(brings), self.compiled(pattern))
            for brings, patterns in self._data["introductions"].items()
            for pattern in patterns
        )

    @cached_property
    def _pronoun(self) -> regex.Pattern[str]:
        return self.compiled(self._data["pronouns"])


@contextmanager
def _in_time(path: Path) -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise RuleError("a pattern was not done in time; make it simpler", path) from None


class _Lists(dict[str, str]):
    """Own lists, and lexicons written out as alternatives when they are first asked for."""

    def __init__(self, own: Mapping[str, str], lexicons: Mapping[str, Lexicon]) -> None:
        super().__init__(own)
        self._lexicons = lexicons

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or str(name).removesuffix(_WITH_AMBIGUOUS) in self._lexicons

    def __missing__(self, name: str) -> str:
        lexicon = self._lexicons[name.removesuffix(_WITH_AMBIGUOUS)]
        terms = [t for t in lexicon.terms if not t.ambiguous or name.endswith(_WITH_AMBIGUOUS)]
        written = sorted({word for t in terms for word in (t.term, *t.variants)}, key=len, reverse=True)
        self[name] = "|".join(regex.escape(word, literal_spaces=True).replace(" ", r"[\s-]") for word in written)
        return self[name]
