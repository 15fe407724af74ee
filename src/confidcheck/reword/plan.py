"""A plan for a draft: which parts go, and what stands in the stead of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.finding import Edit, Place
from confidcheck.reword.edits import apply_edits, closed_span
from confidcheck.reword.parts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from confidcheck.reword.parts import Part


@dataclass(frozen=True)
class Plan:
    """Edits that make a draft safe, one for each run of parts that go."""

    text: str
    edits: tuple[Edit, ...]

    @property
    def result(self) -> str:
        """The draft with all edits made."""
        return apply_edits(self.text, self.edits).rstrip() if self.edits else self.text

    def groups(self, places: Sequence[Place]) -> tuple[tuple[Edit, ...], ...]:
        """The edits by the passage they belong to; one that touches none of the places goes with the passage before it.

        Args:
            places: where the findings of this draft are.
        """
        groups: list[list[Edit]] = []
        ahead: list[Edit] = []
        for edit in self.edits:
            if any(touch(edit.place, place) for place in places):
                groups.append([*ahead, edit])
                ahead = []
            elif groups:
                groups[-1].append(edit)
            else:
                ahead.append(edit)
        return tuple(map(tuple, groups))


def touch(one: Place, other: Place) -> bool:
    """Whether two places of one draft have a character in common."""
    return one.start < other.end and other.start < one.end


def make_plan(text: str, parts: Sequence[Part], going: Sequence[bool], draft: int, replacement: str) -> Plan:
    """Lay out the edits.

    Args:
        text: clean text of the draft.
        parts: its parts, in order.
        going: for each part, whether it goes.
        draft: the number of the draft in its thread.
        replacement: what stands instead of one of the parts that go, or the empty string.
    """
    slot = _slot(parts, going) if replacement else -1
    edits = []
    for first, last in _runs(going):
        start, end = parts[first].start, parts[last].end
        greeted = first > 0 and parts[first - 1].role is Role.GREETING and text[parts[first - 1].end - 1] == ","
        if first <= slot <= last:
            edits.append(Edit(Place(draft, start, end), _after_comma(replacement) if greeted else replacement))
            continue
        start, end = closed_span(text, start, end, keeps_before=first > 0, keeps_after=last + 1 < len(parts))
        if greeted and "\n" not in text[start:end] and last + 1 < len(parts):
            edits.append(Edit(Place(draft, parts[first - 1].end - 1, parts[last + 1].start), ". "))
            continue
        edits.append(Edit(Place(draft, start, end), ""))
    return Plan(text, tuple(edits))


def ladder(text: str, parts: Sequence[Part]) -> Iterator[tuple[bool, ...]]:
    """Yield which parts go, each time more of them: what is about the client, its paragraphs, all but the requests, all."""
    yield without_islands(text, parts)
    paragraphs = [text.count("\n\n", 0, part.start) for part in parts]
    touched = {paragraph for paragraph, part in zip(paragraphs, parts, strict=True) if part.goes}
    yield tuple(
        part.goes or (part.role is Role.OWN and paragraph in touched) for paragraph, part in zip(paragraphs, parts, strict=True)
    )
    yield tuple(part.goes or part.role is Role.OWN for part in parts)
    yield tuple(part.role is not Role.GREETING for part in parts)


def without_islands(text: str, parts: Sequence[Part]) -> tuple[bool, ...]:
    """Which parts go; where most of a draft does, so do the scraps of the writer's own words in between."""
    going = [part.goes for part in parts]
    if not any(going):
        return tuple(going)
    gone = sum(part.end - part.start for part in parts if part.goes)
    if gone * 2 < len(text.strip()):
        return tuple(going)
    first, last = going.index(True), len(going) - 1 - going[::-1].index(True)
    return tuple(
        part.goes or (part.role is Role.OWN and not part.is_settled and first < number < last)
        for number, part in enumerate(parts)
    )


def _runs(going: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first = None
    for number, goes in enumerate([*going, False]):
        if goes and first is None:
            first = number
        elif not goes and first is not None:
            yield first, number - 1
            first = None


def _slot(parts: Sequence[Part], going: Sequence[bool]) -> int:
    """The part whose place the replacement takes: the first request that goes, else the first part that goes."""
    requests = [k for k, part in enumerate(parts) if going[k] and part.is_request]
    return requests[0] if requests else list(going).index(True)


def _after_comma(text: str) -> str:
    word = text.split(maxsplit=1)[0] if text else ""
    is_fixed = word in {"I", "I'm", "I'd", "I've"} or (len(word) > 1 and any(c.isupper() for c in word[1:]))
    return text if is_fixed else text[:1].lower() + text[1:]
