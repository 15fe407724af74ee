"""Recognisers borrowed from presidio-analyzer: called one by one, without its engine, without a network."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from confidcheck.errors import ModelError, RuleError
from confidcheck.language.imports import without_sockets
from confidcheck.language.shapes import word_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import regex

_KEYS = frozenset(
    "recogniser kind score needs context not-context shape not-before least personal priority regions".split()  # noqa: SIM905 - read as a line of words
)
_BEFORE, _AFTER = 60, 30  # code points in which words of context are looked for


@dataclass(frozen=True)
class Borrowed:
    """One recogniser of presidio's, with the conditions under which it is asked and believed.

    Attributes:
        name: its class in `presidio_analyzer.predefined_recognizers`.
        kind: what its findings are called here.
        score: how likely one of them concerns a particular person, before anything is known of the words around it.
        needs: a cheap necessary condition on the text; presidio is not imported where it does not hold.
        context, not_context: words one of which, or none of which, may stand near.
        shape: what its finding must look like.
        not_before: what must not stand right before it.
        least: the least score of presidio's own that is believed.
        priority: which of two overlapping identifiers is kept.
        regions: countries, for the telephone recogniser.
        suffixes: domain suffixes to accept besides the public ones.
    """

    name: str
    kind: str
    score: float
    needs: re.Pattern[str]
    context: tuple[str, ...]
    not_context: tuple[str, ...]
    shape: str
    not_before: str
    least: float
    priority: int
    regions: tuple[str, ...]
    suffixes: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield spans in `text` (code points, end exclusive).

        Raises:
            ModelError: if presidio could not finish, or has no recogniser of this name.
        """
        if not self.needs.search(text):
            return
        with _complaints_are_errors(self.name):
            results = self._recogniser.analyze(text, self._recogniser.supported_entities, None)
        for result in results:
            if result.score >= self.least and self._fits(text, result.start, result.end):
                yield result.start, result.end

    def _fits(self, text: str, start: int, end: int) -> bool:
        left, right = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        if right[:1].isalnum():  # cut off in the middle of a word
            return False
        if self.context and not (self._near.search(left) or self._near.search(right)):
            return False
        if self.not_context and (self._not_near.search(left) or self._not_near.search(right)):
            return False
        if self.not_before and re.search(f"(?:{self.not_before})$", left, re.IGNORECASE):
            return False
        return not self.shape or bool(re.fullmatch(self.shape, text[start:end], re.IGNORECASE))

    @cached_property
    def _near(self) -> regex.Pattern[str]:
        return word_pattern(self.context)

    @cached_property
    def _not_near(self) -> regex.Pattern[str]:
        return word_pattern(self.not_context)

    @cached_property
    def _recogniser(self) -> Any:  # noqa: ANN401 - presidio ships no types
        with without_sockets():
            from presidio_analyzer import predefined_recognizers  # noqa: PLC0415 - costs more than a second

        try:
            made = getattr(predefined_recognizers, self.name)
        except AttributeError:
            raise ModelError(
                f"presidio-analyzer has no recogniser “{self.name}”; install the version confidcheck needs"
            ) from None
        if self.regions:
            return made(supported_regions=self.regions)
        recogniser = made()
        if self.name == "EmailRecognizer":
            recogniser.validate_result = self._has_domain
        return recogniser

    @cached_property
    def _domains(self) -> Any:  # noqa: ANN401 - tldextract is known only once presidio is
        from tldextract import TLDExtract  # noqa: PLC0415 - comes with presidio, and is as slow to import

        # Left alone, tldextract fetches its list of suffixes on first use; nothing here may open a connection.
        return TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=self.suffixes)

    def _has_domain(self, address: str) -> bool:
        return bool(self._domains(address).suffix)


@contextmanager
def _complaints_are_errors(name: str) -> Iterator[None]:
    """Turn presidio's warnings into errors: it skips a pattern that takes too long, and says so only in its log."""
    complaints = _Complaints()
    logger = logging.getLogger("presidio-analyzer")
    logger.addHandler(complaints)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagate
    if complaints.heard:
        raise ModelError(f"the recogniser “{name}” did not finish; check a shorter draft")


class _Complaints(logging.Handler):
    """Hears whether a warning was logged, and keeps nothing of it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what was said may hold text of a draft
        self.heard = True


def read_borrowed(data: dict[str, Any], path: Path) -> tuple[Borrowed, ...]:
    """Read the recognisers listed under `borrowed`.

    Args:
        data: the mapping of the file.
        path: the file, for errors.

    Raises:
        RuleError: if a key is unknown or a pattern is wrong.
    """
    suffixes = tuple(data["reserved-domains"]["suffixes"])
    return tuple(_borrowed(entry, suffixes, path) for entry in data["borrowed"])


def _borrowed(entry: dict[str, Any], suffixes: tuple[str, ...], path: Path) -> Borrowed:
    if unknown := entry.keys() - _KEYS:
        raise RuleError(f"unknown key “{min(unknown)}”; allowed are {', '.join(sorted(_KEYS))}", path)

    return Borrowed(
        name=entry["recogniser"],
        kind=entry["kind"],
        score=float(entry["score"]),
        needs=re.compile(entry["needs"], re.IGNORECASE),
        context=tuple(entry.get("context", ())),
        not_context=tuple(entry.get("not-context", ())),
        shape=entry.get("shape", ""),
        not_before=entry.get("not-before", ""),
        least=float(entry.get("least", 0.01)),
        priority=int(entry.get("priority", 0)),
        regions=tuple(entry.get("regions", ())),
        suffixes=suffixes,
    )
