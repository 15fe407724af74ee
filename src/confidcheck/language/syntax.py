"""The shipped spaCy pipeline: tagger, morphology, lemmas and dependency parse."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import ModelError
from confidcheck.language.checksums import check_checksums
from confidcheck.language.imports import without_sockets

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = Path(__file__).parent / "weights" / "syntax"


@cache
def load_syntax(folder: Path = FOLDER) -> Language:
    """Load the pipeline once a process.

    Args:
        folder: where it lies; the shipped one by default.

    Raises:
        ModelError: if it is missing, damaged (a checksum differs) or of another version of spaCy.
    """
    check_checksums(folder)
    with without_sockets():
        import spacy  # noqa: PLC0415 - costs a second, and a clean draft never needs it

    try:
        return spacy.load(folder)
    except (OSError, ValueError, KeyError, ImportError):
        raise ModelError(f"{folder}: the shipped language model cannot be loaded; reinstall confidcheck to repair it") from None


def parse(text: str) -> Doc:
    """Parse `text` with the shipped pipeline.

    Args:
        text: clean text; the offsets of the tokens are code points into it.

    Raises:
        ModelError: if the pipeline cannot be loaded.
    """
    return load_syntax()(text)
