"""Counts by rule and by file (`--summary`): where to begin when there are many drafts. No word of a draft is in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from confidcheck.outputs import wording
from confidcheck.outputs.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.finding import Report, Verdict
    from confidcheck.outputs.options import Options


def summary(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield, on one page, how many findings each rule and each file has, most first, and the sum of the verdicts."""
    rules: Counter[str] = Counter()
    files: Counter[str] = Counter()
    verdicts: Counter[Verdict] = Counter()
    unchecked: list[str] = []
    for report in reports:
        verdicts[report.verdict] += 1
        unchecked += [item.reason for item in report.unchecked]
        for finding in report.live:
            rules[finding.rule] += 1
            files[report.thread.drafts[finding.primary.draft].source] += 1
    page = Page(options.width, is_coloured=options.is_coloured)
    for title, counted in (("By rule", rules), ("By file", files)):
        if counted:
            page.gap()
            page.write((title, "bold"))
            for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
                page.write(f"{count:>6}  {name}", hang=8)
    for reason in unchecked:
        page.gap()
        page.write(("Not checked: ", "bold"), reason)
    page.gap()
    page.write((wording.total(verdicts), "bold"))
    yield page.taken()
