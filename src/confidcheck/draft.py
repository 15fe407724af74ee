"""What is checked: drafts, as a reader would see them, and threads of drafts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stands in the clean text exactly as it stands in the source.

    `start` is its code-point offset in the clean text, `source` the one in the decoded source, `length` its length.
    `source_length` is given where the source writes it differently (`&amp;` for `&`, CR LF for a line feed); such a run
    is mapped as a whole.
    """

    start: int
    source: int
    length: int
    source_length: int | None = None

    @property
    def end(self) -> int:
        """Where it ends in the clean text."""
        return self.start + self.length

    @property
    def source_end(self) -> int:
        """Where it ends in the source."""
        return self.source + (self.length if self.source_length is None else self.source_length)


@dataclass(frozen=True)
class Draft:
    """One text about to be posted.

    Attributes:
        source: the name it is reported under (a path, or `<stdin>`).
        text: clean text, as a reader would see it.
        original: the whole source as decoded, markup included; equals `text` for plain text.
        pieces: where each run of `text` comes from, in order, not overlapping. Characters of `text` between pieces
            (a blank line put between two blocks, say) have no place in the source.
        is_own: whether the user wrote it and can still change it; turns of others in a thread are read but never rewritten.
        is_past: whether the user has published it before; it is weighed with the others, but nothing in it is reported.
        body: where the body begins in `text`; before it stand the values of the front matter, each a paragraph.
        encoding: the codec that `original` was decoded with, and would have to be written with again; None where the source
            is no text (`.docx`) and `original` is the words read from it, so that nothing can be written back.
    """

    source: str
    text: str
    original: str
    pieces: tuple[Piece, ...] = field(repr=False)
    is_own: bool = True
    is_past: bool = False
    body: int = 0
    encoding: str | None = "utf-8"

    @classmethod
    def plain(cls, text: str, source: str = "<text>", *, is_own: bool = True) -> Draft:
        """Return a draft whose clean text is the source itself."""
        return cls(source, text, text, (Piece(0, 0, len(text)),), is_own)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the clean text to the source.

        Args:
            start, end: code points into `text`, end exclusive, `start < end`.

        Returns:
            Code points into `original`. Where the span crosses dropped markup, the markup between its ends is included.
        """
        return self._before(start, at_end=False), self._before(end, at_end=True)

    def is_contiguous(self, start: int, end: int) -> bool:
        """Whether the span stands in the source without dropped markup inside, so that an edit of it cannot touch any."""
        first, last = self._piece(start), self._piece(end - 1)
        if first < 0 or start >= self.pieces[first].end or end > self.pieces[last].end:
            return False
        inside = self.pieces[first : last + 1]
        return all(a.end == b.start and a.source_end == b.source for a, b in pairwise(inside))

    def _piece(self, offset: int) -> int:
        return bisect_right(self.pieces, offset, key=attrgetter("start")) - 1

    def _before(self, offset: int, *, at_end: bool) -> int:
        k = self._piece(offset - 1 if at_end else offset)
        if k < 0:
            return self.pieces[0].source if self.pieces else 0
        piece = self.pieces[k]
        if offset > piece.end or (not at_end and offset == piece.end):
            follows = self.pieces[k + 1] if not at_end and k + 1 < len(self.pieces) else None
            return follows.source if follows else piece.source_end
        if piece.source_length is not None:
            return piece.source_end if at_end else piece.source
        return piece.source + offset - piece.start


@dataclass(frozen=True)
class Thread:
    """Drafts read together, in order; a single draft is a thread of one."""

    drafts: tuple[Draft, ...]

    @classmethod
    def of(cls, *drafts: Draft) -> Thread:
        """Return the thread of these drafts."""
        return cls(drafts)

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.drafts)
