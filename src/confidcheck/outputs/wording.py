"""The words of the text report: kind, exact, and no more than is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.finding import Grade, Severity, Verdict

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

SEVERITIES = {Severity.STOP: "Do not post", Severity.WARN: "Think again", Severity.NOTE: "Note"}

VERDICTS = {
    Verdict.DO_NOT_POST: "do not post as it stands",
    Verdict.THINK_AGAIN: "think again",
    Verdict.CLEAR: "nothing found",
    Verdict.NOT_CHECKED: "not checked",
}

VERDICTS_WITH_FINDINGS = {
    Verdict.DO_NOT_POST: "Please do not post this as it stands.",
    Verdict.THINK_AGAIN: "Think again before you post this.",
    Verdict.CLEAR: "Nothing here has to change; the notes are for you to weigh.",
    Verdict.NOT_CHECKED: "Not everything could be checked.",
}

NO_PROMISE = (
    "confidcheck looked for words about a particular client: names, ages, places, work, health, family, dates, events, "
    "quotations, contact details. It reads words and does not know your clients, so finding nothing is no promise that nobody "
    "will recognise themselves. If a doubt stays with you, take it to supervision before you post."
)
NOTHING_FOUND = "nothing found."
NOTHING_TO_REPORT = "There is nothing to report."
EMPTY = "the draft is empty, so there was nothing to check."
HIDDEN = "The words are hidden because others may read this output; --show-text shows them."
ALLOWED = "Allowed by you, and not counted:"
WHOLE = "A safer version of the whole:"
OFFERS = {Grade.SAFE: "You could write:", Grade.CHECK: "Perhaps, once you have looked it over:"}


def left_out(sentences: int) -> str:
    """Say how much of the draft is not shown."""
    return f"[… {sentences} {'sentence' if sentences == 1 else 'sentences'} without a finding …] "


def numbers(marks: Sequence[int]) -> str:
    """Name marks by their numbers, in order: `[1][3]`, and `[2] to [8]` where three or more follow each other."""
    runs: list[list[int]] = []
    for mark in marks:
        if runs and runs[-1][-1] == mark - 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return "".join(f"[{run[0]}] to [{run[-1]}]" if len(run) > 2 else "".join(f"[{mark}]" for mark in run) for run in runs)


def thread_of(turns: int) -> str:
    """Name a thread of several turns."""
    return f"The thread of {turns} turns"


def places(count: int) -> str:
    """Say how many places the verdict rests on."""
    return "One place could let a client be recognised." if count == 1 else f"{count} places could let a client be recognised."


def total(verdicts: Counter[Verdict]) -> str:
    """Sum up several reports."""
    count = verdicts.total()
    return (
        f"{count} {'draft' if count == 1 else 'drafts'}: "
        + ", ".join(f"{verdicts[v]} {words}" for v, words in VERDICTS.items() if verdicts[v])
        + "."
    )
