"""The pages of the register, A4 landscape: Mẫu số 06 of 2018, Mẫu số 07 of 2025."""

from desk_app.domain.papers.register_book import RegisterPages
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.letter_parts import head_of
from printing.forms.profiles import register_of
from printing.forms.register_rows import BLANK, HEAD_HEIGHT, LaidEntry, draw_entries, lay_entry
from printing.paper import A4_WIDE_SHEET, Paper
from printing.parts.head import row_baseline
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.prints import Print
from printing.parts.wide_head import draw_wide_head
from printing.pen import Pen
from printing.text import Setter

TITLE_GAP, BOOK_GAP, BOOK_SIZE, UNDER_BOOK = 8.6, 6.0, 12, 3.6
LAST_RULE = 188.0


def draw_register(setter: Setter, content: RegisterPages, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of one printing; SlipTooLongError when one entry is higher than a page at the smallest size."""
    sheet, words = A4_WIDE_SHEET, register_of(content.head.legal_profile)
    head = head_of(setter, sheet, content.head, words.state, words.motto, words.sequence)
    title = row_baseline(head, sheet) + TITLE_GAP
    first_top = title + BOOK_GAP + UNDER_BOOK
    pages = _share(setter, content, LAST_RULE - first_top - HEAD_HEIGHT, LAST_RULE - sheet.top - HEAD_HEIGHT)
    foot = f"{words.foot} · {words.blank_note}" if content.has_blank_rows else words.foot
    drawn = []
    for number, entries in enumerate(pages):
        pen = Pen(setter, sheet.width, sheet.height)
        draw_marks(pen, sheet, content.head.marks, copy.in_box)
        top = sheet.top
        if number == 0:
            top = first_top
            middle = sheet.left + sheet.text_width / 2
            draw_wide_head(pen, sheet, head)
            pen.centred(middle, title, sheet.title_size, words.title, Style.BOLD)
            book = f"{words.book}: {content.book} · {words.field}: {content.field}"
            pen.centred(middle, title + BOOK_GAP, BOOK_SIZE, book)
        draw_entries(pen, words, entries, sheet.left, top)
        draw_foot(pen, sheet, foot, f"{copy.in_foot} · Trang {content.first_page + number}")
        drawn.append(pen)
    return drawn


def _share(setter: Setter, content: RegisterPages, first_room: float, next_room: float) -> list[list[LaidEntry]]:
    """Share the entries among pages; a line is never split, and the last page is ruled to its end for the hand."""
    pages: list[list[LaidEntry]] = [[]]
    left = first_room
    for entry in content.entries:
        laid = lay_entry(setter, entry, next_room)
        if laid is None:
            raise SlipTooLongError(number=entry.number)
        if laid.height > left:
            pages.append([])
            left = next_room
        pages[-1].append(laid)
        left -= laid.height
    while content.has_blank_rows and left >= BLANK.height:
        pages[-1].append(BLANK)
        left -= BLANK.height
    return pages
