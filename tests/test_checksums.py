from __future__ import annotations

import pytest

from confidcheck.errors import ModelError
from confidcheck.language.checksums import FILE, check_checksums, write_checksums
from confidcheck.language.syntax import FOLDER


@pytest.fixture
def weights(tmp_path):
    (tmp_path / "parser").mkdir()
    (tmp_path / "parser" / "model").write_bytes(b"weights")
    (tmp_path / "meta.json").write_bytes(b"{}")
    write_checksums(tmp_path)
    return tmp_path


def test_weights_as_they_were_shipped_are_accepted(weights):
    check_checksums(weights)


@pytest.mark.parametrize("name", ["parser/model", "meta.json"])
def test_a_changed_file_is_named(weights, name):
    (weights / name).write_bytes(b"other")
    with pytest.raises(ModelError, match=f"{name}: this file of the language model is damaged; reinstall"):
        check_checksums(weights)


def test_a_missing_file_is_named(weights):
    (weights / "meta.json").unlink()
    with pytest.raises(ModelError, match=r"meta\.json"):
        check_checksums(weights)


def test_a_file_that_was_not_shipped_is_named(weights):
    (weights / "parser" / "extra").write_bytes(b"")
    with pytest.raises(ModelError, match="parser/extra"):
        check_checksums(weights)


@pytest.mark.parametrize("content", [None, b"", b"[1]", b"\xff"])
def test_a_missing_or_damaged_list_of_checksums_is_an_error(weights, content):
    (weights / FILE).unlink() if content is None else (weights / FILE).write_bytes(content)
    with pytest.raises(ModelError, match="missing or damaged"):
        check_checksums(weights)


def test_the_shipped_pipeline_carries_its_checksums():
    check_checksums(FOLDER)
