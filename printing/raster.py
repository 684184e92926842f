"""Pages as pictures: in grey for a screen, in dots of one bit for a thermal head. No picture library is needed."""

import struct
import zlib
from dataclasses import dataclass

import pypdfium2

from printing.rolls import DPI

THRESHOLD = 150
"""Of 255: what is darker becomes a dot. Thinner, and the hair strokes of a serif letter break."""
_BITS = bytes(b"1"[0] if grey < THRESHOLD else b"0"[0] for grey in range(256))


@dataclass(frozen=True)
class Dots:
    """A picture of one bit a dot, rows from the top, each padded to whole bytes; 1 is black."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes in a row."""
        return (self.width + 7) // 8


def dots_of(pdf: bytes, width: int) -> Dots:
    """Return the first page of a PDF as a thermal head prints it, `width` dots across at 203.2 dpi."""
    grey, across, height = _grey(pdf, 0, DPI)
    bits, padding = grey.translate(_BITS), b"0" * (-width % 8)
    rows = []
    for at in range(0, across * height, across):
        row = bits[at : at + min(across, width)].ljust(width, b"0") + padding
        rows.append(int(row, 2).to_bytes(len(row) // 8, "big"))
    return Dots(width, height, b"".join(rows))


def picture_of(pdf: bytes, page: int = 0, dpi: float = 110) -> bytes:
    """Return one page of a PDF as a PNG in grey, for a preview on the screen. IndexError when there is no such page."""
    grey, width, height = _grey(pdf, page, dpi)
    return _png(width, height, 8, [grey[at : at + width] for at in range(0, width * height, width)])


def picture_of_dots(dots: Dots) -> bytes:
    """Return the dots as a PNG of one bit, black on white, exactly as they are printed."""
    white = bytes(byte ^ 0xFF for byte in range(256))
    turned = dots.rows.translate(white)
    rows = [turned[at : at + dots.stride] for at in range(0, len(turned), dots.stride)]
    return _png(dots.width, dots.height, 1, rows)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _grey(pdf: bytes, page: int, dpi: float) -> tuple[bytes, int, int]:
    """Return one page in grey, a byte a dot without padding, with its width and height."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 0 <= page < len(document):
            raise IndexError(page)
        bitmap = document[page].render(scale=dpi / 72, grayscale=True)
        raw = bytes(bitmap.buffer)
        rows = [raw[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)]
        return b"".join(rows), bitmap.width, bitmap.height
    finally:
        document.close()


def _png(width: int, height: int, depth: int, rows: list[bytes]) -> bytes:
    """A PNG in grey of `depth` bits (PNG specification, third edition, chapters 5 and 11)."""
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
