from __future__ import annotations

import json
import re
import stat
import sys

import pytest

from confidcheck import baseline
from confidcheck.baseline import KEY_VARIABLE, key_file, read_baseline, write_baseline
from confidcheck.draft import Draft, Thread
from confidcheck.errors import ConfigError
from confidcheck.finding import Confidence, Finding, Label, Place, Report, Severity


@pytest.fixture(autouse=True)
def own_key(tmp_path, monkeypatch):
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setattr(baseline, "key_file", lambda: tmp_path / "settings" / "baseline.key")


def report(text: str, rule: str = "client-opener", suppressed: str | None = None) -> Report:
    draft = Draft.plain(text)
    findings = [
        Finding(
            rule, Label.CLIENT, Severity.WARN, Confidence.HIGH, "m", "w", (), (Place(0, *m.span()),), "theme", (), suppressed
        )
        for m in re.finditer("a client", text)
    ]
    return Report(Thread.of(draft), tuple(findings))


def known(path, text: str, rule: str = "client-opener") -> list[bool]:
    again, remembered = report(text, rule), read_baseline(path)
    return [remembered.knows(finding, again.thread.drafts[0]) for finding in again.findings]


BEFORE = "Hello all. I have a client who drinks."


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "baseline.json"
    write_baseline(path, [report(BEFORE)])
    return path


@pytest.mark.parametrize(
    "text",
    [BEFORE, "I have a client who drinks.\n\nA new beginning.", "One.\nTwo.\n\n“I  HAVE a client\u00a0who drinks.” Three."],
)
def test_a_sentence_that_moved_or_was_set_differently_is_remembered(path, text):
    assert known(path, text) == [True]


@pytest.mark.parametrize(
    "text", ["I have a client who drinks again.", "I had a client who drinks.", "I have a client, 34, who drinks."]
)
def test_a_sentence_that_changed_counts_again(path, text):
    assert known(path, text) == [False]


def test_another_rule_in_the_same_sentence_counts(path):
    assert known(path, BEFORE, rule="age") == [False]


def test_the_file_holds_no_word_of_a_draft(path):
    told = json.loads(path.read_text(encoding="utf8"))
    assert set(told) == {"schema", "key", "entries"}
    assert all(re.fullmatch("[0-9a-f]{64}", entry) for entry in told["entries"])
    assert re.fullmatch("[0-9a-f]{16}", told["key"])


def test_the_same_words_hash_differently_under_another_key(path):
    first = json.loads(path.read_text(encoding="utf8"))["entries"]
    baseline.key_file().unlink()
    write_baseline(path, [report(BEFORE)])
    assert json.loads(path.read_text(encoding="utf8"))["entries"] != first


def test_writing_again_keeps_the_key_and_gives_the_same_file(path):
    before = path.read_text(encoding="utf8")
    assert write_baseline(path, [report(BEFORE)]) == 1
    assert path.read_text(encoding="utf8") == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.usefixtures("path")
def test_only_the_user_can_read_the_key():
    assert stat.S_IMODE(baseline.key_file().stat().st_mode) == 0o600


def test_the_key_lies_in_the_users_folder_for_settings(tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert key_file().name == "baseline.key"
    if sys.platform == "linux":
        assert key_file().parent == tmp_path / "confidcheck"


def test_a_missing_key_is_an_error_that_says_what_to_do(path):
    baseline.key_file().unlink()
    with pytest.raises(ConfigError, match=r"its key is missing; copy .*baseline\.key from the machine"):
        read_baseline(path)


def test_the_key_can_come_from_the_environment(path, monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, baseline.key_file().read_text(encoding="ascii").strip())
    baseline.key_file().unlink()
    assert known(path, BEFORE) == [True]


def test_another_key_is_an_error_and_not_a_baseline_without_effect(path, monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, "00" * 32)
    with pytest.raises(ConfigError, match=f"made with another key than the one in {KEY_VARIABLE}"):
        read_baseline(path)


@pytest.mark.parametrize("key", ["xyz", "00", ""])
def test_a_damaged_key_is_an_error(path, key):
    baseline.key_file().write_text(key, encoding="ascii")
    with pytest.raises(ConfigError, match=r"baseline\.key: not a key"):
        read_baseline(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1, "key": "x"}', "\x00"])
def test_a_damaged_baseline_is_an_error(path, text):
    path.write_text(text, encoding="utf8")
    with pytest.raises(ConfigError, match="not a baseline"):
        read_baseline(path)


def test_a_baseline_of_another_version_is_an_error(path):
    path.write_text('{"schema": 2, "key": "x", "entries": []}', encoding="utf8")
    with pytest.raises(ConfigError, match="another version"):
        read_baseline(path)


def test_a_missing_baseline_is_an_error_that_says_how_to_make_it(tmp_path):
    with pytest.raises(ConfigError, match="no such baseline; make it with: confidcheck baseline write"):
        read_baseline(tmp_path / "gone.json")


def test_what_is_allowed_already_is_not_remembered(tmp_path):
    assert (
        write_baseline(tmp_path / "b.json", [report(BEFORE, suppressed="invented"), report(BEFORE, "unused-suppression")]) == 0
    )


def test_entries_that_stand_for_nothing_any_more_are_counted(path):
    assert read_baseline(path).stale([report(BEFORE)]) == 0
    assert read_baseline(path).stale([report("Nothing.")]) == 1
