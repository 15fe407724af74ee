"""Run the tool over the invented drafts of `before_and_after.yaml` and write `BEFORE_AND_AFTER.md`; `--check` only compares.

The page is what the tool says, kept true by `tests/test_before_and_after.py`. Nothing on it is written by hand.
"""

from __future__ import annotations

import html
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity

if TYPE_CHECKING:
    from confidcheck.finding import Report

HERE = Path(__file__).parent
DRAFTS = HERE / "before_and_after.yaml"
PAGE = HERE / "BEFORE_AND_AFTER.md"
INTRODUCTION = """\
# Before and after

Thirty drafts, all invented, and what `confidcheck` makes of them with its standard rules. Words that it flags are **bold**.
After each stands its own safe version of the whole draft, word for word; where nothing safe can be posted, the first sentence
of the card that it shows instead, in *italics*. `docs/before_and_after.py` writes this page from `docs/before_and_after.yaml`.
"""


@dataclass(frozen=True)
class Pair:
    """A draft of the file, or several read together, and the tool's report."""

    family: str
    about: str
    report: Report

    @property
    def after(self) -> str | None:
        """The safe version; None where there is a card instead."""
        return self.report.rewritten

    @property
    def card(self) -> str:
        """The first sentence of the card."""
        first, stop, _ = (self.report.card or "").partition(". ")
        return first + stop.strip()


def pairs(checker: Checker) -> list[Pair]:
    """Check every draft of the file.

    Args:
        checker: built once; it reads all of them.
    """
    entries = yaml.safe_load(DRAFTS.read_text(encoding="utf-8"))["drafts"]
    return [Pair(entry["family"], entry["about"], checker.check(_thread(entry))) for entry in entries]


def page(found: list[Pair]) -> str:
    """Lay the pairs out as Markdown."""
    return "\n".join([INTRODUCTION, *(_section(number, pair) for number, pair in enumerate(found, 1))])


def _thread(entry: dict[str, Any]) -> Thread:
    texts = entry.get("thread") or [entry["draft"]]
    return Thread.of(*(Draft.plain(text.strip()) for text in texts))


def _section(number: int, pair: Pair) -> str:
    before = "\n\n".join(_marked(draft.text, _flagged(pair.report, k)) for k, draft in enumerate(pair.report.thread))
    after = _shown(pair.after) if pair.after else f"*{pair.card}*"
    return f"## {number}. {pair.about} ({pair.family})\n\nBefore:\n\n{_quoted(before)}\n\nAfter:\n\n{_quoted(after)}\n"


def _flagged(report: Report, draft: int) -> list[tuple[int, int]]:
    """Where the grave findings of one draft are, in order, those that touch joined."""
    places = sorted((p.start, p.end) for f in report.live if f.severity >= Severity.WARN for p in f.places if p.draft == draft)
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    shown, last = "", 0
    for start, end in spans:
        shown += f"{_shown(text[last:start])}**{_shown(text[start:end])}**"
        last = end
    return shown + _shown(text[last:])


def _shown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return html.escape(text, quote=False).replace("*", r"\*").replace("_", r"\_").replace("#", r"\#")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def main() -> None:
    """Write the page, or with `--check` say whether it is current."""
    new = page(pairs(Checker()))
    if "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != new:
        sys.exit(f"{PAGE.name} is not what the tool says now; run: python docs/{Path(__file__).name}")


if __name__ == "__main__":
    main()
