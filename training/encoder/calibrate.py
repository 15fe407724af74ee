"""Two numbers a head, fitted so that a confidence means something: logistic (Platt) scaling on held-back drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from confidcheck.language.encoder.encoder import Encoder, Encoding
    from data import Example


def platt(scores: NDArray[np.float64], hits: NDArray[np.float64], rounds: int = 100) -> list[float]:
    """Fit slope and offset by Newton's method on the log loss, with a weak pull towards slope 1, offset 0.

    A step that does not lower the loss is halved until it does, so that separable scores cannot throw the fit away.
    """
    design = np.stack([scores, np.ones_like(scores)], axis=1)
    rest = np.array([1.0, 0.0])

    def loss(theta: NDArray[np.float64]) -> float:
        z = design @ theta
        return float(np.sum(np.logaddexp(0, z) - hits * z) + 0.25 * np.sum((theta - rest) ** 2))

    theta = rest.copy()
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        gradient = design.T @ (p - hits) + 0.5 * (theta - rest)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + 0.5 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        while loss(theta - step) > loss(theta) and np.abs(step).max() > 1e-9:
            step = step / 2
        theta = theta - step
        if np.abs(step).max() < 1e-6:
            break
    return [float(x) for x in theta]


def logit(p: float) -> float:
    """Log odds, bounded."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return float(np.log(p / (1 - p)))


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Half or more of the shorter span is shared: the measure of the corpus's scorer."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared * 2 >= min(a[1] - a[0], b[1] - b[0])


def fit_calibration(runtime: Encoder, drafts: list[Example]) -> dict[str, list[float]]:
    """Fit all three heads with a run time whose calibration is still neutral."""
    encodings: list[Encoding] = [runtime.encode(x.text) for x in drafts]
    draft_scores = np.array([logit(e.discloses) for e in encodings])
    draft_hits = np.array([float(x.verdict == "disclosure") for x in drafts])
    sentence_scores, sentence_hits, span_scores, span_hits = [], [], [], []
    for example, encoding in zip(drafts, encodings, strict=True):
        gold = example.spans or ()
        for s in encoding.sentences:
            sentence_scores.append(logit(s.about_client or 0.0))
            sentence_hits.append(float(any(s.start < b and a < s.end for a, b, _ in gold)))
        for p in encoding.disclosures:
            span_scores.append(logit(p.score))
            span_hits.append(float(any(overlaps((p.start, p.end), (a, b)) and p.label == t for a, b, t in gold)))
    return {
        "draft": platt(draft_scores, draft_hits),
        "sentence": platt(np.array(sentence_scores), np.array(sentence_hits)),
        "span": platt(np.array(span_scores), np.array(span_hits)),
    }
