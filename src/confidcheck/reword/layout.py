"""The layout of a draft: where its sentences and paragraphs are, and which are surely about no client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from confidcheck.reword.phrases import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from confidcheck.reading import Sentence
    from confidcheck.reword.parts import Flagged

    Span = tuple[int, int]  # code points into the clean text, end exclusive

BREAK: Final = re.compile(r"\n\s*\n")
_NUMBER: Final = re.compile(r"\s*\n\s*\d{1,2}[.)]\s*\Z")


def sentence_borders(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Return where sentences begin and end; the number of a list item that the one before it took along belongs to the item."""
    borders: list[Span] = []
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        if borders and (number := _NUMBER.search(text, *borders[-1])):
            borders[-1] = borders[-1][0], number.start()
            start = number.start() + len(number[0]) - len(number[0].lstrip())
        borders.append((start, end))
    return borders


def is_about_nobody(sentences: Sequence[Sentence], start: int, end: int, most: float) -> bool:
    """Whether the encoder is sure that what stands here is about no client.

    Args:
        sentences: of the draft, with the encoder's scores.
        start, end: code points, end exclusive.
        most: the score that no sentence there may pass.
    """
    scores = [s.about_client for s in sentences if s.start < end and start < s.end]
    return bool(scores) and all(score is not None and score <= most for score in scores)


def is_mostly_own(text: str, sentences: Sequence[Sentence], flagged: Sequence[Flagged], limits: Mapping[str, float]) -> bool:
    """Whether a text is long, and most of it is about something else than what was surely found."""
    sure = [f for f in flagged if not f.is_doubted]
    told = sum(s.end - s.start for s in sentences if any(s.start < f.end and f.start < s.end for f in sure))
    return len(words(text)) >= limits["long"] and told <= (1 - limits["mostly_own"]) * len(text)


def calm_paragraphs(text: str, sentences: Sequence[Sentence], flagged: Sequence[Flagged], most: float) -> list[Span]:
    """Return the paragraphs that are surely about no client: whoever "she" is in them, they can stay as they are."""
    ends = [*(found.start() for found in BREAK.finditer(text)), len(text)]
    return [
        (start, end)
        for start, end in zip([0, *ends], ends, strict=False)
        if not any(start < f.end and f.start < end for f in flagged) and is_about_nobody(sentences, start, end, most)
    ]
