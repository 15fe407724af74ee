"""The one reader of mappings: every mistake is an error that names the file and, where it can, the place."""

from __future__ import annotations

import pytest
import yaml

from confidcheck.errors import RuleError
from confidcheck.ruleset import shipped_rules
from confidcheck.yaml_file import read_mapping


def test_a_mapping_is_read_with_the_accents_it_was_written_with(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("name: Zoë’s\n", encoding="utf-8")
    assert read_mapping(path) == {"name": "Zoë’s"}


@pytest.mark.parametrize(
    ("data", "where", "says"),
    [
        (None, "1:1", "cannot be read (No such file or directory); reinstall confidcheck"),
        (b"a: [1\nb: 2\n", "2:2", "is not valid YAML: "),
        (b"- 1\n", "1:1", "must be a mapping"),
        (b"", "1:1", "must be a mapping"),
        (b"a: \xff\n", "1:1", "is not valid YAML: it holds a character that YAML forbids"),
        (b"a: \x07\n", "1:1", "is not valid YAML: it holds a character that YAML forbids"),
    ],
)
def test_what_is_no_mapping_is_one_line_that_names_the_file(tmp_path, data, where, says):
    path = tmp_path / "a.yaml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(RuleError) as caught:
        read_mapping(path)
    assert str(caught.value).startswith(f"{path}:{where}: {says}")
    assert "\n" not in str(caught.value)


def test_shipped_files_read_the_same_where_yaml_was_built_without_its_parser_in_c(monkeypatch):
    folder = shipped_rules()
    paths = [*folder.glob("*.yaml"), *folder.glob("rewordings/*.yaml")]
    assert len(paths) > 4
    read = {path: read_mapping(path) for path in paths}
    monkeypatch.delattr(yaml, "CSafeLoader")
    for path in paths:
        assert read_mapping(path) == read[path], path
