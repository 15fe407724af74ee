"""The encoder: one compact transformer, run on plain text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.language.encoder.encoder import Encoder

WEIGHTS = Path(__file__).parent.parent / "weights" / "encoder"


@cache
def load_encoder(folder: Path = WEIGHTS) -> Encoder:
    """Load the encoder once a process.

    Args:
        folder: where the weights lie; the shipped ones by default.

    Raises:
        ModelError: a file is missing or damaged.
    """
    from confidcheck.language.encoder.encoder import Encoder  # noqa: PLC0415 - numpy and onnxruntime only when needed

    return Encoder(folder)
