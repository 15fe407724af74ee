import pytest

from confidcheck.errors import RuleError
from confidcheck.match import Matcher
from confidcheck.reading import About, Mention
from confidcheck.rule import Kind
from plain_reading import PlainReading, ruleset

TEXT = "She is 34 and her number is 943 476 5919."
AGE = Mention("age", 7, 9, About.CLIENT, 0.6, "grammar", "age-gender")
NUMBER = Mention("contact", 28, 40, About.UNKNOWN, 0.9, "identifier", "GB_NHS")
FAINT = Mention("age", 7, 9, About.CLIENT, 0.3, "encoder")


def hits(folder, pattern, *mentions):
    return Matcher(ruleset(folder, f"  mention: [{pattern}]")).hits(PlainReading(TEXT, mentions))


@pytest.mark.parametrize(
    ("pattern", "mention", "is_hit"),
    [
        ("{label: age}", AGE, True),
        ("{label: [age, date]}", AGE, True),
        ("{label: health}", AGE, False),
        ("{label: age}", FAINT, False),
        ("{label: age, confidence: low}", FAINT, True),
        ("{label: age, confidence: high}", AGE, False),
        ("{label: age, origin: grammar}", AGE, True),
        ("{label: age, origin: [encoder, lexicon]}", AGE, False),
        ("{label: contact}", NUMBER, False),
        ("{label: contact, about: any}", NUMBER, True),
        ("{label: contact, about: [unknown, client]}", NUMBER, True),
        ("{label: contact, about: any, kind: GB_NHS}", NUMBER, True),
        ("{label: contact, about: any, kind: [IP_ADDRESS]}", NUMBER, False),
    ],
)
def test_a_mention_must_be_what_the_pattern_asks(tmp_path, pattern, mention, is_hit):
    found = hits(tmp_path, pattern, mention)
    expected = [(mention.start, mention.end, Kind.MENTION, mention.score)] if is_hit else []
    assert [(hit.start, hit.end, hit.kind, hit.score) for hit in found] == expected


def test_mentions_are_not_computed_where_no_rule_asks(tmp_path):
    class Asked(PlainReading):
        mentions = property(lambda _: pytest.fail("the mentions were computed"))

        def __init__(self, text):
            super(PlainReading, self).__init__()
            plain = PlainReading(text)
            self.draft, self.sentences = plain.draft, plain.sentences

    assert Matcher(ruleset(tmp_path, '  phrase: ["my client"]')).hits(Asked("my client"))


def test_a_band_without_a_limit_is_an_error(tmp_path):
    with pytest.raises(RuleError, match=r"gives no mention\.high"):
        Matcher(ruleset(tmp_path, "  mention: [{label: age, confidence: high}]", thresholds="mention: {low: 0.1}\n"))
