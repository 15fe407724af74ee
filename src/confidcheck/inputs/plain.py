"""Plain text: what is written is what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confidcheck.inputs.writer import BYTE_ORDER_MARK, Writer

if TYPE_CHECKING:
    from confidcheck.draft import Draft


def read_plain(original: str, source: str) -> Draft:
    """Return the draft of a decoded source; only a byte-order mark is left out, and line breaks become line feeds."""
    writer = Writer(original)
    writer.copy_lines(len(BYTE_ORDER_MARK) if original.startswith(BYTE_ORDER_MARK) else 0, len(original))
    return writer.draft(source)
