"""What is checked: drafts, as a reader would see them, and threads of drafts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stands in the clean text exactly as it stands in the source.

    `start` is its code-point offset in the clean text, `source` the one in the decoded source, `length` its length.
    """

    start: int
    source: int
    length: int


@dataclass(frozen=True)
class Draft:
    """One text about to be posted.

    Attributes:
        source: the name it is reported under (a path, or `<stdin>`).
        text: clean text, as a reader would see it.
        original: the whole source as decoded, markup included; equals `text` for plain text.
        pieces: where each run of `text` comes from, in order, not overlapping. Characters of `text` between pieces
            (a blank line put between two blocks, say) have no place in the source.
        is_own: whether the user wrote it; turns of others in a thread are read but never rewritten.
    """

    source: str
    text: str
    original: str
    pieces: tuple[Piece, ...] = field(repr=False)
    is_own: bool = True

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
        """Whether the span lies in one piece, so that an edit of it cannot touch dropped markup."""
        k = self._piece(start)
        return k >= 0 and end <= self.pieces[k].start + self.pieces[k].length

    def _piece(self, offset: int) -> int:
        return bisect_right([p.start for p in self.pieces], offset) - 1

    def _before(self, offset: int, *, at_end: bool) -> int:
        k = self._piece(offset - 1 if at_end else offset)
        if k < 0:
            return self.pieces[0].source if self.pieces else 0
        piece = self.pieces[k]
        inside = offset - piece.start
        if inside > piece.length or (not at_end and inside == piece.length):
            follows = self.pieces[k + 1] if not at_end and k + 1 < len(self.pieces) else None
            return follows.source if follows else piece.source + piece.length
        return piece.source + inside


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
