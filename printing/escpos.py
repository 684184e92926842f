"""Dots as the bytes a thermal printer takes (ESC/POS): raster lines only, so that no code page matters."""

import struct

from printing.raster import Dots

BAND = 128
"""Lines sent at a time: the cheapest printers hold a few kilobytes."""
_RESET = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED = b"\x1bd\x04"
_CUT = b"\x1dVB\x00"


def escpos(dots: Dots, *, has_cutter: bool = True) -> bytes:
    """Return what is sent to the printer: reset, the picture in bands, four lines of white, a cut if it can."""
    size = BAND * dots.stride
    bands = [dots.rows[at : at + size] for at in range(0, len(dots.rows), size)]
    sent = [_RASTER + struct.pack("<HH", dots.stride, len(band) // dots.stride) + band for band in bands]
    return _RESET + b"".join(sent) + _FEED + (_CUT if has_cutter else b"")
