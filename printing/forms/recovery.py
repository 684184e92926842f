"""The sheet with the recovery code, printed at set-up and locked away: it opens the data when a password is lost."""

from datetime import date

from printing.dates import day_in_words
from printing.fonts import Style
from printing.paper import A5_SHEET
from printing.pen import Pen
from printing.text import Setter, Span

GROUPS = 8
_EXPLAINED = (
    "Mã này mở được dữ liệu hồ sơ của bộ phận khi công chức quên mật khẩu hoặc khi phải dựng lại máy. Ai có mã này và "
    "máy tính của bộ phận thì đọc được toàn bộ hồ sơ."
)
_RULES = (
    "Cho vào phong bì, dán kín, ký giáp lai, cất trong két hoặc tủ có khóa của cơ quan.",
    "Không chụp ảnh, không nhập vào điện thoại, không để cùng máy tính.",
    "Khi đã dùng, hoặc khi phong bì bị mở, báo người phụ trách để đổi mã.",
)


def grouped(code: str) -> list[str]:
    """Split a recovery code into eight groups, at its own separators if it has them."""
    parts = code.replace("-", " ").split()
    if len(parts) > 1:
        return parts
    size = -(-len(code) // GROUPS)
    return [code[at : at + size] for at in range(0, len(code), size)]


def draw_recovery(setter: Setter, agency_name: str, officer_name: str, code: str, made_on: date) -> Pen:
    """Return the page."""
    sheet = A5_SHEET
    pen = Pen(setter, sheet.width, sheet.height)
    middle = sheet.left + sheet.text_width / 2
    y = sheet.top + 4
    for line in setter.even(agency_name, Style.UPRIGHT, 11, sheet.text_width):
        pen.line_centred(middle, y, 11, line)
        y += 5
    pen.centred(middle, y + 8, 15, "MÃ KHÔI PHỤC DỮ LIỆU", Style.BOLD)
    pen.centred(middle, y + 14, 11, f"Lập {day_in_words(made_on)}", Style.ITALIC)
    y = _draw_code(pen, grouped(code), y + 22)
    for text, style in ((_EXPLAINED, Style.UPRIGHT), *((f"–  {rule}", Style.UPRIGHT) for rule in _RULES)):
        for line in setter.wrap([Span(text, style)], 11, sheet.text_width):
            pen.line(sheet.left, y, 11, line)
            y += 5.2
        y += 1.6
    y += 6
    pen.centred(sheet.left + 0.76 * sheet.text_width, y, 11, "NGƯỜI LẬP", Style.BOLD)
    pen.centred(sheet.left + 0.76 * sheet.text_width, y + 4.6, 10, "(Ký và ghi rõ họ tên)", Style.ITALIC)
    name_at = y + 22
    for line in setter.even(officer_name, Style.BOLD, 11, sheet.text_width * 0.47):
        pen.line_centred(sheet.left + 0.76 * sheet.text_width, name_at, 11, line)
        name_at += 4.8
    pen.text(
        sheet.left, sheet.foot_baseline, sheet.foot_size, "Mẫu của phần mềm, không thuộc phụ lục thông tư", Style.ITALIC
    )
    return pen


def _draw_code(pen: Pen, groups: list[str], top: float) -> float:
    """Draw the groups four in a row in a frame, and return where the text below may start."""
    sheet = A5_SHEET
    column, pitch = sheet.text_width / 4, 13.0
    rows = -(-len(groups) // 4)
    widest = max(pen.setter.width(group, Style.BOLD, 1) for group in groups)
    size = min(20.0, (column - 5) / widest)
    pen.box(sheet.left, top, sheet.text_width, rows * pitch + 4, 0.9)
    for number, group in enumerate(groups):
        x = sheet.left + (number % 4 + 0.5) * column
        y = top + 2 + (number // 4 + 0.5) * pitch + size * 0.12
        pen.centred(x, y, size, group, Style.BOLD, 0.6)
    return top + rows * pitch + 14
