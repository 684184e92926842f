"""Giấy cam đoan mất giấy hẹn: who lost the slip declares it, and signs before the officer who hands the result over."""

from desk_app.domain.papers.lost_slip import LostDossier, LostSlipStatement
from printing.dates import moment_in_words
from printing.fonts import Style
from printing.forms.listing import LIST_SHEET, Listing, draw_listing
from printing.forms.row_code import row_code
from printing.parts.blocks import Signer, centred_block, gap, paragraph_block, signers_block, text_block
from printing.parts.fields import NOTHING
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, keep_together, tie_numbers

COLUMNS = (
    Column("TT", 9, True),
    Column("Mã hồ sơ", 62, True),
    Column("Nội dung yêu cầu giải quyết", 78),
    Column("Ngày nộp", 24, True),
)
TYPE = Type(size=11.5, pitch=4.8, head=11.5, head_pitch=4.8, least=12, head_least=8)
TITLE = ("GIẤY CAM ĐOAN", "VỀ VIỆC MẤT GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
PLEDGE = (
    "Tôi cam đoan lời khai trên là đúng và chịu trách nhiệm trước pháp luật. Giấy hẹn đã mất không còn giá trị để nhận "
    "kết quả; nếu tìm lại được, tôi sẽ nộp lại cho nơi tiếp nhận."
)


def draw_lost_slip(setter: Setter, content: LostSlipStatement, copy: Print) -> list[Pen]:
    """Return the pages of the statement, several only for very many dossiers."""
    sheet, person = LIST_SHEET, content.person

    def line(label: str, value: str, style: Style = Style.UPRIGHT) -> list[Span]:
        return [Span(f"{label}: "), Span(value or NOTHING, style if value else Style.UPRIGHT)]

    facts = (
        line("Tôi là", person.name, Style.BOLD),
        line("Số định danh cá nhân/tổ chức", person.masked_number),
        line("Địa chỉ", person.address),
        line("Số điện thoại", keep_together(person.phone)),
        line("Giấy tờ đã xuất trình", content.card),
    )
    opening = (
        gap(1.6),
        centred_block(setter, sheet, [Span(f"Kính gửi: {content.head.agency_name}")], 13, 6.2),
        gap(2.4),
        *(text_block(setter, sheet, spans, 13, 6.4) for spans in facts),
        text_block(setter, sheet, [Span("Tôi đã nộp hồ sơ dưới đây và đã làm mất giấy hẹn:")], 13, 6.4),
        gap(1.4),
    )
    signed = f"{moment_in_words(content.stated_at)}"
    closing = (
        gap(2.4),
        paragraph_block(setter, sheet, [Span(PLEDGE)], 13, 6.2),
        gap(1.2),
        text_block(setter, sheet, [Span(f"Lập lúc {signed}, trước người tiếp nhận.", Style.ITALIC)], 11, 5),
        gap(2.6),
        signers_block(
            setter, sheet, (Signer("NGƯỜI CAM ĐOAN", person.name), Signer("NGƯỜI TIẾP NHẬN", content.officer_name))
        ),
    )
    rows = [_cells(number, dossier) for number, dossier in enumerate(content.dossiers, 1)]
    grid = lay_grid(setter, COLUMNS, TYPE, rows)
    listing = Listing(sheet, content.head, TITLE, opening, grid, closing, "Giấy cam đoan mất giấy hẹn")
    return draw_listing(setter, listing, copy)


def _cells(number: int, dossier: LostDossier) -> tuple[Cell, ...]:
    day = dossier.received_on
    told = f"{day.day:02d}/{day.month}/{day.year}"
    return str(number), row_code(dossier.number, COLUMNS[1].width), tie_numbers(dossier.request), told
