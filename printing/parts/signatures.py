"""Who signs: two columns, the title, the instruction, room for the hand, the typed name."""

from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import Line, Setter, Span

CENTRES = (0.24, 0.76)
COLUMN = 0.47
"""Widest name in a column, as part of the text width."""


@dataclass(frozen=True)
class Signature:
    """One signer: title, instruction, and the lines of the typed name."""

    title: str
    instruction: str
    name: list[Line]


def lay_signature(setter: Setter, sheet: Sheet, title: str, instruction: str, name: str) -> Signature:
    """Break a long name into even lines within the column."""
    width = sheet.text_width * COLUMN
    lines = setter.even(name, Style.BOLD, sheet.sign_size, width) if name else []
    return Signature(title, instruction, lines or [setter.one_line(Span("", Style.BOLD))])


def signatures_height(sheet: Sheet, signatures: tuple[Signature, ...], signing: float) -> float:
    """From the baseline of the titles to the lowest stroke of the names, with `signing` mm for the hand."""
    lines = max(len(signature.name) for signature in signatures)
    return sheet.sign_gap + signing + (lines - 1) * sheet.sign_size * 0.42 + sheet.sign_size * 0.08


def draw_signatures(pen: Pen, sheet: Sheet, signatures: tuple[Signature, ...], y: float, signing: float) -> None:
    """Draw the signatures; `y` is the baseline of the titles."""
    for centre, signature in zip(CENTRES, signatures, strict=True):
        x = sheet.left + centre * sheet.text_width
        pen.centred(x, y, sheet.sign_size, signature.title, Style.BOLD)
        pen.centred(x, y + sheet.sign_gap, sheet.sign_size - 1, signature.instruction, Style.ITALIC)
        for number, line in enumerate(signature.name):
            at = y + sheet.sign_gap + signing + number * sheet.sign_size * 0.42
            pen.line_centred(x, at, sheet.sign_size, line)
