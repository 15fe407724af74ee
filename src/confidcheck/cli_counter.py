"""How far a long run is: shown on standard error, only on a terminal, and gone before anything else is written there."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Progress

T = TypeVar("T")

MANY = 10  # fewer drafts are read before anybody could look at a counter
QUIET_FOR = 0.3  # seconds; where something is written more often, that says how far it is


class _Counter:
    """The terminal's only one."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._is_shown = False
        self._hidden_at = 0.0

    def over(self, items: Iterable[T], count: int) -> Iterator[T]:
        from rich.console import Console  # noqa: PLC0415 - only where there is something to show
        from rich.progress import Progress  # noqa: PLC0415 - as above

        # rich would send what is written to standard output to its own console, which here is standard error
        self._progress = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
        task = self._progress.add_task("Checking", total=count)
        try:
            self._show()
            for item in items:
                yield item
                self._progress.advance(task)
                if not self._is_shown and monotonic() - self._hidden_at > QUIET_FOR:
                    self._show()
        finally:
            self.hide()
            self._progress = None

    def hide(self) -> None:
        if self._progress and self._is_shown:
            self._progress.stop()
            self._is_shown = False
        self._hidden_at = monotonic()

    def _show(self) -> None:
        if self._progress:
            self._progress.start()
            self._is_shown = True


_counter = _Counter()


def counted(items: Iterable[T], count: int) -> Iterator[T]:
    """Yield items; where there are many and standard error is a terminal, show how far it is, and nothing once it is done.

    Args:
        items: may be made one by one; what takes the time is to make the next.
        count: how many there will be.
    """
    if count < MANY or not sys.stderr or not sys.stderr.isatty():
        return iter(items)
    return _counter.over(items, count)


def hide_counter() -> None:
    """Take the counter off the terminal, for something is to be written; it comes back once that has been quiet for a while."""
    _counter.hide()
