"""A thread read in one piece: replies go on about whoever the turns before them were about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from confidcheck.draft import Draft
from confidcheck.language.about import ENCODER
from confidcheck.language.discourse import Discourse, Turns, join
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
            that shows a client more clearly, and how likely they disclose one by both; what was published before is understood
            by itself.
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
        self._joined, self._discloses = self._heard()

    def turn(self, number: int) -> TurnReading:
        pieces = tuple(piece for piece in self._joined.pieces if piece.turn == number)
        frames = tuple(self._frames_of(number))
        return TurnReading(
            self._turns.drafts[number], self._joined, self._mentions, self._discloses, pieces, frames, self._language
        )

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        settings = self._discourse.settings
        return self._joined.mentions(self._discloses, settings["enough"], settings["surely"])

    def _heard(self) -> tuple[_Joined, float | None]:
        """Read the writer's words alone, and with those of others between them.

        Returns:
            The text that shows a client more clearly, and how likely the thread discloses one: what both texts say on an
            average, for each alone is more easily wrong, and what the signs beside it say. None without the encoder.
        """
        turns, settings = self._turns, self._discourse.settings
        own = [("", piece) for number, draft in enumerate(turns.drafts) if draft.is_own for piece in self._outside(number)]
        texts = [_Joined(own, turns, self._language)]
        if own and not all(draft.is_own for draft in turns.drafts):
            names = [settings["writer"] if draft.is_own else settings["other"] for draft in turns.drafts]
            everything = [(name, piece) for number, name in enumerate(names) for piece in self._outside(number)]
            texts.append(_Joined(everything, turns, self._language))
        heard = [text.heard for text in texts if text.heard is not None]
        clearest = max(texts, key=lambda each: each.heard or 0.0)
        if not heard:
            return clearest, None
        return clearest, _together(heard, self._discourse.odds(turns, self._frames))

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

    def __init__(self, named: Sequence[tuple[str, _Piece]], turns: Turns, language: Language) -> None:
        text, starts = join((name, turns.drafts[piece.turn].text[piece.start : piece.end]) for name, piece in named)
        self.pieces = [piece._replace(where=start) for (_, piece), start in zip(named, starts, strict=True)]
        self._whole = language.read(Draft.plain(text)) if named else None
        own = [
            (name, piece.span) for (name, _), piece in zip(named, self.pieces, strict=True) if turns.drafts[piece.turn].is_own
        ]
        self._own = [span for _, span in own]
        self._own_with_names = [
            (start - len(name), end) for name, (start, end) in own
        ]  # the first sentence begins with the name

    @property
    def heard(self) -> float | None:
        """How likely the text by itself discloses a client; None without the encoder."""
        return self._whole.discloses if self._whole else None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self._whole.sentences if self._whole else ()

    def mentions(self, discloses: float | None, enough: int, surely: float) -> tuple[Mention, ...]:
        """All mentions; where hardly any words are about the client, the sentence that is most about them is one too."""
        return (*self._whole.mentions, *self._undertone(discloses, enough, surely)) if self._whole else ()

    def _undertone(self, discloses: float | None, enough: int, surely: float) -> Iterator[Mention]:
        mentions = self._whole.mentions if self._whole else ()
        heard = [m for m in mentions if m.origin == ENCODER and m.about is About.CLIENT and _lies_in(m, self._own)]
        if discloses is None or sum(mention.score >= surely for mention in heard) >= enough:
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
            score = max(discloses, surely)  # whether the thread speaks at all is for its probability to say
            yield Mention("client", start, most.end, About.CLIENT, score, ENCODER, "undertone")


def _together(heard: Sequence[float], odds: float) -> float:
    """The mean of the probabilities heard, its odds changed by a factor."""
    mean = min(max(sum(heard) / len(heard), 1e-6), 1 - 1e-6)
    changed = mean / (1 - mean) * odds
    return changed / (1 + changed)


@dataclass(frozen=True)
class TurnReading:
    """One turn as understood from the whole thread.

    Attributes:
        draft: the turn.
        joined: the thread as one text.
        heard: the mentions of that text.
        said: how likely it is that the thread discloses a particular client; None without the encoder.
        pieces: what of the turn stands in it.
        frames: where in the turn nobody's client is meant, in code points from its start.
        language: reads what stands in a frame.
    """

    draft: Draft
    joined: _Joined
    heard: tuple[Mention, ...]
    said: float | None
    pieces: tuple[_Piece, ...]
    frames: tuple[Frame, ...]
    language: Language

    @property
    def discloses(self) -> float | None:
        """How likely it is that the thread discloses a particular client; hardly, for a turn that a frame holds as a whole."""
        if self.pieces or not self.frames or self._alone.discloses is None:
            return self.said
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
            for each in self.heard
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
