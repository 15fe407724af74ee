"""A changed source on its way back into its file."""

from __future__ import annotations

import os
import sys

import pytest

from confidcheck.errors import RewriteError
from confidcheck.inputs import read_path
from confidcheck.rewrite import write_back

WORDS = "Endings – “hard”.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=["UTF-8", "with a byte-order mark", "UTF-16", "Windows-1252"]
)
def test_a_file_is_written_in_the_encoding_it_had(tmp_path, encoding) -> None:
    path = tmp_path / "post.txt"
    path.write_bytes(WORDS.encode(encoding))
    draft = read_path(path)
    write_back(draft, draft.original.replace("hard", "sad"))
    assert path.read_bytes() == WORDS.replace("hard", "sad").encode(encoding)


def test_a_character_the_old_encoding_lacks_is_refused_and_the_file_stays(tmp_path) -> None:
    path = tmp_path / "post.txt"
    path.write_bytes(WORDS.encode("cp1252"))
    draft = read_path(path)
    with pytest.raises(RewriteError, match="save the file as UTF-8"):
        write_back(draft, "👋")
    assert path.read_bytes() == WORDS.encode("cp1252")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path) -> None:
    path = tmp_path / "post.txt"
    path.write_text("One.")
    draft = read_path(path)
    path.write_text("Two.")
    with pytest.raises(RewriteError, match="has changed since it was read"):
        write_back(draft, "Three.")
    assert path.read_text() == "Two."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
def test_permissions_and_links_stay(tmp_path) -> None:
    path, link = tmp_path / "post.txt", tmp_path / "link.txt"
    path.write_text("One.")
    path.chmod(0o640)
    link.symlink_to(path)
    write_back(read_path(link), "Two.")
    assert (path.read_text(), path.stat().st_mode & 0o777, link.is_symlink()) == ("Two.", 0o640, True)


def test_where_the_last_step_fails_the_old_file_is_whole_and_nothing_lies_around(tmp_path, monkeypatch) -> None:
    path = tmp_path / "post.txt"
    path.write_text("One.")
    draft = read_path(path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(RewriteError, match=r"No space left on device\); nothing was written"):
        write_back(draft, "Two.")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("post.txt", "One.")]


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path) -> None:
    path = tmp_path / "post.txt"
    path.write_text("One.")
    draft = read_path(path)
    path.unlink()
    with pytest.raises(RewriteError, match="is not there any more; nothing was written"):
        write_back(draft, "Two.")
