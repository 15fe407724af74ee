"""Threads on the command line: several drafts, or one source with several turns, weighed together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.draft import Draft, Thread
from confidcheck.errors import InputError, RuleError
from confidcheck.finding import Report, Unchecked
from confidcheck.inputs import drafts_under, read_path, read_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from confidcheck.checker import Checker


def report_on_thread(
    sources: Sequence[Draft | Unchecked], build: Callable[[], Checker], *, author: str | None = None, past: Path | None = None
) -> Report:
    """Report on drafts as one thread.

    Args:
        sources: what was read, in the order of the thread; what could not be read makes the thread unchecked, and the rest is
            reported all the same. A single source is cut into its turns.
        build: builds the checker; called only where there are words to check.
        author: whose turns of a single source are the user's own.
        past: a folder of posts published before, weighed with the thread; nothing of them is kept or reported.
    """
    read = list(sources)
    if len(read) == 1 and isinstance(read[0], Draft):
        read = list(read_turns(read[0], author))
    return _report([*read, *_past(past, read)], build)


def report_with_past(source: Draft | Unchecked, build: Callable[[], Checker], past: Path) -> Report:
    """Report on one draft, weighed with the posts published before."""
    return _report([source, *_past(past, [source])], build)


def _past(folder: Path | None, new: Sequence[Draft | Unchecked]) -> list[Draft | Unchecked]:
    """Read the posts published before; a new one that lies among them is not read again."""
    names = {Path(each.source).resolve() for each in new}
    found = list(_published(folder)) if folder else []
    return [each for each in found if Path(each.source).resolve() not in names]


def _published(folder: Path) -> Iterable[Draft | Unchecked]:
    try:
        paths = drafts_under(folder)
    except InputError as error:
        yield Unchecked(str(folder), str(error))
        return
    for path in paths:
        try:
            yield replace(read_path(path), is_own=False, is_past=True)
        except InputError as error:
            yield Unchecked(str(path), str(error))


def _report(read: Iterable[Draft | Unchecked], build: Callable[[], Checker]) -> Report:
    everything = list(read)
    unchecked = tuple(each for each in everything if isinstance(each, Unchecked))
    thread = Thread(tuple(each for each in everything if isinstance(each, Draft) and each.text.strip()))
    if not any(not draft.is_past for draft in thread):
        return Report(Thread(()), unchecked=unchecked)
    try:
        report = build().check(thread)
    except RuleError as error:
        return Report(thread, unchecked=(*unchecked, Unchecked(thread.drafts[0].source, str(error))))
    return replace(report, unchecked=(*report.unchecked, *unchecked))
