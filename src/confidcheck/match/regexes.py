"""Rules on shapes: regular expressions, each bounded in time."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from confidcheck.errors import RuleError
from confidcheck.match.candidate import Candidate
from confidcheck.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.rule import Pattern, Rule

# For all patterns together on one draft. Sound ones need a millisecond for a post; a busy machine may need a hundred times
# that, and a pattern that backtracks needs longer than any limit.
SECONDS: Final = 5.0
_MORE_SECONDS: Final = 1e-5  # for each code point


class Regexes:
    """All regular expressions.

    Args:
        rules: the rules.

    Raises:
        RuleError: an expression is wrong or matches the empty text.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._patterns = [
            (rule, pattern, _compile(rule, pattern))
            for rule in rules
            for pattern in rule.patterns
            if pattern.kind is Kind.REGEX
        ]

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield all matches.

        Raises:
            RuleError: an expression was not done in time, or matched nothing but a place between two characters.
        """
        until = monotonic() + SECONDS + _MORE_SECONDS * len(text)
        for rule, pattern, compiled in self._patterns:
            try:
                for match in compiled.finditer(text, timeout=max(until - monotonic(), 0.001)):
                    yield _candidate(rule, pattern, match)
            except TimeoutError:
                problem = f"the regex of “{rule.id}” needs too long for a draft; make its repetitions possessive or shorter"
                raise RuleError(problem, rule.path, pattern.line, pattern.column) from None


def _compile(rule: Rule, pattern: Pattern) -> Any:  # noqa: ANN401 - a compiled pattern of `regex`, which is imported late
    import regex  # noqa: PLC0415 - 30 ms that only rules with expressions need

    try:
        compiled = regex.compile(pattern.value)
    except regex.error as error:
        place = getattr(error, "pos", None) or 0  # the stubs of `regex` do not know its errors' attributes
        raise RuleError(f"not a regex: {error}", rule.path, pattern.line, pattern.column + place) from None
    if compiled.match(""):
        raise RuleError(
            "the regex matches the empty text; make some part of it needed", rule.path, pattern.line, pattern.column
        )
    return compiled


def _candidate(rule: Rule, pattern: Pattern, match: Any) -> Candidate:  # noqa: ANN401 - a match of `regex`
    has_flag = "flag" in match.re.groupindex and match.start("flag") >= 0
    flag = match.span("flag") if has_flag else match.span()
    if flag[0] == flag[1]:
        problem = f"the regex of “{rule.id}” flags no characters; let it match some"
        raise RuleError(problem, rule.path, pattern.line, pattern.column)
    return Candidate(rule, Kind.REGEX, *match.span(), *flag)
