"""The cover sheet of a register: a double frame, the title large, the opening printed, the closing for the hand."""

from desk_app.domain.papers.register_book import RegisterCover
from printing.dates import day_in_words
from printing.fonts import Style
from printing.forms.book_wording import RegisterWording
from printing.forms.profiles import register_of
from printing.paper import A4_WIDE_SHEET, Paper
from printing.parts.dots import dots
from printing.parts.marks import draw_marks
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import POINT, Setter, Span

OUTER, INNER = (15.0, 12.0, 267.0, 186.0), (17.0, 14.0, 263.0, 182.0)
MIDDLE, WIDTH = 148.5, 240.0
RULE_PART = 1 / 3
FIRST, NAME_SIZE, NAME_PITCH = 29.5, 16, 8.6
TITLE_AT, TITLE_SIZE = 82.5, 34
FIELD_AT, FIELD_SIZE, FIELD_PITCH = 98.3, 18, 8.0
BOOK_GAP, BOOK_SIZE, FORM_GAP, FORM_SIZE = 12.2, 16, 9.4, 12
OPENED_AT, LINE_PITCH, LINES_LEFT, SIZE = 150.6, 10.1, 85.4, 14
CLOSING_ROOMS = (14.0, 14.0, 18.5, 18.5)
PAGES_ROOM = 31.0


def draw_register_cover(setter: Setter, content: RegisterCover, paper: Paper, copy: Print) -> list[Pen]:
    """Return the cover: one page."""
    sheet, words = A4_WIDE_SHEET, register_of(content.head.legal_profile)
    pen = Pen(setter, sheet.width, sheet.height)
    draw_marks(pen, sheet, content.head.marks, copy.in_box)
    pen.box(*OUTER, 1.6)
    pen.box(*INNER, 0.5)
    _draw_names(pen, content)
    pen.centred(MIDDLE, TITLE_AT, TITLE_SIZE, words.title, Style.BOLD)
    y = FIELD_AT
    for line in setter.wrap([Span(f"{words.field}: {content.field}", Style.BOLD)], FIELD_SIZE, WIDTH):
        pen.line_centred(MIDDLE, y, FIELD_SIZE, line)
        y += FIELD_PITCH
    y += BOOK_GAP - FIELD_PITCH
    pen.centred(MIDDLE, y, BOOK_SIZE, f"{words.book}: {content.book}")
    pen.centred(MIDDLE, y + FORM_GAP, FORM_SIZE, f"({words.foot})", Style.ITALIC)
    _draw_opening_and_closing(pen, words, content)
    return [pen]


def _draw_names(pen: Pen, content: RegisterCover) -> None:
    y = FIRST
    names = ((content.head.parent_body.upper(), Style.UPRIGHT), (content.head.agency_name.upper(), Style.BOLD))
    lines = [line for name, style in names if name for line in pen.setter.even(name, style, NAME_SIZE, WIDTH)]
    for line in lines:
        pen.line_centred(MIDDLE, y, NAME_SIZE, line)
        y += NAME_PITCH
    if lines:
        half = lines[-1].width * NAME_SIZE * POINT * RULE_PART / 2
        pen.rule(MIDDLE - half, y - NAME_PITCH + 4, MIDDLE + half, y - NAME_PITCH + 4, 0.6)


def _draw_opening_and_closing(pen: Pen, words: RegisterWording, content: RegisterCover) -> None:
    opened = f"{words.cover_opened} {day_in_words(content.opened_on)}, {words.cover_from} {content.first_entry:02d}"
    pen.text(LINES_LEFT, OPENED_AT, SIZE, opened)
    y, x = OPENED_AT + LINE_PITCH, LINES_LEFT
    for label, room in zip(words.cover_closed, CLOSING_ROOMS, strict=True):
        x = _draw_blank(pen, label, x, y, room)
    _draw_blank(pen, words.cover_pages, LINES_LEFT, y + LINE_PITCH, PAGES_ROOM)


def _draw_blank(pen: Pen, label: str, x: float, y: float, room: float) -> float:
    """Write a label and dots after it; return where the next label may start."""
    pen.text(x, y, SIZE, label)
    start = x + pen.setter.width(label, Style.UPRIGHT, SIZE) + 1.8
    dots(pen, start, start + room, y)
    return start + room + 1.8
