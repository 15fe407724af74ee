"""Spans of the encoder that say nothing of anybody: words that only join others, and names that are nobody's of the draft's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

from confidcheck.errors import RuleError
from confidcheck.language.shapes import TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from confidcheck.language.encoder.decoding import LabelledSpan
    from confidcheck.language.people import People

_WORD = regex.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")


@dataclass(frozen=True)
class Unheard:
    """Leaves out what the encoder cannot mean; `people` holds the YAML file with its key `unheard`."""

    people: People

    def heard(self, spans: Iterable[LabelledSpan], text: str) -> Iterator[LabelledSpan]:
        """Yield the spans that may be about somebody (offsets in code points of `text`).

        A name loses the joining words at its end; a span of nothing else is left out, so is a pronoun that stands for what is
        said of somebody, and so is a name that is an abbreviation of the trade or stands under the draft as its writer's.

        Raises:
            RuleError: if the YAML file is wrong or its pattern of closings is too slow.
        """
        trimmed = [kept for kept in (self._trimmed(span, text) for span in spans) if kept]
        signed = self._signature(text) if any(span.label in self._names for span in trimmed) else None
        for span in trimmed:
            if span.label not in self._names or not self._is_nobody(span, text, signed):
                yield span

    def _trimmed(self, span: LabelledSpan, text: str) -> LabelledSpan | None:
        words = list(_WORD.finditer(text, span.start, span.end))
        empty = self._joining | self._pronouns if span.label in self._details else self._joining
        meant = [word for word in words if word[0].casefold() not in empty]
        if not meant:
            return None
        ends_loosely = span.label in self._names and words[-1] is not meant[-1]
        return span._replace(end=meant[-1].end()) if ends_loosely else span

    def _is_nobody(self, span: LabelledSpan, text: str, signed: tuple[int, int] | None) -> bool:
        words = list(_WORD.finditer(text, span.start, span.end))
        if self._trade.fullmatch(text, words[0].start(), words[-1].end()):
            return True
        return signed is not None and signed[0] <= span.start and span.end <= signed[1]

    def _signature(self, text: str) -> tuple[int, int] | None:
        """Where the writer's name stands under a text."""
        try:
            match = self._closing.search(text, timeout=TIMEOUT)
        except TimeoutError:
            raise RuleError("the pattern of closings was not done in time; make it simpler", self.people.path) from None
        return match.span("name") if match else None

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        return self.people.section("unheard")

    @cached_property
    def _joining(self) -> frozenset[str]:
        return frozenset(self._data["words"])

    @cached_property
    def _pronouns(self) -> frozenset[str]:
        return frozenset(self._data["pronouns"]["words"])

    @cached_property
    def _details(self) -> frozenset[str]:
        """Labels of what is said of somebody; a pronoun alone says none of it."""
        return frozenset(self._data["pronouns"]["labels"])

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._data["labels"])

    @cached_property
    def _trade(self) -> regex.Pattern[str]:
        return self.people.compiled("|".join(self._data["trade"]))

    @cached_property
    def _closing(self) -> regex.Pattern[str]:
        return self.people.compiled(self._data["closing"])
