"""Details in, sums out: how many people all that is said of one client could still be."""

from __future__ import annotations

from confidcheck.mosaic.mosaics import Mosaics, Said
from confidcheck.mosaic.sums import Sums

__all__ = ["Mosaics", "Said", "Sums"]
