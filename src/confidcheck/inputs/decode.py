"""Bytes in, text out: UTF-8, UTF-16 with its byte-order mark, and Windows-1252, which older programs still write."""

from __future__ import annotations

import codecs
import re

from confidcheck.errors import InputError

NO_TEXT = {  # how files begin that hold words but are no text
    b"PK\x03\x04": "is an archive or an office document; check a .docx or .odt under its own name",
    b"\xd0\xcf\x11\xe0": "is an old Word file or has a password; save it as .docx without a password and check that",
    b"%PDF": "is a PDF; check the text it was made from",
    b"{\\rtf": "is rich text (RTF); save it as .docx or plain text and check that",
}
WINDOWS = "cp1252"
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")  # of UTF-8
# What Windows-1252 text in English does not have: letters that other encodings give (three together, or a capital after a
# small one, as a quotation mark of old Macs comes out), and þ and ÿ, which stand for nothing in other encodings.
UNLIKELY = re.compile(r"[À-ÖØ-öø-ýŠŽšž]{3}|[a-z][À-ÖØ-ÞŠŽ]|[þÿ]")


def decode(data: bytes, source: str) -> tuple[str, str]:
    """Decode a source.

    Args:
        data: its bytes.
        source: its name, for errors.

    Returns:
        The text, a byte-order mark included, and the codec that writes it again.

    Raises:
        InputError: it is no text, or in another encoding.
    """
    for beginning, problem in NO_TEXT.items():
        if data.startswith(beginning):
            raise InputError(f"{source}: {problem}")
    text, encoding = _decoded(data, source)
    if "\0" in text:
        raise InputError(f"{source}: holds NUL characters, so it is not a text file; save it as plain text in UTF-8")
    return text, encoding


def _decoded(data: bytes, source: str) -> tuple[str, str]:
    encoding, name = "utf-8", "UTF-8"
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            encoding, name = codec, "UTF-16"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (text := _windows(data)) is not None:
            return text, WINDOWS
        at = error.start + 1
    raise InputError(f"{source}: not valid {name} at byte {at}; save it as UTF-8 and check again")


def _windows(data: bytes) -> str | None:
    """Decode Windows-1252; None where it is more likely broken UTF-8 or another encoding."""
    if b"\0" in data or SEQUENCE.search(data):
        return None
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError:
        return None
    return None if UNLIKELY.search(text) else text
