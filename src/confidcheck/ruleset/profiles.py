"""Profiles and bodies from YAML: what changes with the place one posts to, and with the body one belongs to."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.errors import UnknownNameError
from confidcheck.finding import Severity
from confidcheck.profile import Body, Change, Limit, Profile
from confidcheck.ruleset.nodes import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from confidcheck.rule import RuleSet
    from confidcheck.ruleset.nodes import Value

_SEVERITIES = {severity.word: severity for severity in Severity}
_EFFECTS = ("severity", "at-least", "at-most", "off")


def load_profile(name: str, folders: Sequence[Path], ruleset: RuleSet) -> Profile:
    """Read a profile.

    Args:
        name: the name of a file in `profiles/` of one of the folders, or the path of a file that ends in `.yaml`.
        folders: folders of rules, the shipped one first; of two profiles with one name the last counts.
        ruleset: the rules that it may speak of.

    Raises:
        UnknownNameError: there is no such profile; the message names those there are.
        RuleError: it is wrong; the message names file, line, column and what is allowed.
    """
    if name.endswith(".yaml"):
        if not Path(name).is_file():
            raise UnknownNameError(f"there is no file {name}", "profile")
        return _profile(read(Path(name)), ruleset)
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("profiles/*.yaml"))}
    if name in files:
        return _profile(read(files[name]), ruleset)
    raise UnknownNameError(f"no profile “{name}”; {_nearest(name, files)}, or the path of a .yaml file", "profile")


def load_body(code: str, shipped: Path, ruleset: RuleSet) -> Body:
    """Read what is known of a professional body.

    Args:
        code: how it is called for short, in any case: `BACP`.
        shipped: the folder of the rules that come with the tool.
        ruleset: holds the points of guidance.

    Raises:
        UnknownNameError: no such body is known; the message names those that are.
        RuleError: `bodies.yaml` is wrong.
    """
    fields = read(shipped / "bodies.yaml").fields(("bodies", "for-all", "not-general-for"))
    bodies = {key.text(): value for key, value in fields["bodies"].entries()}
    if code.lower() not in bodies:
        raise UnknownNameError(f"no body “{code}” is known; {_nearest(code.lower(), bodies)}", "body")
    for_all = {item.one_of(ruleset.guidance, "key of guidance.yaml") for item in fields["for-all"].items()}
    keys = {name: _keys(value, ruleset) - for_all for name, value in bodies.items()}
    entry = bodies[code.lower()].fields(("name", "cited-as", "general"))
    return Body(
        code=code.lower(),
        name=entry["name"].text(),
        keys=keys[code.lower()],
        general=entry["general"].one_of(ruleset.guidance, "key of guidance.yaml"),
        not_general_for=frozenset(item.text() for item in fields["not-general-for"].items()),
        others=frozenset(key for name, found in keys.items() if name != code.lower() for key in found),
    )


def _keys(value: Value, ruleset: RuleSet) -> frozenset[str]:
    """Return the keys of the points that a body is cited with."""
    known = {point.body for point in ruleset.guidance.values()}
    names = {
        item.one_of(known, "body in guidance.yaml")
        for item in value.fields(("name", "cited-as", "general"))["cited-as"].items()
    }
    return frozenset(key for key, point in ruleset.guidance.items() if point.body in names)


def _profile(value: Value, ruleset: RuleSet) -> Profile:
    fields = value.fields(("name", "says"), ("changes", "thresholds"))
    name = fields["name"].text()
    if name != value.path.stem:
        raise fields["name"].error(f"“{name}” differs from the file's name; write “{value.path.stem}” or rename the file")
    return Profile(
        name,
        " ".join(fields["says"].text().split()),
        tuple(_change(item, ruleset) for item in fields["changes"].items()) if "changes" in fields else (),
        tuple(_limit(item, ruleset) for item in fields["thresholds"].items()) if "thresholds" in fields else (),
    )


def _change(value: Value, ruleset: RuleSet) -> Change:
    fields = value.fields(("reason", "guidance"), ("rules", "families", *_EFFECTS))
    effects = [name for name in _EFFECTS if name in fields]
    if len(effects) != 1:
        raise value.error(f"a change has one of: {', '.join(_EFFECTS)}")
    effect = effects[0]
    if effect == "off":
        fields["off"].one_of(("true",), "switch here")
        severity = Severity.NOTE
    else:
        severity = _SEVERITIES[fields[effect].one_of(_SEVERITIES, "severity")]
    return Change(
        rules=_concerned(value, fields, ruleset),
        least=severity if effect in ("severity", "at-least") else Severity.NOTE,
        most=severity if effect in ("severity", "at-most") else Severity.STOP,
        is_off=effect == "off",
        reason=" ".join(fields["reason"].text().split()),
        guidance=_guidance(fields["guidance"], ruleset),
    )


def _concerned(value: Value, fields: dict[str, Value], ruleset: RuleSet) -> frozenset[str]:
    """Return the ids of the rules that a change names, by themselves or by their family."""
    if "rules" not in fields and "families" not in fields:
        raise value.error("a change names rules under one of: rules, families")
    families: dict[str, set[str]] = {}
    for rule in ruleset.rules:
        families.setdefault(rule.family, set()).add(rule.id)
    ids = {rule.id for rule in ruleset.rules}
    named = {item.one_of(ids, "rule") for item in fields["rules"].items()} if "rules" in fields else set()
    for item in fields["families"].items() if "families" in fields else ():
        named |= families[item.one_of(families, "family of checks")]
    return frozenset(named)


def _limit(value: Value, ruleset: RuleSet) -> Limit:
    fields = value.fields(("threshold", "value", "reason", "guidance"))
    return Limit(
        threshold=fields["threshold"].one_of(ruleset.thresholds, "threshold"),
        value=fields["value"].number(),
        reason=" ".join(fields["reason"].text().split()),
        guidance=_guidance(fields["guidance"], ruleset),
    )


def _guidance(value: Value, ruleset: RuleSet) -> tuple[str, ...]:
    return tuple(item.one_of(ruleset.guidance, "key of guidance.yaml") for item in value.items())


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return (f"did you mean “{near[0]}”? " if near else "") + f"there are {', '.join(names)}"
