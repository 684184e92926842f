"""The head of a paper that lies on its side: its two columns centred at a quarter and three quarters of the text."""

from printing.paper import Sheet
from printing.parts.head import Head, draw_columns
from printing.pen import Pen

CENTRES = (0.24, 0.76)


def draw_wide_head(pen: Pen, sheet: Sheet, head: Head) -> float:
    """Draw the head and return the baseline of its last row."""
    left, right = (sheet.left + centre * sheet.text_width for centre in CENTRES)
    return draw_columns(pen, sheet, head, left, right)
