"""Mẫu số 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", drawn on A4, A5, or two copies side by side."""

from dataclasses import dataclass

from desk_app.domain.slip import Slip
from printing.codes import bars, matrix
from printing.dates import OFFICE_TIME, day_in_words
from printing.fonts import Style
from printing.forms.profiles import wording_of
from printing.forms.receipt_fit import (
    AFTER_LIST,
    BEFORE_LIST,
    BEFORE_SIGNATURES,
    UNDER_NUMBER,
    Frame,
    ListPlace,
    Plan,
    fit,
)
from printing.forms.receipt_list import Continued, draw_list_page, lay_list_pages
from printing.forms.receipt_roll import draw_on_roll
from printing.forms.wording import ReceiptWording
from printing.paper import A4_SHEET, A5_SHEET, Paper, Sheet
from printing.parts.fields import draw_rows
from printing.parts.head import draw_head, lay_head
from printing.parts.marks import draw_foot, draw_marks
from printing.parts.prints import Print
from printing.parts.signatures import draw_signatures, lay_signature
from printing.parts.strip import Strip, draw_strip, lay_strip
from printing.parts.table import Table, TwoColumns, draw_table, draw_two_columns
from printing.pen import Pen
from printing.rolls import roll_of
from printing.text import Setter

CUT_AT = 148.5


@dataclass(frozen=True)
class Receipt:
    """A slip laid out on one sheet, ready to be drawn once or twice."""

    slip: Slip
    words: ReceiptWording
    sheet: Sheet
    frame: Frame
    plan: Plan
    strip: Strip
    following: list[Continued]


def draw_receipt(setter: Setter, slip: Slip, paper: Paper, copy: Print) -> list[Pen]:
    """Return the pages of a slip, one on a roll. Two copies share a sheet if the ruled table fits at any size, else
    two A5 sheets.
    """
    roll = roll_of(paper)
    if roll is not None:
        return [draw_on_roll(setter, slip, roll, copy)]
    if paper is not Paper.A4_TWO:
        receipt = _lay(setter, slip, A4_SHEET if paper is Paper.A4 else A5_SHEET, has_copies=False)
        return _pages(setter, receipt, copy, "")
    receipt = _lay(setter, slip, A5_SHEET, has_copies=True)
    names = (receipt.words.copy_kept, receipt.words.copy_given)
    if receipt.plan.place is ListPlace.TABLE:
        return [_two_on_one(setter, receipt, copy, names)]
    return [page for name in names for page in _pages(setter, receipt, copy, name)]


def _lay(setter: Setter, slip: Slip, sheet: Sheet, *, has_copies: bool) -> Receipt:
    words = wording_of(slip.legal_profile)
    day = slip.issued_on or slip.received_at.astimezone(OFFICE_TIME).date()
    head = lay_head(
        setter,
        sheet,
        parent=slip.parent_body,
        agency=slip.agency_name,
        state=words.state,
        motto=words.motto,
        sequence=f"{words.sequence}: {slip.sequence_text}",
        dated=f"{slip.place}, {day_in_words(day)}" if slip.place else day_in_words(day).capitalize(),
    )
    signatures = (
        lay_signature(setter, sheet, words.submitter_signs, words.instruction, slip.submitter_name),
        lay_signature(setter, sheet, words.officer_signs, words.instruction, slip.officer_name),
    )
    frame = Frame(sheet, head, signatures, has_copies)
    plan = fit(setter, slip, words, frame)
    strip = lay_strip(
        setter,
        sheet,
        bars=bars(slip.barcode_text),
        number=slip.barcode_text,
        lookup=slip.lookup_code,
        qr=matrix(slip.seal_text or slip.number),
        notes=_notes(slip),
    )
    following = lay_list_pages(setter, slip, words, sheet, plan) if plan.has_page_two else []
    return Receipt(slip, words, sheet, frame, plan, strip, following)


def _notes(slip: Slip) -> tuple[str, ...]:
    """Notes for the citizen, the more needed first."""
    ask = f"Hỏi hồ sơ: {slip.hotline}." if slip.hotline else "Hỏi hồ sơ tại nơi nộp."
    notes: tuple[str, ...] = (
        f"Có thể xong trước hẹn. {ask}",
        "Khi nhận kết quả mang theo: giấy này, căn cước; người nhận thay có giấy ủy quyền.",
    )
    if slip.footer:
        notes = (*notes, slip.footer)
    return (f"Phí, lệ phí: {slip.fee_text}. {notes[0]}", *notes[1:]) if slip.fee_text else notes


def _pages(setter: Setter, receipt: Receipt, copy: Print, copy_name: str) -> list[Pen]:
    count = 1 + len(receipt.following)
    first = Pen(setter, receipt.sheet.width, receipt.sheet.height)
    _draw_first(first, receipt, copy, copy_name, count)
    pages = [first]
    for number, continued in enumerate(receipt.following, 2):
        pen = Pen(setter, receipt.sheet.width, receipt.sheet.height)
        draw_marks(pen, receipt.sheet, receipt.slip.marks, copy.in_box)
        draw_list_page(pen, receipt.slip, receipt.words, receipt.sheet, receipt.strip, continued, number)
        draw_foot(pen, receipt.sheet, receipt.words.foot, copy.on_page(number, count))
        pages.append(pen)
    return pages


def _two_on_one(setter: Setter, receipt: Receipt, copy: Print, names: tuple[str, str]) -> Pen:
    pen = Pen(setter, 297, 210)
    for half, name in enumerate(names):
        _draw_first(pen.moved(half * CUT_AT), receipt, copy, name, 1)
    pen.rule(CUT_AT, 3, CUT_AT, 207, 0.5, dash=3)
    pen.upwards(CUT_AT - 2.0, 105, 6.5, "Cắt theo đường này", Style.ITALIC)
    return pen


def _draw_first(pen: Pen, receipt: Receipt, copy: Print, copy_name: str, count: int) -> None:
    sheet, plan, words = receipt.sheet, receipt.plan, receipt.words
    draw_marks(pen, receipt.sheet, receipt.slip.marks, copy.in_box)
    y = draw_head(pen, sheet, receipt.frame.head) + sheet.title_gap
    middle = sheet.left + sheet.text_width / 2
    pen.centred(middle, y, sheet.title_size, words.title, Style.BOLD)
    if copy_name:
        y += sheet.copy_gap
        pen.centred(middle, y, sheet.row_size - 1, copy_name, Style.ITALIC)
    y += sheet.number_gap
    label = f"{words.number}: "
    width = pen.setter.width(label, Style.UPRIGHT, plan.step.body)
    whole = width + pen.setter.width(receipt.slip.number, Style.BOLD, plan.step.body)
    pen.text(middle - whole / 2, y, plan.step.body, label)
    pen.text(middle - whole / 2 + width, y, plan.step.body, receipt.slip.number, Style.BOLD)
    y = draw_rows(pen, sheet, plan.before, y + UNDER_NUMBER, plan.step.body_pitch, plan.step.body)
    if plan.listed is not None:
        y = _draw_listed(pen, sheet, plan.listed, y + BEFORE_LIST) + AFTER_LIST
    y = draw_rows(pen, sheet, plan.after, y, plan.step.body_pitch, plan.step.body)
    y += BEFORE_SIGNATURES * plan.step.body_pitch
    draw_signatures(pen, sheet, receipt.frame.signatures, y, plan.step.signing)
    draw_strip(pen, sheet, receipt.strip)
    draw_foot(pen, sheet, words.foot, copy.on_page(1, count))


def _draw_listed(pen: Pen, sheet: Sheet, listed: Table | TwoColumns, top: float) -> float:
    if isinstance(listed, Table):
        return draw_table(pen, sheet, listed, top)
    return draw_two_columns(pen, sheet, listed, top)
