"""Rules against their own examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.match.matcher import Matcher
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from confidcheck.reading import Reading
    from confidcheck.rule import Example, Frame, Rule, RuleSet


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what its rule or frame says; `problem` quotes the example, never a draft."""

    id: str
    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.id}: {self.problem}"


def run_examples(ruleset: RuleSet, read: Callable[[str], Reading]) -> list[ExampleFailure]:
    """Run each rule on its own examples, and each frame on its.

    Args:
        ruleset: read with its examples.
        read: makes a reading of a text.

    Returns:
        What failed: a mark that no hit of the rule covers exactly, a hit in an example that must pass, a frame whose
        words do not stand in its example or that does not silence the rules there.

    Raises:
        RuleError: a rule cannot be run.
    """
    matcher = Matcher(ruleset)
    return [
        *(
            ExampleFailure(rule.id, rule.path, example.line, problem)
            for rule in ruleset.rules
            if not all(pattern.kind is Kind.MOSAIC for pattern in rule.patterns)  # no words of a draft alone make one
            for example in rule.examples
            for problem in _of_rule(matcher, rule, example, read(example.text))
        ),
        *(
            ExampleFailure(frame.id, frame.path, example.line, problem)
            for frame in ruleset.frames
            for example in frame.examples
            for problem in _of_frame(matcher, frame, example, read(example.text))
        ),
    ]


def _of_rule(matcher: Matcher, rule: Rule, example: Example, reading: Reading) -> Iterator[str]:
    spans = [(hit.start, hit.end) for hit in matcher.hits(reading) if hit.rule.id == rule.id]
    quoted = ", ".join(f"“{example.text[start:end]}”" for start, end in spans)
    if not example.flags:
        if spans:
            yield f"“{example.text}” must pass, but {quoted} was flagged"
        return
    for start, end in example.marks:
        if (start, end) not in spans:
            instead = f"flagged instead: {quoted}" if spans else "nothing was flagged"
            yield f"“{example.text[start:end]}” must be flagged; {instead}"


def _of_frame(matcher: Matcher, frame: Frame, example: Example, reading: Reading) -> Iterator[str]:
    stands = frame.id in matcher.frames(reading)
    if example.flags:
        if stands:
            yield f"“{example.text}” must not be in this frame, but is"
        return
    if not stands:
        yield f"“{example.text}” must be in this frame, but none of its words stand there"
    for hit in matcher.hits(reading):
        if frame.id not in hit.rule.despite:
            yield f"“{example.text}” must pass, but {hit.rule.id} flags “{example.text[hit.start : hit.end]}”"
