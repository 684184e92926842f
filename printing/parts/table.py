"""The list of papers handed in: as a ruled table, or as a list in two columns where room is short."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk_app.domain.slip import SlipPaper
from printing.fonts import Style
from printing.paper import Sheet, Step
from printing.pen import Pen
from printing.text import Line, Setter, Span, keep_together, tie_numbers

RULE = 0.45
FROM_RULE = 1.2
AIR = 1.6
"""Room in a row beyond its lines, mm."""
GUTTER = 5.0
HANGING = 4.0


def paper_spans(paper: SlipPaper) -> list[Span]:
    """What stands in the cell of a paper: its name, then in italics what is to be known of it."""
    spans = [Span(tie_numbers(paper.name))]
    if paper.note:
        spans.append(Span(f" ({paper.note})", Style.ITALIC))
    if paper.reused_from:
        spans.append(Span(f" (đã có, dùng lại từ {keep_together(f'hồ sơ {paper.reused_from})')}", Style.ITALIC))
    return spans


@dataclass(frozen=True)
class Row:
    """One paper's row: its number in the list, the lines of its name, the three counts (blank for none)."""

    number: int
    lines: list[Line]
    counts: tuple[str, str, str]


@dataclass(frozen=True)
class Table:
    """Rows with the sizes they were broken for."""

    rows: list[Row]
    size: float
    pitch: float

    @property
    def head_height(self) -> float:
        """Height of the head row."""
        return 2 * self.head_pitch + AIR

    @property
    def head_pitch(self) -> float:
        """Distance of the head's two lines."""
        return self.pitch * 0.88

    def row_height(self, row: Row) -> float:
        """Height of one row."""
        return len(row.lines) * self.pitch + AIR

    @property
    def height(self) -> float:
        """Height of the whole table with its head."""
        return self.head_height + sum(map(self.row_height, self.rows))


def lay_table(setter: Setter, sheet: Sheet, step: Step, papers: Sequence[SlipPaper], first: int = 1) -> Table:
    """Break the names of the papers for the table's second column."""
    width = sheet.columns[1] - 2 * FROM_RULE
    rows = [
        Row(
            number,
            setter.wrap(paper_spans(paper), step.table, width),
            (_count(paper.originals), _count(paper.certified), _count(paper.copies)),
        )
        for number, paper in enumerate(papers, first)
    ]
    return Table(rows, step.table, step.table_pitch)


def _count(copies: int) -> str:
    return str(copies) if copies else ""


def draw_table(pen: Pen, sheet: Sheet, table: Table, top: float) -> float:
    """Draw the table from `top` down and return where it ends."""
    edges = [sheet.left]
    for width in sheet.columns:
        edges.append(edges[-1] + width)
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    _draw_head(pen, sheet, table, top, middles)
    y = top + table.head_height
    for edge in (top, y):
        pen.rule(edges[0], edge, edges[-1], edge, RULE)
    for row in table.rows:
        baseline = y + AIR / 2 + table.pitch * 0.74
        pen.centred(middles[0], baseline, table.size, str(row.number))
        for number, line in enumerate(row.lines):
            pen.line(edges[1] + FROM_RULE, baseline + number * table.pitch, table.size, line)
        for middle, count in zip(middles[2:], row.counts, strict=True):
            if count:
                pen.centred(middle, baseline, table.size, count)
        y += table.row_height(row)
        pen.rule(edges[0], y, edges[-1], y, RULE)
    for edge in edges:
        pen.rule(edge, top, edge, y, RULE)
    return y


def _draw_head(pen: Pen, sheet: Sheet, table: Table, top: float, middles: list[float]) -> None:
    size, pitch = table.size - 1, table.head_pitch
    labels = ("TT", "Thành phần hồ sơ", "Bản chính", sheet.certified_label, "Bản chụp")
    for middle, label in zip(middles, labels, strict=True):
        head, _, tail = label.rpartition(" ")
        lines = (head, tail) if label not in labels[:2] else (label,)
        y = top + table.head_height / 2 + size * 0.12 - (len(lines) - 1) * pitch / 2
        for number, line in enumerate(lines):
            pen.centred(middle, y + number * pitch, size, line, Style.BOLD)


@dataclass(frozen=True)
class TwoColumns:
    """The list in two columns: for each column its items, each an item's lines."""

    left: list[list[Line]]
    right: list[list[Line]]
    size: float
    pitch: float

    @property
    def height(self) -> float:
        """Height of the longer column."""
        return max(sum(map(len, self.left)), sum(map(len, self.right))) * self.pitch + AIR


def lay_two_columns(setter: Setter, sheet: Sheet, papers: Sequence[SlipPaper]) -> TwoColumns:
    """Break the list into two columns as even as they can be, read down the left one first."""
    items = [
        setter.wrap([Span(f"{number}."), *_listed(paper)], sheet.list_size, sheet.list_column - HANGING)
        for number, paper in enumerate(papers, 1)
    ]
    heights = [len(item) for item in items]
    split = min(range((len(items) + 1) // 2, len(items) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return TwoColumns(items[:split], items[split:], sheet.list_size, sheet.list_pitch)


def _listed(paper: SlipPaper) -> list[Span]:
    counts = (
        (paper.originals, "bản chính"),
        (paper.certified, "bản chứng thực"),
        (paper.copies, "bản chụp"),
    )
    told = ", ".join(keep_together(f"{count} {kind}") for count, kind in counts if count)
    first, *others = paper_spans(paper)
    return [Span(f" {first.text}"), *others, *([Span(f" ({told})")] if told else [])]


def draw_two_columns(pen: Pen, sheet: Sheet, columns: TwoColumns, top: float) -> float:
    """Draw the list from `top` down and return where it ends."""
    x = sheet.left
    for items in (columns.left, columns.right):
        y = top + columns.pitch * 0.78
        for item in items:
            for number, line in enumerate(item):
                pen.line(x + (HANGING if number else 0), y, columns.size, line)
                y += columns.pitch
        x += sheet.list_column + GUTTER
    return top + columns.height
