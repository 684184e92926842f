"""The receipt of the result, "Giấy biên nhận trả kết quả", on A5 or A4."""

from dataclasses import dataclass

from desk_app.domain.papers.return_receipt import ReturnReceipt
from printing.dates import moment_in_words
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms import return_words as words
from printing.forms.letter_flow import FlowRow, Values, is_wanted, lay_flow, plain
from printing.forms.letter_parts import head_of, strip_of
from printing.forms.profiles import wording_of
from printing.forms.return_fit import (
    AFTER_LIST,
    BEFORE_LIST,
    BEFORE_SIGNATURES,
    CLEAR,
    UNDER_NUMBER,
    Plan,
    fit,
    grid_of,
)
from printing.paper import A4_SHEET, A5_SHEET, Paper, Sheet
from printing.parts.grid import Grid, draw_grid, share
from printing.parts.head import Head, draw_head, row_baseline
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.paragraph import draw_paragraph_line
from printing.parts.prints import Print
from printing.parts.running import draw_running, running_baseline
from printing.parts.signatures import Signature, draw_initials, draw_signatures, lay_signature
from printing.parts.strip import Strip, draw_low_strip, draw_strip, low_strip_top
from printing.pen import Pen
from printing.text import Setter

TITLE_GAP, NUMBER_GAP = 7.6, 6.0
CLOSING = 24.0
"""Room for the closing sentence and both initials on a following page, mm."""


@dataclass(frozen=True)
class Laid:
    """A receipt laid out, ready to be drawn."""

    content: ReturnReceipt
    sheet: Sheet
    head: Head
    plan: Plan
    signatures: tuple[Signature, ...]
    strip: Strip
    values: Values


def draw_return_receipt(setter: Setter, content: ReturnReceipt, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a receipt of the result; SlipTooLongError for a text longer than any form allows."""
    laid = _lay(setter, content, A4_SHEET if paper is Paper.A4 else A5_SHEET)
    following = _following(setter, laid) if laid.plan.grid is None else []
    count = 1 + len(following)
    pages = []
    for number in range(1, count + 1):
        pen = Pen(setter, laid.sheet.width, laid.sheet.height)
        draw_marks(pen, laid.sheet, content.head.marks, copy.in_box)
        if number == 1:
            _draw_first(pen, laid)
        else:
            grid, rows = following[number - 2]
            _draw_following(pen, laid, grid, rows, number, number == count)
        draw_foot(pen, laid.sheet, words.FOOT, copy.on_page(number, count))
        pages.append(pen)
    return pages


def _lay(setter: Setter, content: ReturnReceipt, sheet: Sheet) -> Laid:
    law = wording_of(content.head.legal_profile)
    head = head_of(setter, sheet, content.head, law.state, law.motto, law.sequence)
    names = (content.receiver.name, content.officer_name)
    left, right = (
        lay_signature(setter, sheet, title, law.instruction, name)
        for title, name in zip(words.SIGNERS, names, strict=True)
    )
    values = _values(content)
    first = row_baseline(head, sheet) + TITLE_GAP + NUMBER_GAP + UNDER_NUMBER
    plan = fit(setter, sheet, values, content.papers, (left, right), sheet.strip_top - CLEAR - first)
    notes = tuple(plain(note.text, values) for note in words.NOTES if is_wanted(note, values))
    strip = strip_of(setter, sheet, content.head, content.codes, notes)
    return Laid(content, sheet, head, plan, (left, right), strip, values)


def _values(content: ReturnReceipt) -> dict[str, str]:
    return {
        "desk_name": content.desk_name,
        "applicant": content.applicant_name,
        "request": content.request,
        "receiver": content.receiver.name,
        "receiver_number": content.receiver.masked_number,
        "receiver_role": content.receiver_role,
        "count": str(len(content.papers)),
        "due_at": moment_in_words(content.due_at),
        "finished_at": moment_in_words(content.finished_at),
        "timeliness": content.timeliness,
        "handed_over_at": moment_in_words(content.handed_over_at),
        "fee": content.fee_text,
        "statement": content.statement,
        "number": content.codes.number,
        "hotline": content.head.hotline,
        "footer": content.head.footer,
    }


def _draw_first(pen: Pen, laid: Laid) -> None:
    sheet, plan, number = laid.sheet, laid.plan, laid.content.codes.number
    step = plan.step
    middle = sheet.left + sheet.text_width / 2
    y = draw_head(pen, sheet, laid.head) + TITLE_GAP
    pen.centred(middle, y, sheet.title_size, words.TITLE, Style.BOLD)
    y += NUMBER_GAP
    label = f"{words.NUMBER}: "
    width = pen.setter.width(label, Style.UPRIGHT, step.body)
    x = middle - (width + pen.setter.width(number, Style.BOLD, step.body)) / 2
    pen.text(x, y, step.body, label)
    pen.text(x + width, y, step.body, number, Style.BOLD)
    y = _draw_rows(pen, laid, plan.before, y + UNDER_NUMBER - step.body_pitch)
    if plan.grid is not None:
        y = draw_grid(pen, plan.grid, plan.grid.rows, sheet.left, y + BEFORE_LIST) + AFTER_LIST
    y = _draw_rows(pen, laid, plan.after, y)
    draw_signatures(pen, sheet, laid.signatures, y + BEFORE_SIGNATURES * step.body_pitch, step.signing)
    draw_strip(pen, sheet, laid.strip)


def _draw_rows(pen: Pen, laid: Laid, rows: list[FlowRow], y: float) -> float:
    step = laid.plan.step
    for row in rows:
        y += step.body_pitch
        for line in row.lines:
            draw_paragraph_line(pen, laid.sheet.left, y, step.body, line)
    return y


def _top(laid: Laid) -> float:
    """Baseline of the first line under the running line."""
    return running_baseline(laid.sheet) + 2.6 + laid.plan.step.body_pitch


def _opening(setter: Setter, laid: Laid) -> list[FlowRow]:
    return lay_flow(setter, laid.sheet, laid.plan.step.body, (words.OWNER,), laid.values)


def _following(setter: Setter, laid: Laid) -> list[tuple[Grid, tuple[int, int]]]:
    """The list over the leaf: for each page the table and which of its rows stand there (first, after the last)."""
    grid = grid_of(setter, laid.sheet, laid.plan.step, laid.content.papers)
    used = _top(laid) + (len(_opening(setter, laid)) - 1) * laid.plan.step.body_pitch + BEFORE_LIST + grid.head_height
    room = low_strip_top(laid.sheet) - CLEAR - used
    if any(row.height > room for row in grid.rows):
        raise SlipTooLongError(number=laid.content.codes.number)
    pages, first = [], 0
    for count in share([row.height for row in grid.rows], room, room, CLOSING):
        pages.append((grid, (first, first + count)))
        first += count
    return pages


def _draw_following(pen: Pen, laid: Laid, grid: Grid, rows: tuple[int, int], number: int, is_last: bool) -> None:
    sheet, step = laid.sheet, laid.plan.step
    sequence = f"Số: {laid.content.head.sequence_text}"
    draw_running(pen, sheet, words.TITLE.capitalize(), sequence, number, step.body)
    y = _draw_rows(pen, laid, _opening(pen.setter, laid), _top(laid) - step.body_pitch)
    y = draw_grid(pen, grid, grid.rows[rows[0] : rows[1]], sheet.left, y + BEFORE_LIST)
    if is_last:
        y += step.body_pitch + AFTER_LIST
        pen.text(sheet.left, y, step.body, words.CLOSED.format(count=len(grid.rows)), Style.ITALIC)
        draw_initials(pen, sheet, y + 1.5 * step.body_pitch, words.SIGNERS)
    draw_low_strip(pen, sheet, laid.strip)
