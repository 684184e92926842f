"""The code strip at the foot of page 1: barcode left, look-up code, QR right; always in the same place."""

from dataclasses import dataclass

from printing.codes import BAR_QUIET, QR_QUIET, Bars, Matrix
from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import Line, Setter, Span

RULE = 0.4
BARS_DROP = 2.2
NUMBER_DROP = 3.4
NUMBER_SIZE = 9
NOTES_ALONE = 1.2
NARROWER = (0.375, 0.30, 0.254)
"""Bar modules (mm) that readers were tried on; below the last a barcode is not worth its ink."""


@dataclass(frozen=True)
class Strip:
    """What the strip shows; `bars` is None when the number is too long for any readable module, or there is none."""

    bars: Bars | None
    number: str
    lookup_label: str
    lookup: str
    qr: Matrix
    notes: list[Line]


def bar_module(sheet: Sheet, bars: Bars, room: float) -> float | None:
    """Return the module (mm) to draw `bars` with in `room` mm, or None: never larger than the sheet's own."""
    for module in NARROWER:
        if module <= sheet.bar_module and (bars.modules + 2 * BAR_QUIET) * module <= room:
            return module
    return None


def notes_width(sheet: Sheet, qr: Matrix) -> float:
    """Room for the notes, left of the QR and its quiet zone."""
    return sheet.text_width - (qr.side + 2 * QR_QUIET) * sheet.qr_module


def lay_strip(
    setter: Setter, sheet: Sheet, *, bars: Bars | None, number: str, lookup: str, qr: Matrix, notes: tuple[str, ...]
) -> Strip:
    """Break the notes beside the QR and take those there is room for, first things first.

    A barcode that would not fit is left out: the QR and the number remain. Without a number the notes take the left.
    """
    room = notes_width(sheet, qr)
    lines: list[Line] = []
    for note in notes:
        broken = setter.wrap([Span(note, Style.ITALIC)], sheet.note_size, room)
        if len(lines) + len(broken) <= sheet.most_notes:
            lines.extend(broken)
    drawn = bars if bars and bar_module(sheet, bars, room) else None
    return Strip(drawn, number, "Mã tra cứu", lookup, qr, lines)


def draw_strip(pen: Pen, sheet: Sheet, strip: Strip) -> None:
    """Draw the strip with its rule."""
    top, edge = sheet.strip_top, sheet.width - sheet.right
    pen.rule(sheet.left, top, edge, top, RULE)
    side = strip.qr.side * sheet.qr_module
    quiet = QR_QUIET * sheet.qr_module
    qr_left = edge - quiet - side
    pen.modules(qr_left, top + (sheet.strip_height - side) / 2, sheet.qr_module, strip.qr.cells)
    bars_end = _draw_bars(pen, sheet, strip, top)
    y = top + BARS_DROP + sheet.bar_height + NUMBER_DROP if strip.number else top + NOTES_ALONE
    if not strip.lookup:
        y += 1.2
    elif sheet.lookup_in_notes:
        label = f"{strip.lookup_label}: "
        pen.text(sheet.left, y + 4.2, 9, label)
        pen.text(sheet.left + pen.setter.width(label, Style.UPRIGHT, 9), y + 4.2, 12, strip.lookup, Style.BOLD, 1)
        y += 4.8
    else:
        middle = (bars_end + qr_left - quiet) / 2
        pen.centred(middle, top + 5.4, 8.5, strip.lookup_label)
        pen.centred(middle, top + 12, 16, strip.lookup, Style.BOLD, 1.5)
        y += 1.2
    for line in strip.notes:
        y += sheet.note_pitch
        pen.line(sheet.left, y, sheet.note_size, line)


def _draw_bars(pen: Pen, sheet: Sheet, strip: Strip, top: float, height: float | None = None) -> float:
    """Draw the barcode with its number below and return where its quiet zone ends."""
    tall = sheet.bar_height if height is None else height
    under = top + BARS_DROP + tall + NUMBER_DROP
    module = bar_module(sheet, strip.bars, notes_width(sheet, strip.qr)) if strip.bars else None
    if not strip.number:
        return sheet.left
    if strip.bars is None or module is None:
        pen.text(sheet.left, under, NUMBER_SIZE + 3, strip.number, Style.BOLD)
        return sheet.left + pen.setter.width(strip.number, Style.BOLD, NUMBER_SIZE + 3)
    x = sheet.left + BAR_QUIET * module
    width = strip.bars.modules * module
    pen.bars(x, top + BARS_DROP, module, tall, strip.bars.runs)
    pen.centred(x + width / 2, under, NUMBER_SIZE, strip.number)
    return x + width + BAR_QUIET * module


def draw_low_strip(pen: Pen, sheet: Sheet, strip: Strip) -> None:
    """Draw the strip of a following page: the barcode again, 8 mm high, with its rule."""
    top = low_strip_top(sheet)
    pen.rule(sheet.left, top, sheet.width - sheet.right, top, RULE)
    _draw_bars(pen, sheet, strip, top, LOW_BARS)


LOW_BARS = 8.0


def low_strip_top(sheet: Sheet) -> float:
    """Where the rule of a following page's strip lies."""
    return sheet.strip_bottom - BARS_DROP - LOW_BARS - NUMBER_DROP - 0.4
