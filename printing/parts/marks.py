"""What a paper says about itself outside the form: boxes in the top margin, the training mark, the foot line."""

from desk_app.domain.slip import SlipMark
from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen

BOX_WEIGHT = 0.7
BOX_SIZE = 9
GAP = 3.0
SMALLEST = 6
BOXES = {
    SlipMark.TRAINING: "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ",
    SlipMark.LATE_ENTRY: "GHI BÙ",
    SlipMark.PAPER_PAD: "TỪ TẬP PHIẾU GIẤY",
    SlipMark.AMENDED: "ĐÃ SỬA",
}


def draw_training_words(pen: Pen, sheet: Sheet) -> None:
    """Write the training mark across the page, pale, before the text is drawn over it and clear of the codes."""
    pen.slanted(sheet.width / 2, sheet.strip_top * 0.54, 64, 52, 0.86, "TẬP HUẤN", Style.BOLD)


def draw_marks(pen: Pen, sheet: Sheet, marks: frozenset[SlipMark], reprint: str) -> None:
    """Draw every mark of a page before its text: the training words and the boxes."""
    if SlipMark.TRAINING in marks:
        draw_training_words(pen, sheet)
    draw_boxes(pen, sheet, marks, reprint)


def draw_boxes(pen: Pen, sheet: Sheet, marks: frozenset[SlipMark], reprint: str) -> None:
    """Draw the boxes in the top margin: marks from the left, the reprint box flush right; smaller if all are needed."""
    words = [text for mark, text in BOXES.items() if mark in marks]
    size: float = BOX_SIZE
    while size > SMALLEST and _widths(pen, [*words, reprint], size) > sheet.text_width:
        size -= 0.5
    height = 5.4
    top = max(3.0, sheet.top - height - 1.6)
    x = sheet.left
    for text in words:
        x = _box(pen, x, top, height, text, size) + GAP
    if reprint:
        _box(pen, sheet.width - sheet.right - _width(pen, reprint, size), top, height, reprint, size)


def _width(pen: Pen, words: str, size: float) -> float:
    return pen.setter.width(words, Style.BOLD, size) + 4


def _widths(pen: Pen, boxes: list[str], size: float) -> float:
    return sum(_width(pen, words, size) + GAP for words in boxes if words) - GAP


def _box(pen: Pen, x: float, top: float, height: float, words: str, size: float) -> float:
    width = _width(pen, words, size)
    pen.box(x, top, width, height, BOX_WEIGHT)
    pen.text(x + 2, top + height / 2 + size * 0.12, size, words, Style.BOLD)
    return x + width


def draw_foot(pen: Pen, sheet: Sheet, form: str, printed: str) -> None:
    """Write the foot line: which form it is, and which print of it."""
    pen.text(sheet.left, sheet.foot_baseline, sheet.foot_size, form, Style.ITALIC)
    pen.right(sheet.width - sheet.right, sheet.foot_baseline, sheet.foot_size, printed, Style.ITALIC)
