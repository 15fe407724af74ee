"""One compact transformer that reads plain text: entities, disclosures, and how much each sentence is about a client.

It needs onnxruntime and tokenizers, never torch or spaCy. How it was made and how well it does stands in
`training/MODEL_CARD.md`.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from confidcheck.errors import ModelError
from confidcheck.language.encoder.decoding import LabelledSpan, decode
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.language.encoder.windows import kept_bounds, window_bounds
from confidcheck.language.imports import import_onnxruntime
from confidcheck.reading import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT = 2
_THREADS = 4  # more wait for each other longer than they work: a window is small
_BATCH = 8  # windows run together; more would only take memory
_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})  # one code point for one: offsets stay


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder saw in a text.

    Attributes:
        entities: PERSON, LOC and ORG, whoever they belong to.
        disclosures: spans that give a client away, with the labels of the corpus (upper case); scores are calibrated.
        sentences: every sentence with the calibrated probability that it is about a particular client.
        discloses: the calibrated probability that the text discloses a particular client.
    """

    entities: tuple[LabelledSpan, ...]
    disclosures: tuple[LabelledSpan, ...]
    sentences: tuple[Sentence, ...]
    discloses: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """A tokenised text without special tokens; offsets are code points."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    continues: list[bool]


def _is_handle(text: str, start: int) -> bool:
    """Whether a name is part of a handle (`@name`); those are patterns, and no entities."""
    return "@" in text[max(0, start - 1) : start + 1]


def _sigmoid(x: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(x, -60, 60))))


class Encoder:
    """The shipped weights, loaded once.

    Args:
        folder: holds `encoder.json`, `tokenizer.json` and `model.onnx`.

    Raises:
        ModelError: a file is missing, damaged (its checksum differs) or of another format.
    """

    def __init__(self, folder: Path) -> None:
        self.about, files = _verified(folder)
        from tokenizers import Tokenizer  # noqa: PLC0415 - a run that needs no model should not pay for it

        onnxruntime = import_onnxruntime()
        self._tokenizer: Any = Tokenizer.from_buffer(files["tokenizer.json"])
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._start = self._tokenizer.token_to_id("[CLS]")
        self._stop = self._tokenizer.token_to_id("[SEP]")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # The shipped graph is optimised already; to look for more would double the time until it is ready.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.intra_op_num_threads = min(os.cpu_count() or 1, _THREADS)
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not keep a processor busy
        self._session: Any = onnxruntime.InferenceSession(files["model.onnx"], options, providers=["CPUExecutionProvider"])

    @property
    def version(self) -> str:
        """The version of the weights, as reports name it."""
        return str(self.about["version"])

    def encode(self, text: str) -> Encoding:
        """Read one text of any length.

        Args:
            text: clean text; offsets in the result are code points into it.
        """
        tokens = self._tokens(text)
        if not tokens.ids:
            return Encoding((), (), (), 0.0)
        entities, disclosures, about = self._logits(tokens)
        sentences, logit = self._sentences(text, tokens, about)
        head = self.about["calibration"]
        return Encoding(
            tuple(
                span
                for span in decode(entities, tokens.offsets, tokens.continues, self.about["entities"])
                if not _is_handle(text, span.start)
            ),
            tuple(
                span._replace(score=self._calibrated_span(span))
                for span in decode(disclosures, tokens.offsets, tokens.continues, self.about["disclosures"])
            ),
            sentences,
            _sigmoid(head["draft"][0] * logit + head["draft"][1]),
        )

    def _tokens(self, text: str) -> Tokens:
        coded = self._tokenizer.encode(text.translate(_FOLD), add_special_tokens=False)
        return Tokens(coded.ids, coded.offsets, [t.startswith("##") for t in coded.tokens])

    def _logits(self, tokens: Tokens) -> tuple[NDArray[np.float32], ...]:
        """Entity, disclosure and about logits of every token: the mean over the scales at which the text is read.

        Wide windows know the frame (a film, an invented example); narrow ones do not lose one sentence among many.
        """
        scales = {tuple(window_bounds(len(tokens.ids), size, overlap)) for size, overlap in self.about["scales"]}
        readings = [self._read(tokens, list(windows)) for windows in sorted(scales)]
        return tuple(np.mean(parts, axis=0) for parts in zip(*readings, strict=True))

    def _read(self, tokens: Tokens, windows: list[tuple[int, int]]) -> tuple[NDArray[np.float32], ...]:
        """The three heads over one set of windows; all windows but a text's only one are of the same size."""
        ids = np.array([[self._start, *tokens.ids[start:end], self._stop] for start, end in windows], dtype=np.int64)
        kept = kept_bounds(windows)
        parts: list[list[NDArray[np.float32]]] = [[], [], []]
        for at in range(0, len(windows), _BATCH):
            batch = ids[at : at + _BATCH]
            outputs = self._session.run(None, {"input_ids": batch, "attention_mask": np.ones_like(batch)})
            for part, output in zip(parts, outputs, strict=True):
                for row, k in zip(output, range(at, at + len(batch)), strict=True):
                    part.append(row[1 + kept[k][0] - windows[k][0] : 1 + kept[k][1] - windows[k][0]])
        return tuple(np.concatenate(part) for part in parts)

    def _sentences(self, text: str, tokens: Tokens, about: NDArray[np.float32]) -> tuple[tuple[Sentence, ...], float]:
        """Sentences with their probability, and the logit of the draft, which follows its worst sentence."""
        starts = np.array([start for start, _ in tokens.offsets])
        slope, offset = self.about["calibration"]["sentence"]
        sentences, logits = [], []
        for start, end in sentence_spans(text):
            inside = about[np.searchsorted(starts, start) : np.searchsorted(starts, end)]
            if not len(inside):
                sentences.append(Sentence(start, end, 0.0))
                continue
            logit = float(np.logaddexp.reduce(inside)) - self.about["sentence_shift"]
            logits.append(logit)
            sentences.append(Sentence(start, end, _sigmoid(slope * logit + offset)))
        sharpness = self.about["sharpness"]
        draft = float(np.logaddexp.reduce(sharpness * np.array(logits))) / sharpness if logits else -20.0
        return tuple(sentences), draft

    def _calibrated_span(self, span: LabelledSpan) -> float:
        slope, offset = self.about["calibration"]["span"]
        score = min(max(span.score, 1e-6), 1 - 1e-6)
        return _sigmoid(slope * float(np.log(score / (1 - score))) + offset)


def _verified(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read `encoder.json` and the files that it names, each held against its checksum."""
    repair = "reinstall confidcheck to repair it"
    try:
        about: dict[str, Any] = json.loads((folder / "encoder.json").read_text(encoding="utf8"))
        expected = dict(about["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ModelError(f"{folder / 'encoder.json'}: the language model is missing or damaged; {repair}") from None
    if about.get("format") != FORMAT:
        raise ModelError(f"{folder / 'encoder.json'}: this language model is of another format; {repair}")
    files: dict[str, bytes] = {}
    for name, digest in expected.items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError:
            raise ModelError(f"{folder / name}: a file of the language model is missing; {repair}") from None
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise ModelError(f"{folder / name}: this file of the language model is damaged; {repair}")
    return about, files
