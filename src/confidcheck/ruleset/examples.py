"""Examples of rules and frames: texts with `[[marks]]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from confidcheck.rule import Example

if TYPE_CHECKING:
    from confidcheck.ruleset.nodes import Value

LOOK_ALIKES = tuple(f"N{number}" for number in range(1, 22))  # what looks like a disclosure and is none, kind by kind

_MARK = re.compile(r"\[\[|\]\]")


def read_examples(value: Value, *, needed: tuple[str, ...], parse: bool, marked: bool = True) -> tuple[Example, ...]:
    """Read a list of examples.

    Args:
        value: the list.
        needed: the kinds of which at least one must be there, `flag` and `pass`.
        parse: whether the examples are wanted; otherwise only their presence is checked.
        marked: whether an example that must be flagged needs marks.

    Returns:
        The examples, or none where they are not wanted.
    """
    examples = value.items()
    kinds = {key.text() for example in examples for key, _ in example.entries()}
    for kind in needed:
        if kind not in kinds:
            raise value.error(f"at least one example with “{kind}:” is needed")
    return tuple(_example(example, marked=marked) for example in examples) if parse else ()


def _example(value: Value, *, marked: bool) -> Example:
    fields = value.fields((), ("flag", "pass", "becomes", "look-alike"))
    if ("flag" in fields) == ("pass" in fields):
        raise value.error("an example has either “flag:” or “pass:”")
    if "pass" in fields and "becomes" in fields:
        raise fields["becomes"].error("“becomes:” stands beside “flag:” only")
    if "flag" in fields and "look-alike" in fields:
        raise fields["look-alike"].error("“look-alike:” stands beside “pass:” only")
    flags = "flag" in fields
    source = fields["flag" if flags else "pass"]
    text, marks = _unmark(source)
    if marks and not flags:
        raise source.error("an example that must pass has no [[marks]]")
    if flags and marked and not marks:
        raise source.error("mark what must be flagged, [[like this]]")
    becomes = fields["becomes"].text() if "becomes" in fields else None
    look_alike = fields["look-alike"].one_of(LOOK_ALIKES, "kind of look-alike") if "look-alike" in fields else None
    return Example(text, marks, flags, becomes, value.line, look_alike)


def _unmark(value: Value) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without marks, and the marked spans in it (code points, end exclusive)."""
    written = value.text()
    text, start, last = "", None, 0
    marks: list[tuple[int, int]] = []
    for match in _MARK.finditer(written):
        text += written[last : match.start()]
        last = match.end()
        if (match.group() == "[[") != (start is None):
            raise value.error(
                f"“{match.group()}” does not fit; marks are written [[like this]], one after the other", match.start()
            )
        if start is None:
            start = len(text)
        elif start == len(text):
            raise value.error("a mark is empty", match.start())
        else:
            marks.append((start, len(text)))
            start = None
    if start is not None:
        raise value.error("“[[” is not closed; “]]” is missing", written.rfind("[["))
    return text + written[last:], tuple(marks)
