"""Settings, permissions and the baseline through the command line, as a user has them."""

from __future__ import annotations

import json
import re

import pytest

from confidcheck.cli import run
from confidcheck.cli_check import build_checker
from confidcheck.config import load_settings

TELLING = "I have a client who has agoraphobia and I feel I need more CPD on this.\n"
OTHER = "My client Jess told me about her divorce last week.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("CI", "CONFIDCHECK_BASELINE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "confidcheck.toml").write_text("encoder = false\n", encoding="utf8")
    (tmp_path / "post.md").write_text(TELLING, encoding="utf8")
    return tmp_path


@pytest.fixture
def said(capsys):
    """Run the command line and return its exit status and what it printed."""

    def said(*arguments: str) -> tuple[int, str]:
        status = run(arguments)
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return said


def rules_of(report: str) -> str:
    return ", ".join(sorted({finding["rule"] for finding in json.loads(report)["reports"][0]["findings"]}))


def add(folder, line: str) -> None:
    with (folder / "confidcheck.toml").open("a", encoding="utf8") as settings:
        settings.write(f"{line}\n")


def test_settings_apply_and_options_go_before_them(folder, said):
    add(folder, 'format = "json"')
    assert json.loads(said("check", "post.md")[1])["reports"]
    assert said("check", "--format", "text", "post.md")[1].startswith("post.md\n")


def test_a_draft_below_the_limit_set_is_ready(folder, said):
    (folder / "post.md").write_text("Hello.\n", encoding="utf8")
    add(folder, 'fail-on = "note"')
    assert said("check", "post.md")[0] == 0


def test_an_excluded_draft_that_is_named_is_passed_over_in_silence(folder, said):
    add(folder, 'exclude = ["post.md"]')
    assert said("check", "post.md") == (0, "")
    assert said("check", ".") == (0, "")


def test_only_what_is_included_is_read_from_a_folder(folder, said):
    add(folder, 'include = ["blog/*.md"]')
    assert said("check", ".") == (0, "")
    assert said("check", "post.md")[0] == 1


def test_a_wrong_setting_ends_with_status_2_and_one_line(folder, said):
    add(folder, "failon = 1")
    status, words = said("check", "post.md")
    assert (status, words.count("\n")) == (2, 1)
    assert words == f"confidcheck: {folder / 'confidcheck.toml'}:2: “failon” is no setting; did you mean “fail-on”?\n"


def test_what_applies_is_shown_without_checking_anything(folder, said):
    add(folder, 'fail-on = "stop"')
    status, words = said("check", "--show-config", "--format", "json", "post.md")
    assert status == 0
    assert re.search(r'^fail-on = "stop" +# confidcheck.toml:2$', words, re.MULTILINE)
    assert re.search(r'^format = "json" +# command line$', words, re.MULTILINE)


def test_the_country_of_the_locale_is_whom_a_stranger_starts_from(folder, said):
    (folder / "post.md").write_text("My client is 34, a firefighter in Leeds, and has agoraphobia.", encoding="utf8")
    words = said("check", "--format", "json", "post.md")[1]
    assert json.loads(words)["reports"][0]["mosaics"][0]["readers"][1]["start"] == [66.9e6, 335e6]
    add(folder, 'locale = "en-GB"')
    words = said("check", "--format", "json", "post.md")[1]
    assert json.loads(words)["reports"][0]["mosaics"][0]["readers"][1]["start"] == [66.9e6, 67.6e6]


def test_what_is_allowed_with_a_reason_is_shown_and_not_counted_in_every_format(folder, said):
    rules = rules_of(said("check", "--format", "json", "post.md")[1])
    text = f"<!-- confidcheck: allow {rules}: invented -->\n\n{TELLING}"
    (folder / "post.md").write_text(text, encoding="utf8")
    status, words = said("check", "post.md")
    assert status == 0, words
    assert "invented" in words
    status, words = said("check", "--format", "json", "post.md")
    (report,) = json.loads(words)["reports"]
    assert (status, report["verdict"]) == (0, "clear")
    assert {finding["suppressed"] for finding in report["findings"]} == {"invented"}


def test_allowed_words_stay_in_the_safer_version_or_there_is_none(folder, said):
    rules = rules_of(said("check", "--format", "json", "post.md")[1])
    text = f"<!-- confidcheck: allow {rules}: invented -->\n\n{TELLING}\n{OTHER}"
    (folder / "post.md").write_text(text, encoding="utf8")
    status, words = said("check", "--format", "json", "post.md")
    (report,) = json.loads(words)["reports"]
    assert status == 1
    assert any(finding["suppressed"] for finding in report["findings"])
    assert "confidcheck:" not in (report["rewritten"] or "")


def test_a_permission_without_need_is_a_note_that_can_be_explained(folder, said):
    (folder / "post.md").write_text("<!-- confidcheck: allow client-opener: invented -->\n\nHello.\n", encoding="utf8")
    status, words = said("check", "post.md")
    assert status == 0
    assert "nothing there needs it any more" in " ".join(words.split())
    assert said("check", "--fail-on", "note", "post.md")[0] == 1
    assert said("explain", "unused-suppression")[0] == 0


def test_a_reason_that_gives_a_client_away_is_itself_checked(folder, said):
    rules = rules_of(said("check", "--format", "json", "post.md")[1])
    text = f"<!-- confidcheck: allow {rules}: my client Jess has agoraphobia and does not mind -->\n\n{TELLING}"
    (folder / "post.md").write_text(text, encoding="utf8")
    status, words = said("check", "post.md")
    assert status == 1
    assert "its reason says too much" in " ".join(words.split())
    assert "Jess" not in words


def test_a_rule_allowed_in_the_settings_must_exist(folder, said):
    add(folder, 'allow-rules = [{rule = "client-openr", reason = "x"}]')
    status, words = said("check", "post.md")
    assert status == 2
    assert "confidcheck.toml:2: there is no rule “client-openr”; did you mean client-opener" in words


def test_after_a_baseline_only_new_words_count(folder, said):
    status, words = said("baseline", "write")
    assert status == 0
    add(folder, 'baseline = "confidcheck-baseline.json"')
    status, words = said("check", "post.md")
    assert status == 0, words
    (folder / "post.md").write_text(f"{OTHER}\n{TELLING}", encoding="utf8")
    status, words = said("check", "post.md")
    assert status == 1
    assert "in the baseline" in words
    assert said("baseline", "check-stale")[0] == 0
    (folder / "post.md").write_text("Hello.\n", encoding="utf8")
    assert said("baseline", "check-stale")[0] == 1
    assert "agoraphobia" not in (folder / "confidcheck-baseline.json").read_text(encoding="utf8")


def test_a_baseline_without_its_key_ends_with_status_2(folder, said):
    said("baseline", "write")
    add(folder, 'baseline = "confidcheck-baseline.json"')
    (folder / "home/confidcheck/baseline.key").unlink()
    status, words = said("check", "post.md")
    assert status == 2
    assert "its key is missing" in words


def test_a_baseline_is_not_written_when_a_draft_cannot_be_read(folder, said):
    (folder / "bad.md").write_bytes(b"\xff")
    status, words = said("baseline", "write")
    assert (status, (folder / "confidcheck-baseline.json").exists()) == (2, False)
    assert "the baseline was left as it is" in words


def test_the_caseload_set_is_the_one_reckoned_with(folder):
    add(folder, "caseload = {current = 7}")
    assert build_checker(load_settings(folder))._sums._caseload == (7, 200)
