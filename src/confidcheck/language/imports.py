"""Importing the big libraries so that none of them reaches for a network or leaves anything on this machine."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# From 1.29 on, onnxruntime reports its use to its maker, and writes an identifier of the machine and a cache of reports into
# the home folder, unless one of these is set before it is imported (the second in its first versions). It reads them once.
_NO_REPORTS: Final = ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED")


def import_onnxruntime() -> Any:  # noqa: ANN401 - a module without types
    """Import onnxruntime with its reports switched off, whatever the user's environment says."""
    os.environ.update(dict.fromkeys(_NO_REPORTS, "1"))
    import onnxruntime  # noqa: PLC0415 - a tenth of a second that only a check needs

    onnxruntime.disable_telemetry_events()  # where another program imported it first, and on Windows
    return onnxruntime


@contextmanager
def without_sockets() -> Iterator[None]:
    """Let nobody think, until the end of the block, that this system has IPv6: urllib3 binds a socket to find out."""
    has_ipv6, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = has_ipv6
