"""A list over as many pages as it takes: head and title on the first, the table's head on each, signatures on the
last with at least two rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.slip import SlipMark
from printing.dates import day_in_words
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.profiles import wording_of
from printing.paper import A4_SHEET, Sheet
from printing.parts.blocks import Block
from printing.parts.grid import Grid, LaidRow, draw_grid, share
from printing.parts.head import draw_head, lay_head, row_baseline
from printing.parts.marks import draw_boxes, draw_foot, draw_training_words
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter

OURS = "Mẫu của phần mềm, không thuộc phụ lục thông tư"
LIST_SHEET = replace(A4_SHEET, left=22, right=15, top=15)
WIDE_SHEET = replace(
    A4_SHEET, width=297, height=210, left=25, right=12, top=15, strip_bottom=188, foot_baseline=196.5, title_gap=8
)
TITLE_PITCH = 6.2
CLEAR_OF_CODES = 280.0
WIDE_CENTRES = (0.24, 0.76)


@dataclass(frozen=True)
class Listing:
    """A list to be drawn. `title` is in lines; `opening` stands between title and table, `closing` below it;
    `running` heads the following pages; `foot` is the left foot line.
    """

    sheet: Sheet
    head: LetterHead
    title: tuple[str, ...]
    opening: tuple[Block, ...]
    grid: Grid
    closing: tuple[Block, ...]
    running: str
    foot: str = OURS


def draw_listing(setter: Setter, listing: Listing, copy: Print) -> list[Pen]:
    """Return the pages. SlipTooLongError when one row is higher than a page."""
    sheet, grid = listing.sheet, listing.grid
    opening, closing = _height(listing.opening), _height(listing.closing)
    start = head_bottom(setter, sheet, listing.head, listing.title) + opening
    following = _running_baseline(sheet) + 3
    next_room = sheet.strip_bottom - following - grid.head_height
    if any(row.height > next_room for row in grid.rows):
        raise SlipTooLongError(number=listing.head.sequence_text)
    first_room = sheet.strip_bottom - start - grid.head_height
    counts = share([row.height for row in grid.rows], first_room, next_room, closing)
    pages, at = [], 0
    for number, count in enumerate(counts, 1):
        pen = Pen(setter, sheet.width, sheet.height)
        rows = grid.rows[at : at + count]
        at += count
        if number == 1:
            y = draw_title(pen, sheet, listing.head, listing.title, copy)
            y = stack(pen, listing.opening, y)
        else:
            mark(pen, sheet, listing.head, copy)
            y = _draw_running(pen, sheet, listing.running, number)
        y = _rows(pen, grid, rows, sheet, y, is_only=len(counts) == 1)
        if number == len(counts):
            stack(pen, listing.closing, y)
        draw_foot(pen, sheet, listing.foot, f"{copy.in_foot} · Trang {number}/{len(counts)}")
        pages.append(pen)
    return pages


def _rows(pen: Pen, grid: Grid, rows: Sequence[LaidRow], sheet: Sheet, y: float, *, is_only: bool) -> float:
    """Draw the table unless the page has none of its rows."""
    return draw_grid(pen, grid, rows, sheet.left, y) if rows or is_only else y


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def stack(pen: Pen, blocks: Sequence[Block], top: float) -> float:
    """Draw blocks from `top` down and return where the last one ends."""
    for block in blocks:
        block.draw(pen, top)
        top += block.height
    return top


def head_bottom(setter: Setter, sheet: Sheet, head: LetterHead, title: Sequence[str]) -> float:
    """Where the first block below the title may begin, mm from the top of the sheet."""
    laid = lay_head(setter, _head_sheet(setter, sheet, head), **_words(head))
    return row_baseline(laid, sheet) + sheet.title_gap + (len(title) - 1) * TITLE_PITCH + 2.6


def draw_title(pen: Pen, sheet: Sheet, head: LetterHead, title: Sequence[str], copy: Print) -> float:
    """Draw the head and the title, and return where the first block below may begin."""
    mark(pen, sheet, head, copy)
    laid = lay_head(pen.setter, _head_sheet(pen.setter, sheet, head), **_words(head))
    y = draw_head(pen, _drawn_sheet(pen.setter, sheet, head), laid) + sheet.title_gap
    for number, line in enumerate(title):
        middle = sheet.left + sheet.text_width / 2
        pen.centred(middle, y + number * TITLE_PITCH, sheet.title_size, line, Style.BOLD)
    return y + (len(title) - 1) * TITLE_PITCH + 2.6


def mark(pen: Pen, sheet: Sheet, head: LetterHead, copy: Print) -> None:
    """Draw what the page says about itself in the top margin, and the training mark across it."""
    if SlipMark.TRAINING in head.marks:
        # Right of the middle: the rows' own barcodes stand on the left, and no mark may touch a code.
        draw_training_words(pen, replace(sheet, width=max(sheet.width, CLEAR_OF_CODES)))
    draw_boxes(pen, sheet, head.marks, copy.in_box)


def _words(head: LetterHead) -> dict[str, str]:
    words = wording_of(head.legal_profile)
    dated = day_in_words(head.issued_on)
    return {
        "parent": head.parent_body,
        "agency": head.agency_name,
        "state": words.state,
        "motto": words.motto,
        "sequence": f"{words.sequence}: {head.sequence_text}" if head.sequence_text else "",
        "dated": f"{head.place}, {dated}" if head.place else dated.capitalize(),
    }


def _is_wide(sheet: Sheet) -> bool:
    return sheet.width > sheet.height


def _head_sheet(setter: Setter, sheet: Sheet, head: LetterHead) -> Sheet:
    """The sheet whose left column has the room that the agency's name really has."""
    if not _is_wide(sheet):
        return sheet
    agency = 2 * WIDE_CENTRES[0] * sheet.text_width
    return replace(sheet, right=sheet.width - sheet.left - agency - _state_width(setter, sheet, head) - 4)


def _drawn_sheet(setter: Setter, sheet: Sheet, head: LetterHead) -> Sheet:
    """On a landscape sheet the two columns of the head are centred at 24 % and 76 % of the width."""
    if not _is_wide(sheet):
        return sheet
    left, right = (sheet.left + centre * sheet.text_width for centre in WIDE_CENTRES)
    edge = right + _state_width(setter, sheet, head) / 2
    start = 2 * left - (edge - _state_width(setter, sheet, head) - 4)
    return replace(sheet, left=start, right=sheet.width - edge)


def _state_width(setter: Setter, sheet: Sheet, head: LetterHead) -> float:
    return setter.width(wording_of(head.legal_profile).state, Style.BOLD, sheet.head_size)


def _running_baseline(sheet: Sheet) -> float:
    return sheet.top + 0.25 * sheet.row_size


def _draw_running(pen: Pen, sheet: Sheet, running: str, number: int) -> float:
    pen.centred(sheet.left + sheet.text_width / 2, sheet.top * 0.62, sheet.row_size, str(number))
    y = _running_baseline(sheet)
    pen.text(sheet.left, y, 11, f"{running} (tiếp theo)", Style.ITALIC)
    return y + 3
