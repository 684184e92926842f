"""Pieces that are stacked on a page: each knows its height and draws itself from a given top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.parts.dots import dots
from printing.parts.paragraph import INDENT, draw_paragraph_line, lay_paragraph
from printing.parts.signatures import lay_signature
from printing.pen import Pen
from printing.text import POINT, Line, Setter, Span

ON_PAPER = "(Ký và ghi rõ họ tên)"
BY_HAND = 12.4
"""Room for hour and day written by hand, mm."""


@dataclass(frozen=True)
class Block:
    """One piece: its height in mm, and how it is drawn from `top` down."""

    height: float
    draw: Callable[[Pen, float], None]


def gap(height: float) -> Block:
    """White."""
    return Block(height, lambda pen, top: None)


def lines_block(left: float, lines: Sequence[Line], size: float, pitch: float, middle: float | None = None) -> Block:
    """Measured lines, from `left` on or centred on `middle`."""

    def draw(pen: Pen, top: float) -> None:
        for number, line in enumerate(lines):
            y = top + pitch * 0.74 + number * pitch
            if middle is None:
                pen.line(left, y, size, line)
            else:
                pen.line_centred(middle, y, size, line)

    return Block(len(lines) * pitch, draw)


def text_block(setter: Setter, sheet: Sheet, spans: Sequence[Span], size: float, pitch: float) -> Block:
    """A paragraph over the whole text width, left-aligned."""
    return lines_block(sheet.left, setter.wrap(spans, size, sheet.text_width), size, pitch)


def centred_block(setter: Setter, sheet: Sheet, spans: Sequence[Span], size: float, pitch: float) -> Block:
    """A paragraph over the whole text width, centred."""
    middle = sheet.left + sheet.text_width / 2
    return lines_block(sheet.left, setter.wrap(spans, size, sheet.text_width), size, pitch, middle)


def dotted_block(setter: Setter, sheet: Sheet, label: str, size: float, lines: int, pitch: float) -> Block:
    """A label and room for a hand: dots to the right margin, and whole lines of dots below."""

    def draw(pen: Pen, top: float) -> None:
        y = top + pitch - 1.4
        pen.text(sheet.left, y, size, label)
        start = sheet.left + pen.setter.width(f"{label} ", Style.UPRIGHT, size)
        for number in range(lines):
            dots(pen, start if number == 0 else sheet.left, sheet.width - sheet.right, y + number * pitch)

    return Block(lines * pitch, draw)


@dataclass(frozen=True)
class Signer:
    """Who signs: title, typed name (a hand writes it when empty), and printed lines under the instruction."""

    title: str
    name: str = ""
    under: tuple[str, ...] = ()
    by_hand: bool = False
    instruction: str = ON_PAPER


def signers_block(setter: Setter, sheet: Sheet, signers: Sequence[Signer | None], signing: float = 24) -> Block:
    """Two or three signatures side by side, evenly spread; None leaves a place empty. `signing` mm for the hand.

    With `by_hand` a signer writes hour and day on dots under the instruction.
    """
    count = len(signers)
    centres = {2: (0.24, 0.76), 3: (1 / 6, 0.5, 5 / 6)}[count]
    size = sheet.sign_size
    laid = [lay_signature(setter, sheet, s.title, s.instruction, s.name) if s else None for s in signers]
    below = max((len(item.name) - 1) * item.size * 0.42 for item in laid if item)
    extra = max(BY_HAND if s.by_hand else len(s.under) * 4.8 for s in signers if s)

    def draw(pen: Pen, top: float) -> None:
        y = top + size * POINT
        for centre, signer, item in zip(centres, signers, laid, strict=True):
            if signer is None or item is None:
                continue
            x = sheet.left + centre * sheet.text_width
            pen.centred(x, y, size, item.title, Style.BOLD)
            pen.centred(x, y + sheet.sign_gap - 0.6, size - 1, item.instruction, Style.ITALIC)
            at = y + sheet.sign_gap
            if signer.by_hand:
                _moment_by_hand(pen, x, at + 5.4)
            for number, told in enumerate(signer.under):
                pen.centred(x, at + 4.8 * (number + 1), 11, told)
            for number, line in enumerate(item.name):
                pen.line_centred(x, at + extra + signing + number * item.size * 0.42, item.size, line)

    return Block(size * POINT + sheet.sign_gap + extra + signing + below + 1.2, draw)


def _moment_by_hand(pen: Pen, middle: float, y: float) -> None:
    """`…… giờ …… phút,` above `ngày …… / …… / 20……`, dots for two digits each."""
    for row, parts in enumerate((("", "giờ", "phút,"), ("ngày", "/", "/ 20", ""))):
        widths = [pen.setter.width(part, Style.UPRIGHT, 11) for part in parts]
        x = middle - (sum(widths) + 7.5 * (len(parts) - 1)) / 2
        for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if part:
                pen.text(x, y + row * 6.2, 11, part)
            x += width
            if number < len(parts) - 1:
                dots(pen, x + 0.3, x + 7.2, y + row * 6.2)
                x += 7.5


def paragraph_block(
    setter: Setter, sheet: Sheet, spans: Sequence[Span], size: float, pitch: float, indent: float = INDENT
) -> Block:
    """A justified paragraph over the whole text width, its first line indented."""
    lines = lay_paragraph(setter, spans, size, sheet.text_width, indent)

    def draw(pen: Pen, top: float) -> None:
        for number, line in enumerate(lines):
            draw_paragraph_line(pen, sheet.left, top + pitch * 0.74 + number * pitch, size, line)

    return Block(len(lines) * pitch, draw)
