"""The head of a paper (annex I of Decree 30/2020): agency on the left, the State and its motto on the right."""

from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import POINT, Line, Setter, keep_together

COLUMN_GAP = 4.0
RULE_DROP = 1.7
RULE_WEIGHT = 0.6
AGENCY_RULE = 0.42
"""Length of the rule under the agency as part of its last line; the decree wants a third to a half."""

_COMPOUNDS = ("TRUNG TÂM", "PHỤC VỤ", "HÀNH CHÍNH CÔNG", "BỘ PHẬN", "TIẾP NHẬN", "TRẢ KẾT QUẢ")


@dataclass(frozen=True)
class Head:
    """The head, broken into lines; `sequence` and `dated` are the row below the two columns."""

    parent: list[Line]
    agency: list[Line]
    state: str
    motto: str
    sequence: str
    dated: str


def lay_head(
    setter: Setter, sheet: Sheet, *, parent: str, agency: str, state: str, motto: str, sequence: str, dated: str
) -> Head:
    """Break the names of the agency into the fewest even lines beside the State's name; they are never shrunk."""
    width = sheet.text_width - setter.width(state, Style.BOLD, sheet.head_size) - COLUMN_GAP
    return Head(
        parent=setter.even(parent.upper(), Style.UPRIGHT, sheet.head_size, width),
        agency=by_sense(setter, agency.upper(), sheet.head_size, width),
        state=state,
        motto=motto,
        sequence=sequence,
        dated=dated,
    )


def by_sense(setter: Setter, agency: str, size: float, width: float) -> list[Line]:
    """Break the desk's name without tearing its compounds apart, unless that costs a line more."""
    tied = agency
    for compound in _COMPOUNDS:
        tied = tied.replace(compound, keep_together(compound))
    plain = setter.even(agency, Style.BOLD, size, width)
    kept = setter.even(tied, Style.BOLD, size, width)
    return kept if len(kept) <= len(plain) else plain


def row_baseline(head: Head, sheet: Sheet) -> float:
    """Baseline of the row with number and date, mm from the top of the sheet."""
    lines = max(len(head.parent) + len(head.agency), 2)
    return sheet.top + 0.25 * sheet.head_size + (lines - 1) * sheet.head_pitch + sheet.head_gap


def draw_head(pen: Pen, sheet: Sheet, head: Head) -> float:
    """Draw the head, the State flush with the right margin, and return the baseline of its last row."""
    state_width = pen.setter.width(head.state, Style.BOLD, sheet.head_size)
    left = sheet.left + (sheet.text_width - state_width - COLUMN_GAP) / 2
    return draw_columns(pen, sheet, head, left, sheet.width - sheet.right - state_width / 2)


def draw_columns(pen: Pen, sheet: Sheet, head: Head, left: float, right: float) -> float:
    """Draw the two columns centred on `left` and `right` (mm from the left edge); return the last row's baseline."""
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
