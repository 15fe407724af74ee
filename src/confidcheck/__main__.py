"""`confidcheck` and `python -m confidcheck`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its status, at once: to take all apart that was loaded takes as long as a draft."""
    gc.set_threshold(200_000)  # starting makes much that stays, and looking through it for garbage would take as long again
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy only adds and compares here; its pool takes time to start
    from confidcheck.cli import run  # noqa: PLC0415 - after the two lines above

    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or no stream at all; `run` has flushed what counts
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
