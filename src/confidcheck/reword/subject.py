"""The one theme of a draft: what it can be about instead of a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from confidcheck.finding import Label
from confidcheck.reword.phrases import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.finding import Finding
    from confidcheck.reword.kit import Kit, Theme
    from confidcheck.reword.parts import Part

# Which findings carry what a client comes with; a theme named there is the likeliest one.
_ISSUES: Final = frozenset({Label.HEALTH, Label.EVENT, Label.FAMILY, Label.DEMOGRAPHIC})
_IN_REQUEST, _IN_FINDING, _WEAK = 4, 2, -3


@dataclass(frozen=True, slots=True)
class Subject:
    """What was found to ask about.

    Attributes:
        themes: presenting issues, best first; one of them goes into an offer, never two.
        beside: a way of working, a community, a time of life that may stand behind the first of them, or None.
        asked: a procedure that a request itself names, or None.
        topic: a procedure that fits the client's passage, or None.
        broad: a whole field it belongs to, or None.
    """

    themes: tuple[Theme, ...]
    beside: Theme | None
    asked: Theme | None
    topic: Theme | None
    broad: Theme | None


def find_subject(kit: Kit, text: str, parts: Sequence[Part], findings: Iterable[Finding]) -> Subject:
    """Find what the parts that go are about.

    Args:
        kit: where the themes are.
        text: clean text of the draft.
        parts: all its parts.
        findings: the findings in this draft.
    """
    issues = [(p.start, p.end) for f in findings if f.label in _ISSUES for p in f.places]
    scores: dict[Theme, int] = {}
    for part in parts:
        if not part.goes:
            continue
        for start, end, theme in kit.theme_terms.find(text[part.start : part.end]):
            at = (part.start + start, part.start + end)
            points = _IN_REQUEST * part.is_request + _WEAK * theme.is_weak
            points += _IN_FINDING * any(a < at[1] and at[0] < b for a, b in issues)
            scores[theme] = max(scores.get(theme, points), points)
    ranked = sorted(scores, key=lambda theme: -scores[theme])
    themes = tuple(sorted(ranked, key=lambda theme: bool(theme.beside)))
    beside = next((theme for theme in themes if theme.beside), None) if themes and not themes[0].is_sensitive else None
    gone = [(fold(text[part.start : part.end]), part.is_request) for part in parts if part.goes]
    fitting = [theme for pattern, theme in kit.theme_phrases if any(pattern.search(body) for body, _ in gone)]
    named = {
        theme for pattern, theme in kit.theme_phrases if any(is_request and pattern.search(body) for body, is_request in gone)
    }
    return Subject(
        themes,
        None if beside in themes[:1] else beside,
        next((theme for theme in fitting if theme in named and not theme.is_broad), None),
        next((theme for theme in fitting if not theme.is_broad), None),
        next((theme for theme in fitting if theme.is_broad and (theme in named or not theme.is_only_asked)), None),
    )
