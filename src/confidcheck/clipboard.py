"""The clipboard, through pyperclip."""

from __future__ import annotations

import os
import sys

from confidcheck.errors import RewriteError


def copy(text: str) -> None:
    """Put text on the clipboard.

    Raises:
        RewriteError: it cannot be reached; the message says what to install.
    """
    import pyperclip  # noqa: PLC0415 - looks for helpers when it is imported

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        raise RewriteError(f"nothing was copied: {missing()}") from None


def missing() -> str:
    """Say what the clipboard lacks on this system."""
    if not sys.platform.startswith("linux"):
        return "the clipboard cannot be reached"
    if os.environ.get("WAYLAND_DISPLAY"):
        return "the clipboard needs the program wl-copy; install the package wl-clipboard, then try again"
    if os.environ.get("DISPLAY"):
        return "the clipboard needs the program xclip or xsel; install one of them, then try again"
    return "there is no clipboard here, for no desktop is running; --diff shows the safer version, --fix saves it"
