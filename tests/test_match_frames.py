import pickle

import pytest

from confidcheck.match import Matcher, run_examples
from confidcheck.reading import About, Mention
from confidcheck.ruleset import load_rules
from plain_reading import EXAMPLES, HEAD, PlainReading, ruleset, write_rules

FRAME = """\
id: invented
about: people
why: w
{scope}: ["imagine {{gap:2}} {{client-noun}}", role play]
examples:
  - pass: {example}
"""


def flagged(folder, text, match='  phrase: ["<my client> [who]"]', rest="", **files):
    hits = Matcher(ruleset(folder, match, rest, **files)).hits(PlainReading(text))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("scope", "text", "is_flagged"),
    [
        ("near", "role play my client", False),
        ("near", "my client role play", False),
        ("near", "my client who “role play”", False),
        ("near", "role play with my client", True),
        ("near", "my client, role play", True),
        ("near", "my client\nrole play", True),
        ("sentence", "role play, in which I saw my client", False),
        ("sentence", "A role play. I saw my client", True),
        ("draft", "A role play. I saw my client", False),
        ("draft", "A role. Play my client", True),
    ],
)
def test_words_take_a_match_back_within_their_scope(tmp_path, scope, text, is_flagged):
    expected = ["my client"] if is_flagged else []
    assert flagged(tmp_path / "unless", text, rest=f"unless: {{{scope}: [role play]}}\n") == expected
    assert flagged(tmp_path / "frame", text, frames__invented=FRAME.format(scope=scope, example="role play")) == expected


def test_a_rule_can_speak_despite_a_frame(tmp_path):
    frame = FRAME.format(scope="sentence", example="role play")
    text = "imagine my old client, my client"
    assert flagged(tmp_path / "1", text, frames__invented=frame) == []
    assert flagged(tmp_path / "2", text, rest="despite: [invented]\n", frames__invented=frame) == ["my client"]


def test_an_exemption_concerns_its_own_rule_only(tmp_path):
    other = HEAD.format(id="other-rule") + "match: {phrase: [client]}\n" + EXAMPLES
    text = "role play my client"
    files = {"F02__other-rule": other}
    assert flagged(tmp_path, text, rest="unless: {near: [role play]}\n", **files) == ["client"]


def test_a_frame_silences_hits_of_every_kind(tmp_path):
    frame = FRAME.format(scope="sentence", example="role play")
    match = '  phrase: ["my client"]\n  regex: ["case 7"]\n  mention: [{label: age}]'
    matcher = Matcher(ruleset(tmp_path, match, frames__invented=frame))
    mention = (Mention("age", 21, 23, About.CLIENT, 0.9, "grammar"),)
    assert len(matcher.hits(PlainReading("my client, case 7, is 34.", mention))) == 2 + 1
    text = "my client case 7 is a 34 role play"
    assert matcher.hits(PlainReading(text, (Mention("age", 22, 24, About.CLIENT, 0.9, "grammar"),))) == ()


def test_a_compiled_matcher_can_be_stored_and_read_again(tmp_path):
    files = {"frames__invented": FRAME.format(scope="sentence", example="role play")}
    rules = ruleset(tmp_path, '  phrase: ["my {client-noun~}"]\n  regex: ["case 7"]', **files)
    stored = pickle.loads(pickle.dumps(Matcher(rules)))  # noqa: S301 - written by the line itself
    for text in ("my ct and case 7", "role play: my client"):
        assert [(h.rule.id, h.start, h.end) for h in stored.hits(PlainReading(text))] == [
            (h.rule.id, h.start, h.end) for h in Matcher(rules).hits(PlainReading(text))
        ]


def test_examples_report_what_was_flagged_instead(tmp_path):
    examples = (
        "examples:\n"
        '  - flag: "[[my client]] left"\n'
        '  - flag: "so [[my client left]]"\n'
        '  - flag: "[[she]] left"\n'
        '  - pass: "my own idea"\n'
        '  - pass: "my client list"\n'
    )
    rule = HEAD.format(id="some-rule") + 'match:\n  phrase: ["my client"]\n' + examples
    frame = FRAME.format(scope="sentence", example="imagine a client\n  - pass: imagine\n  - flag: a role play")
    folder = write_rules(tmp_path, **{"F01__some-rule": rule, "frames__invented": frame})
    failures = run_examples(load_rules([folder], with_examples=True), PlainReading)
    assert [(failure.id, failure.line) for failure in failures] == [
        ("some-rule", 13),
        ("some-rule", 14),
        ("some-rule", 16),
        ("invented", 7),
        ("invented", 8),
    ]
    assert "“my client left” must be flagged; flagged instead: “my client”" in str(failures[0])
    assert "nothing was flagged" in str(failures[1])
    assert "must pass, but “my client” was flagged" in str(failures[2])
