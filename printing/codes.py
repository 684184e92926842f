"""The codes of a paper as modules: Code 128 from python-barcode, QR from segno; where they stand, the strip knows."""

from dataclasses import dataclass

import segno
from barcode.codex import Code128

QR_QUIET = 4
BAR_QUIET = 10
_DIGITS = bytes.maketrans(b"01", b"\0\1")


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
    return Bars(text, len(pattern), tuple(_runs(pattern.encode("ascii").translate(_DIGITS))))


def matrix(text: str) -> Matrix:
    """Return the QR of `text`, level M, with a fixed mask: choosing one costs five times the rest and changes nothing
    a reader notices. Runs that stand under each other are merged.
    """
    code = segno.make_qr(text, error="m", boost_error=False, mask=2)
    rows = [bytes(row) for row in code.matrix]
    open_runs: dict[tuple[int, int], int] = {}
    cells: list[tuple[int, int, int, int]] = []
    for number, row in enumerate([*rows, b""]):
        here = set(_runs(row))
        for run in [run for run in open_runs if run not in here]:
            first = open_runs.pop(run)
            cells.append((run[0], first, run[1], number - first))
        for run in here:
            open_runs.setdefault(run, number)
    return Matrix(len(rows), tuple(sorted(cells)))


def _runs(pattern: bytes) -> list[tuple[int, int]]:
    """Runs of 1 in a row of bytes 0 and 1, as (first, count)."""
    runs, at = [], pattern.find(1)
    while at >= 0:
        end = pattern.find(0, at)
        end = len(pattern) if end < 0 else end
        runs.append((at, end - at))
        at = pattern.find(1, end)
    return runs
