"""The `html` format: one page that stands alone, to read in a browser or to print. No script, nothing loaded from elsewhere.

It is understood without colours and aloud: marked words carry a number that leads to what was found there.
"""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING

from confidcheck.finding import Grade, Verdict
from confidcheck.outputs import wording
from confidcheck.outputs.drawing import drawing
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.passages import marks
from confidcheck.outputs.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding, Report
    from confidcheck.outputs.options import Options

TITLE = "What confidcheck found"
HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""
FOOT = "</main>\n</body>\n</html>\n"


def html_report(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield all reports as one page; where several were checked, a sum opens it."""
    every = list(reports)
    style = resources.files("confidcheck.outputs").joinpath("report.css").read_text("utf-8")
    yield HEAD.format(title=TITLE, style=style)
    if not every:
        yield f"<p>{_escaped(wording.NOTHING_TO_REPORT)}</p>\n"
    if len(every) > 1:
        yield f"<p>{_escaped(wording.total(Counter(report.verdict for report in every)))}</p>\n"
    yield from (_Writer(report, number, options).article() for number, report in enumerate(every, 1))
    if any(report.verdict is Verdict.CLEAR for report in every):
        yield f'<p class="quiet">{_escaped(wording.NO_PROMISE)}</p>\n'
    yield FOOT


class _Writer:
    """Writes one report; unless the options show text, no word of a draft gets through."""

    def __init__(self, report: Report, number: int, options: Options) -> None:
        self._report, self._number, self._is_open = report, number, options.show_text
        self._guidance = options.guidance() if report.live else {}
        self._is_explained = options.explain_mosaic
        self._positions = Positions(report.thread)
        self._marks = marks(report)

    def article(self) -> str:
        """Return the report as an article."""
        parts = (self._verdict, self._drafts, self._findings, self._crowd, self._cards, self._offers, self._rest)
        inside = "".join(each for part in parts for each in part())
        return f"<article>\n<h2>{_escaped(self._name())}</h2>\n{inside}</article>\n"

    def _name(self) -> str:
        named = [draft.source for draft in self._report.thread if not draft.is_past]
        return ", ".join(named or [item.source for item in self._report.unchecked])

    def _verdict(self) -> Iterator[str]:
        words = wording.VERDICTS_WITH_FINDINGS[self._report.verdict]
        if not self._report.findings and self._report.verdict is Verdict.CLEAR:
            words = "Nothing found."
        yield f"<p><strong>{_escaped(words)}</strong></p>\n"
        for item in self._report.unchecked:
            yield f"<p>Not checked: {_escaped(item.reason)}</p>\n"
        if self._report.live and not self._is_open:
            yield f'<p class="quiet">{_escaped(wording.HIDDEN)}</p>\n'

    def _drafts(self) -> Iterator[str]:
        shown = self._report.thread.drafts if self._is_open and self._report.live else ()
        for number, draft in enumerate(shown):
            if draft.is_past:
                continue
            if len(shown) > 1:
                yield f"<h3>{_escaped(draft.source)}</h3>\n"
            yield f'<blockquote class="draft">{self._marked(number, draft)}</blockquote>\n'

    def _marked(self, number: int, draft: Draft) -> str:
        parts, at = [], 0
        for mark in (mark for mark in self._marks if mark.draft == number):
            words = _escaped(draft.text[mark.start : mark.end])
            link = f'<sup><a href="#{self._id("found", mark.number)}">[{mark.number}]</a></sup>'
            parts += [
                _escaped(draft.text[at : mark.start]),
                f'<mark class="{mark.severity.word}" id="{self._id("mark", mark.number)}">{words}</mark>{link}',
            ]
            at = mark.end
        return "".join([*parts, _escaped(draft.text[at:])])

    def _findings(self) -> Iterator[str]:
        if not self._report.live:
            return
        yield "<h3>Why</h3>\n<ul>\n"
        named: set[int] = set()
        for finding in self._report.live:
            numbers = [mark.number for mark in self._marks if finding in mark.findings]
            anchors = "".join(f'<span id="{self._id("found", each)}"></span>' for each in numbers if each not in named)
            named |= set(numbers)
            message = _escaped(message_of(finding, self._positions, is_open=self._is_open))
            yield (
                f"<li>{anchors}{self._where(finding, numbers)} "
                f"<strong>{wording.SEVERITIES[finding.severity]}</strong>: {message} "
                f'<span class="quiet">({_escaped(finding.rule)})</span>{self._why(finding)}</li>\n'
            )
        yield "</ul>\n"

    def _where(self, finding: Finding, numbers: Sequence[int]) -> str:
        if self._is_open:
            return " ".join(f'<a href="#{self._id("mark", each)}">[{each}]</a>' for each in numbers)
        position = self._positions.of(finding.primary)
        return _escaped(f"{position.source}:{position.line}:{position.column}")

    def _why(self, finding: Finding) -> str:
        points = [self._guidance[key] for key in finding.guidance if key in self._guidance]
        said = "".join(
            f'<li>{_escaped(point.body)}, <a href="{_escaped(point.address)}" rel="noreferrer">{_escaped(point.point)}</a>: '
            f"{_escaped(point.says)}</li>"
            for point in points
        )
        listed = f"<ul>{said}</ul>" if said else ""
        return f"<details><summary>Why it matters</summary><p>{_escaped(' '.join(finding.why.split()))}</p>{listed}</details>"

    def _crowd(self) -> Iterator[str]:
        yield from drawing(
            self._report,
            self._positions,
            name=f"crowd-{self._number}",
            is_open=self._is_open,
            is_explained=self._is_explained,
            escaped=_escaped,
        )

    def _cards(self) -> Iterator[str]:
        cards = [r.text for f in self._report.live for r in f.rewordings if r.grade is Grade.NONE]
        for card in dict.fromkeys(card.strip() for card in [*cards, self._report.card or ""] if card.strip()):
            yield f'<p class="card">{_escaped(card)}</p>\n'

    def _offers(self) -> Iterator[str]:
        if not self._is_open:
            return
        for grade, lead in wording.OFFERS.items():
            offers = dict.fromkeys(r.text.strip() for f in self._report.live for r in f.rewordings if r.grade is grade)
            if any(offers):
                items = "".join(f'<li class="offer">{_escaped(words)}</li>' for words in offers if words)
                yield f"<h3>{_escaped(lead)}</h3>\n<ul>{items}</ul>\n"
        if self._report.live and (self._report.rewritten or "").strip():
            yield f'<h3>{wording.WHOLE}</h3>\n<p class="safer">{_escaped((self._report.rewritten or "").strip())}</p>\n'

    def _rest(self) -> Iterator[str]:
        allowed = [finding for finding in self._report.findings if finding.suppressed is not None]
        if allowed:
            items = "".join(f"<li>{self._allowed(finding)}</li>" for finding in allowed)
            yield f'<section class="quiet"><h3>{_escaped(wording.ALLOWED)}</h3>\n<ul>{items}</ul></section>\n'

    def _allowed(self, finding: Finding) -> str:
        words = f"“{self._positions.words(finding.primary)}” " if self._is_open else ""
        return _escaped(f"{words}({finding.rule}): {finding.suppressed}")

    def _id(self, kind: str, number: int) -> str:
        return f"{kind}-{self._number}-{number}"


def _escaped(text: str) -> str:
    """Escape text; control characters are shown as a replacement character."""
    return html.escape("".join("�" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in text))
