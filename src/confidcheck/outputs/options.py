"""What a format may be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from confidcheck.rule import Guidance


@dataclass(frozen=True, slots=True)
class Options:
    """How to write reports.

    Attributes:
        version: the tool's version.
        model: the name of the shipped language model, if it read along.
        show_text: whether words of a draft may appear; off where others read the output, as in public CI.
        width: columns of the terminal.
        explain_mosaic: whether the arithmetic of the details taken together is shown in full.
        is_coloured: whether colours may be added; nothing depends on them.
        guidance: gives what the profession says, by key; called only by formats that cite it.
    """

    version: str
    model: str | None = None
    show_text: bool = True
    width: int = 80
    is_coloured: bool = False
    explain_mosaic: bool = False
    guidance: Callable[[], Mapping[str, Guidance]] = dict
