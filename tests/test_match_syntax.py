import sys

import pytest

from confidcheck.errors import RuleError
from confidcheck.match import Matcher
from confidcheck.match.literals import as_haystack, literals, occurs
from confidcheck.rule import Kind, Lexicon, LexiconTerm
from plain_reading import PlainReading, ruleset

TOKENS = "  tokens:\n    - [{LOWER: my}, {POS: ADJ, OP: '*'}, {LEMMA: {IN: [client, see]}}]"
DEPENDENCY = (
    "  dependency:\n"
    "    - - {RIGHT_ID: client, RIGHT_ATTRS: {LOWER: client}}\n"
    "      - {LEFT_ID: client, REL_OP: <, RIGHT_ID: verb, RIGHT_ATTRS: {POS: VERB}}"
)
IRREGULAR = Lexicon("inflection", "tests", (LexiconTerm("see", variants=("saw", "seen")),))


@pytest.fixture(scope="module")
def parsed():
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import Doc

    def make(words, lemmas, tags, heads):
        return Doc(
            spacy.blank("en").vocab,
            words,
            lemmas=lemmas,
            pos=tags,
            heads=heads,
            deps=["dep"] * len(words),
            spaces=[True] * len(words),
        )

    doc = make(["My", "old", "client", "left"], ["my", "old", "client", "leave"], ["PRON", "ADJ", "NOUN", "VERB"], [2, 2, 3, 3])
    return PlainReading(doc.text, doc=doc)


def test_a_token_pattern_flags_all_its_tokens(tmp_path, parsed):
    hits = Matcher(ruleset(tmp_path, TOKENS)).hits(parsed)
    assert [(hit.start, hit.end, hit.kind) for hit in hits] == [(0, 13, Kind.TOKENS)]


def test_a_dependency_pattern_flags_its_first_node(tmp_path, parsed):
    hits = Matcher(ruleset(tmp_path, DEPENDENCY)).hits(parsed)
    assert [(hit.start, hit.end, hit.kind) for hit in hits] == [(7, 13, Kind.DEPENDENCY)]


def test_a_draft_without_the_words_is_not_parsed(tmp_path):
    matcher = Matcher(ruleset(tmp_path, f"{TOKENS}\n{DEPENDENCY}"))
    assert matcher.hits(PlainReading("Any reading on endings?")) == ()
    with pytest.raises(AssertionError, match="was parsed"):
        matcher.hits(PlainReading("A client."))


def test_a_pattern_without_a_word_is_refused(tmp_path):
    with pytest.raises(RuleError, match="names no word") as caught:
        Matcher(ruleset(tmp_path, "  tokens:\n    - [{POS: ADJ}, {LOWER: client, OP: '?'}]"))
    assert (caught.value.line, caught.value.column) == (11, 7)


@pytest.mark.parametrize("pattern", ["[{LOWER: client}, {COLOUR: red}]", "[{LOWER: client, OP: many}]"])
def test_what_spacy_refuses_is_an_error_that_names_the_rule(tmp_path, parsed, pattern):
    matcher = Matcher(ruleset(tmp_path, f"  tokens:\n    - {pattern}"))
    with pytest.raises(RuleError, match="“some-rule”"):
        matcher.check(parsed.doc.vocab)


@pytest.mark.parametrize(
    ("spec", "text", "may_match"),
    [
        ({"LOWER": "client"}, "A CLIENT came", True),
        ({"LOWER": "client"}, "no one came", False),
        ({"ORTH": "not"}, "I cannot", True),
        ({"LOWER": "do"}, "I don't", True),
        ({"LEMMA": "see"}, "I saw her", True),
        ({"LEMMA": "see"}, "seeing her", True),
        ({"LEMMA": "care"}, "caring", True),
        ({"LEMMA": "try"}, "she tried", True),
        ({"LEMMA": "stop"}, "she stopped", True),
        ({"LEMMA": "try"}, "she left", False),
        ({"LOWER": {"IN": ["mother-in-law", "fiancée"]}}, "his Fiancée", True),
    ],
)
def test_a_draft_is_parsed_wherever_the_pattern_could_match(spec, text, may_match):
    beginnings = literals([{"POS": "NOUN"}, spec], IRREGULAR)
    assert occurs(beginnings, as_haystack(text)) is may_match


def test_building_a_matcher_imports_no_spacy(tmp_path):
    before = "spacy" in sys.modules
    Matcher(ruleset(tmp_path, f"{TOKENS}\n{DEPENDENCY}"))
    assert before or "spacy" not in sys.modules
