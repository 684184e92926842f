"""The codes of a paper as modules: Code 128 from python-barcode, QR from segno; where they stand, the strip knows."""

import re
from dataclasses import dataclass

from barcode.codex import Code128

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import DossierNumberError
from desk_app.domain.narrow_barcode import narrow_barcode
from printing.qr import rows_of

QR_QUIET = 4
BAR_QUIET = 10
_BAR = re.compile("1+").finditer
_RUN = re.compile(b"\x01+").finditer


@dataclass(frozen=True)
class Bars:
    """A Code 128: how many modules wide, and its black bars as (first module, modules)."""

    text: str
    modules: int
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Matrix:
    """A QR without its quiet zone: modules along one side, and black runs as (column, row, columns, rows)."""

    side: int
    cells: tuple[tuple[int, int, int, int], ...]


def bars(text: str) -> Bars:
    """Return the Code 128 of `text` (ASCII)."""
    pattern = str(Code128(text).build()[0])
    return Bars(text, len(pattern), tuple((run.start(), run.end() - run.start()) for run in _BAR(pattern)))


def matrix(text: str) -> Matrix:
    """Return the QR of `text`, level M, with a fixed mask. Runs that stand under each other are merged."""
    rows = rows_of(text)
    above: dict[tuple[int, int], int] = {}
    cells: list[tuple[int, int, int, int]] = []
    for number, row in enumerate([*rows, b""]):
        here: dict[tuple[int, int], int] = {}
        for run in _RUN(row):
            span = run.span()
            here[span] = above.pop(span, number)
        cells.extend((start, first, end - start, number - first) for (start, end), first in above.items())
        above = here
    return Matrix(len(rows), tuple(cells))


def texts_of(number: str) -> tuple[str, ...]:
    """Return what a barcode of this number may hold, the fullest first."""
    try:
        return number, narrow_barcode(DossierNumber.parse(number))
    except DossierNumberError:
        return (number,)
