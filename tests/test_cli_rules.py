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


def settings(folder: Path, *lines: str) -> None:
    (folder / "confidcheck.toml").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def weight(listed: str, rule_id: str) -> str:
    return next(line.split()[2] for line in listed.splitlines() if line.split()[0] == rule_id)


def test_the_list_shows_how_grave_a_rule_is_where_the_settings_or_the_option_say_that_one_posts(
    run: Run, tmp_path: Path
) -> None:
    assert weight(run("rules", "list")[1], "composite") != "note"
    settings(tmp_path, 'profile = "publication"')
    assert weight(run("rules", "list")[1], "composite") == "note"
    assert weight(run("rules", "list", "--profile", "group")[1], "composite") != "note"


def test_an_explanation_tells_what_the_profile_makes_of_a_rule_and_what_it_leaves_alone(run: Run, tmp_path: Path) -> None:
    settings(tmp_path, 'profile = "publication"')
    out = " ".join(run("explain", "composite")[1].split())
    assert out.startswith("composite This is how the rule counts with your profile “publication”.")
    assert "How grave: a note by itself" in out
    assert "do not post" not in out
    assert "profile" not in run("explain", "client-opener")[1]


def test_a_rule_that_the_profile_switches_off_is_listed_as_off_and_explained_as_that(run: Run, tmp_path: Path) -> None:
    house = shipped_rules().parent / "examples" / "house-rules" / "rules"
    settings(tmp_path, f'rules = ["{house.as_posix()}"]', 'profile = "riverside"')
    assert weight(run("rules", "list")[1], "caseload-in-a-list") == "off"
    out = " ".join(run("explain", "caseload-in-a-list")[1].split())
    assert "Your profile “riverside” switches this rule off. Without that:" in out


def test_rules_of_the_settings_are_listed_shown_and_explained_like_the_others(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "my-favourite", "--in", "own")
    settings(tmp_path, 'rules = ["own"]')
    assert weight(run("rules", "list")[1], "my-favourite") == "warn"
    assert run("rules", "show", "my-favourite")[1].startswith(f"# {tmp_path / 'own'}")
    assert run("explain", "my-favourite")[0] == 0


def test_the_body_of_the_settings_is_cited_first_in_an_explanation(run: Run, tmp_path: Path) -> None:
    settings(tmp_path, 'body = "apa"')
    out = run("explain", "client-opener")[1]
    assert out.split("What the profession says:\n")[1].split(",")[0].strip() == "American Psychological Association"


@pytest.mark.parametrize("command", [("rules", "list"), ("explain", "client-opener"), ("check", "post.md")])
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('profile = "pubic"', "no profile “pubic”; did you mean “public”? there are group, public,"),
        ('profile = "ours.yaml"', "there is no file "),
        ('body = "bacb"', "no body “bacb” is known; did you mean “bacp”? there are aamft, aca,"),
    ],
)
def test_a_profile_or_body_of_the_settings_that_is_not_known_is_an_error_at_its_line(
    run: Run, tmp_path: Path, command: tuple[str, ...], line: str, says: str
) -> None:
    (tmp_path / "post.md").write_text("Hello.\n", encoding="utf-8")
    settings(tmp_path, "encoder = false", line)
    status, out, err = run(*command)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"confidcheck: {tmp_path / 'confidcheck.toml'}:2: {says}")


def test_a_profile_of_the_command_line_that_is_not_known_points_at_no_file(run: Run, tmp_path: Path) -> None:
    settings(tmp_path, "encoder = false", 'profile = "group"')
    assert run("rules", "list", "--profile", "pubic")[2].startswith("confidcheck: no profile “pubic”;")
