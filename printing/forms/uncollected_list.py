"""Danh sách kết quả chưa nhận: who has not come yet, and for how long."""

from itertools import pairwise

from desk_app.domain.papers.uncollected_list import AGES, UncollectedList, WaitingResult
from printing.dates import day_in_words
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.parts.blocks import Signer, centred_block, gap, signers_block
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, keep_together

COLUMNS = (
    Column("TT", 9, True),
    Column("Mã hồ sơ", 29),
    Column("Người nhận", 42),
    Column("Thôn, điện thoại", 37),
    Column("Có kết quả", 18, True),
    Column("Đã chờ|(ngày)", 14, True),
    Column("Đã báo", 24),
)
TYPE = Type(size=10.5, pitch=4.4, head=10.5, head_pitch=4.3, least=9, head_least=9.6)


def draw_uncollected_list(setter: Setter, content: UncollectedList, copy: Print) -> list[Pen]:
    """Return the pages of the list."""
    sheet, upper = LIST_SHEET, AGES
    names = (f"đến {upper[0]} ngày", *(f"{low + 1}–{high} ngày" for low, high in pairwise(upper)))
    classes = (*names, f"trên {upper[-1]} ngày")
    counted = " · ".join(f"{name}: {count}" for name, count in zip(classes, content.by_age(), strict=True))
    opening = (
        centred_block(
            setter, sheet, [Span(f"Tính đến {day_in_words(content.as_of)} · {len(content.rows):02d} hồ sơ")], 13, 5.6
        ),
        centred_block(setter, sheet, [Span(counted, Style.ITALIC)], 11.5, 5.2),
        gap(1.6),
    )
    closing = (gap(3), signers_block(setter, sheet, (None, Signer("NGƯỜI LẬP", content.officer_name))))
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    listing = Listing(
        sheet, content.head, ("DANH SÁCH KẾT QUẢ CHƯA ĐƯỢC NHẬN",), opening, lay_grid(setter, COLUMNS, TYPE, rows),
        closing, "Danh sách kết quả chưa được nhận",
    )  # fmt: skip
    return draw_listing(setter, listing, copy)


def _cells(number: int, row: WaitingResult) -> tuple[Cell, ...]:
    where = "; ".join(part for part in (row.village, keep_together(row.phone)) if part)
    ready = f"{row.ready_on.day:02d}/{row.ready_on.month}/{row.ready_on.year}"
    told: Cell = row.told or (Span("chưa báo", Style.ITALIC),)
    return str(number), row.number, row.applicant, where, ready, str(row.days), told
