"""The letters of a finished PDF and where each of them stands, as a reader of PDFs finds them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2

from printing.text import POINT

TOUCH_ACROSS, TOUCH_DOWN = 0.5, 0.3
"""Two boxes may share so many millimetres: the boxes a reader gives are a little wider than the ink."""


class Glyph(NamedTuple):
    """A letter and its box in mm from the top left corner of its page."""

    letter: str
    left: float
    top: float
    right: float
    bottom: float


def glyphs_of(pdf: bytes, height: float) -> list[list[Glyph]]:
    """Return the letters of each page (`height` mm high); a page on which no letter is found fails the test."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [list(_letters(page, height)) for page in document]
    finally:
        document.close()
    assert pages and all(pages), "a page without a letter"
    return pages


def overlaps(page: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield the letters of a page that lie on each other; ASCII only: an accent may reach into a neighbour's box."""
    plain = sorted((glyph for glyph in page if glyph.letter.isascii() and glyph.letter.isalnum()), key=lambda g: g.top)
    for number, one in enumerate(plain):
        for other in plain[number + 1 :]:
            if other.top >= one.bottom:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            if across >= TOUCH_ACROSS and down >= TOUCH_DOWN:
                yield one, other


def _letters(page: pypdfium2.PdfPage, height: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, right, top = (edge * POINT for edge in text.get_charbox(at))
        letter = text.get_text_range(at, 1)
        if letter.strip():
            yield Glyph(letter, left, height - top, right, height - bottom)
