"""Figures of the shipped encoder: entities on the test splits, disclosures on the validation parts.

python evaluate.py --weights src/confidcheck/language/weights/encoder --data DATA --corpus CORPUS [--json OUT]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from calibrate import overlaps
from labels import DISCLOSURES, ENTITIES

from confidcheck.language.encoder.encoder import Encoder
from data import ENTITY_TEST, Example, read_corpus, read_entities


def f1(hit: int, predicted: int, gold: int) -> float:
    """F in per cent."""
    return round(200 * hit / (predicted + gold), 1) if predicted + gold else 0.0


def entity_scores(encoder: Encoder, examples: list[Example], *, lower: bool = False) -> dict[str, float]:
    """Strict span F, micro and a label."""
    hit, predicted, gold = Counter(), Counter(), Counter()
    for x in examples:
        found = {(e.start, e.end, e.label) for e in encoder.encode(x.text.lower() if lower else x.text).entities}
        wanted = set(x.spans or ())
        hit.update(s[2] for s in found & wanted)
        predicted.update(s[2] for s in found)
        gold.update(s[2] for s in wanted)
    scores = {label: f1(hit[label], predicted[label], gold[label]) for label in ENTITIES}
    return {"micro": f1(hit.total(), predicted.total(), gold.total()), **scores}


def auc(scores: np.ndarray, hits: np.ndarray) -> float:
    """Area under the ROC curve, ties counted half."""
    positive, negative = scores[hits == 1], scores[hits == 0]
    wins = (positive[:, None] > negative[None]).mean() + 0.5 * (positive[:, None] == negative[None]).mean()
    return round(float(wins), 4)


def recall_at(scores: np.ndarray, hits: np.ndarray, alarms: float) -> float:
    """Recall at the threshold that lets through this share of innocent drafts."""
    negative = np.sort(scores[hits == 0])[::-1]
    return round(float((scores[hits == 1] > negative[int(alarms * len(negative))]).mean()), 3)


def calibration_table(scores: np.ndarray, hits: np.ndarray, bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and (mean confidence, share right, count) a bin."""
    rows, error = [], 0.0
    for k in range(bins):
        inside = (scores >= k / bins) & ((scores < (k + 1) / bins) | (k == bins - 1))
        if inside.any():
            mean, right = float(scores[inside].mean()), float(hits[inside].mean())
            rows.append((round(mean, 2), round(right, 2), int(inside.sum())))
            error += inside.mean() * abs(mean - right)
    return round(float(error), 3), rows


def span_scores(pairs: list[tuple[Example, list]]) -> dict[str, object]:
    """Micro F with strict labels and half overlap on disclosing drafts, and F a label."""
    found_hit, found, gold_hit, gold = Counter(), Counter(), Counter(), Counter()
    for x, spans in pairs:
        for s in spans:
            found[s.label] += 1
            found_hit[s.label] += any(s.label == t and overlaps((s.start, s.end), (a, b)) for a, b, t in x.spans or ())
        for a, b, t in x.spans or ():
            gold[t] += 1
            gold_hit[t] += any(s.label == t and overlaps((s.start, s.end), (a, b)) for s in spans)

    def both(labels: tuple[str, ...]) -> float:
        p = sum(found_hit[x] for x in labels) / max(1, sum(found[x] for x in labels))
        r = sum(gold_hit[x] for x in labels) / max(1, sum(gold[x] for x in labels))
        return round(200 * p * r / (p + r), 1) if p + r else 0.0

    return {"micro": both(DISCLOSURES), **{x: both((x,)) for x in DISCLOSURES}}


def length_of(text: str) -> str:
    """The group of a text's length in words, as the corpus's scorer cuts it."""
    words = len(text.split())
    return "<15" if words < 15 else "15-80" if words <= 80 else ">80"


def draft_scores(drafts: list[Example], encodings: list) -> dict[str, object]:
    """Everything about one group of drafts."""
    judged = [(x, e) for x, e in zip(drafts, encodings, strict=True) if x.verdict in ("disclosure", "clear")]
    scores = np.array([e.discloses for _, e in judged])
    hits = np.array([float(x.verdict == "disclosure") for x, _ in judged])
    out: dict[str, object] = {"drafts": len(judged)}
    if 0 < hits.sum() < len(hits):
        out |= {
            "auc": auc(scores, hits),
            "recall@5%": recall_at(scores, hits, 0.05),
            "recall@10%": recall_at(scores, hits, 0.10),
        }
    out["spans"] = span_scores([(x, list(e.disclosures)) for x, e in judged if x.verdict == "disclosure"])["micro"]
    return out


def grouped(drafts: list[Example]) -> dict[str, dict[str, list[int]]]:
    """The numbers of the drafts by part, channel, locale and length, each by name."""
    found: dict[str, dict[str, list[int]]] = {key: defaultdict(list) for key in ("part", "channel", "locale", "length")}
    for number, x in enumerate(drafts):
        names = {"part": x.about["id"].split("-")[0], "length": length_of(x.text)}
        for key, groups in found.items():
            groups[names.get(key) or x.about[key]].append(number)
    return {key: dict(sorted(groups.items())) for key, groups in found.items()}


def main() -> None:
    """Print every figure, and write them as JSON where asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--json", type=Path)
    options.add_argument("--only-drafts", action="store_true")
    chosen = options.parse_args()
    encoder = Encoder(chosen.weights)
    figures: dict[str, object] = {}
    if not chosen.only_drafts:
        for name in ENTITY_TEST:
            examples = read_entities(chosen.data / "ner", name)
            figures[name] = entity_scores(encoder, examples)
            figures[f"{name} lower"] = entity_scores(encoder, examples, lower=True)
    drafts = read_corpus(chosen.corpus, validation=True)
    encodings = [encoder.encode(x.text) for x in drafts]
    figures["validation"] = draft_scores(drafts, encodings)
    judged = [
        (e.discloses, float(x.verdict == "disclosure"))
        for x, e in zip(drafts, encodings, strict=True)
        if x.verdict != "caution"
    ]
    figures["calibration"] = calibration_table(*map(np.array, zip(*judged, strict=True)))
    figures["labels"] = span_scores(
        [(x, list(e.disclosures)) for x, e in zip(drafts, encodings, strict=True) if x.verdict == "disclosure"]
    )
    for key, groups in grouped(drafts).items():
        figures[key] = {g: draft_scores([drafts[n] for n in v], [encodings[n] for n in v]) for g, v in groups.items()}
    for key, value in figures.items():
        print(key, json.dumps(value))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
