"""What is found and what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confidcheck.crowd import Mosaic
    from confidcheck.draft import Thread


class Label(StrEnum):
    """What kind of words give a client away (annotation guide of the corpus, and three that no corpus marks)."""

    CLIENT = "client"
    PERSON = "person"
    AGE = "age"
    DEMOGRAPHIC = "demographic"
    PLACE = "place"
    ORG = "org"
    DATE = "date"
    HEALTH = "health"
    OCCUPATION = "occupation"
    FAMILY = "family"
    EVENT = "event"
    QUOTE = "quote"
    CONTACT = "contact"
    STANCE = "stance"
    ASSURANCE = "assurance"
    ARTEFACT = "artefact"
    RISK = "risk"
    SOLICIT = "solicit"


class _Ordered(IntEnum):
    """An ordered scale whose members are written in lower case."""

    @property
    def word(self) -> str:
        """The word used in rules, options and reports."""
        return self.name.lower()


class Severity(_Ordered):
    """How grave a finding is: a note advises, a warning asks to think again, a stop says do not post."""

    NOTE = 1
    WARN = 2
    STOP = 3


class Confidence(_Ordered):
    """How sure the tool is that a finding concerns a client."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Grade(StrEnum):
    """Whether a rewording may be applied as it is, needs a person's look, or is a card instead of words."""

    SAFE = "safe"
    CHECK = "check"
    NONE = "none"


class Verdict(StrEnum):
    """The sum of a report."""

    CLEAR = "clear"
    THINK_AGAIN = "think-again"
    DO_NOT_POST = "do-not-post"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of the clean text of `thread.drafts[draft]`, in code points, end exclusive."""

    draft: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to put in the stead of a place."""

    place: Place
    replacement: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """A graded offer; `text` is what to write instead, or the card where the grade is `none`."""

    grade: Grade
    text: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that spoke. The first place is the primary one."""

    rule: str
    label: Label
    severity: Severity
    confidence: Confidence
    message: str
    why: str
    guidance: tuple[str, ...]
    places: tuple[Place, ...]
    remedy: str
    rewordings: tuple[Rewording, ...] = ()
    suppressed: str | None = None

    @property
    def primary(self) -> Place:
        """The place the finding is reported at."""
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that could not be checked, and why; never with text of a draft."""

    source: str
    reason: str


@dataclass(frozen=True)
class Report:
    """Everything known about one thread. It alone knows the verdict and the exit status.

    Attributes:
        thread: what was checked.
        findings: in the order of the text, suppressed ones included.
        rewritten: the writer's own drafts made safe, markup included, as they would be pasted; None where there is no safe
            version.
        card: what to read where there is no safe version.
        unchecked: what could not be checked.
        mosaics: details of one client taken together.
        edits: what makes the drafts safe; empty where `rewritten` is None.
    """

    thread: Thread
    findings: tuple[Finding, ...] = ()
    rewritten: str | None = None
    card: str | None = None
    unchecked: tuple[Unchecked, ...] = ()
    mosaics: tuple[Mosaic, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def live(self) -> tuple[Finding, ...]:
        """The findings that nobody suppressed."""
        return tuple(f for f in self.findings if f.suppressed is None)

    @property
    def verdict(self) -> Verdict:
        """What to do, from the gravest finding that nobody suppressed; what was not checked is never called clear."""
        gravest = max((f.severity for f in self.live), default=Severity.NOTE)
        calm = Verdict.NOT_CHECKED if self.unchecked else Verdict.CLEAR
        return {Severity.STOP: Verdict.DO_NOT_POST, Severity.WARN: Verdict.THINK_AGAIN}.get(gravest, calm)

    def exit_status(self, fail_on: Severity = Severity.WARN) -> int:
        """0 nothing at or above `fail_on`, 1 findings, 2 something was not checked."""
        if self.unchecked:
            return 2
        return int(any(f.severity >= fail_on for f in self.live))
