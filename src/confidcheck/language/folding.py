"""Text as the matchers of this layer see it: typography made plain, invisible characters dropped, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\t"), " "),
}
# Zero-width characters, joiners, soft hyphens, direction marks and variation selectors: phones and word processors add them.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+")


@dataclass(frozen=True)
class Folded:
    """Text with plain quotes, dashes and spaces and without invisible characters.

    Attributes:
        text: the folded text.
        places: for each of its characters the code-point offset in the text it came from, and one more for the end;
            empty where nothing was dropped, because then the offsets are the same.
    """

    text: str
    places: tuple[int, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span (code points, end exclusive, `start < end`) to the text that was folded."""
        if not self.places:
            return start, end
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold `text`; letters and their case are left as they are."""
    plain = text.translate(_PLAIN)
    if not _INVISIBLE.search(plain):
        return Folded(plain)
    kept: list[str] = []
    places: list[int] = []
    start = 0
    for gap in [*_INVISIBLE.finditer(plain), None]:
        end = gap.start() if gap else len(plain)
        kept.append(plain[start:end])
        places.extend(range(start, end))
        start = gap.end() if gap else end
    return Folded("".join(kept), (*places, len(plain)))
