"""Danh sách giấy báo gửi thôn: what to do and when, never what the case is about."""

from desk_app.domain.papers.village_list import Errand, VillageList, VillageRow
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.parts.blocks import Signer, centred_block, gap, signers_block, text_block
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, keep_together

COLUMNS = (
    Column("TT", 9, True),
    Column("Họ và tên", 44),
    Column("Địa chỉ trong thôn", 32),
    Column("Số hồ sơ", 17, True),
    Column("Việc cần làm", 33),
    Column("Ngày", 18, True),
    Column("Ký nhận", 20, True),
)
TYPE = Type(size=11.5, pitch=4.7, head=11.5, head_pitch=4.7, least=11, head_least=6.8)
WORDS = {
    Errand.SUPPLEMENT: ("Nộp bổ sung giấy tờ", "trước "),
    Errand.COLLECT: ("Đến nhận kết quả", "từ "),
    Errand.NEW_DATE: ("Hẹn lại ngày trả kết quả", ""),
}


def draw_village_list(setter: Setter, content: VillageList, copy: Print) -> list[Pen]:
    """Return the pages of the list."""
    sheet = LIST_SHEET
    told = f"Kính gửi: {content.addressee} · {len(content.rows):02d} giấy, kẹp theo thứ tự dưới đây"
    note = (
        "Danh sách không ghi nội dung hồ sơ. Người không đến nhận giấy: ghi “vắng” và ngày; trả lại danh sách này cho "
        "nơi lập."
    )
    closing = (
        gap(2.6),
        text_block(setter, sheet, [Span(note, Style.ITALIC)], 11, 4.8),
        gap(2.4),
        signers_block(
            setter, sheet, (Signer("TRƯỞNG THÔN", content.head_name), Signer("NGƯỜI LẬP", content.officer_name))
        ),
    )
    title = ("DANH SÁCH GIẤY BÁO GỬI", content.village.upper())
    whole = " ".join(title)
    fits = setter.width(whole, Style.BOLD, sheet.title_size) <= sheet.text_width
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    listing = Listing(
        sheet, content.head, (whole,) if fits else title, (centred_block(setter, sheet, [Span(told)], 13, 5.6), gap(2)),
        lay_grid(setter, COLUMNS, TYPE, rows), closing, f"Danh sách giấy báo gửi {content.village}",
    )  # fmt: skip
    return draw_listing(setter, listing, copy)


def _cells(number: int, row: VillageRow) -> tuple[Cell, ...]:
    errand, since = WORDS[row.errand]
    when = f"{since}{keep_together(f'{row.on.day:02d}/{row.on.month}')}"
    return str(number), row.name, row.address, row.number_tail, errand, when, ""
