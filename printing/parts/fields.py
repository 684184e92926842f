"""Lines of a form: a label as the law has it, a colon, the value; pairs that may share a line; small print below."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen
from printing.text import Line, Setter, Span

INDENT = 5.0
SMALLER = 2.0
SECOND_AT = 0.45
PAIR_GAP = 5.0
NOTHING = "không có"


@dataclass(frozen=True)
class Field:
    """A line of the form; `second` may share it when both fit; `small` is italic print of two points less, indented."""

    spans: tuple[Span, ...]
    second: tuple[Span, ...] = ()
    small: bool = False


@dataclass(frozen=True)
class SetLine:
    """A line with its place: mm from the left margin, and size in pt."""

    line: Line
    x: float
    size: float
    small: bool = False


def field(label: str, value: str, style: Style = Style.UPRIGHT) -> Field:
    """A label and its value; a printed label without value says so, lest a hand fills it in later."""
    return Field((Span(f"{label}: "), Span(value, style) if value else Span(NOTHING)))


def lay_fields(setter: Setter, sheet: Sheet, fields: Sequence[Field], size: float) -> list[list[SetLine]]:
    """Break the fields at `size` pt: one list of rows, each row one or two lines on the same baseline."""
    rows: list[list[SetLine]] = []
    for item in fields:
        if item.small:
            lines = setter.wrap(item.spans, size - SMALLER, sheet.text_width - INDENT)
            rows.extend([SetLine(line, INDENT, size - SMALLER, True)] for line in lines)
        elif item.second:
            rows.extend(_pair(setter, sheet, item, size))
        else:
            rows.extend([SetLine(line, 0, size)] for line in setter.wrap(item.spans, size, sheet.text_width))
    return rows


def _pair(setter: Setter, sheet: Sheet, item: Field, size: float) -> list[list[SetLine]]:
    first, second = setter.one_line(*item.spans), setter.one_line(*item.second)
    unit = setter.width(" ", Style.UPRIGHT, size) / setter.one_line(Span(" ")).width
    start = max(sheet.text_width * SECOND_AT, first.width * unit + PAIR_GAP)
    tight = first.width * unit + PAIR_GAP
    for x in (start, tight):
        if x + second.width * unit <= sheet.text_width:
            return [[SetLine(first, 0, size), SetLine(second, x, size)]]
    return [
        [SetLine(line, 0, size)]
        for spans in (item.spans, item.second)
        for line in setter.wrap(spans, size, sheet.text_width)
    ]


def small_pitch(pitch: float, size: float) -> float:
    """Distance of the small print's lines where the body has `pitch` mm at `size` pt."""
    return pitch * (size - SMALLER) / size


def rows_height(rows: Sequence[list[SetLine]], pitch: float, size: float) -> float:
    """Sum of the advances of the rows, mm."""
    small = sum(1 for row in rows if row[0].small)
    return (len(rows) - small) * pitch + small * small_pitch(pitch, size)


def draw_rows(pen: Pen, sheet: Sheet, rows: Sequence[list[SetLine]], y: float, pitch: float, size: float) -> float:
    """Draw the rows below the baseline `y` and return the baseline of the last one."""
    for row in rows:
        y += small_pitch(pitch, size) if row[0].small else pitch
        for item in row:
            pen.line(sheet.left + item.x, y, item.size, item.line)
    return y
