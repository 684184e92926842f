"""The top of a following page: its number, and one line that says which paper it belongs to."""

from printing.fonts import Style
from printing.paper import Sheet
from printing.pen import Pen

RULE = 0.4
RULE_DROP = 1.7


def running_baseline(sheet: Sheet) -> float:
    """Baseline of the running line, mm from the top of the sheet."""
    return sheet.top + 0.25 * sheet.row_size


def draw_running(pen: Pen, sheet: Sheet, title: str, sequence: str, number: int, number_size: float) -> None:
    """Draw the page number centred in the top margin (annex I of Decree 30/2020) and the running line with its rule.

    Where the sequence is long the line says less of the title rather than run into it.
    """
    y, size = running_baseline(sheet), sheet.row_size
    pen.centred(sheet.left + sheet.text_width / 2, sheet.top * 0.62, number_size, str(number))
    room = sheet.text_width - pen.setter.width(sequence, Style.ITALIC, size) - 1.5
    forms = (f"{title} (tiếp theo trang {number - 1})", title, f"(tiếp theo trang {number - 1})")
    fitting = [form for form in forms if pen.setter.width(form, Style.ITALIC, size) <= room]
    if fitting:
        pen.text(sheet.left, y, size, fitting[0], Style.ITALIC)
    edge = sheet.width - sheet.right
    pen.right(edge, y, size, sequence, Style.ITALIC)
    pen.rule(sheet.left, y + RULE_DROP, edge, y + RULE_DROP, RULE)
