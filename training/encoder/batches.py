"""Tensors from examples: tokens, tags and sentence masks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from confidcheck.language.encoder.decoding import bio_tags
from confidcheck.language.encoder.sentences import sentence_spans

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedTokenizerBase

    from data import Example

MAX_TOKENS = 480
IGNORE = -100
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Batch:
    """Padded tensors for one step; `sentence` numbers the sentence of each token, -1 for none."""

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    tags: torch.Tensor
    sentence: torch.Tensor
    sentence_targets: list[list[float]]
    draft_targets: torch.Tensor
    offsets: list[list[tuple[int, int]]]


def tag_ids(
    offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]] | None, tags: dict[str, int]
) -> list[int]:
    """Return the tag of each token; special tokens, and every token where nobody marked spans, are ignored."""
    ids = []
    for start, end in offsets:
        if start == end or spans is None:
            ids.append(IGNORE)
            continue
        inside = next((x for x in spans if start >= x[0] and end <= x[1]), None)
        tag = "O" if inside is None else ("B-" if start == inside[0] else "I-") + inside[2]
        ids.append(tags[tag])
    return ids


def sentence_target(example: Example, start: int, end: int) -> float:
    """1 where the sentence holds a mark of a disclosing draft, 0 in innocent drafts, NaN where nobody can say."""
    if example.verdict == "clear":
        return 0.0
    if example.verdict == "disclosure" and example.spans and any(start < e and s < end for s, e, _ in example.spans):
        return 1.0
    return float("nan")


def collate(tokenizer: PreTrainedTokenizerBase, examples: Sequence[Example], labels: Sequence[str]) -> Batch:
    """Build one batch."""
    tags = {tag: k for k, tag in enumerate(bio_tags(labels))}
    coded = tokenizer(
        [x.text.translate(_FOLD) for x in examples],
        truncation=True,
        max_length=MAX_TOKENS,
        padding=True,
        return_tensors="pt",
        return_offsets_mapping=True,
    )
    offsets = [[(s, e) for s, e in row] for row in coded["offset_mapping"].tolist()]
    sentence = torch.full(coded["input_ids"].shape, -1)
    targets: list[list[float]] = []
    for row, example in enumerate(examples):
        spans = sentence_spans(example.text)
        reached = max((e for _, e in offsets[row]), default=0)
        spans = [x for x in spans if x[0] < reached] if example.verdict else []
        targets.append([sentence_target(example, s, e) for s, e in spans])
        at = 0
        for k, (s, e) in enumerate(offsets[row]):
            while e > s and at < len(spans) and s >= spans[at][1]:
                at += 1
            if e > s and at < len(spans) and s >= spans[at][0]:
                sentence[row, k] = at
    verdicts = {"disclosure": 1.0, "clear": 0.0}
    return Batch(
        coded["input_ids"],
        coded["attention_mask"],
        torch.tensor([tag_ids(o, x.spans, tags) for o, x in zip(offsets, examples, strict=True)]),
        sentence,
        targets,
        torch.tensor([verdicts.get(x.verdict or "", float("nan")) for x in examples]),
        offsets,
    )


def by_length(examples: list[Example], tokens: int, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of about `tokens` tokens, of like length, in random order."""
    order = sorted(examples, key=lambda x: len(x.text) * rng.uniform(0.85, 1.15))
    groups: list[list[Example]] = [[]]
    for example in order:
        longest = max(len(example.text) / 4 + 4, 8)
        if groups[-1] and (len(groups[-1]) + 1) * longest > tokens:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from groups
