"""What every paper on a thermal roll is made of: boxes, head, bars, signatures, codes, foot; one under the other.

Each function draws below the baseline `y` (mm) and returns the lowest baseline it wrote on.
"""

from collections.abc import Sequence

from desk_app.domain.slip import SlipMark
from printing.codes import BAR_QUIET, Bars, bars, matrix, texts_of
from printing.fonts import Style
from printing.parts.head import by_sense
from printing.parts.marks import BOXES
from printing.parts.prints import Print
from printing.parts.signatures import lay_signature
from printing.pen import Pen
from printing.rolls import DOTS_PER_MM, Roll
from printing.text import POINT, Span

BAR_HEIGHT = 9.0
QR_QUIET = 2.0
BOX_WEIGHT = 0.9
RULE_WEIGHT = 0.6


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


def draw_lines(pen: Pen, roll: Roll, y: float, text: str, style: Style, size: float, pitch: float) -> float:
    """Write a text centred in even lines; `y` is the baseline before the first of them."""
    for line in pen.setter.even(text, style, size, roll.right - roll.left):
        y += pitch
        pen.line_centred(roll.middle, y, size, line)
    return y


def draw_boxes(pen: Pen, roll: Roll, y: float, marks: frozenset[SlipMark], copy: Print) -> float:
    """Say what the paper is not, or which print: one box a mark."""
    told = [words for mark, words in BOXES.items() if mark in marks]
    for words in (*told, *([copy.in_box] if copy.in_box else [])):
        pen.box(roll.left + 0.4, y, roll.right - roll.left - 0.8, 5.4, BOX_WEIGHT)
        pen.centred(roll.middle, y + 3.9, 10 if len(words) < 20 else 8.5, words, Style.BOLD)
        y += 6.6
    return y


def draw_roll_head(
    pen: Pen, roll: Roll, y: float, *, state: str, motto: str, parent: str, agency: str, number: str, dated: str
) -> float:
    """The State first (place of honour), then the agency; number and date on one line where they fit."""
    sheet = roll.sheet
    y = draw_lines(pen, roll, y - 1.0, state, Style.BOLD, sheet.head_size, sheet.head_pitch)
    y = draw_lines(pen, roll, y, motto, Style.BOLD, sheet.motto_size, sheet.head_pitch + 0.1)
    half = pen.setter.width(motto, Style.BOLD, sheet.motto_size) / 2
    pen.rule(roll.middle - half, y + 1.3, roll.middle + half, y + 1.3, RULE_WEIGHT)
    y = draw_lines(pen, roll, y + 1.6, parent.upper(), Style.UPRIGHT, sheet.head_size, sheet.head_pitch)
    for line in by_sense(pen.setter, agency.upper(), sheet.head_size, roll.right - roll.left):
        y += sheet.head_pitch
        pen.line_centred(roll.middle, y, sheet.head_size, line)
    pen.rule(roll.middle - 12, y + 1.3, roll.middle + 12, y + 1.3, RULE_WEIGHT)
    y += 5.2
    pen.text(roll.left, y, sheet.row_size, number)
    taken = pen.setter.width(number, Style.UPRIGHT, sheet.row_size)
    if taken + pen.setter.width(dated, Style.ITALIC, sheet.row_size) + 2 > roll.right - roll.left:
        y += 3.8
    pen.right(roll.right, y, sheet.row_size, dated, Style.ITALIC)
    return y


def draw_number(pen: Pen, roll: Roll, y: float, label: str, number: str) -> float:
    """The dossier's number after its label, centred; below it where both are too wide."""
    size = roll.sheet.steps[0].body
    whole = pen.setter.one_line(Span(f"{label}: "), Span(number, Style.BOLD))
    if whole.width * size * POINT <= roll.right - roll.left:
        pen.line_centred(roll.middle, y + 5, size, whole)
        return y + 5
    pen.centred(roll.middle, y + 5, size, f"{label}:")
    return draw_lines(pen, roll, y + 5, number, Style.BOLD, size, 4.2)


def draw_bars(pen: Pen, roll: Roll, y: float, barcode_text: str, number: str) -> float:
    """The barcode, on whole dots: the full number where it fits, else digits only; the reader takes either.

    Its quiet zones may lie on the white edges of the paper, which no head reaches.
    """
    found = _fitting(roll, barcode_text, number)
    if found is None:
        return y + 1.5
    code, module = found
    start = on_dot((roll.width - code.modules * module) / 2)
    pen.bars(start, on_dot(y + 1.8), module, BAR_HEIGHT, code.runs)
    return y + 1.8 + BAR_HEIGHT + 1.2


def _fitting(roll: Roll, barcode_text: str, number: str) -> tuple[Bars, float] | None:
    """The bars and their module, mm: the largest module first, with it the fullest text."""
    texts = dict.fromkeys((barcode_text, *texts_of(number)))
    drawn = [bars(text) for text in texts if text]
    for dots in roll.bar_dots:
        module = dots / DOTS_PER_MM
        for code in drawn:
            on_paper = (code.modules + 2 * BAR_QUIET) * module <= roll.paper
            if on_paper and code.modules * module <= roll.width:
                return code, module
    return None


def draw_signers(pen: Pen, roll: Roll, y: float, signers: Sequence[tuple[str, str]], instruction: str) -> float:
    """Who signs, beside each other: (title, name), one alone in the middle, with room for the hand."""
    sheet = roll.sheet
    part, size = (roll.right - roll.left) / len(signers), sheet.sign_size - 0.6
    broken = [pen.setter.even(title, Style.BOLD, size, part - 0.2) for title, _ in signers]
    under = y + 5.4 + max(len(lines) for lines in broken) * sheet.sign_gap
    ends = []
    for number, ((_, name), lines) in enumerate(zip(signers, broken, strict=True)):
        middle, at = roll.left + part * (number + 0.5), y + 5.4
        for line in lines:
            pen.line_centred(middle, at, size, line)
            at += sheet.sign_gap
        pen.centred(middle, under, sheet.sign_size - 1, instruction, Style.ITALIC)
        signature = lay_signature(pen.setter, sheet, "", "", name)
        for place, line in enumerate(signature.name):
            ends.append(under + sheet.steps[0].signing + place * signature.size * 0.42)
            pen.line_centred(middle, ends[-1], signature.size, line)
    return max(ends)


def draw_roll_strip(pen: Pen, roll: Roll, y: float, *, qr: str, lookup: str, notes: Sequence[str]) -> float:
    """Look-up code and notes, beside the QR or above it."""
    sheet = roll.sheet
    pen.rule(roll.left, y + 2.2, roll.right, y + 2.2, RULE_WEIGHT)
    code = matrix(qr)
    module = roll.qr_dots / DOTS_PER_MM
    side = code.side * module
    top = y + 2.2 + 0.6
    room = roll.right - roll.left - (side + 2 * QR_QUIET if roll.is_side_by_side else 0)
    middle = roll.left + room / 2
    at = top
    if lookup:
        pen.centred(middle, top + 4.0, 9, "Mã tra cứu")
        pen.centred(middle, top + 10.6, 17, lookup, Style.BOLD, 1.5)
        at = top + 11.6
    for note in notes:
        for line in pen.setter.wrap([Span(note)], sheet.note_size, room - 1):
            at += sheet.note_pitch
            pen.line_centred(middle, at, sheet.note_size, line)
    if roll.is_side_by_side:
        pen.modules(on_dot(roll.right - QR_QUIET - side), on_dot(top + QR_QUIET), module, code.cells)
        return max(at, top + side + 2 * QR_QUIET)
    pen.modules(on_dot((roll.width - side) / 2), on_dot(at + QR_QUIET), module, code.cells)
    return at + side + 2 * QR_QUIET


def draw_roll_foot(pen: Pen, roll: Roll, y: float, words: str, printed: str) -> float:
    """Which form it is and which print; on two lines where both are too wide."""
    sheet = roll.sheet
    y += 3.6
    pen.text(roll.left, y, sheet.foot_size, words, Style.ITALIC)
    taken = pen.setter.width(words, Style.ITALIC, sheet.foot_size)
    if taken + pen.setter.width(printed, Style.ITALIC, sheet.foot_size) + 2 > roll.right - roll.left:
        y += 3.0
    pen.right(roll.right, y, sheet.foot_size, printed, Style.ITALIC)
    return y
