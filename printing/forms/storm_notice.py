"""Thông báo thay đổi ngày trả kết quả after an unplanned closure: why, the old date, the new one, an apology."""

from collections.abc import Sequence

from desk_app.domain.papers.storm_notice import StormNotice
from printing.codes import bars, matrix
from printing.dates import day_in_words, moment_in_words
from printing.errors import SlipTooLongError
from printing.fonts import Style
from printing.forms.listing import OURS, draw_title, head_bottom, stack
from printing.paper import A4_SHEET
from printing.parts.blocks import Block, Signer, centred_block, gap, paragraph_block, signers_block
from printing.parts.marks import draw_foot
from printing.parts.prints import Print
from printing.parts.strip import draw_strip, lay_strip
from printing.pen import Pen
from printing.text import Setter, Span, keep_together, tie_numbers

SHEET = A4_SHEET
SIZE = 13
TITLE = ("THÔNG BÁO", "THAY ĐỔI NGÀY TRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ")
PITCHES = (7.0, 6.4, 5.8, 5.4)
CLEAR_OF_STRIP = 2.5


def draw_storm_notice(setter: Setter, content: StormNotice, copy: Print) -> list[Pen]:
    """Return the page; SlipTooLongError when its texts do not fit one."""
    top = head_bottom(setter, SHEET, content.head, TITLE)
    room = SHEET.strip_top - CLEAR_OF_STRIP - top
    for pitch in PITCHES:
        blocks = _blocks(setter, content, pitch)
        if sum(block.height for block in blocks) <= room:
            return [_page(setter, content, copy, blocks)]
    raise SlipTooLongError(number=content.codes.number)


def _page(setter: Setter, content: StormNotice, copy: Print, blocks: Sequence[Block]) -> Pen:
    pen = Pen(setter, SHEET.width, SHEET.height)
    stack(pen, blocks, draw_title(pen, SHEET, content.head, TITLE, copy))
    codes = content.codes
    barcode = codes.barcode_text or codes.number
    strip = lay_strip(
        setter, SHEET, bars=bars(barcode), number=barcode, lookup=codes.lookup_code,
        qr=matrix(codes.seal_text or codes.number), notes=_notes(content),
    )  # fmt: skip
    draw_strip(pen, SHEET, strip)
    draw_foot(pen, SHEET, OURS, copy.in_foot)
    return pen


def _blocks(setter: Setter, content: StormNotice, pitch: float) -> tuple[Block, ...]:
    told = [paragraph_block(setter, SHEET, spans, SIZE, pitch) for spans in _paragraphs(content)]
    spaced = [piece for block in told for piece in (block, gap(1.0))]
    return (
        gap(3),
        centred_block(setter, SHEET, [Span("Kính gửi: "), Span(content.addressee, Style.BOLD)], SIZE, 6.2),
        gap(3),
        *spaced,
        gap(2),
        signers_block(setter, SHEET, (None, Signer(content.signer_title, content.signer_name)), signing=24),
    )


def _paragraphs(content: StormNotice) -> list[list[Span]]:
    hotline = content.head.hotline
    ask = f" Cần hỏi thêm, xin gọi số {keep_together(hotline)}." if hotline else ""
    paragraphs = [
        [
            Span(f"{content.desk_name} đã tiếp nhận hồ sơ "),
            Span(content.codes.number, Style.BOLD),
            Span(
                f" của Ông/Bà/Tổ chức về việc: {tie_numbers(content.request)}; hẹn trả kết quả lúc "
                f"{moment_in_words(content.was_due_at)}."
            ),
        ],
        [Span(_why(content))],
        [
            Span("Thời gian trả kết quả mới: "),
            Span(f"{moment_in_words(content.due_at)}.", Style.BOLD),
            *([Span(f" Cách tính: {content.explanation}.", Style.ITALIC)] if content.explanation else []),
        ],
        [Span(content.apology)] if content.apology else [],
        [
            Span(
                "Ông/Bà/Tổ chức không phải làm thêm thủ tục nào; giấy tiếp nhận hồ sơ và hẹn trả kết quả đã cấp vẫn "
                f"được dùng để nhận kết quả.{ask}/."
            )
        ],
    ]
    return [spans for spans in paragraphs if spans]


def _why(content: StormNotice) -> str:
    first, last = content.closed_from, content.closed_to
    if first is None or last is None:
        return f"Do lịch làm việc thay đổi ({content.closure}), ngày trả kết quả được tính lại."
    days = day_in_words(first) if first == last else f"từ {day_in_words(first)} đến hết {day_in_words(last)}"
    return f"Do {content.closure}, nơi tiếp nhận và trả kết quả không làm việc {days}."


def _notes(content: StormNotice) -> tuple[str, ...]:
    note = "Khi nhận kết quả mang theo: giấy hẹn, căn cước; người nhận thay có giấy ủy quyền."
    return (note, content.head.footer) if content.head.footer else (note,)
