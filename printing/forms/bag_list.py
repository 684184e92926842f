"""Bảng kê bàn giao hồ sơ: one barcode opens the bag, one on every row marks what is missing."""

from desk_app.domain.papers.bag_list import BagList, BagRow
from printing.codes import bars, matrix
from printing.dates import OFFICE_TIME, short_moment
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.forms.row_code import row_code
from printing.parts.blocks import Block, Signer, dotted_block, gap, signers_block, text_block
from printing.parts.grid import Cell, Column, Type, code_module, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span

COLUMNS = (
    Column("TT", 8, True),
    Column("Mã hồ sơ", 62, True),
    Column("Chủ hồ sơ", 36),
    Column("Thủ tục", 27),
    Column("Hẹn|trả", 12, True),
    Column("Tờ", 8, True),
    Column("Thiếu/ ghi|chú", 20),
)
TYPE = Type(size=10, pitch=4.2, head=10.5, head_pitch=4.3, least=11.5, head_least=9.6)
BOX = 23.0
FOOT = "Mẫu của phần mềm, không thuộc phụ lục thông tư; lập 02 bản, mỗi bên giữ 01 bản"


def draw_bag_list(setter: Setter, content: BagList, copy: Print) -> list[Pen]:
    """Return the pages of the bag's list."""
    sheet = LIST_SHEET
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    opening = (
        gap(2),
        Block(BOX, lambda pen, top: _box(pen, content, top)),
        gap(1.8),
        text_block(setter, sheet, [Span(f"Bên giao: {content.giver}")], 13, 5.6),
        text_block(setter, sheet, [Span(f"Bên nhận: {content.receiver}")], 13, 5.6),
        gap(1.6),
    )
    given = content.given_at
    by_clock = (short_moment(given),) if given else ()
    signers = (
        Signer("BÊN GIAO", content.officer_name, under=by_clock, by_hand=not given),
        Signer("NGƯỜI VẬN CHUYỂN", by_hand=True),
        Signer("BÊN NHẬN", by_hand=True),
    )
    closing = (
        gap(2.2),
        dotted_block(setter, sheet, "Thiếu hoặc khác khi mở túi (ghi số thứ tự):", 12, 2, 7.6),
        gap(2),
        signers_block(setter, sheet, signers, signing=13),
    )
    listing = Listing(
        sheet, content.head, ("BẢNG KÊ BÀN GIAO HỒ SƠ",), opening,
        lay_grid(setter, COLUMNS, TYPE, rows), closing, f"Bảng kê bàn giao hồ sơ – túi {content.bag_code}", FOOT,
    )  # fmt: skip
    return draw_listing(setter, listing, copy)


def _cells(number: int, row: BagRow) -> tuple[Cell, ...]:
    day = f"{row.due_on.day:02d}/{row.due_on.month}"
    return str(number), row_code(row.number, COLUMNS[1].width), row.applicant, row.request, day, str(row.sheets), ""


def _box(pen: Pen, content: BagList, top: float) -> None:
    """The bag's own codes: its barcode in the middle, its QR right."""
    sheet, x = LIST_SHEET, LIST_SHEET.left
    pen.box(x, top, sheet.text_width, BOX, 0.7)
    pen.text(x + 3, top + 5.6, 10, "Mã túi")
    pen.text(x + 3, top + 13, 18, content.bag_code, Style.BOLD)
    sealed = content.sealed_at.astimezone(OFFICE_TIME)
    counted = f"{len(content.rows)} hồ sơ · {content.sheets} tờ"
    pen.text(x + 3, top + 19.4, 10.5, f"{counted} · niêm phong {sealed:%H giờ %M phút}")
    code = matrix(content.seal_text or content.bag_code)
    side = code.side * 0.5
    qr_left = sheet.width - sheet.right - 2 - side
    pen.modules(qr_left, top + (BOX - side) / 2, 0.5, code.cells)
    drawn = bars(content.bag_code.replace(" ", ""))
    module = code_module(drawn, qr_left - 2 - (x + 3) - 28, (0.5, 0.375))
    if module:
        width = drawn.modules * module
        start = qr_left - 2 - 10 * module - width
        pen.bars(start, top + 2, module, 13, drawn.runs)
        pen.centred(start + width / 2, top + 19.4, 9.5, "Quét mã này để nhận cả túi", Style.ITALIC)
