"""YAML with positions: every value knows where it stands, so that every error can point there."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from confidcheck.errors import RuleError
from confidcheck.yaml_file import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

E = TypeVar("E", bound=StrEnum)

_DEEPEST = 12  # levels of nesting in a token pattern; nobody writes more by hand
_LARGEST = 2_000_000  # characters of one file; a lexicon of a hundred thousand terms is still smaller
_KINDS = {yaml.ScalarNode: "a text", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML node in its file."""

    node: yaml.Node
    path: Path

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.node.start_mark.line + 1

    @property
    def column(self) -> int:
        """The column of the first character of the value itself (behind a quotation mark), counted from 1."""
        return self.node.start_mark.column + 1 + int(getattr(self.node, "style", None) in ("'", '"'))

    def error(self, problem: str, offset: int = 0) -> RuleError:
        """Return an error that points here, or at `offset` code points into a text of one line."""
        is_one_line = self.node.start_mark.line == self.node.end_mark.line
        return RuleError(problem, self.path, self.line, self.column + (offset if is_one_line else 0))

    def text(self) -> str:
        """Return the text of a scalar as written; `on`, `1.30` and `yes` are words here."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error(f"expected a text, found {_KINDS[type(self.node)]}")
        if not self.node.value.strip():
            raise self.error("expected a text, found nothing")
        return str(self.node.value)

    def one_of(self, allowed: Collection[str], what: str) -> str:
        """Return a text that must be one of `allowed`."""
        text = self.text()
        if text not in allowed:
            raise self.error(f"“{text}” is no {what}; {_hint(text, allowed)}")
        return text

    def member(self, enum: type[E], what: str) -> E:
        """Return the member of `enum` that is written here."""
        return enum(self.one_of([member.value for member in enum], what))

    def number(self) -> float:
        """Return a number."""
        try:
            return float(self.text())
        except ValueError:
            raise self.error("expected a number") from None

    def flag(self) -> bool:
        """Return `true` or `false`."""
        return self.one_of(("true", "false"), "switch") == "true"

    def items(self) -> list[Value]:
        """Return the items of a list that is not empty."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f"expected a list, found {_KINDS[type(self.node)]}")
        if not self.node.value:
            raise self.error("expected a list with at least one item")
        return [Value(node, self.path) for node in self.node.value]

    def one_or_more(self) -> list[Value]:
        """Return the items of a list, or the value itself where it stands alone."""
        return self.items() if isinstance(self.node, yaml.SequenceNode) else [self]

    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def entries(self) -> list[tuple[Value, Value]]:
        """Return the keys and values of a mapping; no key stands twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"expected a mapping, found {_KINDS[type(self.node)]}")
        entries = [(Value(key, self.path), Value(value, self.path)) for key, value in self.node.value]
        seen: set[str] = set()
        for key, _ in entries:
            if (name := key.text()) in seen:
                raise key.error(f"“{name}” stands here twice; keep one")
            seen.add(name)
        return entries

    def fields(self, needed: Collection[str], optional: Collection[str] = ()) -> dict[str, Value]:
        """Return a mapping whose keys are known."""
        fields: dict[str, Value] = {}
        for key, value in self.entries():
            if (name := key.text()) not in needed and name not in optional:
                raise key.error(f"“{name}” is no key here; {_hint(name, (*needed, *optional))}")
            fields[name] = value
        for name in needed:
            if name not in fields:
                raise self.error(f"the key “{name}” is missing")
        return fields

    def plain(self, depth: int = 0) -> Any:  # noqa: ANN401 - a token pattern of spaCy's is nested data of any shape
        """Return the value as plain data: dictionaries, lists, texts, numbers, truth values and None."""
        if depth > _DEEPEST:
            raise self.error(f"nested more than {_DEEPEST} levels deep")
        if isinstance(self.node, yaml.MappingNode):
            return {key.text(): value.plain(depth + 1) for key, value in self.entries()}
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(node, self.path).plain(depth + 1) for node in self.node.value]
        return yaml.SafeLoader("").construct_object(self.node)


def read(path: Path) -> Value:
    """Read one YAML file.

    Args:
        path: the file, in UTF-8.

    Returns:
        Its only document.

    Raises:
        RuleError: it cannot be read, is no YAML, is empty or uses anchors.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise RuleError(f"cannot be read ({reason})", path) from None
    if len(text) > _LARGEST:
        raise RuleError(f"longer than {_LARGEST} characters; split it", path)
    try:
        if "&" in text or "*" in text:
            _refuse_anchors(text, path)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise RuleError(f"not valid YAML: {error.problem or error.context}", path, *place_of(error)) from None
    except (yaml.YAMLError, RecursionError):
        raise RuleError("not valid YAML: it holds a character that YAML forbids, or is nested too deeply", path) from None
    if node is None:
        raise RuleError("the file is empty", path)
    return Value(node, path)


def _refuse_anchors(text: str, path: Path) -> None:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
            raise RuleError("anchors (&) and aliases (*) are not allowed; write it out", path, line, column)


def _hint(name: str, allowed: Iterable[str]) -> str:
    """Return the nearest allowed name and, where they are few, all of them."""
    names = sorted(allowed)
    near = get_close_matches(name, names, n=1)
    if len(names) <= 25:
        return (f"did you mean “{near[0]}”? " if near else "") + f"allowed: {', '.join(names)}"
    return f"did you mean “{near[0]}”?" if near else f"none of the {len(names)} known ones is like it"
