"""Rules and frames against their examples: each by itself, and what must pass against all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Severity
from confidcheck.match import Matcher
from confidcheck.match.examples import ExampleFailure, run_examples
from confidcheck.rule import Kind
from confidcheck.ruleset import load_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from confidcheck.checker import Checker
    from confidcheck.rule import Example, Frame, Rule

STRAIN = 300  # times a flagged text is repeated; a draft of a few pages


def failures(
    folders: Sequence[Path], is_wanted: Callable[[Path], bool] = lambda _: True
) -> tuple[int, int, list[ExampleFailure]]:
    """Run examples: that a rule flags its marks and nothing else, and that nobody warns of what must pass.

    Args:
        folders: folders of the user's own rules; the shipped ones are always there.
        is_wanted: whether the examples of a file are to be run.

    Returns:
        How many rules and frames were tested, how many examples, and what failed. The encoder does not read along, so that a
        failure is always one of words.

    Raises:
        RuleError: a rule is wrong or cannot be run.
    """
    from confidcheck.checker import Checker  # noqa: PLC0415 - heavy
    from confidcheck.language.language import Language  # noqa: PLC0415 - heavy

    ruleset = load_rules([shipped_rules(), *folders], with_examples=True)
    everything: list[Rule | Frame] = [*ruleset.rules, *ruleset.frames]
    values = [value for value in everything if is_wanted(value.path)]
    if not values:
        return 0, 0, []
    language = Language(ruleset.lexicons, data=shipped_rules(), use_encoder=False)
    failed = [each for each in run_examples(ruleset, lambda text: language.read(Draft.plain(text))) if is_wanted(each.path)]
    matcher = Matcher(ruleset)
    for value in values:
        for text in _strained(value):
            matcher.hits(language.read(Draft.plain(text)))  # raises where a pattern is too slow
    checker = Checker(rules=folders, use_encoder=False)
    for value in values:
        for example in value.examples:
            if not example.flags:
                failed += (ExampleFailure(value.id, value.path, example.line, problem) for problem in _spoken(checker, example))
    return len(values), sum(len(value.examples) for value in values), failed


def _strained(value: Rule | Frame) -> Iterator[str]:
    """Yield texts that are hard for a regex of the rule: words that nearly match it, over and over."""
    if not any(pattern.kind is Kind.REGEX for pattern in getattr(value, "patterns", ())):
        return
    for example in value.examples:
        for start, end in example.marks:
            yield example.text[:start] + example.text[start : end - 1] * STRAIN + " " + example.text[end - 1 :]


def _spoken(checker: Checker, example: Example) -> Iterator[str]:
    """Yield what any rule warns of in an example that must pass."""
    if checker.passes(example.text):
        return
    for finding in checker.check(Thread.of(Draft.plain(example.text))).live:
        if finding.severity >= Severity.WARN:
            words = example.text[finding.primary.start : finding.primary.end]
            yield f"“{example.text}” must pass, but {finding.rule} flags “{words}”"
