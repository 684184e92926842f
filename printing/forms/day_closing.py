"""Trang chốt ngày: six blocks, the sum written out, the chain's mark in groups to be compared by eye, a QR."""

from desk_app.domain.papers.day_closing import DayClosing, Drawer, LogSeal, NumberSum
from printing.dates import OFFICE_TIME, day_in_words, short_moment
from printing.fonts import Style
from printing.forms.listing import draw_title, stack
from printing.paper import A4_SHEET
from printing.parts.blocks import Block, Signer, centred_block, gap, signers_block
from printing.parts.frames import Figure, frame, pair
from printing.parts.marks import draw_foot
from printing.parts.prints import Print
from printing.parts.seal_frame import seal_frame
from printing.pen import Pen
from printing.text import Setter, Span

HALF = 80.0
BETWEEN = 4.0
MOST_LISTED = 8
"""Numbers named in one row; more of them are counted, so that the page is one page."""
FOOT = "Mẫu của phần mềm, không thuộc phụ lục thông tư; đóng vào tập chốt ngày"
SHEET = A4_SHEET
BY_HAND = "…………………"
"""Room for who counts the drawer."""


def draw_day_closing(setter: Setter, content: DayClosing, copy: Print) -> list[Pen]:
    """Return the page."""
    pen = Pen(setter, SHEET.width, SHEET.height)
    closed = content.closed_at.astimezone(OFFICE_TIME)
    told = (
        f"{day_in_words(content.day).capitalize()} · Quầy số {content.desk} · khóa lúc {closed:%H} giờ {closed:%M} phút"
    )
    blocks = (
        centred_block(setter, SHEET, [Span(told)], 13, 5.6),
        gap(2.2),
        pair(setter, SHEET, HALF, ("1. Hồ sơ", _dossiers(content)), ("2. Trả kết quả và hẹn", _returns(content))),
        gap(BETWEEN),
        pair(setter, SHEET, HALF, ("3. Giấy đã in", _prints(content)), ("4. Tiền trong ngăn", _money(content.drawer))),
        gap(BETWEEN),
        frame(setter, SHEET.left, SHEET.text_width, f"5. Gửi lên {content.sending.upstream}", _sending(content)),
        gap(BETWEEN),
        _seal(setter, content.seal),
        gap(2.4),
        signers_block(
            setter,
            SHEET,
            (Signer("NGƯỜI LẬP", content.made_by), Signer("NGƯỜI KIỂM TRA", content.checked_by)),
            signing=20,
        ),
    )
    stack(pen, blocks, draw_title(pen, SHEET, content.head, ("TRANG CHỐT NGÀY",), copy))
    draw_foot(pen, SHEET, FOOT, f"{copy.in_foot} · Trang 1/1")
    return [pen]


def _dossiers(content: DayClosing) -> list[Figure]:
    counts = content.dossiers
    ways = ", ".join(f"{way} {count}" for way, count in counts.by_way)
    match = "khớp" if counts.difference == 0 else f"lệch {counts.difference:+d}"
    total = (
        f"{counts.carried_in} + {counts.received} = "
        f"{counts.finished} + {counts.withdrawn_or_stopped} + {counts.in_progress}"
    )
    return [
        Figure("Mang sang đầu ngày", str(counts.carried_in)),
        Figure("Tiếp nhận trong ngày", str(counts.received)),
        *([Figure(f"– {ways}", "", Style.ITALIC)] if ways else []),
        *(_numbers(counts.numbers, counts.received) if counts.numbers else []),
        Figure("Đã giải quyết xong", str(counts.finished)),
        Figure("Rút, dừng", str(counts.withdrawn_or_stopped)),
        Figure("Đang giải quyết cuối ngày", str(counts.in_progress)),
        Figure(total, match, Style.ITALIC, Style.UPRIGHT if counts.difference == 0 else Style.BOLD),
    ]


def _numbers(numbers: NumberSum, received: int) -> list[Figure]:
    """The day's numbers against what was received: late entries take a number of the day they are written on."""
    parts = (
        (numbers.late, f"– {numbers.late} ghi bù cho ngày trước"),
        (numbers.not_received, f"– {numbers.not_received} chưa tiếp nhận"),
        (numbers.elsewhere, f"+ {numbers.elsewhere} mang số ngày khác"),
    )
    told = " ".join(words for count, words in parts if count)
    rows = [Figure("Số đã cấp, theo ngày ghi", str(numbers.given))]
    off = received - numbers.received
    if told:
        result = "khớp" if off == 0 else f"lệch {off:+d}"
        style = Style.UPRIGHT if off == 0 else Style.BOLD
        rows.append(Figure(f"{numbers.given} {told} = {received}", result, Style.ITALIC, style))
    return rows


def _returns(content: DayClosing) -> list[Figure]:
    counts = content.returns
    next_day = f"{counts.due_next_on.day:02d}/{counts.due_next_on.month}"
    return [
        Figure("Đã trả trong ngày", str(counts.handed_over)),
        Figure("Có kết quả, dân chưa đến nhận", str(counts.uncollected)),
        Figure(f"Hẹn trả ngày làm việc tới ({next_day})", str(counts.due_next)),
        Figure("Quá hạn chưa có phiếu xin lỗi", str(counts.late_without_apology)),
        Figure("Chờ bổ sung quá thời hạn", str(counts.supplements_overdue)),
        Figure("Từ chối tiếp nhận (Mẫu 03)", str(counts.refused)),
        Figure("Ghi bù trong ngày", str(counts.entered_late)),
    ]


def _prints(content: DayClosing) -> list[Figure]:
    counts = content.prints
    numbers = f" (số {counts.first}–{counts.last})" if counts.first else ""
    again = f" (số {_some(counts.reprinted)})" if counts.reprinted else ""
    return [
        Figure(f"Mẫu 01{numbers}", str(counts.slips)),
        Figure("Mẫu 02 / 03 / 04", f"{counts.supplement_requests} / {counts.refusals} / {counts.apologies}"),
        Figure(f"In lại{again}", str(len(counts.reprinted))),
        Figure("Hỏng, đã hủy và giữ lại", str(counts.spoiled)),
        Figure("Tổng số tờ", str(counts.sheets)),
    ]


def _money(drawer: Drawer | None) -> list[Figure]:
    if drawer is None:
        return [Figure("Không thu, không hoàn tiền", "không có")]
    span = drawer.first if drawer.first == drawer.last else f"{drawer.first}–{drawer.last}"
    paid, difference = drawer.paid_in_on, drawer.difference
    return [
        Figure(f"Đã thu tiền mặt ({drawer.receipts} biên lai)", _dong(drawer.collected)),
        Figure("Biên lai số", span or "không có"),
        *([Figure("Hoàn lại cho người dân", _dong(drawer.returned))] if drawer.returned else []),
        *([Figure("Nộp cách khác, không qua ngăn", _dong(drawer.not_cash))] if drawer.not_cash else []),
        Figure("Đếm được", BY_HAND if drawer.counted is None else _dong(drawer.counted)),
        Figure("Chênh lệch", BY_HAND if difference is None else _dong(difference)),
        Figure("Nộp quỹ ngày", f"{paid.day:02d}/{paid.month}/{paid.year}" if paid else BY_HAND),
    ]


def _sending(content: DayClosing) -> list[Figure]:
    sending, prints = content.sending, content.prints
    last = f"lần gửi tốt gần nhất {short_moment(sending.last_sent_at)}" if sending.last_sent_at else "chưa gửi lần nào"
    between = f" giữa {prints.first} và {prints.last}" if prints.first else ""
    left_out = [Figure(f"Số hồ sơ bỏ trống{between}", "không có")]
    if sending.gaps:
        left_out = [Figure(f"Số hồ sơ bỏ trống{between}: {_some(sending.gaps)}", str(len(sending.gaps)))]
    waiting = f"{sending.waiting} hồ sơ chưa lên" if sending.waiting else "Đã lên đủ"
    return [Figure(f"{waiting}; {last}", "chờ gửi" if sending.waiting else "đã gửi đủ"), *left_out]


def _seal(setter: Setter, seal: LogSeal) -> Block:
    count = seal.last_event - seal.first_event + 1
    told = (
        f"Máy {seal.device}, đợt {seal.epoch} · sự kiện {_thousands(seal.first_event)} đến "
        f"{_thousands(seal.last_event)} ({_thousands(count)} sự kiện)"
    )
    return seal_frame(
        setter, SHEET, "6. Niêm phong nhật ký", told, seal.groups, seal.seal_text,
        "Mã bên phải chứa dấu chuỗi và chữ ký của máy; máy chủ đối chiếu khi nhận đợt gửi tiếp theo.",
    )  # fmt: skip


def _some(texts: tuple[str, ...]) -> str:
    rest = len(texts) - MOST_LISTED
    return ", ".join(texts[:MOST_LISTED]) + (f" và {rest} số khác" if rest > 0 else "")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _dong(amount: int) -> str:
    return f"{_thousands(amount)} đ"
