"""A report that makes formats sweat: emoji before the words, markup, entities, lines, a suppressed finding, a file not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Confidence, Edit, Finding, Grade, Label, Place, Report, Rewording, Severity, Unchecked
from confidcheck.inputs import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "# Hi 👋\r\n\r\nTo all 👩🏽‍⚕️: I see **Jess** &amp; her mum, é 34,\r\nin Leeds, my own town.\r\n"
CARD = "Your supervisor can hold this."
WORDS = ("Jess", "34", "Leeds", "town", "mum")  # of the draft, and of nothing else in a report


def place(draft: Draft, words: str) -> Place:
    return Place(0, draft.text.index(words), draft.text.index(words) + len(words))


def finding(
    draft: Draft,
    words: str,
    rule: str,
    severity: Severity,
    rewordings: Sequence[Rewording] = (),
    suppressed: str | None = None,
) -> Finding:
    return Finding(
        rule,
        Label.CLIENT,
        severity,
        Confidence.HIGH,
        f"“{words}” tells: 100 % of it, you see.\nReally.",
        "Why it\nmatters.",
        ("a-key",),
        (place(draft, words),),
        "theme",
        tuple(rewordings),
        suppressed,
    )


def sample(source: str = "blog/my post.md") -> Report:
    draft = read_bytes(SOURCE.encode(), source, ".md")
    safe = Rewording(
        Grade.SAFE, "I see somebody, 👍", (Edit(place(draft, "mum"), "mother 👍"), Edit(place(draft, "34"), "adult"))
    )
    crossing = Rewording(Grade.SAFE, "x", (Edit(place(draft, "Jess & her"), "them"),))  # would break the markup
    perhaps = Rewording(Grade.CHECK, "Perhaps so <b>", (Edit(place(draft, "mum"), "parent"),))
    card = Rewording(Grade.NONE, CARD)
    findings = (
        finding(draft, "Jess & her", "client-name", Severity.STOP, [safe, crossing, perhaps, card]),
        finding(draft, "34,\nin Leeds", "client-place", Severity.WARN),
        finding(draft, "see", "feeling", Severity.NOTE),
        finding(draft, "town", "own-place", Severity.WARN, suppressed="it is mine"),
    )
    return Report(Thread.of(draft), findings, rewritten="I see nobody.", card=CARD)


def unread() -> Report:
    return Report(Thread(()), unchecked=(Unchecked("gone.md", "gone.md: no such file"),))


def document() -> Report:
    """A report on a draft that is no text file."""
    draft = Draft("post.docx", "I see Jess", "I see Jess", Draft.plain("I see Jess").pieces, encoding=None)
    rewording = Rewording(Grade.SAFE, "I see", (Edit(place(draft, "Jess"), "people"),))
    return Report(Thread.of(draft), (finding(draft, "Jess", "client-name", Severity.STOP, [rewording]),))
