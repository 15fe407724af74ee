from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.errors import InputError
from confidcheck.inputs import WINDOWS, read_bytes
from confidcheck.inputs.decode import decode

OLD = "My client’s “bad day” – she’s 34, from Caf\u00e9 Zo\u00eb, £60… Fran\u00e7ois cr\u00e9\u00e9e"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", WINDOWS])
def test_a_draft_knows_the_encoding_that_writes_it_again(encoding: str):
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    data = marks.get(encoding, b"") + OLD.encode(encoding)
    draft = read_bytes(data, "post.md", ".md")
    assert draft.text == OLD
    assert draft.encoding == encoding.removesuffix("-sig")
    assert draft.original.encode(draft.encoding) == data


@pytest.mark.parametrize(
    "data",
    [
        b"My client Jess" + b"\xff",
        "Zoë".encode() + b" and \xe9 Jess",
        "Мой клиент Jess".encode("cp1251"),
        "私のクライアント Jess".encode("shift-jis"),
        "I don’t see Jess".encode("mac-roman"),
        b"Jess \x81",
    ],
    ids=["no letter", "broken UTF-8", "Russian", "Japanese", "an old Mac", "no Windows-1252"],
)
def test_other_encodings_are_refused_and_not_misread(data: bytes):
    with pytest.raises(InputError, match="not valid UTF-8 at byte") as caught:
        decode(data, "post.txt")
    assert "Jess" not in str(caught.value)


@given(st.binary(max_size=40))
def test_what_is_decoded_can_be_written_again_unchanged(data: bytes):
    try:
        text, encoding = decode(data, "post.txt")
    except InputError:
        return
    assert text.encode(encoding) == data
