"""Which of a writer's words are about the same client, where a thread speaks of several."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from confidcheck.reading import Brings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from confidcheck.crowd import Detail
    from confidcheck.mosaic.mosaics import Said
    from confidcheck.reading import Introduction

    Recognise = Callable[[Sequence[Said]], tuple[Detail, ...]]


MOST_GROUPS = 200  # past it, what may be the same client as one stretch counts as such, though it may not be so of each other


@dataclass(frozen=True)
class _Stretch:
    """Words of one draft from where a client is brought on to where the next is.

    Attributes:
        draft, number: which draft, and which of its stretches.
        brings: how the client is brought on; None before the first.
        said: what is said there.
        details: the same as details.
    """

    draft: int
    number: int
    brings: Brings | None
    said: tuple[Said, ...]
    details: tuple[Detail, ...]


def by_client(
    said: Iterable[Said], introductions: Sequence[Sequence[Introduction]], recognise: Recognise
) -> list[tuple[Said, ...]]:
    """Part what is said of several clients.

    Args:
        said: all of it, in any order.
        introductions: for each draft, where clients are brought on in it.
        recognise: gives the details that some words say.

    Returns:
        What may be said of one client, for each. Words that nothing tells apart are taken to be about the same client, and
        words that bring nobody on (“she is 34”, in a reply) may be about each of them: of all that may be together, nothing is
        left out, so that no sum is wider than it should be. The order of the drafts does not matter.
    """
    found = _stretches(said, introductions, recognise)
    differ = [{b for b, other in enumerate(found) if b != a and _differ(one, other)} for a, one in enumerate(found)]
    return [tuple(sorted(one for number in group for one in found[number].said)) for group in _groups(differ)]


def _stretches(said: Iterable[Said], introductions: Sequence[Sequence[Introduction]], recognise: Recognise) -> list[_Stretch]:
    inside: dict[tuple[int, int], list[Said]] = {}
    for one in sorted(set(said)):
        number = sum(introduction.start < one.place.end for introduction in introductions[one.place.draft])
        inside.setdefault((one.place.draft, number), []).append(one)
    found = []
    for (draft, number), ones in inside.items():
        brings = introductions[draft][number - 1].brings if number else None
        found.append(_Stretch(draft, number, brings, tuple(ones), recognise(ones)))
    return found


def _differ(one: _Stretch, other: _Stretch) -> bool:
    """Whether two stretches are about two clients: the writer says so, or nobody can be both."""
    if one.draft == other.draft:
        if max(one, other, key=lambda each: each.number).brings is Brings.OTHER:
            return True
    elif one.brings and other.brings and (one.brings is Brings.OTHER) is not (other.brings is Brings.OTHER):
        return True
    return {one.brings, other.brings} <= {Brings.NEW, Brings.OTHER} and contradict(one.details, other.details)


def contradict(one: Sequence[Detail], other: Sequence[Detail]) -> bool:
    """Whether nobody can be both: each says a gender, or an age, and none of the one is any of the other."""
    genders = [{detail.entry for detail in each if detail.kind == "gender"} for each in (one, other)]
    if genders[0] and genders[1] and not genders[0] & genders[1]:
        return True
    ages = [[detail.years for detail in each if detail.years] for each in (one, other)]
    return bool(ages[0] and ages[1]) and all(a[1] < b[0] or b[1] < a[0] for a in ages[0] for b in ages[1])


def _groups(differ: Sequence[set[int]]) -> list[set[int]]:
    """Return every largest group of stretches no two of which differ."""
    twins: dict[frozenset[int], list[int]] = {}  # stretches that differ from the same others stand and fall together
    for number, others in enumerate(differ):
        twins.setdefault(frozenset(others), []).append(number)
    always = set(twins.pop(frozenset(), ()))
    blocks = list(twins.values())
    of = {number: block for block, numbers in enumerate(blocks) for number in numbers}
    free = [
        set(range(len(blocks))) - {block} - {of[other] for other in differ[numbers[0]]} for block, numbers in enumerate(blocks)
    ]
    found = list(islice(_largest(set(), set(range(len(blocks))), set(), free), MOST_GROUPS + 1))
    if len(found) > MOST_GROUPS:
        found = [{block} | free[block] for block in range(len(blocks))]
    return [always | {number for block in group for number in blocks[block]} for group in found]


def _largest(group: set[int], may: set[int], done: set[int], free: Sequence[set[int]]) -> Iterator[set[int]]:
    """Yield the largest groups (Bron and Kerbosch's way, with a pivot): those that hold `group`, of `may`, none of `done`."""
    if not may and not done:
        yield group
        return
    pivot = max(may | done, key=lambda each: (len(free[each] & may), -each))
    for each in sorted(may - free[pivot]):
        yield from _largest(group | {each}, may & free[each], done & free[each], free)
        may = may - {each}
        done = done | {each}
