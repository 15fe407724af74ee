"""What `.docx` and `.odt` have in common: an archive of XML files, opened with care, and words in paragraphs.

A draft from such a file has no source that a person could count characters in; its `original` is the words read from it, a
blank line between paragraphs, and offsets count in these words.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from confidcheck.draft import Draft, Piece
from confidcheck.errors import InputError

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

MOST_XML = 20_000_000  # bytes of one file's XML, unpacked: ten times what a long novel takes
MOST_FILES = 10_000
ENCRYPTED = 0x1
COMPRESSIONS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])  # those that office programs use, and that unpack in steps


class Archive:
    """The XML files of a document; together they may not unpack to more than `MOST_XML`.

    Args:
        data: the bytes of the document.
        source: its name, for errors.

    Raises:
        InputError: it is no archive, or has a password.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._source, self._left = source, MOST_XML
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise self.damaged() from None
        if len(self._zip.namelist()) > MOST_FILES:
            raise self._too_big()

    def names(self, pattern: re.Pattern[str]) -> list[str]:
        """Return the names that match a pattern as a whole, sorted, each once."""
        return sorted({name for name in self._zip.namelist() if pattern.fullmatch(name)})

    def holds(self, name: str, words: bytes) -> bool:
        """Whether a file is there and has some words in it."""
        return name in self._zip.namelist() and words in self._read(name)

    def xml(self, name: str) -> Element | None:
        """Read a file; None where there is none.

        Raises:
            InputError: it is damaged, too big, has a password, or declares entities.
        """
        from xml.etree.ElementTree import ParseError  # noqa: PLC0415 - for documents only

        from defusedxml import DefusedXmlException  # noqa: PLC0415 - as above
        from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - as above

        if name not in self._zip.namelist():
            return None
        try:
            root: Element = fromstring(self._read(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, LookupError, ValueError, RecursionError):
            raise self.damaged() from None
        return root

    def damaged(self) -> InputError:
        """Return the error for a document that is not what its name says."""
        return InputError(f"{self._source}: damaged, or not a document of this kind; open it, save it again and check again")

    def has_password(self) -> InputError:
        """Return the error for a document that only its writer can open."""
        return InputError(f"{self._source}: has a password; save a copy without one and check that")

    def _read(self, name: str) -> bytes:
        try:
            if self._zip.getinfo(name).flag_bits & ENCRYPTED:
                raise self.has_password()
            if self._zip.getinfo(name).compress_type not in COMPRESSIONS:
                raise self.damaged()
            with self._zip.open(name) as stream:
                data = stream.read(self._left + 1)  # what the archive says of its size need not be true
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.damaged() from None
        self._left -= len(data)
        if self._left < 0:
            raise self._too_big()
        return data

    def _too_big(self) -> InputError:
        return InputError(
            f"{self._source}: unpacks to more than {MOST_XML // 1_000_000} MB of text; split it and check the parts"
        )


def local(element: Element) -> str:
    """Return an element's name without its namespace; strict and transitional documents differ in nothing else."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or the empty string."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def draft_of(paragraphs: Iterable[str], source: str) -> Draft:
    """Return the draft of paragraphs; empty ones are left out."""
    text = "\n\n".join(filter(None, (paragraph.strip() for paragraph in paragraphs)))
    return Draft(source, text, text, (Piece(0, 0, len(text)),) if text else (), encoding=None)
