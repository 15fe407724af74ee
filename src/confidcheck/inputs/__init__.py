"""Sources in, drafts out: files, folders, standard input and a paste."""

from __future__ import annotations

from confidcheck.inputs.decode import WINDOWS
from confidcheck.inputs.folders import drafts_like, drafts_under
from confidcheck.inputs.read import MOST_BYTES, SUFFIXES, read_bytes, read_path, read_stdin
from confidcheck.inputs.turns import read_turns

__all__ = [
    "MOST_BYTES",
    "SUFFIXES",
    "WINDOWS",
    "drafts_like",
    "drafts_under",
    "read_bytes",
    "read_path",
    "read_stdin",
    "read_turns",
]
