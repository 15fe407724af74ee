"""One rule or frame: YAML in, a value out, every mistake an error that points at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from confidcheck import phrase
from confidcheck.crowd import Band, Reader
from confidcheck.finding import Confidence, Label, Severity
from confidcheck.reading import About
from confidcheck.rule import Condition, Exemption, Frame, Kind, MentionPattern, MosaicPattern, Pattern, Remedy, Rule, Scope
from confidcheck.ruleset.examples import read_examples

if TYPE_CHECKING:
    from collections.abc import Collection

    from confidcheck.ruleset.nodes import Value

_FAMILIES = tuple(f"F{number:02}" for number in range(1, 32))
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_SEVERITIES = {severity.name.lower(): severity for severity in Severity}
_CONFIDENCES = {confidence.name.lower(): confidence for confidence in Confidence}
_SCOPES = tuple(scope.value for scope in Scope)
_ORIGINS = ("encoder", "identifier", "grammar", "lexicon")
_NEEDED = ("id", "family", "label", "severity", "guidance", "message", "why", "remedy", "match", "examples")
_OPTIONAL = ("confidence", "unless", "despite")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a rule may refer to, and whether its examples are wanted."""

    lexicons: Collection[str]
    guidance: Collection[str]
    frames: Collection[str]
    with_examples: bool


def read_rule(value: Value, known: Known) -> Rule:
    """Read one rule.

    Args:
        value: the document of its file.
        known: what it may refer to.

    Raises:
        RuleError: it is wrong.
    """
    fields = value.fields(_NEEDED, _OPTIONAL)
    return Rule(
        id=read_id(fields["id"]),
        family=fields["family"].one_of(_FAMILIES, "family of checks"),
        label=fields["label"].member(Label, "label"),
        severity=_severity(fields["severity"]),
        confidence=_confidence(fields["confidence"]) if "confidence" in fields else Confidence.MEDIUM,
        guidance=tuple(key.one_of(known.guidance, "key of guidance.yaml") for key in fields["guidance"].items()),
        message=_message(fields["message"]),
        why=fields["why"].text().strip(),
        remedy=fields["remedy"].member(Remedy, "remedy"),
        patterns=_patterns(fields["match"], known),
        exemptions=_exemptions(fields["unless"], known) if "unless" in fields else (),
        despite=frozenset(key.one_of(known.frames, "frame") for key in fields["despite"].items())
        if "despite" in fields
        else frozenset(),
        examples=read_examples(fields["examples"], needed=("flag", "pass"), parse=known.with_examples),
        path=value.path,
        line=value.line,
    )


def read_frame(value: Value, known: Known) -> Frame:
    """Read one frame; arguments and errors as for `read_rule`."""
    fields = value.fields(("id", "about", "why", "examples"), _SCOPES)
    scopes = {name: field for name, field in fields.items() if name in _SCOPES}
    if not scopes:
        raise value.error(f"a frame needs phrases under one of: {', '.join(_SCOPES)}")
    return Frame(
        id=read_id(fields["id"]),
        about=fields["about"].member(About, "kind of person"),
        why=fields["why"].text().strip(),
        phrases=_scoped(scopes, known),
        examples=read_examples(fields["examples"], needed=("pass",), parse=known.with_examples, marked=False),
        path=value.path,
    )


def read_id(value: Value) -> str:
    """Return an id in kebab case that equals the name of its file."""
    text = value.text()
    if not _KEBAB.fullmatch(text):
        raise value.error(f"“{text}” is not kebab case; write small letters, digits and single hyphens")
    if text != value.path.stem:
        raise value.error(f"“{text}” differs from the file's name; write “{value.path.stem}” or rename the file")
    return text


def _severity(value: Value) -> dict[Condition, Severity]:
    if not value.is_mapping():
        return {Condition.ALONE: _SEVERITIES[value.one_of(_SEVERITIES, "severity")]}
    fields = value.fields((Condition.ALONE.value,), [condition.value for condition in Condition])
    return {Condition(name): _SEVERITIES[field.one_of(_SEVERITIES, "severity")] for name, field in fields.items()}


def _confidence(value: Value) -> Confidence:
    return _CONFIDENCES[value.one_of(_CONFIDENCES, "confidence")]


def _message(value: Value) -> str:
    text = value.text().strip()
    for placeholder in _PLACEHOLDER.findall(text):
        if placeholder != "{match}":
            raise value.error(f"“{placeholder}” is not known here; only {{match}} is", text.find(placeholder))
    return text


def _patterns(value: Value, known: Known) -> tuple[Pattern, ...]:
    kinds = [kind.value for kind in Kind]
    fields = value.fields((), kinds)
    if not fields:
        raise value.error(f"a rule needs patterns under one of: {', '.join(kinds)}")
    return tuple(_pattern(Kind(name), item, known) for name, field in fields.items() for item in field.items())


def _pattern(kind: Kind, value: Value, known: Known) -> Pattern:
    content: Any
    if kind is Kind.PHRASE:
        content = _phrase(value, known)
    elif kind is Kind.REGEX:
        content = value.text()
    elif kind is Kind.MENTION:
        content = _mention(value)
    elif kind is Kind.MOSAIC:
        content = _mosaic(value)
    else:
        content = [node.plain() for node in value.items()]
        if not all(isinstance(node, dict) for node in content):
            raise value.error(f"a pattern of “{kind}” is a list of mappings; write - [{{LOWER: my}}, {{LEMMA: client}}]")
    return Pattern(kind, content, value.line, value.column)


def _phrase(value: Value, known: Known) -> str:
    text = value.text()
    try:
        phrase.parse(text)
    except phrase.PhraseError as error:
        raise value.error(error.problem, error.offset) from None
    for name, offset in phrase.lexicons(text):
        if name not in known.lexicons:
            near = _nearest(name, known.lexicons)
            raise value.error(f"there is no lexicon “{name}”{near}", offset)
    return text


def _nearest(name: str, names: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a mistake only

    near = get_close_matches(name, names, n=1)
    return f"; did you mean “{near[0]}”?" if near else "; write rules/lexicons/<name>.yaml first"


def _mention(value: Value) -> MentionPattern:
    fields = value.fields(("label",), ("kind", "origin", "about", "confidence"))
    abouts = [about.value for about in About]
    about = {item.one_of([*abouts, "any"], "kind of person") for item in _several(fields, "about")} or {About.CLIENT.value}
    return MentionPattern(
        labels=frozenset(item.member(Label, "label").value for item in _several(fields, "label")),
        kinds=frozenset(item.text() for item in _several(fields, "kind")),
        origins=frozenset(item.one_of(_ORIGINS, "origin") for item in _several(fields, "origin")),
        about=frozenset() if "any" in about else frozenset(about),
        confidence=_confidence(fields["confidence"]) if "confidence" in fields else Confidence.MEDIUM,
    )


def _mosaic(value: Value) -> MosaicPattern:
    fields = value.fields(("reader", "band", "severity"), ("details",))
    bands = {band.word: band for band in Band}
    return MosaicPattern(
        reader=fields["reader"].member(Reader, "reader"),
        band=bands[fields["band"].one_of(bands, "band")],
        details=int(fields["details"].number()) if "details" in fields else 2,  # one detail is no mosaic
        severity=_SEVERITIES[fields["severity"].one_of(_SEVERITIES, "severity")],
    )


def _several(fields: dict[str, Value], name: str) -> list[Value]:
    return fields[name].one_or_more() if name in fields else []


def _exemptions(value: Value, known: Known) -> tuple[Exemption, ...]:
    return _scoped(value.fields((), _SCOPES), known)


def _scoped(fields: dict[str, Value], known: Known) -> tuple[Exemption, ...]:
    return tuple(_exemption(Scope(name), item, known) for name, field in fields.items() for item in field.items())


def _exemption(scope: Scope, value: Value, known: Known) -> Exemption:
    text = _phrase(value, known)
    if phrase.is_marked(text):
        raise value.error("these words take a match back and flag nothing; leave out < >", text.find("<"))
    return Exemption(scope, text, value.line, value.column)
