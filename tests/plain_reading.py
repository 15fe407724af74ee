"""A reading without a language layer, and rules from a few lines, for tests of the matching engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from confidcheck.draft import Draft
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.reading import Sentence
from confidcheck.ruleset import load_rules

if TYPE_CHECKING:
    from pathlib import Path

    from confidcheck.reading import Mention
    from confidcheck.rule import RuleSet

HEAD = """\
id: {id}
family: F01
label: client
severity: {{alone: warn, with-detail: stop}}
guidance: [staffroom]
message: "“{{match}}” singles out a client."
why: "A client may read it."
remedy: theme
"""
EXAMPLES = 'examples: [{flag: "[[x]]"}, {pass: "y"}]\n'


class PlainReading:
    """Sentences from punctuation, mentions as given, a parse only if one is given."""

    discloses = None
    introductions = ()

    def __init__(self, text: str, mentions: tuple[Mention, ...] = (), doc: Any = None) -> None:
        self.draft = Draft.plain(text)
        self.sentences = tuple(Sentence(start, end) for start, end in sentence_spans(text))
        self.mentions = mentions
        self._doc = doc

    @property
    def doc(self) -> Any:
        """The given parse; asking for one that is not there fails the test."""
        assert self._doc is not None, "the draft was parsed, but no rule asks for it"
        return self._doc


def write_rules(folder: Path, **files: str) -> Path:
    """Write a folder of rules; `rules__F01__id` stands for `F01/id.yaml`, a double underscore for a slash."""
    given = {
        "guidance": "staffroom: {body: Staffroom, point: FAQ, says: Ask about themes., address: 'https://example.org'}\n",
        "thresholds": "mention: {low: 0.2, medium: 0.45, high: 0.8}\n",
        "lexicons__client-noun": (
            "name: client-noun\nsource: tests\n"
            "terms: [client, service user, {term: ct, ambiguous: true}, {term: YP, case: exact}]\n"
        ),
        "lexicons__misspelling": (
            'name: misspelling\nsource: tests\nterms: [{term: client, variants: [clinet]}, {term: "I\'ve", variants: [ive]}]\n'
        ),
    }
    for name, content in (given | files).items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def ruleset(folder: Path, match: str, rest: str = "", **files: str) -> RuleSet:
    """Load one rule `some-rule` with the given `match` and further keys."""
    rule = f"{HEAD.format(id='some-rule')}match:\n{match}\n{rest}{EXAMPLES}"
    return load_rules([write_rules(folder, **{"F01__some-rule": rule}, **files)])
