"""Scenes for the pictures and for tests that walk over every part of the screen. Made-up people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from tests.ui.office_pages import scenes as office_pages
from ui.dialogs.officers import AddOfficerDialog, ChangePasswordDialog, RecoveryDialog
from ui.dialogs.palette import Entry
from ui.dialogs.question import Answer, Question, ask
from ui.keys import Binding, KeyLine, bind
from ui.main_window import MainWindow
from ui.office_time import OFFICE
from ui.pages.assistant import AssistantPage
from ui.pages.sign_in import LastDay, Office, SignInPage
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
from ui.widgets.officers import OfficerRow
from ui.widgets.page import Page, Place
from ui.widgets.rows import RowList, TwoLines
from ui.widgets.secret_field import SecretField
from ui.widgets.sheet import Divider, FactLine, RightColumn, SectionTitle, Sheet
from ui.widgets.status_bar import Device, Sentence
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


PLACES = (
    Place("intake", "Tiếp nhận", "file-plus", "F2", "Tại quầy"),
    Place("dossiers", "Hồ sơ", "folder-search", "F3", "Tại quầy"),
    Place("hand_over", "Trả kết quả", "file-check", "F4", "Tại quầy"),
    Place("today", "Hôm nay", "calendar-event", "F5", "Trong ngày"),
    Place("printing", "In giấy", "printer", "F7", "Trong ngày"),
    Place("exchange", "Đồng bộ", "refresh", "F8", "Trong ngày"),
)
NOW = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE)


class SamplePage(Page):
    """A page with one of everything a page has."""

    def __init__(self, title: str = "Tiếp nhận") -> None:
        super().__init__()
        self.title = title
        self.scans: list[str] = []
        self.name = Field("Họ, chữ đệm và tên", "name")
        self.birth = Field("Ngày sinh", "birth", figures=True)
        self.rows = RowList("rows", "Hồ sơ")
        self.rows.show_rows(ROWS)
        self.print = Button("In giấy hẹn", "Enter", Kind.PRIMARY, icon="printer", big=True, name="print")
        promise = Sheet()
        promise.body.add(Text("Hẹn trả kết quả", Role.SECTION, "accent"), Text("14/12/2026", Role.DUE))
        self.right = RightColumn()
        self.right.body.add(promise, 1, self.print)
        sheet = Sheet()
        sheet.body.add(SectionTitle("Người nộp", 3), self.name, self.birth, self.rows)
        self.content.add(sheet, self.right)
        self.content.setStretchFactor(sheet, 1)
        self.set_fact("Số tiếp theo: 1017")

    def bindings(self) -> tuple[Binding, ...]:
        return (
            bind("Ctrl+E", "Vì sao hẹn ngày này", lambda: self.set_fact("Ctrl+E")),
            *(bind(f"Alt+{digit}", "Mười thủ tục hay dùng", lambda: self.set_fact("Alt")) for digit in "1234567890"),
        )

    def list_keys(self) -> tuple[KeyLine, ...]:
        return (KeyLine(("↑", "↓"), "Chọn dòng"), KeyLine(("Space",), "Có, bỏ có"), KeyLine(("K",), "Không áp dụng"))

    def primary(self) -> Button:
        return self.print

    def sections(self) -> tuple[QWidget, ...]:
        return (self.name, self.rows, self.print)

    def scanned(self, text: str) -> bool:
        self.scans.append(text)
        return not text.startswith("?")


def desk() -> MainWindow:
    """The window with a clerk at work."""
    window = MainWindow(
        "Quầy Một Cửa",
        "Xã Suối Hương · Quầy 1",
        [(place, partial(SamplePage, place.title)) for place in PLACES],
        lambda: NOW,
    )
    window.status_bar.show_sentence(
        Sentence(
            "cloud-upload",
            "soon",
            "7 hồ sơ chỉ có trên máy này.",
            "Huyện đã nhận mọi hồ sơ đến 22:17, Thứ Ba, 08/12/2026. Máy sẽ tự gửi tiếp lúc 22:14 tối nay.",
        )
    )
    window.status_bar.show_devices(Device("printer", "Máy in sẵn sàng"), Device("scan", "Máy quét sẵn sàng"))
    window.resize(1366, 768)
    window.training_asked.connect(lambda: None)
    window.handbook_asked.connect(lambda place: None)
    window.enter("Trần Thị Mỹ Hạnh", "Công chức Một cửa", "intake")
    window.show_badge("today", "5", "soon")
    window.show_badge("exchange", "7", "soon")
    return window


def keys_f1() -> MainWindow:
    window = desk()
    window.show()
    window.open_keys()
    return window


def palette() -> MainWindow:
    window = desk()
    window.show()
    window.palette_opened.connect(
        lambda shown: shown.show_entries(
            (
                Entry(
                    "1", "Làm", "file-plus", "Nhận hồ sơ cho Nguyễn Thị Thuỷ Tiên", "sinh 14/08/1998 · thôn 4", "Enter"
                ),
                Entry("2", "Làm", "file-check", "Trả kết quả cho Nguyễn Thị Thuỷ Tiên", "Đăng ký lại khai sinh"),
                Entry("3", "Hồ sơ", "files", "Nguyễn Thị Thuỷ Tiên · Đăng ký giám hộ", "…261201-1008 · dừng 6 ngày"),
                Entry("4", "Người", "user", "Trần Thuý Tiên", "sinh 02/02/1987 · thôn 1 · 2 hồ sơ"),
            )
        )
    )
    window.open_palette()
    return window


def question() -> MainWindow:
    window = desk()
    window.show()
    ask(
        window,
        Question(
            "Bỏ nháp này?",
            "Những gì đã gõ sẽ mất.",
            (Answer("keep", "Giữ nháp", "Esc"), Answer("drop", "Bỏ nháp", "Del", Kind.DANGER)),
            "keep",
        ),
        lambda answer: None,
    )
    return window


RECEPTION = Office(
    "Quầy Một Cửa",
    "Bộ phận Tiếp nhận và Trả kết quả",
    "Ủy ban nhân dân xã Suối Hương, tỉnh Đắk Lắk",
    "Giờ làm việc 07:30–11:30 và 13:30–17:00",
    "0262 3851 117",
    "Bản 0.1.0 · Danh mục thủ tục số 10",
)
OFFICERS = (
    OfficerRow("1", "Trần Thị Mỹ Hạnh", "Công chức Một cửa"),
    OfficerRow("2", "H'Hen Niê", "Công chức Tư pháp – Hộ tịch"),
    OfficerRow("3", "Lê Quốc Đạt", "Lãnh đạo, ký xin lỗi"),
)
LAST = LastDay(18204, 0, NOW - timedelta(hours=12, minutes=9), NOW - timedelta(hours=16, minutes=20))


def at_the_gate(gate: QWidget) -> MainWindow:
    window = MainWindow("Quầy Một Cửa", "Xã Suối Hương · Quầy 1", [], lambda: NOW)
    window.resize(1366, 768)
    window.show()
    window.show_gate(gate)
    return window


def sign_in() -> MainWindow:
    page = SignInPage(RECEPTION, OFFICERS, LAST, lambda: NOW)
    page.training_requested.connect(lambda: None)
    window = at_the_gate(page)
    sentence = "lúc 22:17, Thứ Ba, 08/12/2026."
    window.status_bar.show_sentence(Sentence("circle-check", "ok", "Huyện đã nhận đủ mọi hồ sơ của máy này,", sentence))
    window.status_bar.hide_key()
    return window


def wrong_password() -> MainWindow:
    page = SignInPage(RECEPTION, OFFICERS[:1], None, lambda: NOW)
    window = at_the_gate(page)
    page.password.set_text("bốn từ dễ nhớ")
    page.show_wrong_password()
    return window


def assistant(step: int) -> MainWindow:
    page = AssistantPage()
    window = at_the_gate(page)
    page.agency_code.set_text("000.00.18.H32")
    page.agency_name.set_text("xã Suối Hương")
    page.officer_name.set_text("Trần Thị Mỹ Hạnh")
    for secret in (page.passwords.first, page.passwords.again):
        secret.set_text("trâu vàng uống nước ao")
    for _ in range(min(step, 3)):
        page.step_forward()
    if step == 4:
        page.show_recovery_code("7K3M-Q9XA-TR2V-HW84-NC6P-ZB5E-M8DJ-4YFG")
    return window


def recovery() -> MainWindow:
    window = sign_in()
    RecoveryDialog(window, OFFICERS, "2", lambda officer, code, password: None)
    return window


def add_officer() -> MainWindow:
    window = desk()
    window.show()
    AddOfficerDialog(window, lambda name, duty, password: None)
    return window


def change_password() -> MainWindow:
    window = desk()
    window.show()
    ChangePasswordDialog(window, "Trần Thị Mỹ Hạnh", lambda old, new: None).show_wrong_password()
    return window


SCENES: dict[str, Callable[[], QWidget]] = {
    "sign-in": sign_in,
    "sign-in-dark": sign_in,
    "sign-in-wrong": wrong_password,
    "sign-in-compact": sign_in,
    "assistant-1": lambda: assistant(0),
    "assistant-2": lambda: assistant(1),
    "assistant-3": lambda: assistant(2),
    "assistant-4": lambda: assistant(3),
    "assistant-5": lambda: assistant(4),
    "recovery": recovery,
    "add-officer": add_officer,
    "change-password": change_password,
    "gallery": gallery,
    "gallery-dark": gallery,
    "desk": desk,
    "desk-dark": desk,
    "desk-150": desk,
    "desk-compact": desk,
    "desk-keys": keys_f1,
    "desk-palette": palette,
    "desk-question": question,
    "exchange-waiting": office_pages.exchange_waiting,
    "exchange-sending": office_pages.exchange_sending,
    "exchange-failed": office_pages.exchange_failed,
    "exchange-stick": office_pages.exchange_stick,
    "exchange-stick-under-way": office_pages.exchange_stick_under_way,
    "exchange-empty": office_pages.exchange_empty,
    "prints-queue": office_pages.prints_queue,
    "prints-question": office_pages.prints_question,
    "prints-held": office_pages.prints_held,
    "prints-batch": office_pages.prints_batch,
    "prints-empty": office_pages.prints_empty,
    "settings-list": office_pages.settings_list,
    "settings-days": office_pages.settings_days,
    "settings-hours": office_pages.settings_hours,
    "settings-day-dialog": office_pages.settings_day_dialog,
    "officers-list": office_pages.officers_list,
    "officers-add": office_pages.officers_add,
    "settings-dark": office_pages.settings_days,
    "settings-compact": office_pages.settings_list,
    "prints-dark": office_pages.prints_queue,
    "prints-compact": office_pages.prints_queue,
    "exchange-dark": office_pages.exchange_sending,
    "exchange-compact": office_pages.exchange_waiting,
}
