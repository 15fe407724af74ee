"""Text as the matchers of this layer see it: typography made plain, invisible characters dropped, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from confidcheck.typography import APOSTROPHES, DASHES, HYPHENS, INVISIBLE, QUOTES, SPACES, plain

_PLAIN = plain(apostrophes=APOSTROPHES, quotes=QUOTES, hyphens=HYPHENS + DASHES, spaces=SPACES)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


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
    plainly = text.translate(_PLAIN)
    if not _INVISIBLE.search(plainly):
        return Folded(plainly)
    kept: list[str] = []
    places: list[int] = []
    start = 0
    for gap in [*_INVISIBLE.finditer(plainly), None]:
        end = gap.start() if gap else len(plainly)
        kept.append(plainly[start:end])
        places.extend(range(start, end))
        start = gap.end() if gap else end
    return Folded("".join(kept), (*places, len(plainly)))
