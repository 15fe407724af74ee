"""A rule as a value, and the things that rules are made of. Reading them from YAML is `ruleset`'s work."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from confidcheck.crowd import Band, Reader
    from confidcheck.finding import Confidence, Label, Severity
    from confidcheck.reading import About


class Kind(StrEnum):
    """How a pattern is matched."""

    PHRASE = "phrase"
    REGEX = "regex"
    TOKENS = "tokens"
    DEPENDENCY = "dependency"
    MENTION = "mention"
    MOSAIC = "mosaic"


class Scope(StrEnum):
    """How far the words of an exception reach: the words they touch, their sentence, or the whole draft."""

    NEAR = "near"
    SENTENCE = "sentence"
    DRAFT = "draft"


class Condition(StrEnum):
    """What can raise the severity of a finding above the one it has alone."""

    ALONE = "alone"
    WITH_DETAIL = "with-detail"
    CLUSTER = "cluster"
    MINOR = "minor"
    SPECIAL_CATEGORY = "special-category"
    REVIEW_REPLY = "review-reply"
    THREAD = "thread"


class Remedy(StrEnum):
    """What helps instead of the flagged words (codes of the rewording guide)."""

    THEME = "theme"
    THERAPIST_SPEC = "therapist-spec"
    OWN_WORDS = "own-words"
    DROP = "drop"
    SUPERVISION = "supervision"
    DELETE = "delete"
    DO_NOT_CONFIRM = "do-not-confirm"
    CONSENT_CHECK = "consent-check"
    EXPLAIN = "explain"
    STOP = "stop"
    POLICY = "policy"
    PRIVATE_MESSAGE = "private-message"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a rule.

    `value` is the text of a phrase or regex, a list of token patterns (spaCy's `Matcher`), a list of node patterns
    (spaCy's `DependencyMatcher`), a `MentionPattern` or a `MosaicPattern`. `line` and `column` are where it stands in its
    file; the column is that of the first character of a text.
    """

    kind: Kind
    value: Any
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class MentionPattern:
    """What a mention must be; an empty set allows everything.

    `confidence` is the least band its score must reach.
    """

    labels: frozenset[str]
    kinds: frozenset[str]
    origins: frozenset[str]
    about: frozenset[str]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class MosaicPattern:
    """How few people the details of one client must fit, in whose eyes, and how grave that is.

    `details` is the least number of details that count.
    """

    reader: Reader
    band: Band
    details: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Exemption:
    """Words that take a match back when they stand within `scope` of it."""

    scope: Scope
    phrase: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A test and a piece of documentation.

    Attributes:
        text: the draft without marks.
        marks: spans that must be flagged; empty for an example that must pass.
        flags: whether the rule must speak.
        becomes: the rewording the tool should offer, if the rule's author gave one.
        line: where it stands in its file.
        look_alike: of what looks like a disclosure and is none, the kind this is (`N1` to `N21`), if it is one.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    flags: bool
    becomes: str | None
    line: int
    look_alike: str | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """One point of the profession's guidance, in our words, with the address where it can be read."""

    key: str
    body: str
    point: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class LexiconTerm:
    """One term: `exact_case` matches as written only, `ambiguous` only where a pattern asks for ambiguous terms.

    `variants` are other writings that are read as the term, wherever they stand: misspellings, and forms of a verb.
    """

    term: str
    exact_case: bool = False
    ambiguous: bool = False
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """A named list of terms with its source; `mentions` is the label of the mention that each term makes, if it does."""

    name: str
    source: str
    terms: tuple[LexiconTerm, ...] = field(repr=False)
    mentions: Label | None = None


@dataclass(frozen=True)
class Frame:
    """A way of speaking that is not about a client of the writer's, whatever words stand in it."""

    id: str
    about: About
    why: str
    phrases: tuple[Exemption, ...]
    examples: tuple[Example, ...]
    path: Path


@dataclass(frozen=True)
class Rule:
    """When to speak, how gravely, in which words, and what to offer.

    Attributes:
        id: what the rule finds, in kebab case; names the file.
        family: the check family of the guidance, `F01` to `F31`.
        label: the label its findings carry.
        severity: severity under each condition; `Condition.ALONE` is always present.
        confidence: how sure the words alone make it.
        guidance: keys into `guidance.yaml`.
        message: one sentence; `{match}` stands for the flagged words.
        why: why it matters, two or three sentences.
        remedy: what helps instead.
        patterns: it speaks where any of them matches …
        exemptions: … unless one of these words is near.
        despite: ids of frames that do not silence it.
        examples: its tests.
        path, line: where it stands.
    """

    id: str
    family: str
    label: Label
    severity: dict[Condition, Severity]
    confidence: Confidence
    guidance: tuple[str, ...]
    message: str
    why: str
    remedy: Remedy
    patterns: tuple[Pattern, ...]
    exemptions: tuple[Exemption, ...]
    despite: frozenset[str]
    examples: tuple[Example, ...]
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What of a draft makes a condition hold.

    Attributes:
        details: labels that say something of a client beyond “there is one”.
        cluster: how many different ones make a cluster.
        special: labels of special-category data.
        minor: kinds of mention that say that somebody is a child.
        reviews: ids of the rules whose words show that a draft answers a review.
    """

    details: frozenset[Label] = frozenset()
    cluster: int = 3
    special: frozenset[Label] = frozenset()
    minor: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RuleSet:
    """Everything that was read from `rules/` and from the user's directories."""

    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    lexicons: Mapping[str, Lexicon]
    guidance: dict[str, Guidance]
    thresholds: dict[str, float]
    signs: Signs = Signs()


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule matched, before it is weighed against the rest of the draft.

    `start` and `end` are code points into the clean text, end exclusive; `score` is the score of the mention that matched,
    or None where words alone did.
    """

    rule: Rule
    start: int
    end: int
    kind: Kind
    score: float | None = None
