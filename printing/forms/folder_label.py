"""Nhãn hồ sơ: what stands on a folder, on sheets of labels; a large label and a low one."""

from desk_app.domain.papers.folder_label import FolderLabel, LabelSheets
from printing.codes import BAR_QUIET, bars, texts_of
from printing.dates import OFFICE_TIME
from printing.fonts import Style
from printing.label_formats import Placement, format_named
from printing.paper import A4_SHEET
from printing.parts.grid import code_module
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Line, Setter, Span

LARGE = 60.0
"""Least height, mm, of a label with room for the procedure and the boxed date."""
MODULES = (0.375, 0.30, 0.254)
BOX_WIDTH, BOX_HEIGHT, BOX_TOP = 30.0, 17.8, 25.0
MOST_OF_REQUEST = 3


def draw_label_sheets(setter: Setter, content: LabelSheets, copy: Print) -> list[Pen]:
    """Return the sheets; no frame is printed, and no label says which print it is: it goes with its folder.

    At least one sheet, so that a test print shows where nothing stands. ValueError when the sheet has no such first
    label.
    """
    placement = Placement(format_named(content.format), content.first, content.right, content.down)
    pages: list[Pen] = []
    for number, label in enumerate(content.labels):
        sheet, left, top = placement.place(number)
        while len(pages) <= sheet:
            pages.append(Pen(setter, A4_SHEET.width, A4_SHEET.height))
        kind = placement.format
        draw = _draw_large if kind.height >= LARGE else _draw_low
        draw(pages[sheet], label, left + kind.inner, top, kind.width - 2 * kind.inner)
    return pages or [Pen(setter, A4_SHEET.width, A4_SHEET.height)]


def _draw_large(pen: Pen, label: FolderLabel, x: float, top: float, width: float) -> None:
    right = x + width
    due = label.due_at.astimezone(OFFICE_TIME)
    _top_line(pen, label, x, right, top + 7.6, 8.5)
    pen.rule(x, top + 10.2, right, top + 10.2, 0.5)
    _name(pen, label.applicant, x, top + 10.8, width, 13.4, (14.0, 12.0, 10.5))
    box = right - BOX_WIDTH
    pen.box(box, top + BOX_TOP, BOX_WIDTH, BOX_HEIGHT, 0.9)
    middle = box + BOX_WIDTH / 2
    pen.centred(middle, top + 28.8, 8.5, "HẸN TRẢ", Style.BOLD)
    pen.centred(middle, top + 37.0, 22, f"{due.day:02d}/{due.month}", Style.BOLD)
    pen.centred(middle, top + 41.4, 9.5, f"{due.year} · {due:%H:%M}")
    for number, line in enumerate(_cut(pen.setter, label.request, 10.5, width - BOX_WIDTH - 2, MOST_OF_REQUEST)):
        pen.line(x, top + 29.0 + number * 4.1, 10.5, line)
    _code(pen, label, x, top + 45, width, 10, width - 18, top + 60.3, 12)
    pen.right(right, top + 48.6, 10.5, f"{label.sheets} tờ")
    if label.shelf:
        pen.right(right, top + 53.2, 10.5, f"Ngăn: {label.shelf}")


def _draw_low(pen: Pen, label: FolderLabel, x: float, top: float, width: float) -> None:
    right = x + width
    due = label.due_at.astimezone(OFFICE_TIME)
    told = f"{due.day:02d}/{due.month}"
    day = pen.setter.width(told, Style.BOLD, 16)
    _top_line(pen, label, x, right - day - 3, top + 6.2, 7.5)
    pen.right(right, top + 7.6, 16, told, Style.BOLD)
    pen.rule(x, top + 8.8, right, top + 8.8, 0.4)
    _name(pen, label.applicant, x, top + 9.2, width, 9.2, (11.0, 10.0, 9.0))
    _code(pen, label, x, top + 19.4, width, 8, width, top + 31.2, 9.5)
    if label.shelf:
        pen.right(right, top + 34.4, 8, f"Ngăn: {label.shelf}")
    pen.text(x, top + 34.4, 8, f"{label.sheets} tờ")


def _top_line(pen: Pen, label: FolderLabel, x: float, right: float, y: float, size: float) -> None:
    """Agency left, book entry right; where both do not fit, the entry alone (the folder lies in its own agency)."""
    agency = label.agency.upper()
    taken = pen.setter.width(label.book, Style.UPRIGHT, size)
    pen.right(right, y, size, label.book)
    if pen.setter.width(agency, Style.UPRIGHT, size) + taken + 2 <= right - x:
        pen.text(x, y, size, agency)


def _name(pen: Pen, name: str, x: float, top: float, width: float, room: float, sizes: tuple[float, ...]) -> None:
    """Write a name whole: in two lines if any of the sizes allows, else in as many and as small as the room asks."""
    steps = [*sizes, *(size / 2 for size in range(int(sizes[-1] * 2) - 1, 7, -1))]
    for size in steps:
        lines = pen.setter.wrap([Span(name, Style.BOLD)], size, width)
        if len(lines) * size * 0.4 <= room and (len(lines) <= 2 or size < sizes[-1]):
            break
    for number, line in enumerate(lines):
        pen.line(x, top + size * 0.4 * (number + 0.92), size, line)


def _cut(setter: Setter, text: str, size: float, width: float, most: int) -> list[Line]:
    """Break a text and leave out, with an ellipsis, what is beyond `most` lines: the number tells the rest."""
    lines = setter.wrap([Span(text)], size, width)
    words = text.split(" ")
    while len(lines) > most and len(words) > 1:
        words.pop()
        lines = setter.wrap([Span(" ".join(words).rstrip(",;") + "…")], size, width)
    return lines[:most]


def _code(
    pen: Pen,
    label: FolderLabel,
    x: float,
    top: float,
    width: float,
    height: float,
    room: float,
    number_at: float,
    size: float,
) -> None:
    """The barcode in `room` mm with the whole number below it, and the look-up code on the right."""
    drawn = next(
        ((code, module) for module in MODULES for code in map(bars, texts_of(label.number))
         if code_module(code, room, (module,))),
        None,
    )  # fmt: skip
    start, wide = x, 0.0
    if drawn:
        code, module = drawn
        start, wide = x + BAR_QUIET * module, code.modules * module
        pen.bars(start, top, module, height, code.runs)
    told = pen.setter.width(label.number, Style.BOLD, size)
    fitting = min(size, size * (width - 14) / told)
    under = max(x, min(start + wide / 2 - told * fitting / size / 2, x + width - 14 - told * fitting / size))
    pen.text(under, number_at, fitting, label.number, Style.BOLD)
    pen.right(x + width, number_at, size, label.lookup_code, Style.BOLD)
