"""The press for thermal rolls: a slip becomes a picture of dots, and with it a preview and the printer's bytes."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.slip import Slip
from printing.document import to_pdf
from printing.escpos import escpos
from printing.fonts import Typeface, find_typeface
from printing.forms.receipt_roll import draw_on_roll
from printing.parts.prints import Print
from printing.press import texts_in
from printing.raster import Dots, dots_of, picture_of_dots
from printing.rolls import Roll
from printing.text import Setter


@dataclass(frozen=True)
class RollPrint:
    """A slip ready for a thermal printer: the PDF it was rastered from, and the dots that are sent."""

    pdf: bytes
    dots: Dots

    def picture(self) -> bytes:
        """Return the PNG of exactly the dots that are printed."""
        return picture_of_dots(self.dots)

    def printer_bytes(self, *, has_cutter: bool = True) -> bytes:
        """Return the ESC/POS bytes; they go to the printer as they are, through no driver."""
        return escpos(self.dots, has_cutter=has_cutter)


def press_roll(
    slip: Slip, roll: Roll, *, print_number: int, printed_at: datetime, typeface: Typeface | None = None
) -> RollPrint:
    """Return one slip for a roll (`printing.rolls`). FontMissingError, UnprintableCharacterError."""
    found = (typeface or find_typeface(None)).covering("".join(texts_in(slip)))
    pdf = to_pdf([draw_on_roll(Setter(found), slip, roll, Print(print_number, printed_at))], "roll")
    return RollPrint(pdf, dots_of(pdf, roll.dots))
