"""The barcode of one row of a list: the whole number where it fits, digits only where it does not."""

from printing.codes import bars, texts_of
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
