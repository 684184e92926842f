"""Phiếu giao nhận hồ sơ: several dossiers of one person on one landscape sheet, each with its own due time."""

from desk_app.domain.papers.joint_slip import JointRow, JointSlip
from printing.dates import OFFICE_TIME, moment_in_words
from printing.fonts import Style
from printing.forms.listing import WIDE_SHEET, Listing, draw_listing
from printing.forms.row_code import row_code
from printing.parts.blocks import Signer, gap, signers_block, text_block
from printing.parts.grid import Cell, Column, Type, lay_grid
from printing.parts.prints import Print
from printing.pen import Pen
from printing.text import Setter, Span, keep_together, tie_numbers

COLUMNS = (
    Column("TT", 9, True),
    Column("Mã hồ sơ", 60, True),
    Column("Nội dung yêu cầu giải quyết", 72),
    Column("Số|giấy tờ", 15, True),
    Column("Thời hạn", 24, True),
    Column("Thời gian trả kết quả", 31, True),
    Column("Nhận kết quả tại", 33),
    Column("Mã|tra cứu", 16, True),
)
TYPE = Type(size=11, pitch=4.6, head=10.5, head_pitch=4.3, least=12.5, head_least=9.6)


def draw_joint_slip(setter: Setter, content: JointSlip, copy: Print) -> list[Pen]:
    """Return the pages of the slip."""
    sheet, person = WIDE_SHEET, content.applicant
    facts = [f"số định danh {person.masked_number}" if person.masked_number else "", person.address]
    facts.append(f"điện thoại {keep_together(person.phone)}" if person.phone else "")
    told = "".join(f"; {fact}" for fact in facts if fact)
    opening = (
        gap(0.6),
        text_block(
            setter,
            sheet,
            [Span("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: "), Span(person.name, Style.BOLD), Span(told)],
            12.5,
            5.4,
        ),
        text_block(
            setter,
            sheet,
            [Span(f"Thời gian nhận hồ sơ: {moment_in_words(content.received_at)} · {len(content.rows):02d} hồ sơ")],
            12.5,
            5.4,
        ),
        gap(1.4),
    )
    ask = f"Hỏi hồ sơ: {content.hotline}. " if content.hotline else ""
    note = (
        f"Mỗi hồ sơ có thời hạn riêng và có thể xong trước hẹn. {ask}Khi nhận kết quả mang theo: phiếu này, căn cước; "
        "người nhận thay có giấy ủy quyền."
    )
    closing = (
        gap(1.6),
        text_block(setter, sheet, [Span(note, Style.ITALIC)], 10, 4.4),
        gap(1.6),
        signers_block(
            setter,
            sheet,
            (Signer("NGƯỜI NỘP HỒ SƠ", content.submitter_name), Signer("NGƯỜI TIẾP NHẬN HỒ SƠ", content.officer_name)),
            signing=18,
        ),
    )
    rows = [_cells(number, row) for number, row in enumerate(content.rows, 1)]
    running = f"Phiếu giao nhận hồ sơ, số {content.head.sequence_text}"
    grid = lay_grid(setter, COLUMNS, TYPE, rows)
    return draw_listing(
        setter, Listing(sheet, content.head, ("PHIẾU GIAO NHẬN HỒ SƠ",), opening, grid, closing, running), copy
    )


def _cells(number: int, row: JointRow) -> tuple[Cell, ...]:
    due = row.due_at.astimezone(OFFICE_TIME)
    return (
        str(number),
        row_code(row.number, COLUMNS[1].width),
        tie_numbers(row.request),
        str(row.papers),
        row.limit_text,
        (Span(f"{due:%H} giờ {due:%M} {due.day:02d}/{due.month}/{due.year}", Style.BOLD),),
        row.return_at,
        (Span(row.lookup_code, Style.BOLD),),
    )
