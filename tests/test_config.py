from __future__ import annotations

import json
import os
import tomllib
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.config import (
    AllowRule,
    Caseload,
    Config,
    Settings,
    load_settings,
    matches,
    own_names,
    schema,
    show_settings,
)
from confidcheck.config.check import check
from confidcheck.config.lines import key_lines
from confidcheck.errors import ConfigError
from confidcheck.finding import Severity
from confidcheck.outputs import FORMATS


def written(folder: Path, text: str, name: str = "confidcheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def problem(folder: Path, text: str) -> str:
    written(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


# Finding the file


def test_settings_are_found_in_a_folder_above_the_draft(tmp_path):
    written(tmp_path, 'fail-on = "stop"')
    draft = written(tmp_path / "posts" / "2024", "Hello.", "post.md")
    settings = load_settings(draft)
    assert settings.config == Config(fail_on=Severity.STOP)
    assert settings.folder == tmp_path


def test_the_nearest_file_applies_alone(tmp_path):
    written(tmp_path, 'fail-on = "stop"\nencoder = false')
    written(tmp_path / "posts", 'fail-on = "note"')
    assert load_settings(tmp_path / "posts").config == Config(fail_on=Severity.NOTE)


def test_a_draft_that_does_not_exist_is_looked_for_in_its_folder(tmp_path):
    written(tmp_path, "encoder = false")
    assert load_settings(tmp_path / "missing.md").config.encoder is False


def test_pyproject_counts_where_it_has_a_table_of_ours(tmp_path):
    written(tmp_path, '[tool.ruff]\nline-length = 9\n[tool.confidcheck]\nfail-on = "stop"', "pyproject.toml")
    settings = load_settings(tmp_path)
    assert settings.config.fail_on is Severity.STOP
    assert settings.lines[("fail-on",)] == 4


def test_another_projects_pyproject_is_passed_by_even_when_it_is_broken(tmp_path):
    written(tmp_path, "encoder = false")
    written(tmp_path / "site", "[tool.ruff\n", "pyproject.toml")
    assert load_settings(tmp_path / "site").config.encoder is False


def test_two_files_in_one_folder_are_an_error_that_says_what_to_delete(tmp_path):
    written(tmp_path, '[tool.ruff]\n[tool.confidcheck]\nfail-on = "stop"', "pyproject.toml")
    message = problem(tmp_path, "encoder = false")
    assert message.startswith(f"{tmp_path}/pyproject.toml:2: ".replace("/", os.sep))
    assert "delete [tool.confidcheck] here, or delete confidcheck.toml" in message


def test_a_named_file_applies_instead_of_the_one_nearby(tmp_path):
    written(tmp_path, "encoder = false")
    other = written(tmp_path, 'fail-on = "note"', "house.toml")
    assert load_settings(tmp_path, other).config == Config(fail_on=Severity.NOTE)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("gone.toml", None, "no such file"),
        ("pyproject.toml", "[tool.ruff]", "no [tool.confidcheck] in it"),
        ("latin.toml", b'body = "caf\xe9"', "not UTF-8"),
    ],
)
def test_a_named_file_that_cannot_be_used_is_an_error(tmp_path, name, text, says):
    path = tmp_path / name
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError, match=r"\S") as caught:
        load_settings(tmp_path, path)
    assert says in str(caught.value)


def test_without_a_file_the_defaults_apply(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(tmp_path)
    assert (settings.config, settings.path, settings.folder) == (Config(), None, tmp_path)


def test_a_file_saved_by_notepad_is_read(tmp_path):
    (tmp_path / "confidcheck.toml").write_bytes("\ufeffencoder = false\r\n".encode())
    assert load_settings(tmp_path).config.encoder is False


# Reading it


def test_a_folder_of_rules_that_is_not_there_is_an_error_at_its_line(tmp_path):
    (tmp_path / "ours").mkdir()
    message = problem(tmp_path, 'rules = [\n  "ours",\n  "theirs",\n]')
    assert message == f"{tmp_path / 'confidcheck.toml'}:3: there is no folder of rules {tmp_path / 'theirs'}"


def test_every_setting_is_read(tmp_path):
    (tmp_path / "house-rules").mkdir()
    written(
        tmp_path,
        """
profile = "public"
body = "BACP"
locale = "en-GB"
fail-on = "stop"
format = "json"
rules = ["house-rules"]
encoder = false
include = ["posts/**"]
exclude = ["drafts/"]
allow = ["Rowan Practice"]
allow-file = "own.toml"
baseline = "baseline.json"
caseload = {current = 12, past = 90}
[[allow-rules]]
rule = "client-opener"
reason = "agreed in supervision"
paths = ["teaching/*.md"]
""",
    )
    settings = load_settings(tmp_path)
    assert settings.config == Config(
        "public",
        "BACP",
        "en-GB",
        Severity.STOP,
        "json",
        ("house-rules",),
        False,  # noqa: FBT003 - in the order of the settings
        ("posts/**",),
        ("drafts/",),
        ("Rowan Practice",),
        "own.toml",
        (AllowRule("client-opener", "agreed in supervision", ("teaching/*.md",)),),
        "baseline.json",
        Caseload(12, 90),
    )
    assert settings.rules == (tmp_path / "house-rules",)
    assert settings.baseline == tmp_path / "baseline.json"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('fail_on = "stop"', 1, "“fail_on” is no setting; did you mean “fail-on”?"),
        ('encoder = true\n\nexlude = ["a"]', 3, "did you mean “exclude”?"),
        ("zzz = 1", 1, "allowed: profile, body, locale,"),
        ('# note\nfail-on = "warning"', 2, "“fail-on” cannot be “warning”; did you mean “warn”?"),
        ("fail-on = 3", 1, "“fail-on” must be a text in quotation marks"),
        ('encoder = "yes"', 1, "“encoder” must be true or false"),
        ('allow = "Rowan"', 1, "“allow” must be a list"),
        ('allow = [\n  "Rowan",\n  7,\n]', 3, "“allow” must be a text in quotation marks"),
        ('exclude = ["a", " "]', 1, "“exclude” is empty"),
        ("[caseload]\ncurrent = 20\npast = -1", 3, "“caseload.past” must be at least 0"),
        ("[caseload]\ncurent = 20", 2, "“curent” is no setting of “caseload”; did you mean “current”?"),
        ("caseload = {current = true}", 1, "“caseload.current” must be a whole number"),
        ('[[allow-rules]]\nrule = "a"\nreason = "b"\n\n[[allow-rules]]\nrule = "c"', 5, "“allow-rules” needs “reason”"),
        ('allow-rules = [{rule = "a", reason = ""}]', 1, "“allow-rules.reason” is empty"),
    ],
)
def test_a_wrong_setting_is_an_error_that_points_at_its_line(tmp_path, text, line, says):
    message = problem(tmp_path, text)
    assert message.startswith(f"{tmp_path / 'confidcheck.toml'}:{line}: ")
    assert says in message


def test_what_is_no_toml_is_an_error_with_the_place(tmp_path):
    message = problem(tmp_path, "encoder = true\nbody = BACP\n")
    assert "not valid TOML" in message
    assert "line 2" in message


# The schema and the values are one thing told twice


def test_the_schema_names_the_settings_of_the_dataclass_with_their_defaults():
    properties = schema()["properties"]
    assert list(properties) == [field.name.replace("_", "-") for field in fields(Config)]
    for field in fields(Config):
        told, default = properties[field.name.replace("_", "-")].get("default"), getattr(Config(), field.name)
        if field.name == "caseload":
            default = {}
        elif isinstance(default, Severity):
            default = default.word
        elif isinstance(default, tuple):
            default = list(default)
        assert told == default, field.name
    inner = properties["caseload"]["properties"]
    assert Caseload() == Caseload(inner["current"]["default"], inner["past"]["default"])
    assert set(properties["allow-rules"]["items"]["properties"]) == {field.name for field in fields(AllowRule)}


def test_the_schema_offers_the_formats_and_severities_there_are():
    properties = schema()["properties"]
    assert properties["format"]["enum"] == sorted(FORMATS)
    assert properties["fail-on"]["enum"] == [severity.word for severity in Severity]


def test_the_schema_is_a_schema_and_explains_every_setting():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert all(told["description"].endswith(".") for told in schema()["properties"].values())


VALUES = st.recursive(
    st.sampled_from(["", " ", "warn", "text", "group", "en-GB", 0, 1, -1, True, False]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["rule", "reason", "paths", "current"]), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*schema()["properties"], "fail_on"]), VALUES, max_size=3))
def test_our_own_check_accepts_what_the_schema_accepts(table):
    told = schema()
    by_schema = jsonschema.Draft202012Validator(told).is_valid(table)
    problem = ""
    try:
        check(table, told, Settings(Config(), Path(), None, {}).error)
    except ConfigError as error:
        problem = str(error)
    assert by_schema == (not problem) or "is empty" in problem  # we also refuse a text of spaces


# Lines of keys

TOML = '''
title = "a # b" # c
"quoted key".x = 1
many = """
a = 1
[b]
""" # d
list = [
  1,
  {inner = [2,
   3], other = 'x = {'},
]
[table.sub]
k = 2024-01-01T00:00:00Z
[[rows]]
a = 1.5
[[rows]]
b.c = "\\""
[rows.deep]
d = -inf
'''


def test_the_line_of_every_key_is_found():
    tomllib.loads(TOML)
    lines = key_lines(TOML)
    rows = TOML.split("\n")
    for way, start in {
        ("title",): "title",
        ("quoted key",): '"quoted',
        ("quoted key", "x"): '"quoted',
        ("many",): "many",
        ("list",): "list",
        ("list", 0): "  1",
        ("list", 1): "  {inner",
        ("list", 1, "inner"): "  {inner",
        ("list", 1, "inner", 1): "   3",
        ("list", 1, "other"): "   3",
        ("table", "sub"): "[table",
        ("table", "sub", "k"): "k =",
        ("rows", 0, "a"): "a = 1.5",
        ("rows", 1, "b", "c"): "b.c",
        ("rows", 1, "deep", "d"): "d =",
    }.items():
        assert rows[lines[way] - 1].startswith(start), way


KEYS = st.text("abc-_", min_size=1, max_size=4)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.dictionaries(KEYS, st.one_of(st.integers(), st.booleans(), TEXTS, st.lists(TEXTS, max_size=3)), max_size=6))
def test_lines_are_right_whatever_the_values_hold(table):
    text = "".join(f"\n{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items()).replace("\x7f", "")
    tomllib.loads(text)
    lines = key_lines(text)
    assert {way[0]: line for way, line in lines.items() if len(way) == 1} == {key: 2 * n + 2 for n, key in enumerate(table)}


# Names of one's own


def test_names_come_from_the_settings_and_from_the_private_file(tmp_path):
    written(tmp_path, 'allow = ["Rowan Practice"]')
    written(tmp_path, 'allow = ["Todmorden"]', ".confidcheck-allow.toml")
    assert own_names(load_settings(tmp_path)) == ("Rowan Practice", "Todmorden")


def test_a_private_file_that_is_not_there_is_no_error(tmp_path):
    written(tmp_path, 'allow = ["Rowan Practice"]')
    assert own_names(load_settings(tmp_path)) == ("Rowan Practice",)


def test_a_mistake_in_the_private_file_is_an_error_that_shows_no_name(tmp_path):
    written(tmp_path, "encoder = true")
    written(tmp_path, '\nnames = ["Todmorden"]', ".confidcheck-allow.toml")
    with pytest.raises(ConfigError) as caught:
        own_names(load_settings(tmp_path))
    assert f"{tmp_path / '.confidcheck-allow.toml'}:2: “names” is no setting; allowed: allow" in str(caught.value)
    assert "Todmorden" not in str(caught.value)


# Showing what applies


def test_what_applies_is_shown_with_where_it_comes_from(tmp_path):
    written(tmp_path, '\nfail-on = "stop"\nallow = ["Todmorden", "Rowan"]')
    shown = show_settings(load_settings(tmp_path).with_options(format="json", encoder=None)).splitlines()
    told = {line.split("  #")[0].strip(): line.split("  #")[-1].strip() for line in shown}
    assert shown[0].endswith(str(tmp_path / "confidcheck.toml"))
    assert told['fail-on = "stop"'] == "confidcheck.toml:2"
    assert told["encoder = true"] == "default"
    assert told['format = "json"'] == "command line"
    assert "Todmorden" not in "\n".join(shown)
    assert "allow = 2 names and places" in told


def test_what_is_shown_without_names_can_be_read_back(tmp_path):
    written(tmp_path, 'body = "B\\"ACP"\nallow-rules = [{rule = "a", reason = "b"}]\ncaseload = {past = 3}')
    settings = load_settings(tmp_path)
    written(tmp_path / "again", show_settings(settings))
    assert load_settings(tmp_path / "again").config == settings.config


def test_the_locale_tells_the_country(tmp_path):
    assert load_settings(tmp_path).country is None
    written(tmp_path, 'locale = "en-NZ"')
    assert load_settings(tmp_path).country == "NZ"


# Patterns


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/y/a.md", True),
        ("*.md", "a.mdx", False),
        ("drafts/", "drafts/a.md", True),
        ("drafts", "x/drafts/a.md", True),
        ("drafts", "draftsx/a.md", False),
        ("posts/*.md", "posts/a.md", True),
        ("posts/*.md", "posts/x/a.md", False),
        ("posts/*.md", "x/posts/a.md", False),
        ("posts/**/*.md", "posts/a.md", True),
        ("posts/**/*.md", "posts/x/y/a.md", True),
        ("posts/**", "posts/x/a.md", True),
        ("./posts/a?.md", "posts/ab.md", True),
        ("/posts", "posts/a.md", True),
        ("a.md", "a,md", False),
        ("**", "x/a.md", True),
    ],
)
def test_patterns_match_as_in_gitignore(tmp_path, pattern, path, expected):
    assert matches(tmp_path / path, [pattern], tmp_path) is expected


def test_a_path_outside_the_folder_is_matched_by_its_name_only(tmp_path):
    assert matches(tmp_path.parent / "a.md", ["*.md"], tmp_path)
    assert not matches(tmp_path.parent / "a.md", ["posts/*.md"], tmp_path)
