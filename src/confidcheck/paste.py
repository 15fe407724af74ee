"""Reading a pasted draft from a terminal.

A terminal that edits line by line drops what goes beyond its longest line (1,024 bytes on some systems) without a word, and a
paragraph of a post is longer than that. So line editing is switched off while the paste is read, and only deleting backwards
is done here.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

END = b"\x04"  # Ctrl-D
DELETE = b"\x7f\x08"
INVITATION = "Paste your draft here, then press {keys}. Nothing leaves this machine."


def read_paste(terminal: IO[bytes], invite: IO[str], most: int) -> bytes:
    """Ask for a paste and read it.

    Args:
        terminal: where it comes from.
        invite: where the invitation is written.
        most: reading stops soon after this many bytes.

    Returns:
        What was pasted, up to Ctrl-D.
    """
    keys = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
    if sys.platform == "win32":
        _say(invite, INVITATION.format(keys=keys))
        return terminal.read(most + 1)
    read = bytearray()
    with _whole_lines(terminal.fileno()):
        _say(invite, INVITATION.format(keys=keys))
        while len(read) <= most and (chunk := os.read(terminal.fileno(), 65536)):
            words, end, _ = chunk.partition(END)
            read += words
            if end:
                break
    _say(invite, "\n")
    return _without_deleted(bytes(read))


def _say(out: IO[str], words: str) -> None:
    out.write(words + "\n")
    out.flush()


@contextlib.contextmanager
def _whole_lines(descriptor: int) -> Iterator[None]:
    """Let lines of any length through, and Ctrl-D as a character, until the end of the block."""
    import termios  # noqa: PLC0415 - not on every system

    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[3] &= ~(termios.ICANON | getattr(termios, "ECHOCTL", 0))  # nor is Ctrl-D shown as ^D
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0  # wait for one byte at least
    termios.tcsetattr(descriptor, termios.TCSADRAIN, changed)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _without_deleted(data: bytes) -> bytes:
    if not any(byte in data for byte in DELETE):
        return data
    kept = bytearray()
    for byte in data:
        if byte not in DELETE:
            kept.append(byte)
            continue
        while kept and kept[-1] & 0xC0 == 0x80:  # the tail of a character of several bytes
            kept.pop()
        if kept:
            kept.pop()
    return bytes(kept)
