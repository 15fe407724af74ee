import pytest

from confidcheck.errors import RuleError
from confidcheck.match import Matcher
from confidcheck.rule import Kind
from plain_reading import PlainReading, ruleset


def spans(folder, regex, text):
    hits = Matcher(ruleset(folder, f"  regex:\n    - '{regex}'")).hits(PlainReading(text))
    assert all(hit.kind is Kind.REGEX for hit in hits)
    return [text[hit.start : hit.end] for hit in hits]


def test_a_shape_is_matched_on_the_clean_text_and_with_its_case(tmp_path):
    assert spans(tmp_path / "1", "[A-Z]{2}[0-9]{2} ?[A-Z]{3}", "seen AB12 CDE, not ab12 cde") == ["AB12 CDE"]
    assert spans(tmp_path / "2", "(?i)case no[0-9]+", "Case NO7") == ["Case NO7"]


def test_the_group_named_flag_is_the_part_to_flag(tmp_path):
    assert spans(tmp_path, "case (?P<flag>[0-9]+)", "case 123") == ["123"]


@pytest.mark.parametrize(
    ("regex", "column", "hint"),
    [("a(b", 11, "not a regex"), ("a*", 8, "matches the empty text"), ("a{1}(?P<x", 17, "not a regex")],
)
def test_a_bad_regex_is_an_error_in_its_rule(tmp_path, regex, column, hint):
    with pytest.raises(RuleError) as caught:
        Matcher(ruleset(tmp_path, f"  regex:\n    - '{regex}'"))
    assert hint in caught.value.problem
    assert (caught.value.path.name, caught.value.line, caught.value.column) == ("some-rule.yaml", 11, column)


def test_a_regex_that_flags_no_characters_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="“some-rule” flags no characters"):
        spans(tmp_path, "(?<=a)", "aa")


def test_a_slow_regex_is_an_error_that_names_its_rule_and_not_the_draft(tmp_path, monkeypatch):
    monkeypatch.setattr("confidcheck.match.regexes.SECONDS", 0.05)
    with pytest.raises(RuleError, match="“some-rule” needs too long") as caught:
        spans(tmp_path, "(x+x+)+y", "x" * 5000)
    assert "xxx" not in str(caught.value)
