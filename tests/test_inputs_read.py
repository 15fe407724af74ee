from __future__ import annotations

import codecs
import io
import os
from typing import TYPE_CHECKING

import pytest

from confidcheck.errors import InputError
from confidcheck.inputs import MOST_BYTES, drafts_under, read_bytes, read_path, read_stdin

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Jess 👋 est très fatiguée"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ""])
def test_utf8_and_utf16_are_read_and_the_byte_order_mark_is_no_part_of_the_words(data: bytes, suffix: str) -> None:
    draft = read_bytes(data, "post", suffix)
    assert draft.text == WORDS
    start, end = draft.to_source(0, 4)
    assert draft.original[start:end] == "Jess"


def test_a_byte_order_mark_counts_as_the_first_character_of_the_source() -> None:
    draft = read_bytes(codecs.BOM_UTF8 + b"Jess", "post.txt", ".txt")
    assert draft.to_source(0, 4) == (1, 5)
    assert draft.original == (codecs.BOM_UTF8 + b"Jess").decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"My client Jess \xff has", "not valid UTF-8 at byte 16"),
        (b"My client Jess\0\0", "NUL"),
        ("My client Jess".encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "not valid UTF-16"),
        ("My client Jess".encode("utf-32"), "NUL"),
        (b"a" * (MOST_BYTES + 1), "5 MB"),
    ],
    ids=["broken UTF-8", "NUL", "UTF-16 without its mark", "broken UTF-16", "UTF-32", "too big"],
)
def test_what_is_no_text_is_refused_in_one_line_without_a_word_of_it(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "post.md", ".md")
    message = str(caught.value)
    assert message.startswith("post.md: ")
    assert says in message
    assert "\n" not in message
    assert "Jess" not in message


def test_a_file_at_the_limit_is_read_and_a_stream_past_it_is_not() -> None:
    assert len(read_bytes(b"a" * MOST_BYTES, "post").text) == MOST_BYTES
    with pytest.raises(InputError, match="5 MB"):
        read_stdin(io.BytesIO(b"a" * (MOST_BYTES + 1)))


def test_plain_text_comes_through_as_it_is_with_line_feeds() -> None:
    draft = read_bytes(b"My client\r\n*is* 34\rand <b>\n", "post.txt", ".txt")
    assert draft.text == "My client\n*is* 34\nand <b>\n"
    start, end = draft.to_source(10, 17)
    assert draft.original[start:end] == "*is* 34"
    assert draft.is_contiguous(3, 14)


def test_a_missing_file_and_a_folder_are_each_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.md: no such file$"):
        read_path(tmp_path / "nothing.md")
    with pytest.raises(InputError, match=r"is a folder$"):
        read_path(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read_path(path)


def test_a_folder_gives_its_drafts_sorted_and_leaves_hidden_ones_out(tmp_path: Path) -> None:
    for name in ["b.md", "a.txt", "c.MARKDOWN", "d.html", ".hidden.md", "sub/e.md", ".git/f.md"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in drafts_under(tmp_path)] == [
        "a.txt",
        "b.md",
        "c.MARKDOWN",
        "d.html",
        "sub/e.md",
    ]


def test_a_folder_without_drafts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no drafts in this folder"):
        drafts_under(tmp_path)
