"""Ages from YAML: how many people are of each age, and how an age is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from confidcheck.finding import Label
from confidcheck.population import AgeForm, Ages
from confidcheck.ruleset.figures import read_country, read_range, read_sources

if TYPE_CHECKING:
    from confidcheck.ruleset.nodes import Value

_BANDS = 19  # of five years, from birth to 90 and over


def read_ages(value: Value) -> Ages:
    """Read `age.yaml`.

    Raises:
        RuleError: something in it is wrong.
    """
    fields = value.fields(("kind", "labels", "sources", "tolerance", "bands", "caseload", "forms", "parts", "numerals"))
    sources = read_sources(fields["sources"])
    bands = {read_country(key): _bands(share) for key, share in fields["bands"].entries()}
    if "all" not in sources:
        raise fields["sources"].error("the source “all” is missing; it stands for all countries together")
    for key, _ in fields["bands"].entries():
        key.one_of(sources, "source of this file")
    return Ages(
        labels=frozenset(label.member(Label, "label").value for label in fields["labels"].items()),
        bands=bands,
        sources=sources,
        forms=tuple(_form(form) for form in fields["forms"].items()),
        parts={key.text(): _years(years) for key, years in fields["parts"].entries()},
        numerals={key.text(): int(number.number()) for key, number in fields["numerals"].entries()},
        tolerance=fields["tolerance"].number(),
        factor=read_range(fields["caseload"]),
    )


def _bands(value: Value) -> tuple[float, ...]:
    shares = tuple(item.number() / 100 for item in value.items())
    if len(shares) != _BANDS:
        raise value.error(f"expected {_BANDS} shares, one for each five years from birth, found {len(shares)}")
    if not 0.97 <= sum(shares) <= 1.03:
        raise value.error(f"the shares sum to {sum(shares) * 100:.1f} per cent; they must come near 100")
    return shares


def _form(value: Value) -> AgeForm:
    fields = value.fields(("pattern",), ("from", "to", "range", "like", "decade", "bare"))
    return AgeForm(
        pattern=read_pattern(fields["pattern"], re.IGNORECASE),
        added=tuple(int(fields[name].number()) if name in fields else 0 for name in ("from", "to")),  # type: ignore[arg-type]  # two of them
        ages=_years(fields["range"]) if "range" in fields else None,
        like=int(fields["like"].number()) if "like" in fields else None,
        is_decade="decade" in fields and fields["decade"].flag(),
        is_bare="bare" in fields and fields["bare"].flag(),
    )


def _years(value: Value) -> tuple[int, int]:
    items = value.items()
    if len(items) != 2 or items[0].number() > items[1].number():
        raise value.error("expected two numbers of years: [from, to]")
    return int(items[0].number()), int(items[1].number())


def read_pattern(value: Value, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Read a regular expression of Python's `re`."""
    try:
        return re.compile(value.text(), flags)
    except re.error as error:
        raise value.error(f"not a regular expression: {error.msg}", error.pos or 0) from None
