"""The encoder with its three heads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import torch
from labels import DISCLOSURES, ENTITIES
from torch import nn
from transformers import AutoModel

from confidcheck.language.encoder.decoding import bio_tags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def averaged(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of several runs that began at the same weights: steadier than any of them, at no cost when it is run."""
    total: dict[str, torch.Tensor] = {}
    kinds: dict[str, torch.dtype] = {}
    for path, count in Counter(paths).items():  # one after another: a recipe may name many
        state = torch.load(path, map_location="cpu", weights_only=True)
        for key, value in state.get("model", state).items():
            kinds[key] = value.dtype
            total[key] = total.get(key, 0.0) + count * value.float()
    return {key: (value / len(paths)).to(kinds[key]) for key, value in total.items()}


class Encoder(nn.Module):
    """One transformer; entity tags, disclosure tags, and how much each token speaks of a particular client."""

    def __init__(self, base: str) -> None:
        super().__init__()
        # No dropout on attention: it would cost a third of a step on CPU; the hidden states keep theirs.
        self.body = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
        )
        width = self.body.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.entities = nn.Linear(width, len(bio_tags(ENTITIES)))
        self.disclosures = nn.Linear(width, len(bio_tags(DISCLOSURES)))
        self.about = nn.Linear(width, 1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return entity logits, disclosure logits and about logits, each for every token."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.entities(hidden), self.disclosures(hidden), self.about(hidden).squeeze(-1)
