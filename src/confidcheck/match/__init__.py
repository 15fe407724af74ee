"""Rules against a reading: phrases, regular expressions, syntax and mentions."""

from confidcheck.match.examples import ExampleFailure, run_examples
from confidcheck.match.matcher import Matcher

__all__ = ["ExampleFailure", "Matcher", "run_examples"]
