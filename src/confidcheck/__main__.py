"""`confidcheck` and `python -m confidcheck`."""

from __future__ import annotations

import gc
import os
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    gc.set_threshold(200_000)  # starting makes much that stays, and looking through it for garbage would take as long again
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy only adds and compares here; its pool takes time to start
    from confidcheck.cli import main as run  # noqa: PLC0415 - after the two lines above

    run()


if __name__ == "__main__":
    main()
