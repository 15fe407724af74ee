from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from confidcheck import cli
from confidcheck.explanation import explanation
from confidcheck.ruleset import load_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Run = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        return (status, *capsys.readouterr())

    return run


def test_every_shipped_rule_is_listed_once(run: Run) -> None:
    status, out, _ = run("rules", "list")
    assert status == 0
    assert sorted(line.split()[0] for line in out.splitlines()) == sorted(
        rule.id for rule in load_rules([shipped_rules()]).rules
    )


def test_a_rule_is_shown_as_it_stands_in_its_file(run: Run) -> None:
    _, out, _ = run("rules", "show", "client-opener")
    path = next(shipped_rules().rglob("client-opener.yaml"))
    assert out == f"# {path}\n{path.read_text(encoding='utf-8')}"


def test_a_rule_is_explained_with_its_reason_its_guidance_its_remedy_and_examples(run: Run) -> None:
    status, out, _ = run("explain", "client-opener")
    assert status == 0
    ruleset = load_rules([shipped_rules()], with_examples=True)
    rule = next(rule for rule in ruleset.rules if rule.id == "client-opener")
    plain = " ".join(out.split())
    assert " ".join(rule.why.split()) in plain
    for key in rule.guidance:
        assert ruleset.guidance[key].address in out
    assert "What helps: Ask about the theme" in plain
    flagged = next(example for example in rule.examples if example.flags)
    start, end = flagged.marks[0]
    assert f"«{flagged.text[start:end]}»" in plain
    assert max(map(len, (line for line in out.splitlines() if "https://" not in line))) <= 80


def test_every_rule_can_be_explained() -> None:
    ruleset = load_rules([shipped_rules()], with_examples=True)
    for rule in ruleset.rules:
        assert explanation(rule, ruleset.guidance).startswith(f"{rule.id}\n\n")


def test_a_new_rule_works_at_once_and_is_never_written_over(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("rules", "new", "my-favourite", "--in", "own")
    assert status == 0
    assert "own/own/my-favourite.yaml" in out
    before = (tmp_path / "own/own/my-favourite.yaml").read_text(encoding="utf-8")
    assert run("rules", "test", "own") == (0, "1 rules and frames, 2 examples, 0 failed.\n", "")
    status, _, err = run("rules", "new", "my-favourite", "--in", "own")
    assert (status, err) == (2, "confidcheck: there is a rule my-favourite already; choose another identifier\n")
    assert (tmp_path / "own/own/my-favourite.yaml").read_text(encoding="utf-8") == before


def test_the_id_of_a_new_rule_is_kebab_case(run: Run) -> None:
    status, _, err = run("rules", "new", "My Rule")
    assert status == 2
    assert "kebab case" in err


def test_an_example_that_fails_is_shown_with_its_line_and_fails_the_run(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "my-favourite", "--in", "own")
    path = tmp_path / "own/own/my-favourite.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Off to see [[my favourite client]].", "Off to see [[my best]] client.")
    )
    status, out, _ = run("rules", "test", "own")
    assert status == 1
    assert "my-favourite.yaml:" in out
    assert "“my best” must be flagged" in out
    assert out.endswith("1 rules and frames, 2 examples, 1 failed.\n")
