"""A rule in plain words, for the person whose draft it spoke about."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from confidcheck.finding import Severity
from confidcheck.rule import Condition, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from confidcheck.rule import Guidance, Rule

WIDEST = 80
WEIGHTS = {Severity.STOP: "do not post", Severity.WARN: "think again", Severity.NOTE: "a note"}
CONDITIONS = {
    Condition.ALONE: "by itself",
    Condition.WITH_DETAIL: "beside another detail of the same client",
    Condition.CLUSTER: "among three or more details",
    Condition.MINOR: "when the client is a child",
    Condition.SPECIAL_CATEGORY: "beside health, faith, ethnicity or sexuality",
    Condition.REVIEW_REPLY: "in an answer to a review",
    Condition.THREAD: "in a reply under your own post",
}
REMEDIES = {
    Remedy.THEME: "Ask about the theme, with no client in the sentence.",
    Remedy.THERAPIST_SPEC: "Describe the therapist you are looking for, not the client.",
    Remedy.OWN_WORDS: "Say what you think or feel in your own words, without the event behind it.",
    Remedy.DROP: "Leave these words out; the rest may stand.",
    Remedy.SUPERVISION: "Take it to supervision; there is no public version of it.",
    Remedy.DELETE: "Delete it; there is no public version of it.",
    Remedy.DO_NOT_CONFIRM: "Answer in a way that neither confirms nor denies that anybody is a client.",
    Remedy.CONSENT_CHECK: "Check what was consented to, by whom and for where, before anything is published.",
    Remedy.EXPLAIN: "Nothing needs to change; know how it may be read.",
    Remedy.STOP: "Stop here, and talk to your supervisor before you post anything about it.",
    Remedy.POLICY: "Ask how others word their policy or contract.",
    Remedy.PRIVATE_MESSAGE: "Move it to a private, professional channel, with as little detail as will do.",
    Remedy.ESCALATE: "Somebody may be in danger: follow your safeguarding or crisis procedure now, not a post.",
}


def explanation(rule: Rule, guidance: Mapping[str, Guidance]) -> str:
    """Return what a rule finds, why, what the profession says, and what to write instead, wrapped for a terminal.

    Args:
        rule: read with its examples.
        guidance: the points its keys stand for.
    """
    return "\n".join(_lines(rule, guidance)) + "\n"


def _lines(rule: Rule, guidance: Mapping[str, Guidance]) -> Iterator[str]:
    yield rule.id
    yield ""
    yield from _wrapped(rule.message.format(match="…"))
    yield from _wrapped(" ".join(rule.why.split()))
    yield ""
    yield from _wrapped("How grave: " + "; ".join(f"{WEIGHTS[s]} {CONDITIONS[c]}" for c, s in rule.severity.items()) + ".")
    yield from _wrapped("What helps: " + REMEDIES[rule.remedy])
    yield ""
    yield "What the profession says:"
    for key in rule.guidance:
        point = guidance[key]
        yield from _wrapped(f"{point.body}, {point.point}: {point.says}", indent=2)
        yield f"  {point.address}"
    yield from _examples(rule)


def _examples(rule: Rule) -> Iterator[str]:
    yield ""
    yield "Flagged:"
    for example in rule.examples:
        if example.flags:
            yield from _wrapped(f"- {_marked(example.text, example.marks)}", indent=2)
            if example.becomes:
                yield from _wrapped(f"instead: {example.becomes}", indent=4)
    passing = [example.text for example in rule.examples if not example.flags]
    if passing:
        yield ""
        yield "Not flagged:"
        for text in passing:
            yield from _wrapped(f"- {text}", indent=2)


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(marks):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


def _wrapped(text: str, indent: int = 0) -> list[str]:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2 * bool(indent)),
        break_long_words=False,
        break_on_hyphens=False,
    )
