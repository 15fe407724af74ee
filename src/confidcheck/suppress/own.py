"""The user's own names and places: practice, colleagues, town."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from confidcheck.finding import Label
from confidcheck.fold import ATTACHED, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding
    from confidcheck.suppress.clean import Span

_NAMES = frozenset({Label.PERSON, Label.PLACE, Label.ORG, Label.CONTACT})  # other labels are no names


class OwnNames:
    """Names as folded words: case, accents and hyphens do not matter, a genitive belongs to the name.

    Args:
        names: as the user wrote them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in names:
            if words := tuple(token.text for token in tokens(name)):
                self._by_first[words[0]].append(words)

    def covers(self, finding: Finding, draft: Draft, spans: list[Span]) -> bool:
        """Whether a finding is about nothing but a name of the user's.

        Args:
            finding: one of the draft's.
            draft: the draft.
            spans: what `spans` returned for the draft.
        """
        start, end = finding.primary.start, finding.primary.end
        words = draft.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        return finding.label in _NAMES and any(first <= start and end <= last for first, last in spans)

    def spans(self, draft: Draft) -> list[Span]:
        """Return where the names stand in the clean text of a draft, in code points, ends exclusive."""
        if not self._by_first:
            return []
        found = []
        words = tokens(draft.text)
        texts = [token.text for token in words]
        for at, token in enumerate(words):
            for name in self._by_first.get(token.text, ()):
                last = at + len(name)
                if tuple(texts[at:last]) == name:
                    if last < len(words) and words[last].flags & ATTACHED and texts[last].startswith("'"):
                        last += 1
                    found.append((token.start, words[last - 1].end))
        return found
