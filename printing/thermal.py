"""Thermal rolls: a paper becomes a picture of dots, and with it a preview and the printer's bytes."""

from dataclasses import dataclass
from datetime import datetime

from printing.escpos import escpos
from printing.fonts import Typeface
from printing.press import press_form
from printing.raster import Dots, dots_of, picture_of_dots
from printing.rolls import Roll, roll_in


@dataclass(frozen=True)
class RollPrint:
    """A paper ready for a thermal printer: the PDF it was rastered from, and the dots that are sent."""

    pdf: bytes
    dots: Dots

    def picture(self) -> bytes:
        """Return the PNG of exactly the dots that are printed."""
        return picture_of_dots(self.dots)

    def printer_bytes(self, *, has_cutter: bool = True) -> bytes:
        """Return the ESC/POS bytes; they go to the printer as they are, through no driver."""
        return escpos(self.dots, has_cutter=has_cutter)


def press_roll(
    content: object, roll: Roll, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> RollPrint:
    """Return one paper for a roll (`printing.rolls`). Raises what `printing.press.press_form` raises."""
    pdf = press_form(content, roll.kind, print_number=print_number, printed_at=printed_at, typeface=typeface)
    return RollPrint(pdf, dots_of(pdf, roll.dots))


def roll_bytes(pdf: bytes, *, has_cutter: bool = True) -> bytes | None:
    """Return what a thermal printer takes (ESC/POS) for a PDF that was pressed for a roll; None for any sheet."""
    roll = roll_in(pdf)
    return None if roll is None else escpos(dots_of(pdf, roll.dots), has_cutter=has_cutter)
