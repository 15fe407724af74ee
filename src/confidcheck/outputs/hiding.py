"""Keeps words of a draft out of a message, for places where others read along."""

from __future__ import annotations

import re

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
HIDDEN = "“…”"


def hide(message: str, words: list[str]) -> str:
    """Return the message with everything quoted, and each of the given words, replaced by an ellipsis."""
    message = QUOTED.sub(HIDDEN, message)
    for word in sorted(filter(str.strip, words), key=len, reverse=True):
        message = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", message, flags=re.IGNORECASE)
    return message
