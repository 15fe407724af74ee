"""A thread read in one piece: replies go on about whoever the turns before them were about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from confidcheck.draft import Draft
from confidcheck.language.reading import LazyReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.language.language import Language
    from confidcheck.reading import Mention, Reading, Sentence

S = TypeVar("S", "Mention", "Sentence")

_BETWEEN = "\n\n"  # turns are paragraphs of one text, so that no sentence crosses from one into the next


def read_together(drafts: Sequence[Draft], language: Language) -> tuple[Reading, ...]:
    """Read the drafts of a thread.

    Args:
        drafts: in their order. The writer's own turns are understood as one text; those of others, and what was published
            before, each by itself.
        language: understands a text.

    Returns:
        A reading for each draft; offsets count from its own start. A draft alone is read as it is.
    """
    own = [draft for draft in drafts if draft.is_own]
    if len(own) < 2:
        return tuple(language.read(draft) for draft in drafts)
    whole = language.read(Draft.plain(_BETWEEN.join(draft.text for draft in own)))
    readings: list[Reading] = []
    start = 0
    for draft in drafts:
        if draft.is_own:
            readings.append(TurnReading(draft, whole, start, language))
            start += len(draft.text) + len(_BETWEEN)
        else:
            readings.append(language.read(draft))
    return tuple(readings)


@dataclass(frozen=True)
class TurnReading:
    """One turn as understood from the whole thread; it begins at `start` of the whole's text, in code points."""

    draft: Draft
    whole: LazyReading
    start: int
    language: Language

    @property
    def discloses(self) -> float | None:
        """How likely it is that the thread discloses a particular client."""
        return self.whole.discloses

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the turn."""
        return tuple(_moved(each, self.start) for each in self.whole.sentences if self._holds(each))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the turn."""
        return tuple(_moved(each, self.start) for each in self.whole.mentions if self._holds(each))

    @cached_property
    def doc(self) -> Any:  # noqa: ANN401 - a spaCy Doc; spaCy is imported only when one is asked for
        """The parse of the turn by itself."""
        return LazyReading(self.draft, self.language).doc

    def _holds(self, span: Mention | Sentence) -> bool:
        return self.start <= span.start and span.end <= self.start + len(self.draft.text)


def _moved(span: S, start: int) -> S:
    return replace(span, start=span.start - start, end=span.end - start)
