"""Scenes for the pictures and for tests that walk over every part of the screen. Made-up people."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.resources.tokens import Role
from ui.widgets.alert import AlertStrip, StopCard
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.check import Check
from ui.widgets.chip import Chip
from ui.widgets.clock import ClockGlyph, ClockState
from ui.widgets.empty import EmptyState
from ui.widgets.field import ChoiceField, Field
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_cap import KeyHint
from ui.widgets.rows import RowList, TwoLines
from ui.widgets.secret_field import SecretField
from ui.widgets.sheet import Divider, FactLine, SectionTitle, Sheet
from ui.widgets.text import Elided, Text

CLOCK_WORDS = {
    ClockState.OK: ("Đúng hẹn", "Còn 2 ngày"),
    ClockState.SOON: ("Sắp hẹn", "Hôm nay 17:00"),
    ClockState.LATE: ("Trễ", "Trễ 1 ngày"),
    ClockState.PAUSE: ("Tạm dừng", "Dừng 6 ngày"),
    ClockState.READY: ("Có kết quả", "Chờ nhận 1 ngày"),
    ClockState.DONE: ("Đã xong", "Đã trả 12/03/2026"),
}

ROWS = (
    TwoLines(
        "1",
        "Nguyễn Thị Thuỷ Tiên",
        "Đăng ký giám hộ",
        "Dừng 6 ngày",
        "…261201-1008",
        ClockState.PAUSE,
        marked=((11, 9),),
    ),
    TwoLines(
        "2",
        "Nguyễn Thị Thuỷ Tiên",
        "Cấp Giấy xác nhận tình trạng hôn nhân theo mẫu",
        "Hôm nay 17:00",
        "…261204-1042",
        ClockState.SOON,
    ),
    TwoLines(
        "3", "Trần Thuý Tiên", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Trễ 1 ngày", "…261123-1031", ClockState.LATE
    ),
    TwoLines("4", "Y Wơl Niê Kđăm", "Đăng ký thành lập hộ kinh doanh", "Còn 2 ngày", "…261208-1006", ClockState.OK),
    TwoLines("5", "H'Hen Niê", "Đăng ký khai tử", "Đã trả 12/03/2026", "…260312-2008", ClockState.DONE),
)


def gallery() -> QWidget:
    """Every widget once."""
    scene = QWidget()
    scene.setObjectName("canvas")
    column = Column(scene, (22, 14, 22, 14), 10)
    clocks = Row(gap=10)
    for state, (title, words) in CLOCK_WORDS.items():
        card = Sheet(state.value)
        glyphs = Row(gap=12)
        glyphs.add(*(ClockGlyph(state, pixels, words) for pixels in (34, 18, 14)), 1)
        card.body.add(glyphs, Text(title, Role.SECTION, state.value), Text(words, Role.SECOND, state.value))
        clocks.add(card)
    column.add(clocks)
    fields = Row(gap=12, top=True)
    plain, wrong = Field("Ô thường", "plain"), Field("Có lỗi", "wrong", figures=True)
    hinted = Field("Điện thoại", "phone", figures=True)
    plain.set_text("Y Wơl Niê Kđăm")
    wrong.set_text("31/02/1998")
    wrong.show_error("Tháng 2 không có ngày 31.")
    hinted.set_text("0905 77")
    hinted.show_hint("Chưa đủ số; vẫn lưu được.")
    secret = SecretField("Mật khẩu", "secret")
    secret.set_text("bốn từ dễ nhớ")
    fields.add(plain, wrong, hinted, ChoiceField("Nhận kết quả", "by", ("Tại quầy này", "Bưu điện")), secret)
    column.add(fields)
    buttons = Row(gap=8)
    tick = Check("Người nộp cũng là chủ hồ sơ")
    tick.setChecked(True)
    buttons.add(
        Button("In giấy hẹn", "Enter", Kind.PRIMARY, icon="printer"),
        Button("Gọi nhắc", "Alt+G"),
        Button("Bỏ nháp", "Del", Kind.DANGER),
        Button("Để sau", "Esc", Kind.QUIET),
        Button("Quên mật khẩu", "Alt+Q", Kind.LINK),
        tick,
        Check("Nộp thay, có ủy quyền"),
        1,
    )
    column.add(buttons)
    low = Row(gap=12)
    rows = RowList("rows", "Hồ sơ")
    rows.show_rows(ROWS)
    sheet = Sheet(padding=(5, 5, 5, 5))
    sheet.body.add(rows)
    side = Sheet()
    side.body.add(SectionTitle("Giấy tờ nộp", 2), KeyHint(("Space", "có"), ("K", "không áp dụng")), Divider())
    side.body.add(FactLine("Thu tại quầy", "0 đồng"), Text("14/12/2026", Role.DUE), Elided("rest", bold="Bold"))
    chips = Row(gap=6)
    chips.add(
        Chip("Tất cả 14", "ready", pressable=True),
        Chip("6 sắp hẹn", state=ClockState.SOON),
        Chip("1 trễ", state=ClockState.LATE),
        1,
    )
    side.body.add(
        chips,
        EmptyState("Không thấy “thuy tiem”", "Đã tìm trong 18.204 hồ sơ của máy này.", (("Ctrl F", "Gõ ít chữ hơn"),)),
    )
    low.add(sheet, side)
    column.add(low)
    column.add(
        AlertStrip(
            "Máy in không trả lời. Quầy vẫn nhận hồ sơ bình thường.",
            "3 phiếu đang chờ: 1014, 1015, 1016.",
            (Button("Mở phiếu dạng PDF", "Alt+P"), Button("Chọn máy in khác", "Alt+I")),
        )
    )
    column.add(
        StopCard(
            "Ổ đĩa đã đầy, chưa lưu được hồ sơ này",
            "Đ-07",
            "10:26, 09/12/2026",
            "ổ C: còn 2 MB, cần ít nhất 200 MB. Chưa có số nào được cấp, chưa có giấy nào được in.",
            "những gì vừa gõ còn nguyên trên màn hình.",
            "dọn bớt ổ đĩa, rồi bấm Lưu lại.",
            (Button("Lưu lại", "Enter", Kind.PRIMARY, icon="refresh"),),
        )
    )
    FocusRing(scene)
    plain.line.setFocus()
    return scene


SCENES: dict[str, Callable[[], QWidget]] = {
    "gallery": gallery,
    "gallery-dark": gallery,
}
