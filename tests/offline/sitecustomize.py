"""Makes every attempt to reach a network fail, and notes it.

Python itself runs this file at the start of every process that has its folder on PYTHONPATH; `conftest.py` runs it for the
tests' own process. It needs no import of `socket`, so it changes nothing that the tests measure.
"""

from __future__ import annotations

import os
import sys

NOTED_IN = "CONFIDCHECK_TESTS_NETWORK"  # the file of attempts
_ADDRESSED = ("socket.connect", "socket.sendto", "socket.sendmsg")
_ASKED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if not event.startswith("socket.") or NOTED_IN not in os.environ:
        return
    goes_out = event in _ASKED or (event in _ADDRESSED and not isinstance(args[1], (str, bytes, type(None))))
    if goes_out:  # an address that is a text is a socket of this machine's file system
        with open(os.environ[NOTED_IN], "a", encoding="utf8") as noted:  # noqa: PTH123 - pathlib is not imported yet
            noted.write(f"{event}\n")
        raise PermissionError(f"the tests run without a network ({event})")


sys.addaudithook(_refuse)
