"""Every example of every rule, and every kind of mistake that a rule can hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from confidcheck import cli
from confidcheck.rule_tests import failures
from confidcheck.ruleset import load_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = load_rules([shipped_rules()], with_examples=True)
VALUES = (*RULES.rules, *RULES.frames)

GOOD = """\
id: waiting-room-talk
family: F01
label: client
severity: warn
guidance: [staffroom-faq]
message: "“{match}” singles out a client."
why: "They may read it."
remedy: theme
match:
  phrase: ["<the gentleman in my waiting room>"]
examples:
  - flag: "So [[the gentleman in my waiting room]] hums."
  - pass: "My waiting room has a new lamp."
"""


@pytest.fixture(scope="module")
def failed() -> list:
    """What failed in the examples of all shipped rules and frames, each by itself and all together."""
    return failures([])[2]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.id)
def test_a_rule_keeps_what_its_examples_promise(value, failed):
    assert [str(failure) for failure in failed if failure.path == value.path] == []


def test_there_are_examples_enough():
    assert sum(len(value.examples) for value in VALUES) >= 1200


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.id != "mosaic"], ids=lambda rule: rule.id)
def test_a_rule_shows_at_least_four_examples_of_both_kinds(rule):
    assert sum(example.flags for example in rule.examples) >= 4
    assert sum(not example.flags for example in rule.examples) >= 4


def test_every_family_of_checks_has_a_rule():
    assert {rule.family for rule in RULES.rules} == {f"F{number:02}" for number in range(1, 32)}


def test_every_kind_of_look_alike_has_an_example_that_passes():
    found = {example.look_alike for value in VALUES for example in value.examples}
    assert found >= {f"N{number}" for number in range(1, 22)}


@pytest.fixture
def run(monkeypatch, capsys, tmp_path) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        return (status, *capsys.readouterr())

    return run


def write(content: str, name: str = "own/practice/waiting-room-talk.yaml") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_good_rule_of_ones_own_passes(run):
    write(GOOD)
    assert run("rules", "test", "own") == (0, "1 rules and frames, 2 examples, 0 failed.\n", "")


@pytest.mark.parametrize(
    ("kind", "old", "new", "line", "hint"),
    [
        ("an unknown key", "remedy: theme", "remedey: theme", 8, "did you mean “remedy”?"),
        ("a bad phrase", "<the gentleman in my", "<the (gentleman in my", 10, "“)” is missing"),
        ("a bad regex", "phrase: [", "regex: ['(a', ", 10, "missing )"),
        ("a missing example", '  - pass: "My waiting room has a new lamp."\n', "", 12, "“pass:” is needed"),
        ("an unknown key of guidance", "staffroom-faq", "stafroom-faq", 5, "did you mean “staffroom-faq”?"),
        ("an unknown lexicon", "<the gentleman", "<the {clientnoun}", 10, "did you mean “client-noun”?"),
    ],
)
def test_a_rule_with_a_mistake_is_refused_with_its_place_and_what_to_do(run, kind, old, new, line, hint):
    path = write(GOOD.replace(old, new, 1))
    status, out, err = run("rules", "test", "own")
    assert status == 2, kind
    assert out == ""
    assert re.match(rf"confidcheck: {re.escape(str(path))}:{line}:\d+: ", err), err
    assert hint in err


def test_an_id_that_is_there_already_is_refused_and_both_files_are_named(run):
    path = write(GOOD.replace("waiting-room-talk", "client-opener", 1), "own/practice/client-opener.yaml")
    status, _, err = run("rules", "test", "own")
    assert status == 2
    assert err.startswith(f"confidcheck: {path}:1:")
    assert "client-opener.yaml; rename one of them" in err


def test_an_example_that_fails_is_named_with_its_line_and_what_happened(run):
    path = write(GOOD.replace("[[the gentleman]] in", "").replace("So [[the gentleman in", "So the [[gentleman in"))
    status, out, _ = run("rules", "test", "own")
    assert status == 1
    assert out.startswith(f"{path}:12: waiting-room-talk: “gentleman in my waiting room” must be flagged; flagged instead:")
    assert "1 failed" in out


def test_an_example_that_must_pass_and_that_another_rule_flags_is_named(run):
    path = write(GOOD.replace("My waiting room has a new lamp.", "My client hums."))
    status, out, _ = run("rules", "test", "own")
    assert status == 1
    assert out.startswith(f"{path}:13: waiting-room-talk: “My client hums.” must pass, but my-client flags")


def test_a_slow_pattern_is_an_error_that_names_its_rule_and_never_a_skipped_check(run):
    slow = GOOD.replace('phrase: ["<the gentleman in my waiting room>"]', 'regex: ["(?:x+x+)+y"]')
    path = write(slow.replace("So [[the gentleman in my waiting room]] hums.", "[[xxxxy]]"))
    status, out, err = run("rules", "test", "own")
    assert (status, out) == (2, "")
    assert err.startswith(f"confidcheck: {path}:10:")
    assert "waiting-room-talk" in err


def test_a_rule_begun_for_the_user_passes_at_once(run):
    assert run("rules", "new", "my-favourite-client")[0] == 0
    status, out, _ = run("rules", "test", "confidcheck-rules")
    assert (status, out) == (0, "1 rules and frames, 2 examples, 0 failed.\n")
