"""Cross-validation on the drafts for training: each fold is read by a model that never saw it.

python folds.py --data DATA --corpus CORPUS --base MINILM --init OUT/entities.pt --out OUT

Writes `OUT/folds.jsonl`, a draft a line with what its model saw (uncalibrated), and prints the figures that
`evaluate.py` prints for the validation parts. A run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import torch
from evaluate import draft_scores, grouped, span_scores
from export import NEUTRAL, quantised, write_about
from model import Encoder, averaged
from train import train_disclosures
from transformers import AutoTokenizer

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.language.encoder.decoding import LabelledSpan
from confidcheck.language.encoder.encoder import Encoder as Runtime
from confidcheck.language.encoder.encoder import Encoding
from confidcheck.reading import Sentence
from data import Example, read_corpus

BLOCK = 12  # drafts that stand together (pairs, retellings of one story) stay in one fold


def fold_of(drafts: list[Example], folds: int) -> list[int]:
    """The fold of each draft: blocks of neighbours of one part, dealt out in turn."""
    numbers = []
    for part, (_, group) in enumerate(groupby(drafts, key=lambda x: x.about["id"].split("-")[0])):
        numbers += [(part + k // BLOCK) % folds for k, _ in enumerate(group)]
    return numbers


def read_fold(held: list[Example], runtime: Runtime, path: Path) -> None:
    """Write what a model sees in drafts that it was not trained on."""
    rows = [{"id": x.about["id"], **asdict(runtime.encode(x.text))} for x in held]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")


def encoding(row: dict) -> Encoding:
    """Read one line of `folds.jsonl`."""
    spans = {k: tuple(LabelledSpan(*span) for span in row[k]) for k in ("entities", "disclosures")}
    return Encoding(spans["entities"], spans["disclosures"], tuple(Sentence(**s) for s in row["sentences"]), row["discloses"])


def families(drafts: list[Example], seen: dict[str, Encoding]) -> dict[str, dict[str, object]]:
    """The disclosing drafts by the families of rules that find something in them without the encoder.

    "none" holds those that only the encoder can find. Recall is at the threshold that lets through five in a hundred of all
    innocent drafts.
    """
    checker = Checker(use_encoder=False)
    family_of = {rule.id: rule.family for rule in checker.ruleset.rules}
    innocent = sorted((seen[x.about["id"]].discloses for x in drafts if x.verdict == "clear"), reverse=True)
    limit = innocent[len(innocent) // 20]
    found: dict[str, list[bool]] = defaultdict(list)
    for x in drafts:
        if x.verdict == "disclosure":
            report = checker.check(Thread.of(Draft.plain(x.text)))
            names = {family_of[f.rule] for f in report.findings if f.rule in family_of} or {"none"}
            for name in names:
                found[name].append(seen[x.about["id"]].discloses > limit)
    return {name: {"drafts": len(hits), "recall@5%": round(sum(hits) / len(hits), 3)} for name, hits in sorted(found.items())}


def main() -> None:
    """Train and read each fold, then print the figures of all of them together."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--corpus", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--base", required=True)
    options.add_argument("--init", type=Path, nargs="+", required=True, help="weights after the entities, before any draft")
    options.add_argument("--folds", type=int, default=3)
    options.add_argument("--draft-epochs", type=int, default=3)
    options.add_argument("--rate", type=float, default=1e-4)
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(chosen.base)
    drafts = read_corpus(chosen.corpus, validation=False)
    numbers = fold_of(drafts, chosen.folds)
    for fold in range(chosen.folds):
        chosen.seed, path = 100 + fold, chosen.out / f"fold-{fold}.jsonl"
        if path.exists():
            continue
        model = Encoder(chosen.base)
        model.load_state_dict(averaged(chosen.init))
        train_disclosures(model, tokenizer, [x for x, n in zip(drafts, numbers, strict=True) if n != fold], chosen)
        torch.save(model.state_dict(), chosen.out / f"encoder-fold-{fold}.pt")
        folder = chosen.out / f"fold-{fold}"
        quantised(model, Path(chosen.base), folder)
        write_about(folder, f"fold-{fold}", NEUTRAL)
        read_fold([x for x, n in zip(drafts, numbers, strict=True) if n == fold], Runtime(folder), path)
    rows = [line for n in range(chosen.folds) for line in (chosen.out / f"fold-{n}.jsonl").read_text("utf8").splitlines()]
    (chosen.out / "folds.jsonl").write_text("\n".join(rows) + "\n", encoding="utf8")
    seen = {row["id"]: encoding(row) for row in map(json.loads, rows)}
    found = {f"{key} {name}": numbers for key, groups in grouped(drafts).items() for name, numbers in groups.items()}
    figures = {}
    for name, numbers in {"all": range(len(drafts)), **found}.items():
        group = [drafts[n] for n in numbers]
        figures[name] = draft_scores(group, [seen[x.about["id"]] for x in group])
    figures |= {f"family {name}": row for name, row in families(drafts, seen).items()}
    told = [(x, list(seen[x.about["id"]].disclosures)) for x in drafts if x.verdict == "disclosure"]
    figures["labels"] = span_scores(told)
    for name, row in figures.items():
        print(name, json.dumps(row))
    (chosen.out / "folds.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
