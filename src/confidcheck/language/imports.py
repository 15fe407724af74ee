"""Importing the two big libraries without the socket that one of their dependencies opens to try out IPv6."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_sockets() -> Iterator[None]:
    """Let nobody think, until the end of the block, that this system has IPv6: urllib3 binds a socket to find out."""
    has_ipv6, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = has_ipv6
