"""The pre-posting confidentiality linter for therapists.

    >>> from confidcheck import Checker, check

`check(text)` reads one text; a `Checker` is built once and reads many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from confidcheck.checker import Checker, check

__version__ = "0.1.0"
__all__ = ["Checker", "__version__", "check"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds
    """Import the checker only when it is asked for, so that `confidcheck --version` stays quick."""
    if name in {"Checker", "check"}:
        from confidcheck import checker  # noqa: PLC0415

        return getattr(checker, name)
    raise AttributeError(name)
