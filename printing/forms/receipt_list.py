"""The following pages of Mẫu số 01: the whole list of papers, and long lines that page 1 points to."""

from dataclasses import dataclass, replace

from desk_app.domain.slip import Slip
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.receipt_fit import AFTER_LIST, BEFORE_LIST, Plan
from printing.forms.wording import ReceiptWording
from printing.paper import Sheet, Step
from printing.parts.fields import SetLine, draw_rows, field, lay_fields, rows_height
from printing.parts.running import draw_running, running_baseline
from printing.parts.signatures import draw_initials
from printing.parts.strip import Strip, draw_low_strip, low_strip_top
from printing.parts.table import Row, Table, draw_table, lay_table
from printing.pen import Pen
from printing.text import Setter, Span

CLOSING = 24.0
"""Room for the closing sentence and both initials, mm."""
KEPT_WITH_CLOSING = 2
"""Rows that go with the closing part to the last page."""


@dataclass(frozen=True)
class Continued:
    """One following page: its lines, its rows, and whether the list ends here (`total` papers)."""

    step: Step
    lines: list[list[SetLine]]
    table: Table
    closes: bool
    total: int


def lay_list_pages(setter: Setter, slip: Slip, words: ReceiptWording, sheet: Sheet, plan: Plan) -> list[Continued]:
    """Break the list over as few pages as the largest step allows; rows are never split."""
    best: list[Continued] = []
    for step in sheet.steps[1:]:
        if _room(sheet, step) < rows_height(
            _opening(setter, slip, words, sheet, plan, step), step.body_pitch, step.body
        ):
            continue
        pages = _lay(setter, slip, words, sheet, plan, step)
        if not best or len(pages) < len(best):
            best = pages
        if len(best) == 1:
            break
    if not best:
        raise SlipTooLongError(number=slip.number)
    return best


def _lay(setter: Setter, slip: Slip, words: ReceiptWording, sheet: Sheet, plan: Plan, step: Step) -> list[Continued]:
    lines = _opening(setter, slip, words, sheet, plan, step)
    table = lay_table(setter, sheet, step, slip.papers)
    if any(table.row_height(row) > _room(sheet, step) for row in table.rows):
        raise SlipTooLongError(number=slip.number)
    return [
        Continued(step, lines if number == 0 else [], replace(table, rows=rows), closes, len(slip.papers))
        for number, (rows, closes) in enumerate(_break(table, sheet, step, lines))
    ]


def _opening(
    setter: Setter, slip: Slip, words: ReceiptWording, sheet: Sheet, plan: Plan, step: Step
) -> list[list[SetLine]]:
    """The lines above the list: whose dossier it is, and what page 1 had no room for."""
    named = field(words.number, slip.number, Style.BOLD)
    owner = (*named.spans, Span("\u00a0\u00a0 của "), Span(slip.applicant.name, Style.BOLD))
    listed = replace(named, spans=(Span(f"{words.papers}:"),))
    return lay_fields(setter, sheet, [replace(named, spans=owner), *plan.text.elsewhere, listed], step.body)


def _room(sheet: Sheet, step: Step) -> float:
    """Height below the running line that the opening lines may take, with the closing part still under them."""
    return low_strip_top(sheet) - 3 - _first_baseline(sheet) - CLOSING - 4 * step.table_pitch


def _break(table: Table, sheet: Sheet, step: Step, lines: list[list[SetLine]]) -> list[tuple[list[Row], bool]]:
    """Share the rows among pages; the closing part takes at least two of them along to the last page."""
    room = low_strip_top(sheet) - 3 - _first_baseline(sheet) - table.head_height - BEFORE_LIST
    left = room - rows_height(lines, step.body_pitch, step.body)
    pages: list[list[Row]] = [[]]
    for row in table.rows:
        height = table.row_height(row)
        if height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= height
    if left < CLOSING:
        kept = pages[-1][-KEPT_WITH_CLOSING:]
        if len(pages[-1]) > len(kept):
            pages[-1] = pages[-1][: -len(kept)]
            pages.append(kept)
    return [(rows, rows is pages[-1]) for rows in pages]


def _first_baseline(sheet: Sheet) -> float:
    return running_baseline(sheet) + 2.6


def draw_list_page(
    pen: Pen, slip: Slip, words: ReceiptWording, sheet: Sheet, strip: Strip, page: Continued, number: int
) -> None:
    """Draw one following page, without its foot line."""
    step = page.step
    sequence = f"{words.sequence}: {slip.sequence_text}"
    draw_running(pen, sheet, words.title.capitalize(), sequence, number, step.body)
    y = draw_rows(pen, sheet, page.lines, _first_baseline(sheet), step.body_pitch, step.body)
    y = draw_table(pen, sheet, page.table, y + BEFORE_LIST) + AFTER_LIST
    if page.closes:
        y += step.body_pitch
        pen.text(sheet.left, y, step.body, f"Danh mục gồm {page.total:02d} loại giấy tờ./.", Style.ITALIC)
        y += step.body_pitch * 1.5
        draw_initials(pen, sheet, y, (words.submitter_signs, words.officer_signs))
    draw_low_strip(pen, sheet, strip)
