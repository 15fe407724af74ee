"""What the user answers for: findings stay in the report, with the reason why they do not count."""

from __future__ import annotations

from confidcheck.suppress.permissions import SIDECAR
from confidcheck.suppress.suppression import UNUSED, UNUSED_EXPLAINED, Suppression, read_beside
from confidcheck.suppress.write import comment, line

__all__ = ["SIDECAR", "UNUSED", "UNUSED_EXPLAINED", "Suppression", "comment", "line", "read_beside"]
