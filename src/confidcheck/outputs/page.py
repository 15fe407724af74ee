"""A page of text for a terminal: wrapped to its width, with colours only where they are wanted."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST = 30  # a narrower terminal is not reckoned with; lines run over there


class Page:
    """Collects lines until they are taken.

    Args:
        width: columns.
        is_coloured: whether styles become colours; without, they are dropped.
    """

    def __init__(self, width: int, *, is_coloured: bool) -> None:
        from rich.console import Console  # noqa: PLC0415 - rich is not needed by the other formats

        self._width = max(width, NARROWEST)
        self._out = io.StringIO()
        self._is_begun = False
        self._console = Console(
            file=self._out,
            width=self._width,
            force_terminal=is_coloured,
            color_system="standard" if is_coloured else None,
            no_color=not is_coloured,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def write(self, *parts: str | tuple[str, str], indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph.

        Args:
            parts: words, or words with a style of rich's.
            indent: columns before every line.
            hang: further columns before every line but the first.
        """
        whole = text(*parts)
        whole.rstrip()
        for number, line in enumerate(whole.wrap(self._console, self._width - indent - hang, overflow="fold")):
            line.rstrip()
            if line.plain:
                self._console.print(" " * (indent + hang * bool(number)), end="", soft_wrap=True)
            self._console.print(line, soft_wrap=True)

    def gap(self) -> None:
        """Leave a blank line, unless there is one or the page is empty."""
        if (so_far := self._out.getvalue()) and not so_far.endswith("\n\n"):
            self._out.write("\n")

    def taken(self) -> str:
        """Take off what was written since the last time; it is set off from that by a blank line, and ends with its line."""
        words = "\n".join(line.rstrip() for line in self._out.getvalue().split("\n")).strip("\n")
        self._out.seek(0)
        self._out.truncate()
        if not words:
            return ""
        before = "\n" if self._is_begun else ""
        self._is_begun = True
        return f"{before}{words}\n"


def text(*parts: str | tuple[str, str]) -> Text:
    """Put words together; control characters, which a terminal might obey, are shown as a replacement character."""
    from rich.text import Text  # noqa: PLC0415 - as above

    whole = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        whole.append("".join("�" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in words), style)
    return whole
