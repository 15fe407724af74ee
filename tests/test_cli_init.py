from __future__ import annotations

import json
import re
import tomllib

import pytest

from confidcheck.cli_init import init
from confidcheck.config import ALLOW_FILE, CONFIG_FILE, Config, load_settings, own_names, schema
from confidcheck.errors import ConfigError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_of_settings_is_written_that_changes_nothing_yet(folder):
    init()
    settings = load_settings(folder)
    assert (settings.path, settings.config, own_names(settings)) == (folder / CONFIG_FILE, Config(), ())


def test_every_line_offered_works_once_its_mark_is_taken_away(folder):
    init()
    for name in (CONFIG_FILE, ALLOW_FILE):
        path = folder / name
        path.write_text(
            re.sub(r'^# *(?=[a-z-]+ = |\[\[|")', "", path.read_text(encoding="utf8"), flags=re.MULTILINE), encoding="utf8"
        )
    settings = load_settings(folder)
    offered = tomllib.loads((folder / CONFIG_FILE).read_text(encoding="utf8"))
    assert set(offered) == {
        "profile",
        "body",
        "fail-on",
        "format",
        "include",
        "exclude",
        "allow-file",
        "allow-rules",
        "caseload",
    }
    assert settings.config.allow_rules[0].paths == ("teaching/**",)
    assert own_names(settings) == ("Rowan Tree Practice", "Todmorden")


def test_the_lines_offered_show_the_defaults(folder):
    init()
    text = (folder / CONFIG_FILE).read_text(encoding="utf8")
    assert "# caseload = {current = 30, past = 200}" in text
    for key in ("fail-on", "format", "allow-file"):
        assert f'# {key} = "{schema()["properties"][key]["default"]}"' in text


def test_a_file_that_is_there_is_never_overwritten(folder):
    (folder / CONFIG_FILE).write_text("encoder = false", encoding="utf8")
    with pytest.raises(ConfigError, match="is there already; nothing was changed"):
        init()
    assert [path.name for path in folder.iterdir()] == [CONFIG_FILE]
    assert load_settings(folder).config.encoder is False


def test_names_already_written_are_kept(folder):
    (folder / ALLOW_FILE).write_text('allow = ["Todmorden"]', encoding="utf8")
    init()
    assert own_names(load_settings(folder)) == ("Todmorden",)


@pytest.mark.parametrize("before", [None, "", "_site\n", "_site"])
def test_in_git_the_names_are_kept_out_of_version_control(folder, before):
    (folder / ".git").mkdir()
    if before is not None:
        (folder / ".gitignore").write_text(before, encoding="utf8")
    init()
    assert (folder / ".gitignore").read_text(encoding="utf8").split() == [*(before or "").split(), ALLOW_FILE]


def test_a_name_that_git_ignores_already_is_not_added_twice(folder):
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text(f"{ALLOW_FILE}\n", encoding="utf8")
    init()
    assert (folder / ".gitignore").read_text(encoding="utf8") == f"{ALLOW_FILE}\n"


def test_outside_git_no_ignore_file_is_made(folder):
    init()
    assert sorted(path.name for path in folder.iterdir()) == [ALLOW_FILE, CONFIG_FILE]


def test_the_schema_can_be_printed_for_an_editor(folder, capsys):
    init(schema=True)
    assert json.loads(capsys.readouterr().out) == schema()
    assert not list(folder.iterdir())
