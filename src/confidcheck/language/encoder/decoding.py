"""From scores a token to labelled spans: words are decided whole, and a span never starts in its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class LabelledSpan(NamedTuple):
    """A span found by a head of the encoder.

    `start` and `end` are code points into the text, end exclusive; `score` is the mean probability of the label over
    the words of the span, before calibration.
    """

    start: int
    end: int
    label: str
    score: float


def bio_tags(labels: Sequence[str]) -> list[str]:
    """Return the tags of a head in their fixed order: `O`, then `B-` and `I-` of each label."""
    return ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities: NDArray[np.float32] = shifted / shifted.sum(axis=-1, keepdims=True)
    return probabilities


def _viterbi(scores: NDArray[np.float32]) -> list[int]:
    """Return the best tag sequence in which `I-X` follows only `B-X` or `I-X` (tags as in `bio_tags`)."""
    alone = scores.argmax(axis=1)
    before = np.concatenate(([0], alone[:-1]))
    inside = (alone > 0) & (alone % 2 == 0)
    if not (inside & (before != alone) & (before != alone - 1)).any():
        return [int(tag) for tag in alone]  # the best tag of each word by itself makes a sequence that is allowed
    words, tags = scores.shape
    blocked = np.zeros((tags, tags), dtype=np.float32)
    for inside in range(2, tags, 2):
        blocked[:, inside] = -1e9
        blocked[[inside - 1, inside], inside] = 0.0
    best = scores[0].copy()
    best[2::2] -= 1e9
    back = np.zeros((words, tags), dtype=np.int32)
    for word in range(1, words):
        paths = best[:, None] + blocked
        back[word] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[word]
    path = [int(best.argmax())]
    for word in range(words - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return path[::-1]


def decode(
    logits: NDArray[np.float32],
    offsets: Sequence[tuple[int, int]],
    continues: Sequence[bool],
    labels: Sequence[str],
) -> list[LabelledSpan]:
    """Decode one text.

    Args:
        logits: tokens × tags, special tokens left out.
        offsets: code-point span of each token in the text.
        continues: whether a token continues the word of the token before it.
        labels: labels of the head, in training order.

    Returns:
        Spans in order of the text, not overlapping.
    """
    if not len(offsets) or not logits.argmax(axis=-1).any():  # where no token has a mark, no word has, being their mean
        return []
    firsts = [k for k, inner in enumerate(continues) if k == 0 or not inner]
    by_word = np.log(np.add.reduceat(_softmax(logits), firsts, axis=0) / np.diff([*firsts, len(offsets)])[:, None] + 1e-9)
    path = _viterbi(by_word.astype(np.float32))
    found: list[LabelledSpan] = []
    scores: list[float] = []
    lasts = [*(k - 1 for k in firsts[1:]), len(offsets) - 1]

    def close() -> None:
        if scores:
            found[-1] = found[-1]._replace(score=float(np.mean(scores)))
            scores.clear()

    for word, tag in enumerate(path):
        start, end = offsets[firsts[word]][0], offsets[lasts[word]][1]
        if tag == 0 or tag % 2:
            close()
        if tag:
            label = labels[(tag - 1) // 2]
            if tag % 2:
                found.append(LabelledSpan(start, end, label, 0.0))
            else:
                found[-1] = found[-1]._replace(end=end)
            odd = tag if tag % 2 else tag - 1
            scores.append(float(np.exp(by_word[word, odd]) + np.exp(by_word[word, odd + 1])))
    close()
    return found
