"""The frame of the log's seal: the chain's mark in groups of four on two lines, and its QR."""

from collections.abc import Sequence

from printing.codes import matrix
from printing.fonts import Style
from printing.paper import Sheet
from printing.parts.blocks import Block
from printing.parts.frames import FRAME, INNER, SIZE
from printing.pen import Pen
from printing.text import Setter, Span

MODULE, QUIET = 0.5, 2.0
LEAST = 31.4
GROUP, DIGIT = 12.7, 2.15
"""Distance of the groups and of their digits: every digit has a place of its own, to be compared line by line."""


def seal_frame(
    setter: Setter, sheet: Sheet, title: str, told: str, groups: Sequence[str], seal_text: str, note: str
) -> Block:
    """The frame; it grows with the QR, whose modules never get smaller."""
    code = matrix(seal_text)
    side = code.side * MODULE
    height = max(LEAST, side + 2 * QUIET + 2)
    room = sheet.text_width - side - 2 * QUIET - 3 * INNER
    told_lines = setter.wrap([Span(told)], SIZE, room)
    note_lines = setter.wrap([Span(note, Style.ITALIC)], 9, room)

    def draw(pen: Pen, top: float) -> None:
        x, y = sheet.left + INNER, top + 5
        pen.box(sheet.left, top, sheet.text_width, height, FRAME)
        pen.text(x, y, SIZE, title, Style.BOLD)
        for line in told_lines:
            y += 5.4
            pen.line(x, y, SIZE, line)
        y += 5.6
        pen.text(x, y, SIZE, "Dấu chuỗi:")
        half = (len(groups) + 1) // 2
        for number, group in enumerate(groups):
            start = x + 20 + number % half * GROUP
            for place, digit in enumerate(group):
                pen.centred(start + (place + 0.5) * DIGIT, y + number // half * 5.2, SIZE, digit)
        y += 5.2
        for number, line in enumerate(note_lines):
            pen.line(x, y + 6 + number * 3.6, 9, line)
        pen.modules(sheet.width - sheet.right - INNER - QUIET - side, top + (height - side) / 2, MODULE, code.cells)

    return Block(height, draw)
