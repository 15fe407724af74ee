"""A thread read in one piece: replies go on about whoever the turns before them were about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from confidcheck.draft import Draft
from confidcheck.language.about import ENCODER
from confidcheck.language.reading import LazyReading
from confidcheck.reading import About, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.language.language import Language
    from confidcheck.reading import Reading, Sentence

S = TypeVar("S", "Mention", "Sentence")

# Turns are paragraphs of one text, so that no sentence crosses from one into the next. Beside the words of others the
# writer's carry a name, as threads do that are copied from a page.
_BETWEEN = "\n\n"
_WRITER, _OTHER = "OP: ", "Other: "
_ENOUGH = 2  # mentions of a client speak for themselves


def read_together(drafts: Sequence[Draft], language: Language) -> tuple[Reading, ...]:
    """Read the drafts of a thread.

    Args:
        drafts: in their order. The writer's own turns are understood as one text, with the words of others between them where
            that shows a client more clearly; what was published before is understood by itself.
        language: understands a text.

    Returns:
        A reading for each draft; offsets count from its own start. A draft alone is read as it is.
    """
    turns = [draft for draft in drafts if not draft.is_past]
    own = [draft for draft in turns if draft.is_own]
    if len(turns) < 2 or not own:
        return tuple(language.read(draft) for draft in drafts)
    monologue = _Joined([(draft, "") for draft in own], language)
    best = monologue
    if len(own) < len(turns):
        dialogue = _Joined([(draft, _WRITER if draft.is_own else _OTHER) for draft in turns], language)
        best = max(monologue, dialogue, key=lambda each: each.whole.discloses or 0.0)
    return tuple(best.turn(draft) if draft.is_own else language.read(draft) for draft in drafts)


class _Joined:
    """Turns as one text, each behind a name or nothing."""

    def __init__(self, turns: Sequence[tuple[Draft, str]], language: Language) -> None:
        self._starts: dict[int, int] = {}
        self._language = language
        self._own: list[tuple[int, int]] = []
        end = 0
        for draft, name in turns:
            if draft.is_own:
                self._own.append((end, len(name) + len(draft.text)))
            self._starts[id(draft)] = end + len(name)  # by identity: two turns may say the same
            end += len(name) + len(draft.text) + len(_BETWEEN)
        self.whole = language.read(Draft.plain(_BETWEEN.join(name + draft.text for draft, name in turns)))

    def turn(self, draft: Draft) -> TurnReading:
        return TurnReading(draft, self.whole, self._starts[id(draft)], self._language, self._undertone)

    @cached_property
    def _undertone(self) -> tuple[Mention, ...]:
        """The writer's sentence that is most about a client, where hardly any words of the writer's are."""
        own = [(start, start + length) for start, length in self._own]
        heard = [m for m in self.whole.mentions if m.origin == ENCODER and m.about is About.CLIENT and _lies_in(m, own)]
        if self.whole.discloses is None or len(heard) >= _ENOUGH:
            return ()
        quiet = [
            s for s in self.whole.sentences if _lies_in(s, own) and not any(_lies_in(m, [(s.start, s.end)]) for m in heard)
        ]
        if not quiet:
            return ()
        most = max(quiet, key=lambda each: each.about_client or 0.0)
        start = max([most.start, *(each for each in self._starts.values() if most.start <= each < most.end)])  # behind a name
        return (Mention("client", start, most.end, About.CLIENT, self.whole.discloses, ENCODER, "undertone"),)


@dataclass(frozen=True)
class TurnReading:
    """One turn as understood from the whole thread; it begins at `start` of the whole's text, in code points."""

    draft: Draft
    whole: LazyReading
    start: int
    language: Language
    undertone: tuple[Mention, ...] = ()

    @property
    def discloses(self) -> float | None:
        """How likely it is that the thread discloses a particular client."""
        return self.whole.discloses

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the turn; a name before it belongs to none."""
        end = self.start + len(self.draft.text)
        cut = (replace(each, start=max(each.start, self.start), end=min(each.end, end)) for each in self.whole.sentences)
        return tuple(_moved(each, self.start) for each in cut if each.start < each.end)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the turn.

        Where the thread is about a client and hardly any words of it are, the sentence that is most about them counts as such.
        """
        inside = [each for each in (*self.whole.mentions, *self.undertone) if self._holds(each)]
        return tuple(_moved(each, self.start) for each in sorted(inside, key=lambda each: (each.start, each.end)))

    @cached_property
    def doc(self) -> Any:  # noqa: ANN401 - a spaCy Doc; spaCy is imported only when one is asked for
        """The parse of the turn by itself."""
        return LazyReading(self.draft, self.language).doc

    def _holds(self, span: Mention | Sentence) -> bool:
        return self.start <= span.start and span.end <= self.start + len(self.draft.text)


def _lies_in(span: Mention | Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in spans)


def _moved(span: S, start: int) -> S:
    return replace(span, start=span.start - start, end=span.end - start)
