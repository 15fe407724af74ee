"""Finding identifiers in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from confidcheck.language.folding import fold
from confidcheck.language.identifiers.borrowed import read_borrowed
from confidcheck.language.identifiers.owner import read_owners
from confidcheck.language.shapes import read_shapes
from confidcheck.language.spans import without_overlaps
from confidcheck.reading import About, Mention
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from confidcheck.language.identifiers.borrowed import Borrowed
    from confidcheck.language.identifiers.owner import Owners
    from confidcheck.language.shapes import Shape

ORIGIN = "identifier"


class _Candidate(NamedTuple):
    start: int
    end: int
    kind: str
    label: str
    score: float
    priority: int


@dataclass(frozen=True)
class IdentifierFinder:
    """Finds what names one person, household, account or case by itself; `path` is its YAML file."""

    path: Path

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the identifiers in `text`, in order, not overlapping.

        Args:
            text: clean text of a draft.

        Returns:
            Mentions with code-point offsets into `text`. A kind that hardly anyone but the person concerned has is
            about a client unless the words beside it say that it is the writer's; others are about nobody yet.

        Raises:
            RuleError: if the YAML file is wrong or one of its patterns is too slow.
            ModelError: if presidio could not finish.
        """
        folded = fold(text)
        preferred = sorted(self._candidates(folded.text), key=lambda c: (-c.priority, c.start - c.end, c.start))
        mentions = []
        for found in without_overlaps(preferred, len(folded.text)):
            personal = found.kind in self._personal
            about = self._owners.of(folded.text, found.start, found.end, personal=personal)
            if about is About.UNKNOWN and personal:
                about = About.CLIENT
            start, end = folded.origin(found.start, found.end)
            mentions.append(Mention(found.label, start, end, about, found.score, ORIGIN, found.kind))
        return tuple(mentions)

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        for shape in self._shapes:
            priority = int(shape.kind in self._personal)
            for found in shape.find(text):
                yield _Candidate(found.start, found.end, shape.kind, shape.label, shape.score, priority)
        for borrowed in self._borrowed:
            for start, end in borrowed.find(text):
                yield _Candidate(start, end, borrowed.kind, "contact", borrowed.score, borrowed.priority)

    @cached_property
    def _data(self) -> dict[str, object]:
        return read_mapping(self.path)

    @cached_property
    def _shapes(self) -> tuple[Shape, ...]:
        return read_shapes(self.path)

    @cached_property
    def _borrowed(self) -> tuple[Borrowed, ...]:
        return read_borrowed(self._data, self.path)

    @cached_property
    def _owners(self) -> Owners:
        return read_owners(self._data, self.path)

    @cached_property
    def _personal(self) -> frozenset[str]:
        entries = self._data["borrowed"]
        return frozenset([*self._data["personal"], *(e["kind"] for e in entries if e.get("personal"))])  # type: ignore[attr-defined,misc]
