"""One passage of a draft at a time, on a terminal: what was found, what could stand instead, and what the writer decides.

Nothing is saved before the end, and then only after a yes; leaving in any way leaves the file as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.decisions import Decision, Kind, Outcome, can_comment, carry_out
from confidcheck.errors import RewriteError
from confidcheck.finding import Grade

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from confidcheck.decisions import Passage
    from confidcheck.draft import Draft

HELP = """1, 2 or 3  take that offer (t takes the first)
e          write it yourself: your words are there to change, Enter takes them
d          take the passage out
k          keep the words as they are, with a reason
s          leave it for now
u          undo the last decision
q          stop here; you are asked whether to save what you have decided"""
UNDO, QUIT = "undo", "quit"


@dataclass(frozen=True)
class Terminal:
    """The outside world of a review.

    Attributes:
        ask: shows a question and returns a line; the second argument is what stands there to be changed. `EOFError` and
            `KeyboardInterrupt` mean that the writer wants to leave.
        say: shows a line or several.
        show: shows a passage, given its number and how many there are.
        passes: whether a text has nothing to flag.
    """

    ask: Callable[[str, str], str]
    say: Callable[[str], None]
    show: Callable[[Passage, int, int], None]
    passes: Callable[[str], bool]


def review(draft: Draft, passages: Sequence[Passage], terminal: Terminal, decided: Sequence[Decision] = ()) -> list[Decision]:
    """Ask about each passage that is not decided yet, and return the decisions, fewer where the writer left early."""
    decisions = list(decided)
    while len(decisions) < len(passages):
        number = len(decisions)
        terminal.show(passages[number], number + 1, len(passages))
        decision = _decide(draft, passages[number], decisions, terminal)
        if decision == QUIT:
            return decisions
        if isinstance(decision, Decision):
            decisions.append(decision)
        elif decisions:
            decisions.pop()
        else:
            terminal.say("There is nothing to undo yet.")
    return decisions


def _decide(draft: Draft, passage: Passage, before: Sequence[Decision], terminal: Terminal) -> Decision | str:
    """Ask until something is decided that can be carried out; otherwise `UNDO` or `QUIT`."""
    offers = f"[1-{len(passage.offers)}] take  " if len(passage.offers) > 1 else "[1] take  " if passage.offers else ""
    question = f"{offers}[e]dit  [d]elete  [k]eep  [s]kip  [u]ndo  [q]uit  [?] "
    while True:
        try:
            answer = terminal.ask(question, "").strip().lower()
            if answer[:1] in ("u", "q") and answer:
                return UNDO if answer[0] == "u" else QUIT
            decision = _decision(draft, passage, answer, terminal)
        except (EOFError, KeyboardInterrupt):
            return QUIT
        if decision is None:
            continue
        try:
            carry_out(draft, [*before, decision])
        except RewriteError as error:
            terminal.say(f"{error}.")
            continue
        return decision


def _decision(draft: Draft, passage: Passage, answer: str, terminal: Terminal) -> Decision | None:
    number = answer.removeprefix("t").strip() or ("1" if answer == "t" else "")
    if number.isdecimal():
        if 1 <= int(number) <= len(passage.offers):
            return Decision(Kind.TAKE, passage, offer=passage.offers[int(number) - 1])
        terminal.say("There is no such offer here. e lets you write it yourself; d takes the passage out.")
    elif answer == "e":
        return _changed(draft, passage, terminal)
    elif answer == "d":
        return Decision(Kind.LEAVE_OUT, passage)
    elif answer == "k":
        return _kept(draft, passage, terminal)
    elif answer == "s":
        return Decision(Kind.SKIP, passage)
    else:
        terminal.say(HELP)
    return None


def _changed(draft: Draft, passage: Passage, terminal: Terminal) -> Decision | None:
    now = " ".join(draft.text[passage.start : passage.end].split())
    words = terminal.ask("Your words: ", now).strip()
    if words in ("", now):
        terminal.say("Nothing was changed.")
        return None
    if not terminal.passes(words):
        terminal.say("Taken. A client may still be recognised in these words, though; u lets you try again.")
    return Decision(Kind.CHANGE, passage, words)


def _kept(draft: Draft, passage: Passage, terminal: Terminal) -> Decision | None:
    is_published = can_comment(draft, passage)
    if is_published:
        terminal.say("Your reason goes into a comment; readers of the page's source can see it.")
    reason = terminal.ask("Why may it stay? ", "").strip()
    if not reason:
        terminal.say("To keep it, a reason is needed; a few words will do.")
    elif is_published and not terminal.passes(reason):
        terminal.say("That reason says something about a client itself. Try one that says less.")
    else:
        return Decision(Kind.KEEP, passage, reason)
    return None


def outcome(draft: Draft, decisions: Sequence[Decision]) -> Outcome | None:
    """Return what decisions come to; None where they change nothing."""
    if all(each.kind is Kind.SKIP for each in decisions):
        return None
    return carry_out(draft, decisions)


def cards(passage: Passage) -> list[str]:
    """Return the cards of a passage, each once."""
    return list(dict.fromkeys(r.text for f in passage.findings for r in f.rewordings if r.grade is Grade.NONE))
