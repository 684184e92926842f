"""What a paper says about itself outside the form: boxes in the top margin, the training mark, the foot line."""

from desk_app.domain.slip import SlipMark
from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen

BOX_WEIGHT = 0.7
BOX_SIZE = 9
_BOXES = {SlipMark.TRAINING: "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ", SlipMark.LATE_ENTRY: "GHI BÙ"}


def draw_training_words(pen: Pen, sheet: Sheet) -> None:
    """Write the training mark across the page, pale, before the text is drawn over it and clear of the codes."""
    pen.slanted(sheet.width / 2, sheet.strip_top * 0.54, 64, 52, 0.86, "TẬP HUẤN", Style.BOLD)


def draw_boxes(pen: Pen, sheet: Sheet, marks: frozenset[SlipMark], reprint: str) -> None:
    """Draw the boxes in the top margin: marks from the left, the reprint box flush right."""
    height = 5.4
    top = max(3.0, sheet.top - height - 1.6)
    x = sheet.left
    for mark, words in _BOXES.items():
        if mark in marks:
            x = _box(pen, x, top, height, words) + 3
    if reprint:
        width = pen.setter.width(reprint, Style.BOLD, BOX_SIZE) + 4
        _box(pen, sheet.width - sheet.right - width, top, height, reprint)


def _box(pen: Pen, x: float, top: float, height: float, words: str) -> float:
    width = pen.setter.width(words, Style.BOLD, BOX_SIZE) + 4
    pen.box(x, top, width, height, BOX_WEIGHT)
    pen.text(x + 2, top + height / 2 + BOX_SIZE * 0.12, BOX_SIZE, words, Style.BOLD)
    return x + width


def draw_foot(pen: Pen, sheet: Sheet, form: str, printed: str) -> None:
    """Write the foot line: which form it is, and which print of it."""
    pen.text(sheet.left, sheet.foot_baseline, sheet.foot_size, form, Style.ITALIC)
    pen.right(sheet.width - sheet.right, sheet.foot_baseline, sheet.foot_size, printed, Style.ITALIC)
