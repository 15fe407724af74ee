"""Weights to ONNX, quantised to eight bits, calibrated on the validation parts, with checksums.

python export.py --weights OUT/encoder-0.pt … --base MINILM --corpus CORPUS --version 1 --to FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from calibrate import fit_calibration
from labels import DISCLOSURES, ENTITIES
from model import Encoder, averaged
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import SENTENCE_SHIFT, SHARPNESS

from confidcheck.language.encoder.encoder import FORMAT
from confidcheck.language.encoder.encoder import Encoder as Runtime
from data import read_corpus

# Windows (tokens, overlap) at which every text is read. Chosen on the validation parts: both together know the frame and do not
# lose one sentence among many.
SCALES = ((478, 96), (126, 48))
NEUTRAL = {"draft": [1.0, 0.0], "sentence": [1.0, 0.0], "span": [1.0, 0.0]}


class Wrapped(torch.nn.Module):
    """The encoder with named outputs in the order that the run time expects."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return entity, disclosure and about logits."""
        return self.model(input_ids, attention_mask)


def to_onnx(model: Encoder, path: Path) -> None:
    """Write the fp32 graph."""
    ids = torch.randint(1000, 2000, (2, 16))
    axes = {0: "batch", 1: "tokens"}
    outputs = ["entities", "disclosures", "about"]
    torch.onnx.export(
        Wrapped(model).eval(),
        (ids, torch.ones_like(ids)),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["input_ids", "attention_mask"],
        output_names=outputs,
        dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", *outputs), axes),
    )


def quantised(model: Encoder, base: Path, folder: Path, *, fp32: bool = False) -> None:
    """Write `model.onnx`, in eight bits unless `fp32`, and `tokenizer.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        to_onnx(model, whole)
        if not fp32:
            quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        optimised(whole if fp32 else small, folder / "model.onnx")


def optimised(graph: Path, to: Path) -> None:
    """Write the graph as the run time would rearrange it at every start, which takes it longer than all the rest."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED  # no further: it runs anywhere
    options.optimized_model_filepath = str(to)
    onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def write_about(folder: Path, version: str, calibration: dict[str, list[float]]) -> None:
    """Write `encoder.json` with the checksums of the other files."""
    about = {
        "format": FORMAT,
        "version": version,
        "entities": ENTITIES,
        "disclosures": DISCLOSURES,
        "scales": SCALES,
        "sentence_shift": SENTENCE_SHIFT,
        "sharpness": SHARPNESS,
        "calibration": calibration,
        "sha256": {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")},
    }
    (folder / "encoder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf8")


def main() -> None:
    """Export, quantise, calibrate."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, nargs="+", required=True, help="several are averaged")
    options.add_argument("--base", required=True)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--version", required=True)
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--fp32", action="store_true", help="leave the weights as they are, to measure the loss")
    chosen = options.parse_args()
    model = Encoder(chosen.base)
    model.load_state_dict(averaged(chosen.weights))
    quantised(model, Path(chosen.base), chosen.to, fp32=chosen.fp32)
    write_about(chosen.to, chosen.version, NEUTRAL)
    validation = [x for x in read_corpus(chosen.corpus, validation=True) if x.verdict != "caution"]
    calibration = fit_calibration(Runtime(chosen.to), validation)
    write_about(chosen.to, chosen.version, calibration)
    size = sum(p.stat().st_size for p in chosen.to.iterdir())
    print(json.dumps({k: np.round(v, 3).tolist() for k, v in calibration.items()}), f"{size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
