"""Ruled tables of the lists: columns as data, rows that are never split, the head row again on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from printing.codes import BAR_QUIET, Bars
from printing.fonts import Style
from printing.pen import Pen
from printing.text import POINT, Line, Setter, Span

RULE = 0.45
FROM_RULE = 1.2
AIR = 2.4
"""Room in a row beyond its lines, mm."""
SMALLER = 0.85
"""How far a cell's type goes down to keep a word whole; if that is not enough the word is broken."""
CODE_TOP, CODE_HEIGHT, CODE_NUMBER_DROP, CODE_NUMBER_SIZE = 1.6, 4.8, 3.0, 8.0
NOTHING = "không có"


@dataclass(frozen=True)
class Column:
    """One column: its title (`|` breaks the line), its width in mm, and how its cells stand."""

    title: str
    width: float
    is_centred: bool = False


@dataclass(frozen=True)
class Type:
    """Sizes of a table: text and head in pt, distances of baselines and least heights in mm."""

    size: float
    pitch: float
    head: float
    head_pitch: float
    least: float
    head_least: float


@dataclass(frozen=True)
class CodeCell:
    """A row's own barcode with its number below; `module` mm is what the bars were measured for."""

    bars: Bars
    module: float
    text: str


Cell = str | tuple[Span, ...] | CodeCell


@dataclass(frozen=True)
class LaidCell:
    """A cell's lines at their size, or its barcode."""

    lines: list[Line]
    size: float
    code: CodeCell | None = None


@dataclass(frozen=True)
class LaidRow:
    """One row with its height, mm."""

    cells: tuple[LaidCell, ...]
    height: float


@dataclass(frozen=True)
class Grid:
    """A whole table, broken into lines."""

    columns: tuple[Column, ...]
    type: Type
    head: tuple[list[Line], ...]
    rows: tuple[LaidRow, ...]

    @property
    def width(self) -> float:
        """Width of all columns."""
        return sum(column.width for column in self.columns)

    @property
    def head_height(self) -> float:
        """Height of the head row."""
        return max(self.type.head_least, max(map(len, self.head)) * self.type.head_pitch + AIR)


def lay_grid(setter: Setter, columns: tuple[Column, ...], type: Type, rows: Sequence[Sequence[Cell]]) -> Grid:
    """Break every cell for its column; each row has as many cells as there are columns."""
    return Grid(
        columns,
        type,
        tuple(_head(setter, column, type) for column in columns),
        tuple(_row(setter, columns, type, row) for row in rows),
    )


def _head(setter: Setter, column: Column, type: Type) -> list[Line]:
    room = column.width - FROM_RULE
    return [
        line
        for part in column.title.split("|")
        for line in setter.wrap([Span(part, Style.BOLD)], _fitting_size(setter, part, type.head, room), room)
    ]


def _fitting_size(setter: Setter, text: str, size: float, room: float) -> float:
    widest = max((setter.width(word, Style.BOLD, size) for word in text.split()), default=0)
    return size if widest <= room else max(size * SMALLER, size * room / widest)


def _row(setter: Setter, columns: tuple[Column, ...], type: Type, row: Sequence[Cell]) -> LaidRow:
    cells = tuple(_cell(setter, column, type, cell) for column, cell in zip(columns, row, strict=True))
    tallest = max(len(cell.lines) for cell in cells)
    return LaidRow(cells, max(type.least, tallest * type.pitch + AIR))


def _cell(setter: Setter, column: Column, type: Type, cell: Cell) -> LaidCell:
    if isinstance(cell, CodeCell):
        return LaidCell([], type.size, cell)
    spans = [Span(cell)] if isinstance(cell, str) else list(cell)
    room = column.width - 2 * FROM_RULE
    words = [(word, span.style) for span in spans for word in span.text.split(" ")]
    widest = max((setter.width(word, style, type.size) for word, style in words if word), default=0)
    fits_smaller = widest > room >= widest * SMALLER
    size = type.size * 0.999 * room / widest if fits_smaller else type.size
    return LaidCell(setter.wrap(spans, size, room) if words else [], size)


def code_module(bars: Bars, room: float, modules: tuple[float, ...] = (0.375, 0.30)) -> float | None:
    """Return the first of `modules` (mm) with which `bars` and their quiet zones fit in `room` mm, or None."""
    return next((module for module in modules if (bars.modules + 2 * BAR_QUIET) * module <= room), None)


def draw_grid(pen: Pen, grid: Grid, rows: Sequence[LaidRow], left: float, top: float) -> float:
    """Draw the head and these rows from `top` down and return where the table ends."""
    edges = [left]
    for column in grid.columns:
        edges.append(edges[-1] + column.width)
    spaces = list(pairwise(edges))
    y = top + grid.head_height
    for (start, end), lines in zip(spaces, grid.head, strict=True):
        _stack(pen, lines, grid.type.head, grid.type.head_pitch, top, grid.head_height, (start + end) / 2, None)
    pen.rule(left, top, edges[-1], top, RULE)
    pen.rule(left, y, edges[-1], y, RULE)
    inner = y
    if not grid.rows:
        pen.text(left + FROM_RULE, y + grid.type.least / 2 + 1.2, grid.type.size, NOTHING, Style.ITALIC)
        y += grid.type.least
        pen.rule(left, y, edges[-1], y, RULE)
    for row in rows:
        for (start, end), column, cell in zip(spaces, grid.columns, row.cells, strict=True):
            if cell.code:
                _draw_code(pen, cell.code, (start + end) / 2, y, row.height)
            middle = (start + end) / 2 if column.is_centred else None
            _stack(pen, cell.lines, cell.size, grid.type.pitch, y, row.height, middle, start + FROM_RULE)
        y += row.height
        pen.rule(left, y, edges[-1], y, RULE)
    for edge in edges:
        pen.rule(edge, top, edge, y if grid.rows or edge in (edges[0], edges[-1]) else inner, RULE)
    return y


def _stack(
    pen: Pen,
    lines: Sequence[Line],
    size: float,
    pitch: float,
    top: float,
    height: float,
    middle: float | None,
    start: float | None,
) -> None:
    """Write lines centred in a cell's height: centred on `middle`, or from `start` on."""
    y = top + height / 2 + size * POINT * 0.34 - (len(lines) - 1) * pitch / 2
    for number, line in enumerate(lines):
        if middle is not None:
            pen.line_centred(middle, y + number * pitch, size, line)
        elif start is not None:
            pen.line(start, y + number * pitch, size, line)


def _draw_code(pen: Pen, cell: CodeCell, middle: float, top: float, height: float) -> None:
    above = (height - CODE_HEIGHT - CODE_NUMBER_DROP - 2.1) / 2
    y = top + max(CODE_TOP, above)
    pen.bars(middle - cell.bars.modules * cell.module / 2, y, cell.module, CODE_HEIGHT, cell.bars.runs)
    pen.centred(middle, y + CODE_HEIGHT + CODE_NUMBER_DROP, CODE_NUMBER_SIZE, cell.text)


def share(heights: Sequence[float], first_room: float, next_room: float, closing: float, kept: int = 2) -> list[int]:
    """Return how many rows stand on each page. A row is never split; the closing part, `closing` mm high, takes at
    least `kept` rows along to the last page. `first_room` and `next_room` are free below the head row.
    """
    pages, left = [0], first_room
    for height in heights:
        if height > left and (pages[-1] or len(pages) == 1):
            pages.append(0)
            left = next_room
        pages[-1] += 1
        left -= height
    if closing > left:
        _carry(pages, min(kept, pages[-1]), is_new=True)
    elif len(pages) > 1 and pages[-1] < kept:
        taken = sum(heights[-kept:])
        _carry(pages, min(kept - pages[-1], pages[-2]) if taken + closing <= next_room else 0, is_new=False)
    return pages


def _carry(pages: list[int], count: int, *, is_new: bool) -> None:
    """Move rows to the last page, a new one or the one there is."""
    if is_new:
        pages.append(0)
    pages[-2] -= count
    pages[-1] += count
