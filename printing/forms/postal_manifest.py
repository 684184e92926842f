"""Danh mục bưu chính: what the post office takes along, with room for its own labels."""

from desk_app.domain.papers.postal_manifest import PostalManifest, PostalRow
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.forms.row_code import row_code
from printing.parts.blocks import Signer, gap, signers_block, text_block
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, keep_together

COLUMNS = (
    Column("TT", 8, True),
    Column("Mã hồ sơ", 48, True),
    Column("Người nhận", 32),
    Column("Địa chỉ, điện thoại", 43),
    Column("Số hiệu bưu gửi", 42, True),
)
TYPE = Type(size=10, pitch=4.2, head=10.5, head_pitch=4.3, least=15, head_least=8)
FOOT = "Mẫu của phần mềm, không thuộc phụ lục thông tư; lập 02 bản, mỗi bên giữ 01 bản"


def draw_postal_manifest(setter: Setter, content: PostalManifest, copy: Print) -> list[Pen]:
    """Return the pages of the manifest."""
    sheet, count = LIST_SHEET, len(content.rows)
    opening = (
        gap(1),
        text_block(setter, sheet, [Span(f"Bên giao: {content.head.agency_name}")], 13, 5.6),
        text_block(setter, sheet, [Span(f"Bưu cục nhận: {content.post_office}")], 13, 5.6),
        text_block(setter, sheet, [Span(f"Số lượng: {count:02d} bưu gửi")], 13, 5.6),
        gap(1.6),
    )
    note = (
        "Ô số hiệu còn trống: bưu cục dán nhãn hoặc ghi số hiệu khi nhận. Bưu gửi không phát được hoàn lại bên giao "
        "kèm lý do."
    )
    signers = (Signer("BÊN GIAO", content.officer_name), Signer("BƯU CỤC NHẬN", by_hand=True))
    closing = (
        gap(2.4),
        text_block(setter, sheet, [Span(note, Style.ITALIC)], 10.5, 4.8),
        gap(2),
        signers_block(setter, sheet, signers, signing=13),
    )
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    listing = Listing(
        sheet, content.head, ("DANH MỤC HỒ SƠ, KẾT QUẢ GỬI QUA BƯU CHÍNH CÔNG ÍCH",), opening,
        lay_grid(setter, COLUMNS, TYPE, rows), closing, f"Danh mục bưu chính, số {content.head.sequence_text}", FOOT,
    )  # fmt: skip
    return draw_listing(setter, listing, copy)


def _cells(number: int, row: PostalRow) -> tuple[Cell, ...]:
    what = (Span(row.recipient), Span(f" ({row.contents})", Style.ITALIC)) if row.contents else (Span(row.recipient),)
    where = "; ".join(part for part in (row.address, keep_together(row.phone)) if part)
    tracking: Cell = (Span(row.tracking_number, Style.BOLD),) if row.tracking_number else ""
    return str(number), row_code(row.number, COLUMNS[1].width), what, where, tracking
