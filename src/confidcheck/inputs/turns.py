"""One source that holds the turns of a thread: lines of JSON, turns between `---` lines, or turns behind names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from confidcheck.draft import Draft, Piece
from confidcheck.finding import Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

MOST_TURNS = 500
_RULE = re.compile(r"^[^\S\n]*-{3,}[^\S\n]*(?:\n|$)", re.MULTILINE)
_NAME = re.compile(r"^(?P<name>[^\W\d_][\w.'’&@ -]{0,39}?)[^\S\n]?:[^\S\n]+(?=\S)", re.MULTILINE)


def read_turns(draft: Draft, author: str | None = None) -> list[Draft | Unchecked]:
    r"""Cut one source into the turns of a thread.

    Args:
        draft: the source. With the suffix `.jsonl` each line is `{"author": …, "text": …}`; otherwise turns are parted by lines
            of `---`, or, without such a line, begin with a name and a colon.
        author: whose turns are the user's own. Without it they are those of whoever speaks first; turns without a name are
            the user's own.

    Returns:
        The turns in order, each under the source's name and its number; positions count from the start of the source, save for
        JSON, where they count within the text of the turn. A turn that cannot be read is `Unchecked`.
    """
    if draft.source.lower().endswith(".jsonl"):
        found = list(_of_lines(draft))
    else:
        is_parted = bool(_RULE.search(draft.text)) or _is_by_name(draft.text)
        found = [_Turn(*(_named(draft.text, span) if is_parted else ("", span))) for span in _spans(draft.text)]
    named = [turn.name for turn in found if isinstance(turn, _Turn) and turn.name]
    own = (author or (named[0] if named else "")).casefold()
    if author is not None and own not in (name.casefold() for name in named):
        return [Unchecked(draft.source, f"{draft.source}: no turn is by “{author}”; the names in it are those before a colon")]
    turns: list[Draft | Unchecked] = []
    for number, turn in enumerate(found[:MOST_TURNS], 1):
        if isinstance(turn, Unchecked):
            turns.append(turn)
        else:
            is_own = not turn.name or turn.name.casefold() == own
            turns.append(_draft(draft, turn, f"{draft.source} (turn {number})", is_own=is_own))
    if len(found) > MOST_TURNS:
        turns.append(Unchecked(draft.source, f"{draft.source}: more than {MOST_TURNS} turns; split it and check the parts"))
    return turns


class _Turn:
    """A turn: who speaks, the text where it differs from the source's, and where it stands in the clean text."""

    def __init__(self, name: str, span: Span, text: str | None = None) -> None:
        self.name, self.span, self.text = name, span, text


def _of_lines(draft: Draft) -> Iterator[_Turn | Unchecked]:
    for number, line in enumerate(draft.text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            turn = json.loads(line)
        except ValueError:
            turn = None
        where = f"{draft.source} (line {number})"
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str) or not isinstance(turn.get("author"), str):
            yield Unchecked(where, f'{where}: not a turn; a line is {{"author": "…", "text": "…"}}')
        elif turn["text"].strip():
            yield _Turn(turn["author"], (0, len(turn["text"])), turn["text"])


def _spans(text: str) -> list[Span]:
    cuts = list(_RULE.finditer(text)) or None
    if cuts:
        edges = [0, *(edge for cut in cuts for edge in cut.span()), len(text)]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
    elif _is_by_name(text):
        starts = [match.start() for match in _NAME.finditer(text)]
        spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    else:
        spans = [(0, len(text))]
    return [span for span in (_stripped(text, *span) for span in spans) if span[0] < span[1]]


def _is_by_name(text: str) -> bool:
    """Whether names and nothing else part the turns: the first line has one, and so has another."""
    names = list(_NAME.finditer(text))
    return len(names) > 1 and not text[: names[0].start()].strip()


def _named(text: str, span: Span) -> tuple[str, Span]:
    """Take the name off the start of a turn."""
    match = _NAME.match(text, *span)
    return (match["name"], _stripped(text, match.end(), span[1])) if match else ("", span)


def _stripped(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _draft(draft: Draft, turn: _Turn, source: str, *, is_own: bool) -> Draft:
    if turn.text is not None:
        return Draft.plain(turn.text, source, is_own=is_own)
    start, end = turn.span
    inside = (piece for piece in draft.pieces if piece.start < end and start < piece.end)
    return Draft(
        source,
        draft.text[start:end],
        draft.original,
        tuple(_cut(piece, start, end) for piece in inside),
        is_own,
        encoding=draft.encoding,
    )


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """Return the part of a piece that lies in a turn, counted from the turn's start; one mapped as a whole stays whole."""
    if piece.source_length is not None:
        return Piece(piece.start - start, piece.source, piece.length, piece.source_length)
    first, last = max(piece.start, start), min(piece.end, end)
    return Piece(first - start, piece.source + first - piece.start, last - first)
