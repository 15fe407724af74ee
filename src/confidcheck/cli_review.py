"""`confidcheck review FILE`: decide about one passage at a time, on a terminal."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.cli_check import build_checker
from confidcheck.cli_fix import READ_AGAIN
from confidcheck.cli_options import Config, NoEncoder, Profile, Rules
from confidcheck.cli_print import WIDEST, Printer, is_coloured
from confidcheck.cli_settings import settings_for
from confidcheck.draft import Thread
from confidcheck.errors import ConfigError
from confidcheck.finding import Grade
from confidcheck.inputs import read_path
from confidcheck.outputs.diff import diff
from confidcheck.outputs.page import Page
from confidcheck.outputs.text_report import OFFER, QUIET, STYLES
from confidcheck.outputs.wording import SEVERITIES
from confidcheck.rewrite import replace_file, write_back
from confidcheck.suppress import SIDECAR, read_beside

if TYPE_CHECKING:
    from confidcheck.decisions import Decision, Outcome, Passage
    from confidcheck.draft import Draft
    from confidcheck.finding import Report
    from confidcheck.review import Terminal

SAVED = {
    False: f"Checked again: nothing found. {READ_AGAIN}",
    True: "Some passages are still there; to go on with them: confidcheck review {name}",
}
AS_IT_WAS = "Nothing was saved; {name} is as it was."


def review(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The draft.")],
    *,
    profile: Profile = None,
    config: Config = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours; NO_COLOR=1 does the same.")] = False,
) -> None:
    """Go through a draft passage by passage: take an offer, write it yourself, or keep the words with a reason."""
    from confidcheck.review import Terminal  # noqa: PLC0415 - brings the parsers along

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("review asks questions, so it needs a terminal; without one, check --diff shows the safer version")
    settings = settings_for(path, config, no_encoder=no_encoder, profile=profile)
    checker = build_checker(settings, rules=tuple(rules or ()))
    report = checker.check(Thread.of(read_path(path)))
    colour = is_coloured() and not no_color
    terminal = Terminal(_ask, typer.echo, partial(_show, report, is_coloured=colour), checker.passes)
    if not _went_through(report, terminal, is_coloured=colour):
        raise typer.Exit(report.exit_status())
    status = checker.check(Thread.of(read_path(path))).exit_status()
    typer.echo(f"Saved. {SAVED[bool(status)].format(name=path)}")
    raise typer.Exit(status)


def _went_through(report: Report, terminal: Terminal, *, is_coloured: bool) -> bool:
    """Go through the passages, show what comes of it, and say whether it was saved."""
    from confidcheck.decisions import passages  # noqa: PLC0415 - as above
    from confidcheck.review import outcome, review  # noqa: PLC0415 - as above

    draft, every = report.thread.drafts[0], passages(report)
    if not every:
        Printer(is_coloured=is_coloured)([report])
        return False
    decisions: list[Decision] = []
    while True:
        decisions = review(draft, every, terminal, decisions)
        result = outcome(draft, decisions)
        answer = _asked_to_save(draft, result, terminal, is_coloured=is_coloured) if result else "n"
        if answer == "u":
            decisions.pop()
        elif answer == "y" and result:
            _save(draft, result)
            return True
        else:
            terminal.say(AS_IT_WAS.format(name=draft.source))
            return False


def _asked_to_save(draft: Draft, result: Outcome, terminal: Terminal, *, is_coloured: bool) -> str:
    changes = diff(draft.original, result.draft.original, draft.source, is_coloured=is_coloured)
    beside = "".join(f"+{each}\n" for each in result.beside)
    terminal.say("\nThis is what changes:\n")
    terminal.say(changes + (f"{draft.source}{SIDECAR}\n{beside}" if beside else ""))
    while True:
        try:
            answer = terminal.ask("Save this? [y]es  [n]o  [u]ndo the last  ", "").strip().lower()[:1]
        except (EOFError, KeyboardInterrupt):
            return "n"
        if answer in ("y", "n", "u"):
            return answer


def _save(draft: Draft, result: Outcome) -> None:
    """Save the file beside the draft first: should the second fail, nothing has changed in what is published."""
    if result.beside:
        path = Path(draft.source + SIDECAR)
        before = read_beside(draft.source) or ""
        lines = [*before.splitlines(), *result.beside]
        replace_file(path, "".join(f"{each}\n" for each in lines).encode(), name=str(path))
    if result.draft.original != draft.original:
        write_back(draft, result.draft.original)


def _show(report: Report, passage: Passage, number: int, count: int, *, is_coloured: bool) -> None:
    """Show a passage with what was found in it, in its place, and what could be written instead."""
    from confidcheck.review import cards  # noqa: PLC0415 - as above

    text = report.thread.drafts[0].text
    page = Page(min(shutil.get_terminal_size().columns, WIDEST), is_coloured=is_coloured)
    page.write((f"Passage {number} of {count}", "bold"))
    page.gap()
    page.write(*_marked(text, passage), indent=2)
    page.gap()
    for finding in passage.findings:
        style = STYLES[finding.severity]
        page.write((SEVERITIES[finding.severity], style), f": {finding.message} ", (f"({finding.rule})", QUIET), hang=4)
    for card in cards(passage) or ([report.card] if report.card else []):
        page.gap()
        page.write(card.strip(), indent=2)
    page.gap()
    for place, offer in enumerate(passage.offers, 1):
        words = offer.text.strip() or "Leave this out."
        look = "" if offer.grade is Grade.SAFE else " (look it over first)"
        page.write(f"{place}  ", (words, OFFER), look, hang=3)
    typer.echo(f"\n{page.taken()}")


def _marked(text: str, passage: Passage) -> list[str | tuple[str, str]]:
    parts: list[str | tuple[str, str]] = []
    at = passage.start
    for finding in sorted(passage.findings, key=lambda each: each.primary):
        start, end = finding.primary.start, finding.primary.end
        if start >= at and end <= passage.end:
            parts += [text[at:start], (f"«{text[start:end]}»", STYLES[finding.severity])]
            at = end
    return [*parts, text[at : passage.end]]


def _ask(question: str, prefilled: str) -> str:
    """Read a line; where the system can edit lines, `prefilled` stands there to be changed. No line is remembered."""
    try:
        import readline  # noqa: PLC0415 - not on every system
    except ImportError:
        return input(f"({prefilled})\n{question}" if prefilled else question)
    readline.set_auto_history(False)
    readline.set_startup_hook(lambda: readline.insert_text(prefilled))
    try:
        return input(question)
    finally:
        readline.set_startup_hook(None)
