import pytest

from confidcheck.errors import RuleError
from confidcheck.finding import Confidence, Label, Severity
from confidcheck.rule import Condition, Kind, Remedy, Scope
from confidcheck.ruleset import load_rules, shipped_rules
from plain_reading import EXAMPLES, HEAD, write_rules

PHRASE = 'match:\n  phrase: ["my {client-noun}"]\n'
GOOD = HEAD.format(id="some-rule") + PHRASE + EXAMPLES


def failure(folder, rule=GOOD, name="F01__some-rule", **files):
    with pytest.raises(RuleError) as caught:
        load_rules([write_rules(folder, **{name: rule}, **files)], with_examples=True)
    return caught.value


def test_a_rule_becomes_a_value(tmp_path):
    rule = (
        HEAD.format(id="some-rule")
        + 'confidence: high\nmatch:\n  phrase:\n    - "<my {client-noun}>"\n  regex: ["a+"]\n'
        + "unless:\n  near: [ideal]\n  draft: [triads]\n"
        + 'examples:\n  - flag: "So [[my client]] and [[a client]]"\n    becomes: "So."\n  - pass: "fine"\n'
    )
    loaded = load_rules([write_rules(tmp_path, **{"F01__some-rule": rule})], with_examples=True)
    (rule,) = loaded.rules
    assert (rule.id, rule.family, rule.label, rule.remedy) == ("some-rule", "F01", Label.CLIENT, Remedy.THEME)
    assert rule.severity == {Condition.ALONE: Severity.WARN, Condition.WITH_DETAIL: Severity.STOP}
    assert rule.confidence is Confidence.HIGH
    assert [(p.kind, p.value, p.line, p.column) for p in rule.patterns] == [
        (Kind.PHRASE, "<my {client-noun}>", 12, 8),
        (Kind.REGEX, "a+", 13, 12),
    ]
    assert [(e.scope, e.phrase) for e in rule.exemptions] == [(Scope.NEAR, "ideal"), (Scope.DRAFT, "triads")]
    flag, passes = rule.examples
    assert flag.text == "So my client and a client"
    assert [flag.text[start:end] for start, end in flag.marks] == ["my client", "a client"]
    assert (flag.becomes, flag.flags, passes.flags, passes.marks) == ("So.", True, False, ())
    assert loaded.thresholds["mention.medium"] == pytest.approx(0.45)
    assert loaded.guidance["staffroom"].body == "Staffroom"


def test_examples_are_left_out_unless_they_are_wanted(tmp_path):
    assert load_rules([write_rules(tmp_path, **{"F01__some-rule": GOOD})]).rules[0].examples == ()


def test_the_shipped_rules_lie_beside_the_source_or_in_the_package():
    assert (shipped_rules() / "guidance.yaml").is_file()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "hint"),
    [
        ("remedy: theme", "remedie: theme", 8, 1, "did you mean “remedy”?"),
        ("remedy: theme\n", "", 1, 1, "the key “remedy” is missing"),
        ("label: client", "label: clients", 3, 8, "did you mean “client”?"),
        ("family: F01", "family: F99", 2, 9, "no family of checks"),
        ("alone: warn", "alone: warning", 4, 19, "allowed: note, stop, warn"),
        ("alone: warn, ", "", 4, 11, "the key “alone” is missing"),
        ("with-detail", "with-details", 4, 25, "did you mean “with-detail”?"),
        ("[staffroom]", "[stafroom]", 5, 12, "did you mean “staffroom”?"),
        ("{match}", "{word}", 6, 12, "only {match} is"),
        ("remedy: theme", "remedy: [theme]", 8, 9, "expected a text, found a list"),
        ("remedy: theme", "remedy: theme\nremedy: drop", 9, 1, "twice"),
        ("remedy: theme", "remedy: theme\nconfidence: sure", 9, 13, "allowed: high, low, medium"),
        ("remedy: theme", "remedy: theme\ndespite: [fiction]", 9, 11, "“fiction” is no frame"),
        ("some-rule", "Some_Rule", 1, 5, "kebab case"),
        ("some-rule", "other-rule", 1, 5, "differs from the file's name; write “some-rule”"),
        ("{client-noun}", "{client-nuon}", 10, 16, "did you mean “client-noun”?"),
        ("my {client-noun}", "(my|a {client-noun}", 10, 32, "“)” is missing"),
        ("my {client-noun}", "my [|old] client", 10, 17, "an alternative is empty"),
        ("my {client-noun}", "a|b", 10, 14, "write (this|that)"),
        ("my {client-noun}", "my {gap:99} x", 10, 16, "a gap has 1 to 12 words"),
        ("my {client-noun}", "my {Client}", 10, 16, "is no slot"),
        ("my {client-noun}", "[my]", 10, 13, "match nothing at all"),
        ("my {client-noun}", "<my> <client>", 10, 13, "mark one part"),
        ("my {client-noun}", "my <client", 10, 23, "“>” is missing"),
        ("  phrase:", "  phrases:", 10, 3, "did you mean “phrase”?"),
        ('  phrase: ["my {client-noun}"]', "  mention: [{label: agee}]", 10, 21, "did you mean “age”?"),
        ('  phrase: ["my {client-noun}"]', "  mention: [{label: age, origin: guess}]", 10, 34, "allowed: encoder, grammar"),
        ('  phrase: ["my {client-noun}"]', "  tokens: [[my]]", 10, 12, "a list of mappings"),
        ('  phrase: ["my {client-noun}"]', "  phrase: []", 10, 11, "at least one item"),
        ("examples: [", 'unless: {nearby: ["x"]}\nexamples: [', 11, 10, "did you mean “near”?"),
        ("examples: [", 'unless: {near: ["<x> y"]}\nexamples: [', 11, 18, "leave out < >"),
        (', {pass: "y"}', "", 11, 11, "“pass:” is needed"),
        ('{flag: "[[x]]"}, ', "", 11, 11, "“flag:” is needed"),
        ('"[[x]]"', '"x"', 11, 20, "[[like this]]"),
        ('"[[x]]"', '"[[x"', 11, 20, "“]]” is missing"),
        ('"[[x]]"', '"a x]]"', 11, 23, "does not fit"),
        ('"[[x]]"', '"[[]]"', 11, 22, "empty"),
        ('pass: "y"', 'pass: "[[y]]"', 11, 37, "has no [[marks]]"),
        ('pass: "y"', 'pass: "y", becomes: z', 11, 50, "stands beside “flag:” only"),
        ('pass: "y"', 'pass: "y", flag: "[[z]]"', 11, 29, "either “flag:” or “pass:”"),
        ("remedy: theme", "remedy: &r theme", 8, 9, "anchors"),
        ("remedy: theme", "remedy: *r", 8, 9, "anchors"),
        ("remedy: theme", "remedy: {theme", 9, 6, "not valid YAML"),
    ],
)
def test_each_mistake_names_its_place_and_what_is_allowed(tmp_path, old, new, line, column, hint):
    assert old in GOOD
    error = failure(tmp_path, GOOD.replace(old, new, 1))
    assert (error.line, error.column) == (line, column), str(error)
    assert hint in error.problem
    assert str(error).startswith(f"{tmp_path / 'F01' / 'some-rule.yaml'}:{line}:{column}: ")


def test_a_token_pattern_is_not_nested_without_end(tmp_path):
    deep = "[" * 20 + "]" * 20
    error = failure(tmp_path, GOOD.replace('phrase: ["my {client-noun}"]', f"tokens: [[{{LOWER: {deep}}}]]"))
    assert "12 levels" in error.problem


def test_an_id_that_is_there_twice_names_both_files(tmp_path):
    error = failure(tmp_path, **{"F02__some-rule": GOOD})
    assert error.path == tmp_path / "F02" / "some-rule.yaml"
    assert str(tmp_path / "F01" / "some-rule.yaml") in error.problem


def test_a_folder_of_the_users_adds_to_the_shipped_one(tmp_path):
    shipped = write_rules(tmp_path / "shipped", **{"F01__some-rule": GOOD})
    house = tmp_path / "house"
    (house / "practice").mkdir(parents=True)
    own = GOOD.replace("some-rule", "own-rule").replace("staffroom", "house").replace("{client-noun}", "{thing}")
    (house / "practice" / "own-rule.yaml").write_text(own, encoding="utf-8")
    (house / "lexicons").mkdir()
    (house / "lexicons" / "thing.yaml").write_text("name: thing\nsource: us\nterms: [yes, 1.30]\n", encoding="utf-8")
    (house / "guidance.yaml").write_text("house: {body: Us, point: a, says: b, address: c}\n", encoding="utf-8")
    loaded = load_rules([shipped, house])
    assert [rule.id for rule in loaded.rules] == ["some-rule", "own-rule"]
    assert [term.term for term in loaded.lexicons["thing"].terms] == ["yes", "1.30"]


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("lexicons__thing", "name: things\nsource: us\nterms: [a]\n", "write “thing”"),
        ("lexicons__thing", "name: thing\nsource: us\nterms: [{term: a, case: loose}]\n", "allowed: exact"),
        ("lexicons__thing", "name: thing\nterms: [a]\n", "“source” is missing"),
        ("lexicons__thing", "name: thing\nsource: us\nterms: [a]\nmentions: healthy\n", "did you mean “health”?"),
        ("frames__thing", "id: thing\nabout: people\nwhy: w\nexamples: [{pass: a}]\n", "near, sentence, draft"),
        ("frames__thing", "id: thing\nabout: nobody\nwhy: w\nnear: [a]\nexamples: [{pass: a}]\n", "allowed: author"),
        ("guidance", "staffroom: {body: b, point: p, says: s}\n", "“address” is missing"),
        ("thresholds", "mention: {low: few}\n", "expected a number"),
        ("thresholds", "", "the file is empty"),
        ("stray", "id: stray\n", "the folder of its family"),
    ],
)
def test_a_mistake_in_another_file_is_named_too(tmp_path, name, content, hint):
    error = failure(tmp_path, **{name: content})
    assert hint in error.problem
    assert error.path == tmp_path / f"{name.replace('__', '/')}.yaml"


def test_a_rule_that_would_not_be_read_is_refused(tmp_path):
    folder = write_rules(tmp_path)
    (folder / "F01").mkdir()
    (folder / "F01" / "some-rule.yml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"ends in \.yaml"):
        load_rules([folder])
    with pytest.raises(RuleError, match="no such folder"):
        load_rules([tmp_path / "absent"])


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path):
    folder = write_rules(tmp_path)
    (folder / "F01").mkdir()
    (folder / "F01" / "some-rule.yaml").write_bytes(b"id: \xff")
    with pytest.raises(RuleError, match="not UTF-8"):
        load_rules([folder])
