"""The clipboard, through pyperclip."""

from __future__ import annotations

import os
import sys

from confidcheck.errors import InputError, RewriteError


def copy(text: str) -> None:
    """Put text on the clipboard.

    Raises:
        RewriteError: it cannot be reached; the message says what to install.
    """
    import pyperclip  # noqa: PLC0415 - looks for helpers when it is imported

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        raise RewriteError(f"nothing was copied: {_missing('--diff shows the safer version, --fix saves it')}") from None


def paste() -> str:
    """Return the text on the clipboard.

    Raises:
        InputError: it cannot be reached (the message says what to install), or holds no text.
    """
    import pyperclip  # noqa: PLC0415 - as above

    try:
        text: str = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError, UnicodeDecodeError):
        raise InputError(f"nothing was read: {_missing('run confidcheck on its own and paste')}") from None
    if not text.strip():
        raise InputError("there is no text on the clipboard; copy your draft first")
    return text


def _missing(instead: str) -> str:
    """Say what the clipboard lacks on this system."""
    if not sys.platform.startswith("linux"):
        return "the clipboard cannot be reached"
    if os.environ.get("WAYLAND_DISPLAY"):
        return "the clipboard needs the program wl-copy; install the package wl-clipboard, then try again"
    if os.environ.get("DISPLAY"):
        return "the clipboard needs the program xclip or xsel; install one of them, then try again"
    return f"there is no clipboard here, for no desktop is running; {instead}"
