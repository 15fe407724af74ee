"""The encoder: one compact transformer, run on plain text."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.language.encoder.encoder import Encoder

WEIGHTS = Path(__file__).parent.parent / "weights" / "encoder"
_ONE_AT_A_TIME = Lock()


def load_encoder(folder: Path = WEIGHTS) -> Encoder:
    """Load the encoder once a process.

    Args:
        folder: where the weights lie; the shipped ones by default.

    Raises:
        ModelError: a file is missing or damaged.
    """
    with _ONE_AT_A_TIME:
        return _load(folder)


def begin_loading() -> None:
    """Load the shipped encoder beside other work; `load_encoder` waits for it, and says what is wrong with it."""
    Thread(target=_begin, name="encoder").start()


def _begin() -> None:
    with suppress(Exception):  # whatever it is, the one who asks for the encoder meets it again
        load_encoder()


@cache
def _load(folder: Path) -> Encoder:
    from confidcheck.language.encoder.encoder import Encoder  # noqa: PLC0415 - numpy and onnxruntime only when needed

    return Encoder(folder)
