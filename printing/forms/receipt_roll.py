"""Mẫu số 01 on a thermal roll: the lines of the law in their order, one column, as long as it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.slip import Slip
from printing.dates import OFFICE_TIME, day_in_words, moment_in_words
from printing.fonts import Style
from printing.forms.profiles import wording_of
from printing.forms.receipt_text import ReceiptText, text_of
from printing.forms.wording import ReceiptWording
from printing.parts.fields import Field, draw_rows, lay_fields
from printing.parts.on_roll import (
    BOX_WEIGHT,
    draw_bars,
    draw_boxes,
    draw_lines,
    draw_number,
    draw_roll_foot,
    draw_roll_head,
    draw_roll_strip,
    draw_signers,
    whole_dots,
)
from printing.parts.prints import Print
from printing.parts.table import HANGING, lay_two_columns
from printing.pen import Pen
from printing.rolls import Roll
from printing.text import Setter, Span

SMALL, SMALL_PITCH = 8.5, 3.7
"""Italic small print: in dots, smaller letters break."""


@dataclass(frozen=True)
class RollSlip:
    """A slip on its way to a roll."""

    slip: Slip
    words: ReceiptWording
    roll: Roll
    copy: Print


Piece = Callable[[Pen, RollSlip, float], float]


def draw_on_roll(setter: Setter, slip: Slip, roll: Roll, copy: Print) -> Pen:
    """Return the page: as wide as the roll, and as many whole dots high as its content needs."""
    job = RollSlip(slip, wording_of(slip.legal_profile), roll, copy)
    height = _draw(Pen(setter, roll.width, 1000.0), job)
    pen = Pen(setter, roll.width, whole_dots(height))
    _draw(pen, job)
    return pen


def _draw(pen: Pen, job: RollSlip) -> float:
    pieces: tuple[Piece, ...] = (_boxes, _head, _title, _bars, _fields, _signatures, _strip, _foot)
    y = job.roll.sheet.top
    for piece in pieces:
        y = piece(pen, job, y)
    return y + 1.0


def _boxes(pen: Pen, job: RollSlip, y: float) -> float:
    return draw_boxes(pen, job.roll, y, job.slip.marks, job.copy)


def _head(pen: Pen, job: RollSlip, y: float) -> float:
    slip, words = job.slip, job.words
    day = slip.issued_on or slip.received_at.astimezone(OFFICE_TIME).date()
    return draw_roll_head(
        pen,
        job.roll,
        y,
        state=words.state,
        motto=words.motto,
        parent=slip.parent_body,
        agency=slip.agency_name,
        number=f"{words.sequence}: {slip.sequence_text}",
        dated=f"{slip.place}, {day_in_words(day)}" if slip.place else day_in_words(day),
    )


def _title(pen: Pen, job: RollSlip, y: float) -> float:
    sheet, words = job.roll.sheet, job.words
    y = draw_lines(pen, job.roll, y + 1.6, words.title, Style.BOLD, sheet.title_size, job.roll.title_pitch)
    return draw_number(pen, job.roll, y, words.number, job.slip.number)


def _bars(pen: Pen, job: RollSlip, y: float) -> float:
    return draw_bars(pen, job.roll, y, job.slip.barcode_text, job.slip.number)


def _fields(pen: Pen, job: RollSlip, y: float) -> float:
    """The lines of the form in their order, with the list as text and the due time in a box."""
    sheet = job.roll.sheet
    text = text_of(job.slip, job.words)
    before = (*text.before, Field((Span(f"{job.words.papers}:"),)))
    y = _rows(pen, job, before, y)
    columns = lay_two_columns(pen.setter, sheet, job.slip.papers)
    for item in (*columns.left, *columns.right):
        for number, line in enumerate(item):
            y += sheet.list_pitch
            pen.line(job.roll.left + (HANGING if number else 0), y, sheet.list_size, line)
    at = _place_of_due(text, job.words)
    y = _rows(pen, job, text.after[:at], y)
    y = _due(pen, job, y)
    return _rows(pen, job, text.after[at + 1 :], y)


def _place_of_due(text: ReceiptText, words: ReceiptWording) -> int:
    return next(at for at, line in enumerate(text.after) if line.spans[0].text.startswith(words.due_at))


def _rows(pen: Pen, job: RollSlip, fields: tuple[Field, ...], y: float) -> float:
    sheet, step = job.roll.sheet, job.roll.sheet.steps[0]
    for field in fields:
        if field.small:
            for line in pen.setter.wrap(field.spans, SMALL, job.roll.right - job.roll.left):
                y += SMALL_PITCH
                pen.line(job.roll.left, y, SMALL, line)
        else:
            rows = lay_fields(pen.setter, sheet, (field,), step.body)
            y = draw_rows(pen, sheet, rows, y, step.body_pitch, step.body)
    return y


def _due(pen: Pen, job: RollSlip, y: float) -> float:
    size, step = job.roll.due_size, job.roll.sheet.steps[0]
    inner = job.roll.right - job.roll.left - 2
    labels = pen.setter.even(f"{job.words.due_at}:", Style.UPRIGHT, step.body, inner)
    values = pen.setter.even(moment_in_words(job.slip.due_at), Style.BOLD, size, inner)
    top = y + 1.6
    at = top
    for line in labels:
        at += step.body_pitch
        pen.line_centred(job.roll.middle, at - 0.4, step.body, line)
    for line in values:
        at += 4.8
        pen.line_centred(job.roll.middle, at - 0.4, size, line)
    pen.box(job.roll.left + 0.2, top, job.roll.right - job.roll.left - 0.4, at + 1.2 - top, BOX_WEIGHT)
    return at + 1.4


def _signatures(pen: Pen, job: RollSlip, y: float) -> float:
    slip, words = job.slip, job.words
    signers = ((words.submitter_signs, slip.submitter_name), (words.officer_signs, slip.officer_name))
    return draw_signers(pen, job.roll, y, signers, words.instruction)


def _strip(pen: Pen, job: RollSlip, y: float) -> float:
    slip = job.slip
    qr = slip.seal_text or slip.number
    return draw_roll_strip(pen, job.roll, y, qr=qr, lookup=slip.lookup_code, notes=_notes(slip))


def _notes(slip: Slip) -> tuple[str, ...]:
    ask = f"Hỏi hồ sơ: {slip.hotline}" if slip.hotline else "Hỏi hồ sơ tại nơi nộp"
    fee = (f"Phí, lệ phí: {slip.fee_text}",) if slip.fee_text else ()
    own = (slip.footer,) if slip.footer else ()
    return (*fee, "Có thể xong trước hẹn.", ask, *own)


def _foot(pen: Pen, job: RollSlip, y: float) -> float:
    return draw_roll_foot(pen, job.roll, y, job.words.foot, job.copy.in_foot)
