"""The barcode of one row of a list: the whole number where it fits, digits only where it does not."""

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DossierNumberError
from desk_app.domain.narrow_barcode import narrow_barcode
from printing.codes import bars
from printing.parts.grid import CodeCell, code_module


def row_code(number: str, room: float) -> CodeCell | str:
    """Return the cell of a dossier number in a column of `room` mm.

    The reader takes either code; the number in print below the bars is whole in any case. Where no code fits (a
    foreign number of unusual length) the number stands alone.
    """
    for text in texts_of(number):
        drawn = bars(text)
        module = code_module(drawn, room)
        if module:
            return CodeCell(drawn, module, number)
    return number


def texts_of(number: str) -> tuple[str, ...]:
    """What a barcode of this number may hold, the fullest first."""
    try:
        return number, narrow_barcode(DossierNumber.parse(number))
    except DossierNumberError:
        return (number,)
