"""The control slip on A4: Mẫu số 05 of 2018, Mẫu số 06 of 2025. Five hops a page, then over the leaf."""

from dataclasses import dataclass

from desk_app.domain.papers.control_slip import ControlHop, ControlSlip
from printing.codes import BAR_QUIET, Bars, bars
from printing.dates import moment_in_words
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.book_wording import ControlWording
from printing.forms.control_hops import HEAD_HEIGHT, LaidHop, draw_hops, lay_hop
from printing.forms.letter_parts import head_of
from printing.forms.profiles import control_of
from printing.paper import A4_SHEET, Paper, Sheet
from printing.parts.fields import Field, SetLine, draw_rows, field, lay_fields
from printing.parts.head import draw_head, row_baseline
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.prints import Print
from printing.parts.running import draw_running, running_baseline
from printing.parts.strip import bar_module
from printing.pen import Pen
from printing.text import Line, Setter, Span

SIZE, PITCH = 13, 6.2
TITLE_GAP, UNDER_TITLE, UNDER_FIELDS = 10.9, 8.8, 3.0
MOST_HOPS = 5
STRIP_TOP, BARS_TOP, BARS_HEIGHT = 268.8, 271.0, 8.0
CLEAR = 2.5
NOTE_SIZE, NOTE_PITCH, UNDER_TABLE = 10, 4.2, 4.8
NUMBER_SIZE, SMALLEST_NUMBER = 11.0, 8.0
UNDER_RUNNING = 6.0


@dataclass(frozen=True)
class Laid:
    """A control slip, broken for its pages."""

    slip: ControlSlip
    words: ControlWording
    rows: list[list[SetLine]]
    pages: list[list[LaidHop]]
    notes: list[Line]
    first_top: float


def draw_control(setter: Setter, content: ControlSlip, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a control slip; SlipTooLongError when one hop is higher than a page."""
    sheet, words = A4_SHEET, control_of(content.head.legal_profile)
    head = head_of(setter, sheet, content.head, words.state, words.motto, words.sequence)
    laid = _lay(setter, sheet, content, words, row_baseline(head, sheet) + TITLE_GAP)
    code = bars(content.barcode_text or content.number)
    pages = []
    for number, hops in enumerate(laid.pages, 1):
        pen = Pen(setter, sheet.width, sheet.height)
        draw_marks(pen, sheet, content.head.marks, copy.in_box)
        if number == 1:
            title = draw_head(pen, sheet, head) + TITLE_GAP
            pen.centred(sheet.left + sheet.text_width / 2, title, sheet.title_size, words.title, Style.BOLD)
            draw_rows(pen, sheet, laid.rows, title + UNDER_TITLE - PITCH, PITCH, SIZE)
            top = laid.first_top
        else:
            running = f"{words.sequence}: {content.head.sequence_text}"
            draw_running(pen, sheet, words.title.capitalize(), running, number, SIZE)
            top = running_baseline(sheet) + UNDER_RUNNING
        y = draw_hops(pen, words, hops, sheet.left, top) + UNDER_TABLE
        if number == len(laid.pages):
            for line in laid.notes:
                pen.line(sheet.left, y, NOTE_SIZE, line)
                y += NOTE_PITCH
        _draw_low_strip(pen, sheet, code, content.number)
        draw_foot(pen, sheet, words.foot, copy.on_page(number, len(laid.pages)))
        pages.append(pen)
    return pages


def _lay(setter: Setter, sheet: Sheet, slip: ControlSlip, words: ControlWording, title: float) -> Laid:
    rows = lay_fields(setter, sheet, _fields(slip, words), SIZE)
    notes = [
        line for note in words.notes for line in setter.wrap([Span(note, Style.ITALIC)], NOTE_SIZE, sheet.text_width)
    ]
    first_top = title + UNDER_TITLE + (len(rows) - 1) * PITCH + UNDER_FIELDS
    closing = UNDER_TABLE + (len(notes) - 1) * NOTE_PITCH + CLEAR
    end = STRIP_TOP - closing - HEAD_HEIGHT
    next_top = running_baseline(sheet) + UNDER_RUNNING
    hops = [lay_hop(setter, words, hop) for hop in slip.hops]
    pages = _share(hops, end - first_top, end - next_top, lay_hop(setter, words, ControlHop("", "")))
    if pages is None:
        raise SlipTooLongError(number=slip.number)
    return Laid(slip, words, rows, pages, notes, first_top)


def _fields(slip: ControlSlip, words: ControlWording) -> list[Field]:
    fields = [
        field(words.number, slip.number, Style.BOLD),
        field(words.solving, slip.solving_body),
        field(words.cooperating, slip.cooperating_bodies),
    ]
    if words.attached:
        fields.append(field(words.attached, slip.applicant_name, Style.BOLD))
    fields.append(field(words.received, moment_in_words(slip.received_at)))
    fields.append(Field((Span(f"{words.due} {moment_in_words(slip.due_at)}"),)))
    return fields


def _share(hops: list[LaidHop], first_room: float, next_room: float, blank: LaidHop) -> list[list[LaidHop]] | None:
    """Share the hops among pages, five at most on each; the last page is filled up with dotted ones. None: no room."""
    pages: list[list[LaidHop]] = [[]]
    left = first_room
    for hop in hops:
        if hop.height > left or len(pages[-1]) == MOST_HOPS:
            pages.append([])
            left = next_room
            if hop.height > left:
                return None
        pages[-1].append(hop)
        left -= hop.height
    while len(pages[-1]) < MOST_HOPS and blank.height <= left:
        pages[-1].append(blank)
        left -= blank.height
    return pages


def _draw_low_strip(pen: Pen, sheet: Sheet, code: Bars, number: str) -> None:
    """The low strip of a paper that stays in the house: barcode and number, no QR."""
    edge = sheet.width - sheet.right
    pen.rule(sheet.left, STRIP_TOP, edge, STRIP_TOP, 0.4)
    x = sheet.left
    module = bar_module(sheet, code, sheet.text_width)
    if module is not None:
        pen.bars(x + BAR_QUIET * module, BARS_TOP, module, BARS_HEIGHT, code.runs)
        x += (code.modules + 2 * BAR_QUIET) * module
    size = NUMBER_SIZE
    while size > SMALLEST_NUMBER and x + pen.setter.width(number, Style.BOLD, size) > edge:
        size -= 0.5
    pen.text(x, BARS_TOP + BARS_HEIGHT / 2 + size * 0.12, size, number, Style.BOLD)
