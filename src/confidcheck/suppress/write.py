"""What the writer allows, put into words that `permissions.py` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW = 5  # words that name a paragraph


def comment(rules: Sequence[str], reason: str) -> str:
    """Return a comment for a source with markup."""
    return f"<!-- confidcheck: allow {', '.join(rules)}: {_plain(reason)} -->"


def line(rules: Sequence[str], reason: str, paragraph: str) -> str:
    """Return a line for the file beside a draft; the paragraph it is about is named by its first words."""
    words = " ".join(paragraph.split()[:_FEW])
    where = "" if not words or any(mark in words for mark in '“”"') else f' in "{words}"'
    return f"allow {', '.join(rules)}{where}: {_plain(reason)}"


def _plain(reason: str) -> str:
    return " ".join(reason.split()).replace("--", "–")
