"""Train the encoder: first entities on the open corpora, then disclosures on the drafts with entities kept alive.

python train.py --data DATA --corpus CORPUS --base MINILM --out OUT

DATA is the folder that holds `ner/` and `gazetteers/`, CORPUS the folder of compiled parts, MINILM the folder of the
pretrained weights. A run that was stopped goes on from its last whole epoch; seeds are fixed. CPU with bfloat16 where the
processor has it, GPU where there is one.
"""

from __future__ import annotations

import argparse
import random
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from augment import Gazetteer, augment
from batches import Batch, by_length, collate
from labels import DISCLOSURES, ENTITIES
from model import Encoder, averaged
from torch.nn import functional
from tqdm import tqdm
from transformers import AutoTokenizer

from data import ENTITY_TRAIN, Example, read_corpus, read_entities, read_ordinary, read_rule_examples, read_threads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

BATCHES_AHEAD = 3
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
SHARPNESS = 2.0  # how much more the worst sentence of a draft counts than the others
SENTENCE_SHIFT = 2.0  # so that an untrained head starts near even odds for a sentence of ordinary length
INSIDE_WEIGHT = 1.5  # marks are rare among tokens; thin labels are never learnt at even weight
NO_TOKEN = -20.0  # the logit of a sentence of which the tokeniser leaves nothing
ENTITY_TOKENS, DRAFT_TOKENS = 1100, 1600
NEEDLE_CHARACTERS = 700
ORDINARY_A_RUN, ORDINARY_AN_EPOCH = 600, 350  # passages that serve as surroundings, and that are read as innocent drafts


def pooled(about: torch.Tensor, sentence: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Sentence logits of each draft, and one logit a draft that follows its worst sentence."""
    sentences, drafts = [], []
    for row in range(about.shape[0]):
        numbers = sentence[row]
        masks = [numbers == k for k in range(int(numbers.max()) + 1)]
        nothing = about.new_tensor(NO_TOKEN)
        logits = torch.stack([torch.logsumexp(about[row][m], 0) - SENTENCE_SHIFT if m.any() else nothing for m in masks])
        sentences.append(logits)
        drafts.append(torch.logsumexp(SHARPNESS * logits, 0) / SHARPNESS)
    return sentences, torch.stack(drafts)


def masked_bce(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over the targets that somebody could judge."""
    known = ~torch.isnan(targets)
    if not known.any():
        return logits.sum() * 0.0
    soft = targets[known] * 0.96 + 0.02
    return functional.binary_cross_entropy_with_logits(logits[known], soft)


def draft_loss(model: Encoder, batch: Batch) -> torch.Tensor:
    """Tags, sentences and drafts together."""
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        _, tags, about = model(batch.input_ids.to(DEVICE), batch.attention_mask.to(DEVICE))
    tags, about = tags.float(), about.float()
    wanted = batch.tags.to(DEVICE)
    weights = tags.new_full((tags.shape[-1],), INSIDE_WEIGHT)
    weights[0] = 1.0
    loss = about.sum() * 0.0
    if (wanted >= 0).any():
        loss = functional.cross_entropy(tags.view(-1, tags.shape[-1]), wanted.view(-1), weights, ignore_index=-100)
    sentences, drafts = pooled(about, batch.sentence.to(DEVICE))
    targets = torch.tensor([t for row in batch.sentence_targets for t in row], device=DEVICE)
    return loss + 0.5 * masked_bce(drafts, batch.draft_targets.to(DEVICE)) + 0.3 * masked_bce(torch.cat(sentences), targets)


def entity_loss(model: Encoder, batch: Batch) -> torch.Tensor:
    """Entity tags alone."""
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        tags, _, _ = model(batch.input_ids.to(DEVICE), batch.attention_mask.to(DEVICE))
    tags = tags.float()
    return functional.cross_entropy(tags.view(-1, tags.shape[-1]), batch.tags.to(DEVICE).view(-1), ignore_index=-100)


def prepared(tokenizer: object, groups: Iterator[list[Example]], labels: tuple[str, ...]) -> Iterator[Batch]:
    """Build batches a few ahead of their use, beside the training step."""
    with ThreadPoolExecutor(1) as pool:
        ahead: deque[Future[Batch]] = deque()
        for group in groups:
            ahead.append(pool.submit(collate, tokenizer, group, labels))
            if len(ahead) > BATCHES_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


class Trainer:
    """One stage: an optimiser, a schedule, and a checkpoint after each epoch."""

    def __init__(self, model: Encoder, *, steps: int, rate: float, decay: float, checkpoint: Path) -> None:
        self.model, self.checkpoint, self.epoch = model, checkpoint, 0
        heads = [p for n, p in model.named_parameters() if not n.startswith("body.")]
        groups = [{"params": model.body.parameters(), "lr": rate}, {"params": heads, "lr": max(rate * 8, 5e-4)}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=decay, fused=True)
        warm = max(40, steps // 20)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.0, 1 - s / (steps + 1))
        )
        if checkpoint.exists():
            state = torch.load(checkpoint, map_location=DEVICE, weights_only=True)
            model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])
            self.epoch = state["epoch"]

    def step(self, loss: torch.Tensor) -> float:
        """Follow one gradient."""
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        return float(loss.detach())

    def save(self) -> None:
        """Write the checkpoint of a whole epoch."""
        self.epoch += 1
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)


def train_entities(model: Encoder, tokenizer: object, data: Path, out: Path, epochs: int) -> None:
    """Stage one."""
    examples = [x for name in ENTITY_TRAIN for x in read_entities(data / "ner", name)]
    per_epoch = sum(1 for _ in by_length(examples, ENTITY_TOKENS, random.Random(0)))
    trainer = Trainer(model, steps=epochs * per_epoch, rate=1.5e-4, decay=0.01, checkpoint=out / "entities.pt")
    for epoch in range(trainer.epoch, epochs):
        rng = random.Random(100 + epoch)
        torch.manual_seed(100 + epoch)
        model.train()
        batches = prepared(tokenizer, by_length(examples, ENTITY_TOKENS, rng), ENTITIES)
        bar = tqdm(batches, total=per_epoch, desc=f"entities {epoch + 1}/{epochs}", mininterval=20)
        for batch in bar:
            loss = trainer.step(entity_loss(model, batch))
            bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        trainer.save()


def train_disclosures(model: Encoder, tokenizer: object, drafts: list[Example], chosen: argparse.Namespace) -> None:
    """Stage two: drafts, and after every second batch one of entities so that they are not forgotten."""
    data, out, epochs, seed, rate = chosen.data, chosen.out, chosen.draft_epochs, chosen.seed, chosen.rate
    gazetteer = Gazetteer(data / "gazetteers")
    entities = [x for name in ENTITY_TRAIN for x in read_entities(data / "ner", name)]
    ordinary = read_ordinary(data / "ner")
    known = [x for x in drafts if x.verdict == "clear" and x.spans is not None]
    innocents = [x for x in known + random.Random(seed).sample(ordinary, ORDINARY_A_RUN) if len(x.text) < NEEDLE_CHARACTERS]

    def changed(rng: random.Random) -> list[Example]:
        read = drafts + rng.sample(ordinary, ORDINARY_AN_EPOCH)
        return [augment(x, innocents, gazetteer, rng) for x in read]

    per_epoch = sum(1 for _ in by_length(changed(random.Random(seed)), DRAFT_TOKENS, random.Random(0)))
    steps = int(epochs * per_epoch * 1.5)
    trainer = Trainer(model, steps=steps, rate=rate, decay=0.02, checkpoint=out / f"disclosures-{seed}.pt")
    for epoch in range(trainer.epoch, epochs):
        rng = random.Random(1000 * seed + epoch)
        torch.manual_seed(1000 * seed + epoch)
        model.train()
        endless = chain.from_iterable(by_length(entities, ENTITY_TOKENS, random.Random(rng.random())) for _ in repeat(None))
        replay = prepared(tokenizer, islice(endless, per_epoch), ENTITIES)
        batches = prepared(tokenizer, by_length(changed(rng), DRAFT_TOKENS, rng), DISCLOSURES)
        bar = tqdm(batches, desc=f"drafts {epoch + 1}/{epochs}", total=per_epoch, mininterval=20)
        for k, batch in enumerate(bar):
            loss = trainer.step(draft_loss(model, batch))
            if k % 2:
                trainer.step(entity_loss(model, next(replay)))
            bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        trainer.save()


def main() -> None:
    """Run both stages, or go on where they were left."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--threads", type=Path, help="the folder of labelled threads")
    options.add_argument("--base", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--entity-epochs", type=int, default=3)
    options.add_argument("--draft-epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--init", type=Path, nargs="+", help="start the drafts from these weights, averaged, instead")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only-entities", action="store_true")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(chosen.seed)
    tokenizer = AutoTokenizer.from_pretrained(chosen.base)
    model = Encoder(chosen.base).to(DEVICE)
    if chosen.init:
        model.load_state_dict(averaged(chosen.init))
    else:
        train_entities(model, tokenizer, chosen.data, chosen.out, chosen.entity_epochs)
    if chosen.only_entities:
        return
    drafts = read_corpus(chosen.corpus, validation=False)
    drafts += read_rule_examples()
    if chosen.threads:
        drafts += read_threads(chosen.threads, validation=False)
    train_disclosures(model, tokenizer, drafts, chosen)
    torch.save(model.state_dict(), chosen.out / f"encoder-{chosen.seed}.pt")


if __name__ == "__main__":
    main()
