"""Ages as they are written, and how many people are that old."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

    from confidcheck.population import AgeForm, Ages, Range, Source

EVERYWHERE = "all"  # the source of a share that holds for every country with figures
_OLDEST = 110
_YEARS_A_BAND = 5


class Age(NamedTuple):
    """Years of age from `low` to `high`, both included, and the words they are written in."""

    low: int
    high: int
    start: int
    end: int


def find_age(text: str, start: int, end: int, ages: Ages, *, is_flagged: bool) -> Age | None:
    """Return the age that is written between two offsets of a text, if there is one.

    Args:
        text: any text.
        start, end: code points, end exclusive.
        ages: how ages are written.
        is_flagged: whether the words were flagged as an age, so that a bare number is one.
    """
    for form in ages.forms:
        if form.is_bare and not is_flagged:
            continue
        for match in form.pattern.finditer(text, start, end):
            years = _years(form, match, ages)
            if years and 0 <= years[0] <= years[1] <= _OLDEST:
                return Age(*years, *match.span())
    return None


def share_of_age(low: int, high: int, ages: Ages, country: str | None) -> tuple[Range, Source]:
    """Return the share of people who are `low` to `high` years old, and where the figure comes from."""
    known = [country] if country in ages.bands else list(ages.bands)
    shares = [sum(_of_year(ages.bands[name], year) for year in range(low, high + 1)) for name in known if name]
    near = (max(min(shares) * (1 - ages.tolerance), 1e-9), min(max(shares) * (1 + ages.tolerance), 1.0))
    return near, ages.sources[country if country and country in ages.bands else EVERYWHERE]


def _of_year(bands: tuple[float, ...], year: int) -> float:
    last = len(bands) - 1
    if year >= last * _YEARS_A_BAND:
        return bands[-1] / (_OLDEST - last * _YEARS_A_BAND + 1)
    return bands[year // _YEARS_A_BAND] / _YEARS_A_BAND


def _years(form: AgeForm, match: re.Match[str], ages: Ages) -> tuple[int, int] | None:
    if form.ages:
        return form.ages
    if form.like is not None:
        return form.like, form.like
    groups = {name: found.lower() for name, found in match.groupdict().items() if found}
    number = _number(groups, ages)
    if number is None:
        return None
    if form.is_decade:
        first, last = ages.parts.get(groups.get("part", ""), (0, 9))
        return number + first, number + last
    return number + form.added[0], number + form.added[1]


def _number(groups: dict[str, str], ages: Ages) -> int | None:
    for name in ("years", "tens", "school"):
        if name in groups:
            return int(groups[name])
    said = groups.get("numeral") or groups.get("word")
    if said is None:
        return None
    parts = said.replace("-", " ").split()
    return sum(ages.numerals[part] for part in parts) if all(part in ages.numerals for part in parts) else None
