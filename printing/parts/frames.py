"""Framed blocks of figures: a title bar, then a row for each label with its figure bold on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.parts.blocks import Block
from printing.pen import Pen
from printing.text import Setter, Span

BAR, ROW, MORE = 6.6, 6.1, 4.7
"""Heights of the title bar, of a row, and of each further line of its label, mm."""
SIZE, INNER, FRAME, HAIR = 11.5, 2.0, 0.7, 0.25
TITLE_GREY = 0.93
LEAST_GAP = 3.0


@dataclass(frozen=True)
class Figure:
    """One row."""

    label: str
    figure: str
    style: Style = Style.UPRIGHT
    figure_style: Style = Style.BOLD


def frame(setter: Setter, left: float, width: float, title: str, rows: Sequence[Figure], height: float = 0) -> Block:
    """A framed block at `left`, `width` mm wide; a long label is broken, a figure never is."""
    laid = []
    for row in rows:
        taken = setter.width(row.figure, row.figure_style, SIZE) + LEAST_GAP if row.figure else 0
        lines = setter.wrap([Span(row.label, row.style)], SIZE, max(20.0, width - 2 * INNER - taken))
        laid.append((row, lines, ROW + (len(lines) - 1) * MORE))
    whole = max(height, BAR + sum(tall for _, _, tall in laid))

    def draw(pen: Pen, top: float) -> None:
        title_bar(pen, left, top, width, title)
        y = top + BAR
        for number, (row, lines, tall) in enumerate(laid):
            if number:
                pen.rule(left, y, left + width, y, HAIR)
            for at, line in enumerate(lines):
                pen.line(left + INNER, y + ROW * 0.7 + at * MORE, SIZE, line)
            pen.right(left + width - INNER, y + tall - ROW * 0.3, SIZE, row.figure, row.figure_style)
            y += tall
        pen.box(left, top, width, whole, FRAME)

    return Block(whole, draw)


def title_bar(pen: Pen, left: float, top: float, width: float, title: str) -> None:
    """A block's title on its pale bar."""
    pen.shade(left, top, width, BAR, TITLE_GREY)
    pen.box(left, top, width, BAR, FRAME)
    pen.text(left + INNER, top + BAR * 0.69, SIZE, title, Style.BOLD)


def pair(setter: Setter, sheet: Sheet, width: float, *blocks: tuple[str, Sequence[Figure]]) -> Block:
    """Two framed blocks, flush with the margins and equally high; each is a title with its rows."""
    lefts = (sheet.left, sheet.width - sheet.right - width)
    height = max(frame(setter, 0, width, title, rows).height for title, rows in blocks)
    framed = [frame(setter, left, width, *block, height) for left, block in zip(lefts, blocks, strict=True)]

    def draw(pen: Pen, top: float) -> None:
        for block in framed:
            block.draw(pen, top)

    return Block(height, draw)
