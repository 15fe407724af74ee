"""A rule in plain words, for the person whose draft it spoke about; the pages of the documentation use the same words."""

from __future__ import annotations

import shutil
import textwrap
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Words:
    """What there is to say of a rule.

    Attributes:
        message: what it finds.
        why: why that matters.
        weight: how grave it is, and when.
        remedy: what helps.
        sources: what the profession says, each point with its address.
        flagged: examples that are flagged, marked «so», each with what to write instead, if that is known.
        passed: examples that are not.
    """

    message: str
    why: str
    weight: str
    remedy: str
    sources: tuple[tuple[str, str], ...]
    flagged: tuple[tuple[str, str | None], ...]
    passed: tuple[str, ...]


def words(rule: Rule, guidance: Mapping[str, Guidance]) -> Words:
    """Return what there is to say of a rule; arguments as for `explanation`."""
    points = [guidance[key] for key in rule.guidance]
    examples = rule.examples
    return Words(
        message=rule.message.format(match="…"),
        why=" ".join(rule.why.split()),
        weight="; ".join(f"{WEIGHTS[s]} {CONDITIONS[c]}" for c, s in rule.severity.items()) + ".",
        remedy=REMEDIES[rule.remedy],
        sources=tuple((f"{point.body}, {point.point}: {point.says}", point.address) for point in points),
        flagged=tuple((_marked(each.text, each.marks), each.becomes) for each in examples if each.flags),
        passed=tuple(each.text for each in examples if not each.flags),
    )


def explanation(rule: Rule, guidance: Mapping[str, Guidance], remark: str = "") -> str:
    """Return what a rule finds, why, what the profession says, and what to write instead, wrapped for a terminal.

    Args:
        rule: read with its examples.
        guidance: the points its keys stand for.
        remark: a sentence to put before all that, if there is one to say.
    """
    before = [*_wrapped(remark), ""] if remark else []
    return "\n".join([rule.id, "", *before, *_lines(words(rule, guidance))]) + "\n"


def said_of_profile(profile: str, rule: Rule, changed: Rule | None) -> str:
    """Say what a profile makes of a rule; nothing where it leaves it alone.

    Args:
        profile: its name.
        rule: as it stands in its file.
        changed: as it is with the profile; None where the profile switches it off.
    """
    if changed is None:
        return f"Your profile “{profile}” switches this rule off. Without that:"
    if (changed.severity, changed.why) != (rule.severity, rule.why):
        return f"This is how the rule counts with your profile “{profile}”."
    return ""


def _lines(said: Words) -> Iterator[str]:
    yield from _wrapped(said.message)
    yield from _wrapped(said.why)
    yield ""
    yield from _wrapped(f"How grave: {said.weight}")
    yield from _wrapped(f"What helps: {said.remedy}")
    yield ""
    yield "What the profession says:"
    for point, address in said.sources:
        yield from _wrapped(point, indent=2)
        yield f"  {address}"
    yield ""
    yield "Flagged:"
    for text, becomes in said.flagged:
        yield from _wrapped(f"- {text}", indent=2)
        if becomes:
            yield from _wrapped(f"instead: {becomes}", indent=4)
    if said.passed:
        yield ""
        yield "Not flagged:"
        for text in said.passed:
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
