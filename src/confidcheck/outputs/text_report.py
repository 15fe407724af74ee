"""The `text` format: the draft with the flagged words marked, why, what to write instead, and the verdict in plain words.

It reads the same without colours and aloud: marked words stand in «guillemets» with a number behind, and every weight is a
word.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from confidcheck.finding import Grade, Severity, Verdict
from confidcheck.outputs import wording
from confidcheck.outputs.hiding import message_of
from confidcheck.outputs.page import Page
from confidcheck.outputs.passages import Mark, Passage, marks, passages
from confidcheck.outputs.picture import write_picture
from confidcheck.outputs.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from confidcheck.finding import Finding, Report
    from confidcheck.outputs.options import Options

STYLES = {Severity.STOP: "bold red", Severity.WARN: "bold magenta", Severity.NOTE: "bold"}  # readable on light and dark
QUIET, STRONG, OFFER = "dim", "bold", "green"


def text_report(reports: Iterable[Report], options: Options) -> Iterator[str]:
    """Yield each report as it comes; where several were checked, a sum closes the page."""
    page = Page(options.width, is_coloured=options.is_coloured)
    remaining = iter(reports)
    first = list(islice(remaining, 2))
    verdicts: Counter[Verdict] = Counter()
    is_any_clear = False
    for report in chain(first, remaining):
        verdicts[report.verdict] += 1
        is_any_clear |= report.verdict is Verdict.CLEAR and _has_words(report)
        _Writer(page, report, options, is_alone=len(first) == 1).report()
        yield page.taken()
    if is_any_clear:
        page.write((wording.NO_PROMISE, QUIET))
        yield page.taken()
    if len(first) > 1:
        page.write((wording.total(verdicts), STRONG))
        yield page.taken()


def _has_words(report: Report) -> bool:
    return any(draft.text.strip() for draft in report.thread)


class _Writer:
    """Writes one report; unless the options show text, no word of a draft gets through."""

    def __init__(self, page: Page, report: Report, options: Options, *, is_alone: bool) -> None:
        self._page, self._report, self._is_open, self._is_alone = page, report, options.show_text, is_alone
        self._is_explained = options.explain_mosaic
        self._positions = Positions(report.thread)
        self._marks = marks(report)
        self._explained: dict[int, int] = {}  # findings already explained, by identity, and the number of their first mark

    def report(self) -> None:
        report = self._report
        if not report.live and not report.unchecked:
            self._nothing_found()
        elif self._is_open:
            for number in range(len(report.thread.drafts)):
                self._draft(number)
        else:
            self._list()
        write_picture(self._page, report, self._positions, is_open=self._is_open, is_explained=self._is_explained)
        self._cards()
        if report.live:
            self._verdict()
        self._suppressed()
        if report.live:
            self._where_to_read_on()
        for item in report.unchecked:
            self._page.gap()
            self._page.write((f"Not checked: {item.source}", STRONG))
            self._page.write(item.reason.removeprefix(f"{item.source}: "), indent=2)

    def _nothing_found(self) -> None:
        turns = sum(not draft.is_past for draft in self._report.thread)
        name = self._name(0) if turns < 2 else wording.thread_of(turns)
        words = wording.NOTHING_FOUND if _has_words(self._report) else wording.EMPTY
        self._page.write((f"{name}: " if name else "", STRONG), words if name else words[0].upper() + words[1:])

    def _name(self, number: int) -> str:
        """Return the heading of a draft; a single draft from standard input needs none."""
        drafts = self._report.thread.drafts
        if not drafts or (self._is_alone and len(drafts) == 1 and drafts[0].source.startswith("<")):
            return ""
        return drafts[number].source + ("" if drafts[number].is_own else " (somebody else's words)")

    def _draft(self, number: int) -> None:
        of_draft = [mark for mark in self._marks if mark.draft == number]
        if not of_draft:
            return
        self._page.gap()
        if name := self._name(number):
            self._page.write((name, STRONG))
            self._page.gap()
        for passage in passages(self._report.thread.drafts[number].text, of_draft):
            self._passage(passage, self._report.thread.drafts[number].text)
            self._page.gap()

    def _passage(self, passage: Passage, text: str) -> None:
        parts: list[str | tuple[str, str]] = []
        for stretch in passage.stretches:
            if stretch.left_out:
                parts.append((wording.left_out(stretch.left_out), QUIET))
                continue
            at = stretch.start
            for mark in passage.marks:
                if at <= mark.start < stretch.end:
                    parts += [text[at : mark.start], *_marked(text[mark.start : mark.end], mark)]
                    at = mark.end
            parts.append(text[at : stretch.end])
        self._page.write(*parts, indent=2)
        self._reasons(passage.marks)

    def _reasons(self, inside: Sequence[Mark]) -> None:
        by_rule: dict[str, list[tuple[int, Finding]]] = {}
        for mark in inside:
            for finding in mark.findings:
                by_rule.setdefault(finding.rule, []).append((mark.number, finding))
        if by_rule:
            self._page.gap()
        for found in sorted(by_rule.values(), key=_is_sum):
            self._reason(found)
        self._offers([finding for found in by_rule.values() for _, finding in found])

    def _reason(self, found: list[tuple[int, Finding]]) -> None:
        numbers = wording.numbers(sorted({number for number, _ in found}))
        finding = found[0][1]
        if all(id(each) in self._explained for _, each in found):
            verb = "goes" if len(found) == 1 else "go"
            self._page.write(f"{numbers} {verb} with [{self._explained[id(finding)]}].", indent=4, hang=4)
            return
        for number, each in found:
            self._explained.setdefault(id(each), number)
        self._page.write(
            f"{numbers} ",
            (wording.SEVERITIES[finding.severity], STYLES[finding.severity]),
            f": {self._message(finding)} ",
            (f"({finding.rule})", QUIET),
            indent=4,
            hang=4,
        )

    def _offers(self, findings: Sequence[Finding]) -> None:
        whole = (self._report.rewritten or "").strip()
        for grade, lead in wording.OFFERS.items():
            every = dict.fromkeys(r.text.strip() for f in findings for r in f.rewordings if r.grade is grade)
            offers = [words for words in every if words and words != whole]
            if not offers:
                continue
            self._page.gap()
            if len(offers) == 1:
                self._page.write((f"{lead} ", STRONG), (offers[0], OFFER), indent=4, hang=4)
                continue
            self._page.write((lead, STRONG), indent=4)
            for words in offers:
                self._page.write("- ", (words, OFFER), indent=6, hang=2)

    def _list(self) -> None:
        """Write where to look, without a word of the draft."""
        for finding in self._report.live:
            position = self._positions.of(finding.primary)
            self._page.write(
                f"{position.source}:{position.line}:{position.column} ",
                (wording.SEVERITIES[finding.severity], STYLES[finding.severity]),
                f": {self._message(finding)} ",
                (f"({finding.rule})", QUIET),
                hang=4,
            )
        if self._report.live:
            self._page.gap()
            self._page.write((wording.HIDDEN, QUIET))

    def _message(self, finding: Finding) -> str:
        return message_of(finding, self._positions, is_open=self._is_open)

    def _suppressed(self) -> None:
        allowed = [finding for finding in self._report.findings if finding.suppressed is not None]
        if not allowed:
            return
        self._page.gap()
        self._page.write((wording.ALLOWED, QUIET))
        for finding in allowed:
            words = f"“{self._positions.words(finding.primary)}” " if self._is_open else ""
            self._page.write((f"{words}({finding.rule}): {finding.suppressed}", QUIET), indent=2, hang=2)

    def _cards(self) -> None:
        cards = [r.text for f in self._report.live for r in f.rewordings if r.grade is Grade.NONE]
        for card in dict.fromkeys(card for card in [*cards, self._report.card or ""] if card.strip()):
            self._page.gap()
            self._page.write(card.strip(), indent=2)

    def _verdict(self) -> None:
        counted = [mark for mark in self._marks if mark.severity > Severity.NOTE]
        verdict = self._report.verdict
        style = STYLES[max(finding.severity for finding in self._report.live)]
        self._page.gap()
        self._page.write(
            (wording.VERDICTS_WITH_FINDINGS[verdict], style), f" {wording.places(len(counted))}" if counted else ""
        )
        if self._is_open and self._report.rewritten:
            self._page.gap()
            self._page.write((wording.WHOLE, STRONG))
            self._page.gap()
            self._page.write((self._report.rewritten.strip(), OFFER), indent=4)

    def _where_to_read_on(self) -> None:
        gravest = max(self._report.live, key=lambda finding: finding.severity)
        self._page.gap()
        self._page.write((f"Why, and what the profession says: confidcheck explain {gravest.rule}", QUIET))


def _is_sum(found: Sequence[tuple[int, Finding]]) -> bool:
    """Whether one finding stands at several of a passage's marks; it comes after those that explain a mark each."""
    return len({id(finding) for _, finding in found}) < len(found)


def _marked(words: str, mark: Mark) -> list[str | tuple[str, str]]:
    return [("«", STYLES[mark.severity]), (words, STYLES[mark.severity]), (f"»[{mark.number}]", STYLES[mark.severity])]
