"""Danh sách xin lỗi để niêm yết, đăng tải: numbers and dates, no person's name."""

from desk_app.domain.papers.apology_list import ApologyList, PublishedApology
from printing.dates import day_in_words
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.parts.blocks import Signer, centred_block, gap, signers_block, text_block
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, tie_numbers

COLUMNS = (
    Column("TT", 8, True),
    Column("Mã hồ sơ", 28),
    Column("Thủ tục hành chính", 42),
    Column("Phiếu|xin lỗi", 18, True),
    Column("Hẹn trả", 19, True),
    Column("Hẹn lại", 19, True),
    Column("Lý do", 39),
)
TYPE = Type(size=10.5, pitch=4.4, head=10.5, head_pitch=4.3, least=9, head_least=9.6)


def draw_apology_list(setter: Setter, content: ApologyList, copy: Print) -> list[Pen]:
    """Return the pages of the list."""
    sheet = LIST_SHEET
    period = f"Từ {day_in_words(content.first_day)} đến {day_in_words(content.last_day)}"
    opening = (
        centred_block(setter, sheet, [Span(f"{period} · {len(content.rows):02d} hồ sơ")], 13, 5.6),
        gap(1.2),
        text_block(setter, sheet, [Span(content.words)], 13, 5.8),
        gap(1.8),
    )
    note = "Danh sách không ghi họ tên; người nộp hồ sơ đối chiếu theo mã hồ sơ trên giấy hẹn."
    closing = (
        gap(2),
        text_block(setter, sheet, [Span(note, Style.ITALIC)], 10.5, 4.6),
        gap(2.4),
        signers_block(setter, sheet, (None, Signer(content.signer_title, content.signer_name))),
    )
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    listing = Listing(
        sheet, content.head, ("DANH SÁCH HỒ SƠ XIN LỖI VÀ HẸN LẠI",), opening, lay_grid(setter, COLUMNS, TYPE, rows),
        closing, "Danh sách hồ sơ xin lỗi và hẹn lại",
    )  # fmt: skip
    return draw_listing(setter, listing, copy)


def _cells(number: int, row: PublishedApology) -> tuple[Cell, ...]:
    was, new = (f"{day.day:02d}/{day.month}/{day.year}" for day in (row.was_due_on, row.new_due_on))
    return str(number), row.number, tie_numbers(row.request), row.letter, was, (Span(new, Style.BOLD),), row.reason
