"""Whose an identifier is, as far as the words beside it say: the writer's own, a public helpline's, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from confidcheck.language.data import expand
from confidcheck.reading import About

if TYPE_CHECKING:
    from pathlib import Path

    import regex

_BEFORE, _AFTER = 100, 50  # code points read on either side: a clause or so


@dataclass(frozen=True)
class Owners:
    """What makes an identifier the writer's own, and the numbers that belong to everybody."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    public: frozenset[str]
    domains: frozenset[str]
    client: regex.Pattern[str]

    def of(self, text: str, start: int, end: int, *, personal: bool) -> About:
        """Say whose the identifier at `start`–`end` of folded `text` is (code points, end exclusive).

        Where hardly anyone but the person concerned has such an identifier (`personal`), only words before it count.
        """
        words = text[start:end]
        if self._is_public(words):
            return About.PUBLIC
        left, right = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        if self.client.search(left):
            return About.UNKNOWN
        if self.before.search(left) or (not personal and self.after.search(right)):
            return About.AUTHOR
        return About.UNKNOWN

    def _is_public(self, words: str) -> bool:
        if "".join(c for c in words if c.isdigit()) in self.public and not any(c.isalpha() for c in words):
            return True
        return any(domain in words.lower() for domain in self.domains)


def read_owners(data: dict[str, Any], path: Path) -> Owners:
    """Read the keys `writer` and `public`; `path` is the file, for errors."""
    writer, public = data["writer"], data["public"]
    return Owners(
        before=expand(f"(?:{'|'.join(writer['before'])})$", {}, path),
        after=expand("|".join(writer["after"]), {}, path),
        client=expand(f"(?:{'|'.join(writer['unless'])})$", {}, path),
        public=frozenset(public["numbers"]),
        domains=frozenset(public["domains"]),
    )
