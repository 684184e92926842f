"""Who a letter goes to besides its addressee: `Nơi nhận`, on the level of the signature (annex I of Decree 30/2020)."""

from collections.abc import Sequence

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import Line, Setter, Span

LABEL_SIZE = 12
SIZE = 11
PITCH = 4.6
COLUMN = 0.46
"""Width of the list as part of the text width."""


def lay_recipients(setter: Setter, sheet: Sheet, recipients: Sequence[str]) -> list[Line]:
    """Break the list: one dash a recipient, a semicolon between them, a full stop after the last."""
    lines: list[Line] = []
    for number, recipient in enumerate(recipients, 1):
        stop = "." if number == len(recipients) else ";"
        lines += setter.wrap([Span(f"- {recipient}{stop}")], SIZE, sheet.text_width * COLUMN)
    return lines


def recipients_height(lines: Sequence[Line]) -> float:
    """From the baseline of the label to the last line's, mm."""
    return PITCH * len(lines)


def draw_recipients(pen: Pen, sheet: Sheet, label: str, lines: Sequence[Line], y: float) -> None:
    """Draw the label at the baseline y and the list below it."""
    if not lines:
        return
    pen.heavy(sheet.left, y, LABEL_SIZE, label, Style.ITALIC)
    for line in lines:
        y += PITCH
        pen.line(sheet.left, y, SIZE, line)
