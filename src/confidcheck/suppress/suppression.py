"""Marks the findings that the user answers for. Command line, hook and every format go through here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.config import matches, own_names
from confidcheck.errors import ConfigError
from confidcheck.finding import Confidence, Finding, Label, Place, Severity
from confidcheck.suppress.own import OwnNames
from confidcheck.suppress.permissions import SIDECAR, Mistake, Permission, permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from confidcheck.config import AllowRule, Settings
    from confidcheck.draft import Draft
    from confidcheck.finding import Report

UNUSED = "unused-suppression"
_WHY = "What is allowed without need hides nothing today, and could hide something after the next change."
UNUSED_EXPLAINED = f"""{UNUSED}

You allowed something in a draft (with a comment, or in the file beside it), and that does not count: nothing needs it any
more, the rule it names does not exist, or the reason is missing or says too much.
{_WHY}

How grave: a note. It is about your comment, not about a client.
What helps: delete the comment, or mend it: <!-- confidcheck: allow RULE: your reason -->"""
_OWN = "one of your own names or places"
_KNOWN = "in the baseline"
_TELLING = (
    "does not count, for its reason says too much and comments can be read in the source of a published page; "
    f"say less, or move it into a file beside the draft that is named like it with {SIDECAR} at the end"
)


def read_beside(source: str) -> str | None:
    """Read the file that stands beside a draft and says what is allowed in it; None where there is none.

    Raises:
        ConfigError: it cannot be read.
    """
    path = Path(source + SIDECAR)
    try:
        return path.read_text(encoding="utf-8-sig") if path.is_file() else None
    except UnicodeDecodeError:
        reason = "not UTF-8; save it as UTF-8"
    except OSError as error:
        reason = f"cannot be read ({error.strerror or type(error).__name__})"
    raise ConfigError(f"{path}: {reason}")


class Suppression:
    """Everything that says which findings do not count.

    Args:
        settings: names of the user's own and rules that do not count.
        beside: gives the text of the file beside a draft, by the draft's source.
        is_known: whether a finding of a draft stood there before (the baseline).

    Raises:
        ConfigError: the file of names cannot be read.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        beside: Callable[[str], str | None] = read_beside,
        is_known: Callable[[Finding, Draft], bool] = lambda _finding, _draft: False,
    ) -> None:
        self._settings = settings
        self._own = OwnNames(own_names(settings))
        self._beside, self._is_known = beside, is_known

    def __call__(self, report: Report, rules: Collection[str], passes: Callable[[str], bool]) -> Report:
        """Mark what does not count, and note what is allowed without need.

        Args:
            report: fresh from the rules.
            rules: the ids of all rules there are.
            passes: whether a text has nothing to flag. A reason in a comment is published with the page, so one that would
                itself give a client away does not count.

        Returns:
            The report with `suppressed` set on some findings, and notes of the rule `unused-suppression`; findings are in
            the order of the text.

        Raises:
            ConfigError: the settings allow a rule that does not exist, or the file beside a draft cannot be read.
        """
        self._check_rules(rules)
        found: list[Finding] = []
        for number, draft in enumerate(report.thread):
            of_draft = [finding for finding in report.findings if finding.primary.draft == number]
            beside = None if draft.source.startswith("<") else self._beside(draft.source)  # <stdin> has no file beside it
            one = _OfDraft(list(permissions(draft, beside)), rules, passes)
            spans = self._own.spans(draft)
            for finding in of_draft:
                reason = one.reason(finding) or self._reason(finding, draft) or self._own_reason(finding, draft, spans)
                found.append(replace(finding, suppressed=reason) if reason else finding)
            found += [_note(near, problem, number) for near, problem in one.remarks()]
        return replace(report, findings=tuple(sorted(found, key=lambda finding: finding.primary)))

    def _check_rules(self, rules: Collection[str]) -> None:
        for number, allowed in enumerate(self._settings.config.allow_rules):
            if allowed.rule not in rules:
                problem = f"there is no rule “{allowed.rule}”; {_like(allowed.rule, rules)}"
                raise self._settings.error(problem, "allow-rules", number, "rule")

    def _reason(self, finding: Finding, draft: Draft) -> str | None:
        for allowed in self._settings.config.allow_rules:
            if allowed.rule == finding.rule and self._is_here(allowed, draft):
                return allowed.reason
        return _KNOWN if self._is_known(finding, draft) else None

    def _is_here(self, allowed: AllowRule, draft: Draft) -> bool:
        return not allowed.paths or matches(draft.source, allowed.paths, self._settings.folder)

    def _own_reason(self, finding: Finding, draft: Draft, spans: list[tuple[int, int]]) -> str | None:
        return _OWN if self._own.covers(finding, draft, spans) else None


class _OfDraft:
    """The permissions of one draft, and which of them were needed."""

    def __init__(self, read: list[Permission | Mistake], rules: Collection[str], passes: Callable[[str], bool]) -> None:
        self._permissions = [each for each in read if isinstance(each, Permission)]
        self._mistakes = [each for each in read if isinstance(each, Mistake)]
        self._rules, self._passes = rules, passes
        self._used: set[tuple[int, str]] = set()
        self._telling: dict[int, bool] = {}

    def reason(self, finding: Finding) -> str | None:
        """Return the reason why a finding does not count, or None."""
        reasons = []
        for number, allowed in enumerate(self._permissions):
            if finding.rule in allowed.rules and allowed.covers(finding.primary.start):
                self._used.add((number, finding.rule))
                if not self._is_telling(number):
                    reasons.append(allowed.reason)
        return reasons[0] if reasons else None

    def remarks(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield what is wrong with the permissions, with the span to show it at."""
        for mistake in self._mistakes:
            yield mistake.near, mistake.problem
        for number, allowed in enumerate(self._permissions):
            for rule in allowed.rules:
                if rule not in self._rules:
                    yield allowed.near, f"{allowed.where} allows {rule}, but there is no such rule; {_like(rule, self._rules)}"
                elif (number, rule) not in self._used:
                    yield allowed.near, f"{allowed.where} allows {rule}, but nothing there needs it any more; you can delete it"
            if self._telling.get(number):
                yield allowed.near, f"{allowed.where} {_TELLING}"

    def _is_telling(self, number: int) -> bool:
        if number not in self._telling:
            allowed = self._permissions[number]
            self._telling[number] = allowed.is_published and not self._passes(allowed.reason)
        return self._telling[number]


def _like(rule: str, rules: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

    near = get_close_matches(rule.lower(), list(rules), n=1)
    return f"did you mean {near[0]}" if near else "see confidcheck rules list"


def _note(near: tuple[int, int], problem: str, draft: int) -> Finding:
    return Finding(
        rule=UNUSED,
        label=Label.CLIENT,  # every permission is about words on a client
        severity=Severity.NOTE,
        confidence=Confidence.LOW,  # it concerns no client, and no rewording may take the words away that it is shown at
        message=f"{problem[0].upper()}{problem[1:]}.",
        why=_WHY,
        guidance=(),
        places=(Place(draft, *near),),
        remedy="drop",
    )
