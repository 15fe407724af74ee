"""What the language layer understood of a draft, as the other parts see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from confidcheck.draft import Draft


class About(StrEnum):
    """Whom a mention concerns."""

    CLIENT = "client"
    AUTHOR = "author"
    COLLEAGUE = "colleague"
    PUBLIC = "public"
    PEOPLE = "people"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that says something of somebody.

    Attributes:
        label: a value of `Label`.
        start, end: code points into the clean text, end exclusive.
        about: whom it concerns.
        score: how likely it is that it concerns a particular client, 0 to 1, calibrated where the encoder gave it.
        origin: `encoder`, `identifier`, `grammar` or `lexicon`.
        kind: what it is within its label, as its origin names it (`GB_NHS`, `age-gender`), or the empty string.
    """

    label: str
    start: int
    end: int
    about: About
    score: float
    origin: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean text and how likely it is to be about a particular client (None without the encoder)."""

    start: int
    end: int
    about_client: float | None = None


class Brings(StrEnum):
    """How words bring a client on: one not spoken of before, another than those before, or one the reader is to know."""

    NEW = "new"
    OTHER = "other"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where words bring a client on, in code points into the clean text; what follows is about them until the next."""

    start: int
    brings: Brings


class Reading(Protocol):
    """A draft as understood. Everything is computed at most once, and only when it is asked for."""

    @property
    def draft(self) -> Draft:
        """The draft that was read."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""

    @property
    def discloses(self) -> float | None:
        """How likely it is that the draft discloses a particular client; None without the encoder."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in order of their start."""

    @property
    def introductions(self) -> tuple[Introduction, ...]:
        """Where clients are brought on, in order."""

    @property
    def doc(self) -> Any:  # noqa: ANN401 - a spaCy Doc; spaCy's types are not imported here so that they stay optional
        """The parsed spaCy `Doc`; parsing happens on first use."""
