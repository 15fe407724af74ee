"""A thread read in one piece: replies go on about whoever the turns before them were about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from confidcheck.draft import Draft
from confidcheck.language.about import ENCODER
from confidcheck.language.discourse import BETWEEN, Discourse, Turns
from confidcheck.language.reading import LazyReading
from confidcheck.reading import About, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from confidcheck.language.discourse import Frame
    from confidcheck.language.language import Language
    from confidcheck.reading import Introduction, Reading, Sentence

IDENTIFIER = "identifier"


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
    if len(turns) < 2 or not any(draft.is_own for draft in turns):
        return tuple(language.read(draft) for draft in drafts)
    read = _Read(Turns(turns), language)
    numbers = {id(draft): number for number, draft in enumerate(turns)}  # by identity: two turns may say the same
    return tuple(read.turn(numbers[id(draft)]) if draft.is_own else language.read(draft) for draft in drafts)


class _Piece(NamedTuple):
    """Words of a turn, from `start` to `end` of it, that begin at `where` of a joined text."""

    turn: int
    start: int
    end: int
    where: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return self.where, self.where + self.end - self.start


class _Read:
    """A thread as read: what stands outside all frames as one text, and what stands inside them turn by turn."""

    def __init__(self, turns: Turns, language: Language) -> None:
        self._turns, self._language = turns, language
        self._discourse = Discourse(language.people)
        self._frames = self._discourse.frames(turns)
        self._joined = self._clearest()

    def turn(self, number: int) -> TurnReading:
        pieces = tuple(piece for piece in self._joined.pieces if piece.turn == number)
        return TurnReading(self._turns.drafts[number], self._joined, pieces, tuple(self._frames_of(number)), self._language)

    def _clearest(self) -> _Joined:
        """The writer's words alone, or with those of others between them, whichever shows a client more clearly."""
        turns, settings = self._turns, self._discourse.settings
        odds = self._discourse.odds(turns, self._frames)
        own = [("", piece) for number, draft in enumerate(turns.drafts) if draft.is_own for piece in self._outside(number)]
        best = _Joined(own, turns, self._language, settings["enough"], odds)
        if own and not all(draft.is_own for draft in turns.drafts):
            names = [settings["writer"] if draft.is_own else settings["other"] for draft in turns.drafts]
            everything = [(name, piece) for number, name in enumerate(names) for piece in self._outside(number)]
            dialogue = _Joined(everything, turns, self._language, settings["enough"], odds)
            best = max(best, dialogue, key=lambda each: each.discloses or 0.0)
        return best

    def _outside(self, number: int) -> Iterator[_Piece]:
        """Yield what of a turn no frame holds; frames hold nothing of what others say."""
        text, at = self._turns.drafts[number].text, 0
        for frame in (*self._frames_of(number), None):
            end = frame.start if frame else len(text)
            if text[at:end].strip():
                yield _Piece(number, at, end)
            at = frame.end if frame else end

    def _frames_of(self, number: int) -> Iterator[Frame]:
        """Yield the frames in one of the writer's turns, counted from its start."""
        draft, start = self._turns.drafts[number], self._turns.starts[number]
        for frame in self._frames if draft.is_own else ():
            first, last = max(frame.start - start, 0), min(frame.end - start, len(draft.text))
            if first < last:
                yield frame._replace(start=first, end=last)


class _Joined:
    """Pieces of turns as one text, each behind a name or nothing."""

    def __init__(self, named: Sequence[tuple[str, _Piece]], turns: Turns, language: Language, enough: int, odds: float) -> None:
        self.pieces: list[_Piece] = []
        words: list[str] = []
        end = 0
        for name, piece in named:
            words.append(name + turns.drafts[piece.turn].text[piece.start : piece.end])
            self.pieces.append(piece._replace(where=end + len(name)))
            end += len(words[-1]) + len(BETWEEN)
        self._whole = language.read(Draft.plain(BETWEEN.join(words))) if words else None
        own = [
            (name, piece.span) for (name, _), piece in zip(named, self.pieces, strict=True) if turns.drafts[piece.turn].is_own
        ]
        self._own = [span for _, span in own]
        self._own_with_names = [
            (start - len(name), end) for name, (start, end) in own
        ]  # the first sentence begins with the name
        self._enough, self._odds = enough, odds

    @cached_property
    def discloses(self) -> float | None:
        """How likely the text discloses a client; None without the encoder."""
        said = self._whole.discloses if self._whole else None
        return None if said is None else self._odds * said / (1 - said + self._odds * said)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self._whole.sentences if self._whole else ()

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions; where hardly any words are about the client, the sentence that is most about them is one too."""
        return (*self._whole.mentions, *self._undertone()) if self._whole else ()

    def _undertone(self) -> Iterator[Mention]:
        mentions = self._whole.mentions if self._whole else ()
        heard = [m for m in mentions if m.origin == ENCODER and m.about is About.CLIENT and _lies_in(m, self._own)]
        if self.discloses is None or len(heard) >= self._enough:
            return
        quiet = [
            s
            for s in self.sentences
            if _lies_in(s, self._own_with_names) and not any(_lies_in(m, [(s.start, s.end)]) for m in heard)
        ]
        if quiet:
            most = max(quiet, key=lambda each: each.about_client or 0.0)
            behind_name = [piece.where for piece in self.pieces if most.start <= piece.where < most.end]
            start = max([most.start, *behind_name])
            yield Mention("client", start, most.end, About.CLIENT, self.discloses, ENCODER, "undertone")


@dataclass(frozen=True)
class TurnReading:
    """One turn as understood from the whole thread.

    Attributes:
        draft: the turn.
        joined: the thread as one text.
        pieces: what of the turn stands in it.
        frames: where in the turn nobody's client is meant, in code points from its start.
        language: reads what stands in a frame.
    """

    draft: Draft
    joined: _Joined
    pieces: tuple[_Piece, ...]
    frames: tuple[Frame, ...]
    language: Language

    @property
    def discloses(self) -> float | None:
        """How likely it is that the thread discloses a particular client; hardly, for a turn that a frame holds as a whole."""
        if self.pieces or not self.frames or self._alone.discloses is None:
            return self.joined.discloses
        return max(frame.score for frame in self.frames)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the turn, in order; a name before it belongs to none."""
        spoken = [each for piece in self.pieces for each in _cut(self.joined.sentences, *piece.span, piece.start - piece.where)]
        framed = [each for frame in self.frames for each in _cut(self._alone.sentences, frame.start, frame.end, 0)]
        return tuple(sorted((*spoken, *framed), key=lambda each: each.start))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the turn, in order of their start; what stands in a frame is about whom the frame is."""
        spoken = [
            replace(each, start=each.start + piece.start - piece.where, end=each.end + piece.start - piece.where)
            for piece in self.pieces
            for each in self.joined.mentions
            if _lies_in(each, [piece.span])
        ]
        framed = [
            _framed(each, frame)
            for frame in self.frames
            for each in self._alone.mentions
            if _lies_in(each, [(frame.start, frame.end)])
        ]
        return tuple(sorted((*spoken, *framed), key=lambda each: (each.start, each.end)))

    @property
    def introductions(self) -> tuple[Introduction, ...]:
        """Where clients are brought on in the turn."""
        return self._alone.introductions

    @cached_property
    def doc(self) -> Any:  # noqa: ANN401 - a spaCy Doc; spaCy is imported only when one is asked for
        """The parse of the turn by itself."""
        return self._alone.doc

    @cached_property
    def _alone(self) -> LazyReading:
        return LazyReading(self.draft, self.language)


def _lies_in(span: Mention | Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in spans)


def _cut(sentences: Sequence[Sentence], start: int, end: int, by: int) -> Iterator[Sentence]:
    """Yield what of some sentences lies between two offsets, moved."""
    for each in sentences:
        first, last = max(each.start, start), min(each.end, end)
        if first < last:
            yield replace(each, start=first + by, end=last + by)


def _framed(mention: Mention, frame: Frame) -> Mention:
    """A number or an address stays the client's, whatever is told around it."""
    if mention.about is not About.CLIENT or mention.origin == IDENTIFIER:
        return mention
    return replace(mention, about=frame.about, score=min(mention.score, frame.score))
