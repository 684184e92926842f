"""The head of a paper that lies on its side: its two columns centred at a quarter and three quarters of the text."""

from printing.fonts import Style
from printing.paper import Sheet
from printing.parts.head import AGENCY_RULE, RULE_DROP, RULE_WEIGHT, Head, row_baseline
from printing.pen import Pen
from printing.text import POINT

CENTRES = (0.24, 0.76)


def draw_wide_head(pen: Pen, sheet: Sheet, head: Head) -> float:
    """Draw the head and return the baseline of its last row."""
    left, right = (sheet.left + centre * sheet.text_width for centre in CENTRES)
    first = sheet.top + 0.25 * sheet.head_size
    pen.centred(right, first, sheet.head_size, head.state, Style.BOLD)
    motto = first + sheet.head_pitch
    half = pen.setter.width(head.motto, Style.BOLD, sheet.motto_size) / 2
    pen.centred(right, motto, sheet.motto_size, head.motto, Style.BOLD)
    pen.rule(right - half, motto + RULE_DROP, right + half, motto + RULE_DROP, RULE_WEIGHT)
    y = first
    for line in (*head.parent, *head.agency):
        pen.line_centred(left, y, sheet.head_size, line)
        y += sheet.head_pitch
    for last in (*head.parent, *head.agency)[-1:]:
        half = last.width * sheet.head_size * POINT * AGENCY_RULE / 2
        under = y - sheet.head_pitch + RULE_DROP
        pen.rule(left - half, under, left + half, under, RULE_WEIGHT)
    row = row_baseline(head, sheet)
    pen.centred(left, row, sheet.row_size, head.sequence)
    pen.centred(right, row, sheet.row_size, head.dated, Style.ITALIC)
    return row
