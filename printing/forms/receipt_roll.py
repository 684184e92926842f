"""Mẫu số 01 on a thermal roll: the lines of the law in their order, one column, as long as it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.slip import Slip
from printing.codes import BAR_QUIET, Bars, bars, matrix
from printing.dates import OFFICE_TIME, day_in_words, moment_in_words
from printing.fonts import Style
from printing.forms.profiles import wording_of
from printing.forms.receipt_text import ReceiptText, text_of
from printing.forms.row_code import texts_of
from printing.forms.wording import ReceiptWording
from printing.parts.fields import Field, draw_rows, lay_fields
from printing.parts.head import by_sense
from printing.parts.marks import BOXES
from printing.parts.prints import Print
from printing.parts.signatures import lay_signature
from printing.parts.table import HANGING, lay_two_columns
from printing.pen import Pen
from printing.rolls import DOTS_PER_MM, Roll
from printing.text import POINT, Setter, Span

BAR_HEIGHT = 9.0
QR_QUIET = 2.0
BOX_WEIGHT = 0.9
RULE_WEIGHT = 0.6
SMALL, SMALL_PITCH = 8.5, 3.7
"""Italic small print: in dots, smaller letters break."""


@dataclass(frozen=True)
class RollSlip:
    """A slip on its way to a roll."""

    slip: Slip
    words: ReceiptWording
    roll: Roll
    copy: Print

    @property
    def left(self) -> float:
        """Left edge of the text, mm."""
        return self.roll.sheet.left

    @property
    def right(self) -> float:
        """Right edge of the text, mm."""
        return self.roll.width - self.roll.sheet.right

    @property
    def middle(self) -> float:
        """Middle of the paper, mm."""
        return self.roll.width / 2


Piece = Callable[[Pen, RollSlip, float], float]


def draw_on_roll(setter: Setter, slip: Slip, roll: Roll, copy: Print) -> Pen:
    """Return the slip as one page of the roll's width, exactly as many whole dots high as its content needs."""
    job = RollSlip(slip, wording_of(slip.legal_profile), roll, copy)
    height = _draw(Pen(setter, roll.width, 1000.0), job)
    pen = Pen(setter, roll.width, whole_dots(height))
    _draw(pen, job)
    return pen


def whole_dots(height: float) -> float:
    """Return the height in mm, a hair under a whole number of dots: a file keeps hundredths of a point, and the page
    must not become a dot higher when it is rastered.
    """
    dots = int(height * DOTS_PER_MM) + 1
    points = int(dots / DOTS_PER_MM / POINT * 100 - 0.1) / 100
    return points * POINT


def on_dot(place: float) -> float:
    """Return the nearest place, mm, where a dot begins."""
    return round(place * DOTS_PER_MM) / DOTS_PER_MM


def _draw(pen: Pen, job: RollSlip) -> float:
    pieces: tuple[Piece, ...] = (_boxes, _head, _title, _bars, _fields, _signatures, _strip, _foot)
    y = job.roll.sheet.top
    for piece in pieces:
        y = piece(pen, job, y)
    return y + 1.0


def _lines(pen: Pen, job: RollSlip, y: float, text: str, style: Style, size: float, pitch: float) -> float:
    """Write a text centred in even lines; `y` is the baseline before the first of them."""
    for line in pen.setter.even(text, style, size, job.right - job.left):
        y += pitch
        pen.line_centred(job.middle, y, size, line)
    return y


def _boxes(pen: Pen, job: RollSlip, y: float) -> float:
    told = [words for mark, words in BOXES.items() if mark in job.slip.marks]
    for words in (*told, *([job.copy.in_box] if job.copy.in_box else [])):
        pen.box(job.left + 0.4, y, job.right - job.left - 0.8, 5.4, BOX_WEIGHT)
        pen.centred(job.middle, y + 3.9, 10 if len(words) < 20 else 8.5, words, Style.BOLD)
        y += 6.6
    return y


def _head(pen: Pen, job: RollSlip, y: float) -> float:
    """The State first (place of honour), then the agency; number and date on one line where they fit."""
    sheet, slip, words = job.roll.sheet, job.slip, job.words
    y = _lines(pen, job, y - 1.0, words.state, Style.BOLD, sheet.head_size, sheet.head_pitch)
    y = _lines(pen, job, y, words.motto, Style.BOLD, sheet.motto_size, sheet.head_pitch + 0.1)
    half = pen.setter.width(words.motto, Style.BOLD, sheet.motto_size) / 2
    pen.rule(job.middle - half, y + 1.3, job.middle + half, y + 1.3, RULE_WEIGHT)
    y = _lines(pen, job, y + 1.6, slip.parent_body.upper(), Style.UPRIGHT, sheet.head_size, sheet.head_pitch)
    for line in by_sense(pen.setter, slip.agency_name.upper(), sheet.head_size, job.right - job.left):
        y += sheet.head_pitch
        pen.line_centred(job.middle, y, sheet.head_size, line)
    pen.rule(job.middle - 12, y + 1.3, job.middle + 12, y + 1.3, RULE_WEIGHT)
    number = f"{words.sequence}: {slip.sequence_text}"
    day = slip.issued_on or slip.received_at.astimezone(OFFICE_TIME).date()
    dated = f"{slip.place}, {day_in_words(day)}" if slip.place else day_in_words(day)
    y += 5.2
    pen.text(job.left, y, sheet.row_size, number)
    taken = pen.setter.width(number, Style.UPRIGHT, sheet.row_size)
    if taken + pen.setter.width(dated, Style.ITALIC, sheet.row_size) + 2 > job.right - job.left:
        y += 3.8
    pen.right(job.right, y, sheet.row_size, dated, Style.ITALIC)
    return y


def _title(pen: Pen, job: RollSlip, y: float) -> float:
    sheet, words = job.roll.sheet, job.words
    y = _lines(pen, job, y + 1.6, words.title, Style.BOLD, sheet.title_size, job.roll.title_pitch)
    label, size = f"{words.number}: ", sheet.steps[0].body
    whole = pen.setter.one_line(Span(label), Span(job.slip.number, Style.BOLD))
    if whole.width * size * POINT <= job.right - job.left:
        pen.line_centred(job.middle, y + 5, size, whole)
        return y + 5
    pen.centred(job.middle, y + 5, size, label.strip())
    return _lines(pen, job, y + 5, job.slip.number, Style.BOLD, size, 4.2)


def _bars(pen: Pen, job: RollSlip, y: float) -> float:
    """The barcode, on whole dots: the full number where it fits, else digits only; the reader takes either.

    Its quiet zones may lie on the white edges of the paper, which no head reaches.
    """
    found = _fitting(job)
    if found is None:
        return y + 1.5
    code, module = found
    start = on_dot((job.roll.width - code.modules * module) / 2)
    pen.bars(start, on_dot(y + 1.8), module, BAR_HEIGHT, code.runs)
    return y + 1.8 + BAR_HEIGHT + 1.2


def _fitting(job: RollSlip) -> tuple[Bars, float] | None:
    """The bars and their module, mm: the largest module first, with it the fullest text."""
    texts = dict.fromkeys((job.slip.barcode_text, *texts_of(job.slip.number)))
    drawn = [bars(text) for text in texts if text]
    for dots in job.roll.bar_dots:
        module = dots / DOTS_PER_MM
        for code in drawn:
            on_paper = (code.modules + 2 * BAR_QUIET) * module <= job.roll.paper
            if on_paper and code.modules * module <= job.roll.width:
                return code, module
    return None


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
            pen.line(job.left + (HANGING if number else 0), y, sheet.list_size, line)
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
            for line in pen.setter.wrap(field.spans, SMALL, job.right - job.left):
                y += SMALL_PITCH
                pen.line(job.left, y, SMALL, line)
        else:
            rows = lay_fields(pen.setter, sheet, (field,), step.body)
            y = draw_rows(pen, sheet, rows, y, step.body_pitch, step.body)
    return y


def _due(pen: Pen, job: RollSlip, y: float) -> float:
    size, step = job.roll.due_size, job.roll.sheet.steps[0]
    inner = job.right - job.left - 2
    labels = pen.setter.even(f"{job.words.due_at}:", Style.UPRIGHT, step.body, inner)
    values = pen.setter.even(moment_in_words(job.slip.due_at), Style.BOLD, size, inner)
    top = y + 1.6
    at = top
    for line in labels:
        at += step.body_pitch
        pen.line_centred(job.middle, at - 0.4, step.body, line)
    for line in values:
        at += 4.8
        pen.line_centred(job.middle, at - 0.4, size, line)
    pen.box(job.left + 0.2, top, job.right - job.left - 0.4, at + 1.2 - top, BOX_WEIGHT)
    return at + 1.4


def _signatures(pen: Pen, job: RollSlip, y: float) -> float:
    sheet, words = job.roll.sheet, job.words
    half = (job.right - job.left) / 2
    ends = []
    for number, (title, name) in enumerate(
        ((words.submitter_signs, job.slip.submitter_name), (words.officer_signs, job.slip.officer_name))
    ):
        middle, at = job.left + half * (number + 0.5), y + 5.4
        lines = pen.setter.even(title, Style.BOLD, sheet.sign_size - 0.6, half - 0.2)
        for line in lines:
            pen.line_centred(middle, at, sheet.sign_size - 0.6, line)
            at += sheet.sign_gap
        at = y + 5.4 + _most_lines(pen, job, half) * sheet.sign_gap
        pen.centred(middle, at, sheet.sign_size - 1, words.instruction, Style.ITALIC)
        signature = lay_signature(pen.setter, sheet, "", "", name)
        for place, line in enumerate(signature.name):
            ends.append(at + sheet.steps[0].signing + place * signature.size * 0.42)
            pen.line_centred(middle, ends[-1], signature.size, line)
    return max(ends)


def _most_lines(pen: Pen, job: RollSlip, half: float) -> int:
    titles = (job.words.submitter_signs, job.words.officer_signs)
    size = job.roll.sheet.sign_size - 0.6
    return max(len(pen.setter.even(title, Style.BOLD, size, half - 0.2)) for title in titles)


def _strip(pen: Pen, job: RollSlip, y: float) -> float:
    """Look-up code and notes, beside the QR or above it."""
    sheet = job.roll.sheet
    pen.rule(job.left, y + 2.2, job.right, y + 2.2, RULE_WEIGHT)
    code = matrix(job.slip.seal_text or job.slip.number)
    module = job.roll.qr_dots / DOTS_PER_MM
    side = code.side * module
    top = y + 2.2 + 0.6
    room = job.right - job.left - (side + 2 * QR_QUIET if job.roll.is_side_by_side else 0)
    middle = job.left + room / 2
    pen.centred(middle, top + 4.0, 9, "Mã tra cứu")
    pen.centred(middle, top + 10.6, 17, job.slip.lookup_code, Style.BOLD, 1.5)
    at = top + 11.6
    for note in _notes(job.slip):
        for line in pen.setter.wrap([Span(note)], sheet.note_size, room - 1):
            at += sheet.note_pitch
            pen.line_centred(middle, at, sheet.note_size, line)
    if job.roll.is_side_by_side:
        pen.modules(on_dot(job.right - QR_QUIET - side), on_dot(top + QR_QUIET), module, code.cells)
        return max(at, top + side + 2 * QR_QUIET)
    pen.modules(on_dot((job.roll.width - side) / 2), on_dot(at + QR_QUIET), module, code.cells)
    return at + side + 2 * QR_QUIET


def _notes(slip: Slip) -> tuple[str, ...]:
    ask = f"Hỏi hồ sơ: {slip.hotline}" if slip.hotline else "Hỏi hồ sơ tại nơi nộp"
    fee = (f"Phí, lệ phí: {slip.fee_text}",) if slip.fee_text else ()
    own = (slip.footer,) if slip.footer else ()
    return (*fee, "Có thể xong trước hẹn.", ask, *own)


def _foot(pen: Pen, job: RollSlip, y: float) -> float:
    sheet, words = job.roll.sheet, job.words
    y += 3.6
    printed = job.copy.in_foot
    pen.text(job.left, y, sheet.foot_size, words.foot, Style.ITALIC)
    taken = pen.setter.width(words.foot, Style.ITALIC, sheet.foot_size)
    if taken + pen.setter.width(printed, Style.ITALIC, sheet.foot_size) + 2 > job.right - job.left:
        y += 3.0
    pen.right(job.right, y, sheet.foot_size, printed, Style.ITALIC)
    return y
