"""The way of a draft through the tool, from text to report."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from confidcheck import ruleset
from confidcheck.compiled import load_shipped
from confidcheck.draft import Draft, Thread
from confidcheck.errors import RewriteError
from confidcheck.finding import Report, Severity
from confidcheck.language.language import Language
from confidcheck.match import Matcher
from confidcheck.mosaic import Sums
from confidcheck.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from confidcheck.finding import Edit, Finding
    from confidcheck.reading import Reading
    from confidcheck.reword import Reworder

    Suppress = Callable[[Report, Collection[str], Callable[[str], bool]], Report]


class Checker:
    """Built once (rules are read and compiled), called often.

    Args:
        rules: folders of the user's own rules, laid out as the shipped ones.
        use_encoder: whether the encoder reads along; without it only words and lexicons speak.
        suppress: marks the findings that the user answers for, before anything is reworded; it is given a report, the ids
            of all rules, and whether a text has nothing to flag.
        caseload: how many clients the user sees, and has seen before; for the sum of details.
        country: the user's country (`GB`), None where it is not known; for the same.
        profile: where the drafts will be posted: a name of `profiles/`, or the path of a `.yaml` file.
        body: the user's professional body (`BACP`), whose guidance is cited first; None for no preference.

    Raises:
        ConfigError: there is no such profile or body.
        RuleError: a rule is wrong; the message names file, line and what to do.
        ModelError: the shipped language model is damaged (when the first draft is read).
    """

    def __init__(  # noqa: PLR0913 - settings, each with its default
        self,
        *,
        rules: Sequence[Path] = (),
        use_encoder: bool = True,
        suppress: Suppress | None = None,
        caseload: tuple[int, int] = (30, 200),
        country: str | None = None,
        profile: str = "group",
        body: str | None = None,
    ) -> None:
        shipped = ruleset.shipped_rules()
        folders = [shipped, *rules]
        known, book, profiles = load_shipped() if not rules else (ruleset.load_rules(folders), None, {})
        self.ruleset = ruleset.place_applied(known, folders, profile, body, read=profiles)
        self._language = Language(self.ruleset.lexicons, data=shipped, use_encoder=use_encoder)
        self._matcher = Matcher(self.ruleset, book)
        self._shipped = shipped
        self._sums = Sums(
            self.ruleset.rules,
            self.ruleset.thresholds,
            lambda: ruleset.load_population(shipped / "population"),
            caseload,
            country,
        )
        self._suppress = suppress
        self._ids = frozenset(rule.id for rule in known.rules)

    def check(self, thread: Thread) -> Report:
        """Read a thread and report on it.

        Args:
            thread: one or more drafts; their clean text is read.

        Returns:
            The report; findings are in the order of the text.
        """
        readings = self._language.read_thread(thread.drafts)
        report = self._settled(thread, readings)
        if _is_calm(report):
            return report  # nothing to put into other words, so what does that is not even loaded
        from confidcheck.inputs.editing import in_source  # noqa: PLC0415 - the same

        return in_source(self._reworder.complete(report, readings, passes=self.passes, stands=self._stands))

    def passes(self, text: str) -> bool:
        """Whether a text alone has no finding that would stop or warn; rewordings are held to it."""
        return self._stays_calm(Draft.plain(text))

    def _stands(self, draft: Draft, edits: Sequence[Edit]) -> bool | None:
        """Whether a draft passes once edits are made in its source; None where its markup does not let them be made."""
        from confidcheck.inputs.editing import edit_source, reasons  # noqa: PLC0415 - as above

        try:
            edited = edit_source(draft, edits)
        except RewriteError:
            return None
        return self._stays_calm(edited) and all(self.passes(reason) for reason in reasons(edited))

    def _stays_calm(self, draft: Draft) -> bool:
        return _is_calm(self._settled(Thread.of(draft), (self._language.read(draft),)))

    @cached_property
    def _reworder(self) -> Reworder:
        from confidcheck.reword import Reworder  # noqa: PLC0415 - as above

        return Reworder(self._shipped, self.ruleset.lexicons)

    def _settled(self, thread: Thread, readings: tuple[Reading, ...]) -> Report:
        limits = self._limits(thread)
        found = [f for number, reading in enumerate(readings) for f in self._of_draft(number, reading, limits)]
        past = [finding for finding in found if thread.drafts[finding.primary.draft].is_past]
        findings = tuple(finding for finding in found if finding not in past)
        report = self._sums.complete(Report(thread, findings), readings, past)
        if not self._suppress:
            return report
        return self._sums.complete(self._suppress(report, self._ids, self.passes), readings, past)

    def _limits(self, thread: Thread) -> dict[str, float]:
        """The probabilities from which the encoder counts; a reply says less by itself than a draft."""
        limits = self.ruleset.thresholds
        is_thread = sum(not draft.is_past for draft in thread) > 1
        return {**limits, "alone": limits["thread"]} if is_thread else limits

    def _of_draft(self, number: int, reading: Reading, limits: dict[str, float]) -> tuple[Finding, ...]:
        """The findings of one draft; what somebody else wrote is for the user to know, not to answer for."""
        hits = self._matcher.hits(reading, alone=limits["alone"])
        found = settle(hits, reading, number, limits, self.ruleset.signs)
        if reading.draft.is_own or reading.draft.is_past:
            return found
        return tuple(replace(finding, severity=Severity.NOTE) for finding in found)


def _is_calm(report: Report) -> bool:
    """Whether nothing in a report would stop or warn."""
    return all(finding.severity < Severity.WARN for finding in report.live)


def check(text: str) -> Report:
    """Check one text with the shipped rules; build a `Checker` yourself to check many."""
    return Checker().check(Thread.of(Draft.plain(text)))
