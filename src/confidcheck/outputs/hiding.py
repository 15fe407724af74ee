"""Keeps words of a draft out of a message, for places where others read along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.finding import Finding
    from confidcheck.outputs.positions import Positions

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
HIDDEN = "“…”"


def hide(message: str, words: list[str]) -> str:
    """Return the message with everything quoted, and each of the given words, replaced by an ellipsis."""
    message = QUOTED.sub(HIDDEN, message)
    for word in sorted(filter(str.strip, words), key=len, reverse=True):
        message = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", message, flags=re.IGNORECASE)
    return message


def message_of(finding: Finding, positions: Positions, *, is_open: bool) -> str:
    """Return the message of a finding; unless `is_open`, without a word of the draft."""
    return finding.message if is_open else hide(finding.message, [positions.words(place) for place in finding.places])
