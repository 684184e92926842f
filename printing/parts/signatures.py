"""Who signs: two columns, the title, the instruction, room for the hand, the typed name."""

from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import Line, Setter, Span

CENTRES = (0.24, 0.76)
MOST_LINES, SMALLEST = 3, 6.5
"""A name in more lines than this is set in smaller type, down to this size in points."""
INITIALS = "(Ký nháy)"
COLUMN = 0.47
"""Widest name in a column, as part of the text width."""


@dataclass(frozen=True)
class Signature:
    """One signer: title, instruction, and the lines of the typed name; `above` the title says for whom it is signed."""

    title: str
    instruction: str
    name: list[Line]
    size: float
    above: str = ""


def lay_signature(setter: Setter, sheet: Sheet, title: str, instruction: str, name: str, above: str = "") -> Signature:
    """Break a long name into even lines within the column; one of 200 capitals is set smaller, as a clerk would."""
    width, size = sheet.text_width * COLUMN, float(sheet.sign_size)
    lines = setter.even(name, Style.BOLD, size, width) if name else []
    while len(lines) > MOST_LINES and size > SMALLEST:
        size -= 0.5
        lines = setter.even(name, Style.BOLD, size, width)
    return Signature(title, instruction, lines or [setter.one_line(Span("", Style.BOLD))], size, above)


def signatures_height(sheet: Sheet, signatures: tuple[Signature, ...], signing: float) -> float:
    """From the baseline of the titles to the lowest stroke of the names, with `signing` mm for the hand."""
    under = max((len(signature.name) - 1) * signature.size * 0.42 for signature in signatures)
    above = sheet.sign_gap if any(signature.above for signature in signatures) else 0.0
    return above + sheet.sign_gap + signing + under + sheet.sign_size * 0.08


def draw_signatures(pen: Pen, sheet: Sheet, signatures: tuple[Signature, ...], y: float, signing: float) -> None:
    """Draw the signatures, one alone on the right; `y` is the baseline of their first lines."""
    first = y
    for centre, signature in zip(CENTRES[-len(signatures) :], signatures, strict=True):
        x, y = sheet.left + centre * sheet.text_width, first
        if signature.above:
            pen.centred(x, y, sheet.sign_size, signature.above, Style.BOLD)
            y += sheet.sign_gap
        pen.centred(x, y, sheet.sign_size, signature.title, Style.BOLD)
        pen.centred(x, y + sheet.sign_gap, sheet.sign_size - 1, signature.instruction, Style.ITALIC)
        for number, line in enumerate(signature.name):
            at = y + sheet.sign_gap + signing + number * signature.size * 0.42
            pen.line_centred(x, at, signature.size, line)


def draw_initials(pen: Pen, sheet: Sheet, y: float, titles: tuple[str, str]) -> None:
    """Draw where both sign a following page with their initials; `y` is the baseline of the titles."""
    for centre, title in zip(CENTRES, titles, strict=True):
        x = sheet.left + centre * sheet.text_width
        pen.centred(x, y, sheet.sign_size, title, Style.BOLD)
        pen.centred(x, y + sheet.sign_gap, sheet.sign_size - 1, INITIALS, Style.ITALIC)
