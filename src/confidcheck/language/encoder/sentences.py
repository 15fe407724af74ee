"""Where sentences begin and end in plain text, without a parser.

The encoder is trained and run on these sentences, so that a score given in training means the same at run time.
"""

from __future__ import annotations

import re

# A sentence ends at closing punctuation followed by space, at an ellipsis, or at a line break. Abbreviations are
# not special-cased: a sentence cut in two costs little, because each half is still read in the context of the draft.
_END = re.compile(r"(?:[.!?…]+[\"'”’)\]*_]*(?=\s)|\n+)\s*")
_MIN_CHARACTERS = 3


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Split `text` into sentences.

    Args:
        text: any text.

    Returns:
        Half-open code-point spans, in order, without surrounding white space. Every character that is not white
        space lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        chunk = text[start:end]
        left = start + len(chunk) - len(chunk.lstrip())
        right = start + len(chunk.rstrip())
        if right > left:
            if spans and right - left < _MIN_CHARACTERS:
                spans[-1] = (spans[-1][0], right)
            else:
                spans.append((left, right))
        start = end
    return spans
