"""The table of the register: eleven columns, a head of two storeys, a row of column numbers, ruled rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise

from desk_app.domain.papers.register_book import RegisterEntry
from printing.dates import OFFICE_TIME
from printing.fonts import Style
from printing.forms.book_wording import RegisterWording
from printing.pen import Pen
from printing.text import Line, Setter, Span, tie_digits, tie_numbers

COLUMNS = (10.0, 29.0, 43.0, 33.0, 37.0, 24.0, 16.5, 16.5, 16.5, 17.0, 17.5)
GROUPED = 6
"""The first of the columns under `Nhận và trả kết quả`."""
CENTRED = frozenset({0, 6, 7, 8, 9, 10})
UPPER, LOWER, NUMBERED = 6.0, 14.2, 4.2
HEAD_HEIGHT = UPPER + LOWER + NUMBERED
SIZE, PITCH = 10.0, 4.2
SMALLEST = 7.0
"""An entry higher than a page is set smaller, down to this."""
HEAD_SIZE, HEAD_SMALL, HEAD_PITCH = 10.0, 9.5, 4.0
NUMBER_SIZE = 8
ROW, AIR, FIRST = 12.5, 2.7, 4.1
INNER = 0.9
SMALLER = 0.85
RULE = 0.45


@dataclass(frozen=True)
class LaidCell:
    """The lines of a cell and their size."""

    lines: list[Line]
    size: float


@dataclass(frozen=True)
class LaidEntry:
    """One line of the book, broken for its cells; a blank one has no cells."""

    cells: tuple[LaidCell, ...]
    pitch: float
    height: float


BLANK = LaidEntry((), PITCH, ROW)


def lay_entry(setter: Setter, entry: RegisterEntry, most: float) -> LaidEntry | None:
    """Break an entry; one higher than `most` mm is set smaller, and None is returned when even that is too high."""
    size = SIZE
    while size >= SMALLEST:
        laid = _at_size(setter, entry, size)
        if laid.height <= most:
            return laid
        size -= 0.5
    return None


def _at_size(setter: Setter, entry: RegisterEntry, size: float) -> LaidEntry:
    pitch = PITCH * size / SIZE
    cells = tuple(
        _cell(setter, text, style, size, width - 2 * INNER)
        for (text, style), width in zip(_texts(entry), COLUMNS, strict=True)
    )
    return LaidEntry(cells, pitch, max(ROW, max(len(cell.lines) for cell in cells) * pitch + AIR))


def _texts(entry: RegisterEntry) -> tuple[tuple[str, Style], ...]:
    return (
        (str(entry.entry), Style.UPRIGHT),
        (entry.number, Style.BOLD),
        (tie_numbers(entry.procedure), Style.UPRIGHT),
        (entry.applicant_name, Style.UPRIGHT),
        (tie_digits(entry.contact), Style.UPRIGHT),
        (entry.leading_body, Style.UPRIGHT),
        (_moment(entry.received_at), Style.UPRIGHT),
        (_moment(entry.due_at), Style.UPRIGHT),
        (_moment(entry.handed_over_at), Style.UPRIGHT),
        (entry.return_by, Style.UPRIGHT),
        (entry.signed, Style.UPRIGHT),
    )


def _moment(moment: datetime | None) -> str:
    """`09:14 24/4/2026`: two lines in its narrow column."""
    if moment is None:
        return ""
    local = moment.astimezone(OFFICE_TIME)
    return f"{local:%H:%M} {local.day:02d}/{local.month}/{local.year}"


def _cell(setter: Setter, text: str, style: Style, size: float, room: float) -> LaidCell:
    """Break a cell; a word a little wider than it goes down to 85 % before it is broken after `/` or `-`."""
    if not text:
        return LaidCell([], size)
    widest = max(setter.width(word, style, size) for word in text.split(" "))
    if room < widest <= room / SMALLER:
        size *= 0.999 * room / widest
    return LaidCell(setter.wrap([Span(text, style)], size, room), size)


def draw_entries(pen: Pen, words: RegisterWording, entries: Sequence[LaidEntry], left: float, top: float) -> float:
    """Draw the head and these lines from `top` down; return where the table ends."""
    edges = list(accumulate(COLUMNS, initial=left))
    y = _draw_head(pen, words, edges, top)
    for entry in entries:
        for number, cell in enumerate(entry.cells):
            for at, line in enumerate(cell.lines):
                baseline = y + FIRST + at * entry.pitch
                if number in CENTRED:
                    pen.line_centred((edges[number] + edges[number + 1]) / 2, baseline, cell.size, line)
                else:
                    pen.line(edges[number] + INNER, baseline, cell.size, line)
        y += entry.height
        pen.rule(edges[0], y, edges[-1], y, RULE)
    for number, edge in enumerate(edges):
        pen.rule(edge, top + (UPPER if number > GROUPED and number < len(COLUMNS) else 0.0), edge, y, RULE)
    return y


def _draw_head(pen: Pen, words: RegisterWording, edges: list[float], top: float) -> float:
    """Draw the two storeys and the row of numbers; return where the lines begin."""
    lower, numbered = top + UPPER, top + UPPER + LOWER
    end = numbered + NUMBERED
    pen.rule(edges[0], top, edges[-1], top, RULE)
    pen.rule(edges[GROUPED], lower, edges[-1], lower, RULE)
    for y in (numbered, end):
        pen.rule(edges[0], y, edges[-1], y, RULE)
    pen.centred((edges[GROUPED] + edges[-1]) / 2, top + 4.2, HEAD_SIZE, words.grouped, Style.BOLD)
    for number, (start, stop) in enumerate(pairwise(edges)):
        if number < GROUPED:
            _stack(pen, words.columns[number], HEAD_SIZE, start, stop, top, numbered)
        else:
            _stack(pen, words.grouped_columns[number - GROUPED], HEAD_SMALL, start, stop, lower, numbered)
        pen.centred((start + stop) / 2, numbered + 3.1, NUMBER_SIZE, f"({number + 1})", Style.ITALIC)
    return end


def _stack(pen: Pen, title: str, size: float, start: float, stop: float, top: float, bottom: float) -> None:
    """Write a column's title in the middle of its cell."""
    lines = pen.setter.wrap([Span(title, Style.BOLD)], size, stop - start - INNER)
    y = (top + bottom) / 2 + size * 0.12 - (len(lines) - 1) * HEAD_PITCH / 2
    for number, line in enumerate(lines):
        pen.line_centred((start + stop) / 2, y + number * HEAD_PITCH, size, line)
