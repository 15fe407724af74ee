"""Rules against a reading: phrases, regular expressions, syntax and mentions."""

from confidcheck.match.examples import ExampleFailure, run_examples
from confidcheck.match.matcher import Matcher
from confidcheck.match.phrasebook import PhraseBook

__all__ = ["ExampleFailure", "Matcher", "PhraseBook", "run_examples"]
