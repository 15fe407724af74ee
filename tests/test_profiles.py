from __future__ import annotations

from pathlib import Path

import pytest

from confidcheck import Checker, cli
from confidcheck.draft import Draft, Thread
from confidcheck.errors import ConfigError, RuleError
from confidcheck.finding import Severity, Verdict
from confidcheck.rule import Condition, MosaicPattern
from confidcheck.ruleset import load_body, load_profile, load_rules, shipped_rules

SHIPPED = shipped_rules()
RULES = load_rules([SHIPPED])
NAMES = ("group", "public", "publication", "review-reply")
HOUSE = Path(__file__).parent.parent / "examples" / "house-rules"
NOTE, WARN, STOP = Severity.NOTE, Severity.WARN, Severity.STOP

GOOD = """\
name: ours
says: Our place.
changes:
  - rules: [composite]
    at-most: note
    reason: We agreed.
    guidance: [staffroom-faq]
thresholds:
  - threshold: alone
    value: 0.5
    reason: We agreed.
    guidance: [staffroom-faq]
"""


def applied(name):
    ruleset = load_profile(name, [SHIPPED], RULES).applied(RULES)
    return {rule.id: rule for rule in ruleset.rules}


def ours(tmp_path, content=GOOD):
    path = tmp_path / "ours.yaml"
    path.write_text(content, encoding="utf-8")
    return load_profile(str(path), [SHIPPED], RULES)


@pytest.mark.parametrize("name", NAMES)
def test_every_change_of_a_shipped_profile_has_a_reason_and_does_something(name):
    profile = load_profile(name, [SHIPPED], RULES)
    before = {rule.id: rule for rule in RULES.rules}
    assert profile.says
    for change in profile.changes:
        assert change.reason.endswith(".")
        assert change.guidance
        assert any(change.of(before[each]).severity != before[each].severity for each in change.rules)


def test_the_default_leaves_the_rules_as_they_stand():
    assert load_profile("group", [SHIPPED], RULES).applied(RULES) == RULES


def test_a_publication_takes_a_disguise_and_a_consent_lightly_and_nothing_else():
    before, after = {rule.id: rule for rule in RULES.rules}, applied("publication")
    lighter = {each for each, rule in after.items() if rule.severity != before[each].severity}
    assert set(after["composite"].severity.values()) == set(after["with-permission"].severity.values()) == {NOTE}
    assert {before[each].family for each in lighter} == {"F12", "F13"}
    assert "apa-4-07" in after["composite"].guidance
    assert "editor" in after["composite"].why


def test_in_an_answer_to_a_review_everything_that_confirms_is_a_stop():
    for rule in applied("review-reply").values():
        if rule.family in {"F01", "F04", "F19", "F25"} or rule.id.startswith("review-"):
            assert set(rule.severity.values()) == {STOP}


def test_in_public_nothing_is_lighter_than_in_a_group():
    before = {rule.id: rule for rule in RULES.rules}
    for name, rule in applied("public").items():
        assert all(severity >= before[name].severity[condition] for condition, severity in rule.severity.items())
    assert applied("public")["client-date"].severity[Condition.ALONE] is WARN


def test_the_rule_set_given_stays_as_it_was():
    before = load_rules([SHIPPED])
    load_profile("review-reply", [SHIPPED], RULES).applied(RULES)
    assert before == RULES


def test_a_change_reaches_the_sums_of_details_too(tmp_path):
    profile = ours(tmp_path, GOOD.replace("composite", "mosaic"))
    (rule,) = [rule for rule in profile.applied(RULES).rules if rule.id == "mosaic"]
    assert {p.value.severity for p in rule.patterns if isinstance(p.value, MosaicPattern)} == {NOTE}


def test_a_profile_sets_thresholds_and_switches_rules_off(tmp_path):
    changed = ours(tmp_path, GOOD.replace("at-most: note", "off: true")).applied(RULES)
    assert changed.thresholds["alone"] == 0.5
    assert "composite" not in {rule.id for rule in changed.rules}


def test_of_two_changes_of_one_rule_both_count(tmp_path):
    second = "  - families: [F12]\n    at-least: warn\n    reason: And so.\n    guidance: [staffroom-faq]\nthresholds:"
    (rule,) = [
        rule for rule in ours(tmp_path, GOOD.replace("thresholds:", second)).applied(RULES).rules if rule.id == "composite"
    ]
    assert set(rule.severity.values()) == {WARN}
    assert rule.why.endswith("We agreed.\nAnd so.")


@pytest.mark.parametrize(
    ("old", "new", "line", "hint"),
    [
        ("says:", "say:", 2, "did you mean “says”?"),
        ("name: ours", "name: yours", 1, "write “ours”"),
        ("[composite]", "[composit]", 4, "did you mean “composite”?"),
        ("rules: [composite]", "families: [F99]", 4, "no family of checks"),
        ("rules: [composite]\n    at-most", "at-most", 4, "rules, families"),
        ("at-most: note", "at-most: mild", 5, "allowed: note, stop, warn"),
        ("at-most: note", "off: false", 5, "allowed: true"),
        ("    at-most: note\n", "", 4, "severity, at-least, at-most, off"),
        ("at-most: note", "at-most: note\n    at-least: warn", 4, "severity, at-least, at-most, off"),
        (
            "    reason: We agreed.\n    guidance: [staffroom-faq]\nthresholds",
            "    guidance: [staffroom-faq]\nthresholds",
            4,
            "“reason” is missing",
        ),
        ("threshold: alone", "threshold: allone", 9, "did you mean “alone”?"),
        ("value: 0.5", "value: half", 10, "expected a number"),
    ],
)
def test_a_mistake_in_a_profile_names_its_line_and_what_is_allowed(tmp_path, old, new, line, hint):
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        ours(tmp_path, GOOD.replace(old, new, 1))
    assert caught.value.line == line
    assert hint in caught.value.problem


def test_a_profile_that_is_not_there_is_an_error_that_names_those_that_are():
    with pytest.raises(ConfigError, match="no profile “grup”; did you mean “group”\\? there are group, public"):
        load_profile("grup", [SHIPPED], RULES)
    with pytest.raises(ConfigError, match=r"there is no file nowhere/ours\.yaml"):
        load_profile("nowhere/ours.yaml", [SHIPPED], RULES)


# Bodies


def test_the_points_of_ones_own_body_come_first_and_those_of_others_are_left_out():
    body = load_body("APA", SHIPPED, RULES)
    rules = {rule.id: rule for rule in body.applied(RULES).rules}
    before = {rule.id: rule for rule in RULES.rules}
    for name, rule in rules.items():
        own = [key for key in before[name].guidance if key in body.keys]
        assert list(rule.guidance[: len(own)]) == own
        assert not set(rule.guidance) & body.others or set(rule.guidance) <= body.others  # better than nothing
        assert rule.guidance


def test_a_body_without_a_point_on_a_rule_is_cited_with_its_point_on_confidentiality():
    rules = {rule.id: rule for rule in load_body("ukcp", SHIPPED, RULES).applied(RULES).rules}
    assert rules["client-opener"].guidance[0] == "ukcp-code"
    assert "ukcp-code" not in rules["suicide-risk-now"].guidance


@pytest.mark.parametrize("code", ["bacp", "ukcp", "ncps", "bps", "hcpc", "apa", "aca", "nasw", "aamft"])
def test_a_body_is_known(code):
    body = load_body(code.upper(), SHIPPED, RULES)
    assert RULES.guidance[body.general].key in body.keys | {body.general}


def test_a_body_that_is_not_known_is_an_error_that_names_those_that_are():
    with pytest.raises(ConfigError, match="no body “BACB” is known; did you mean “bacp”\\? there are aamft, aca"):
        load_body("BACB", SHIPPED, RULES)


# The way through


def test_one_draft_is_graver_in_an_answer_to_a_review_than_in_a_group():
    thread = Thread.of(Draft.plain("My client hums."))
    assert Checker(use_encoder=False).check(thread).verdict is Verdict.THINK_AGAIN
    assert Checker(use_encoder=False, profile="review-reply").check(thread).verdict is Verdict.DO_NOT_POST


def test_the_command_line_takes_a_profile(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("reply.txt").write_text("My client hums.\n", encoding="utf-8")
    assert cli.run(["check", "--no-encoder", "--fail-on", "stop", "reply.txt"]) == 0
    assert cli.run(["check", "--no-encoder", "--fail-on", "stop", "--profile", "review-reply", "reply.txt"]) == 1
    capsys.readouterr()
    assert cli.run(["check", "--no-encoder", "--profile", "reviewreply", "reply.txt"]) == 2
    assert "did you mean “review-reply”?" in capsys.readouterr().err


def test_the_rules_of_a_group_stand_beside_the_shipped_ones(monkeypatch, capsys):
    monkeypatch.chdir(HOUSE)
    assert cli.run(["rules", "test", "rules"]) == 0
    capsys.readouterr()
    assert cli.run(["check", "--no-encoder", "draft.txt"]) == 1
    assert "is one of the places we agreed not to name" in " ".join(capsys.readouterr().out.split())


def test_the_profile_of_a_group_changes_what_it_says_it_does():
    folders = [SHIPPED, HOUSE / "rules"]
    known = load_rules(folders)
    changed = load_profile("riverside", folders, known).applied(known)
    rules = {rule.id: rule for rule in changed.rules}
    assert set(rules["stuck-with-a-client"].severity.values()) == {STOP}
    assert max(rules["session-just-finished"].severity.values()) is NOTE
    assert "caseload-in-a-list" not in rules
    assert changed.thresholds["alone"] == 0.5
