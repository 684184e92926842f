"""Đăng nhập: what the clerk wants to know before starting, and the way in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.keys import Binding, bind, is_heard
from ui.look import look
from ui.office_time import at_office, date_words, grouped, hour_words, now_words, weekday_words
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyHint
from ui.widgets.officers import OfficerList, OfficerRow
from ui.widgets.secret_field import SecretField
from ui.widgets.sheet import Sheet
from ui.widgets.sign import Sign
from ui.widgets.text import Text

WRONG = "Mật khẩu chưa đúng. Xin gõ lại; xem bộ gõ và phím Caps Lock."
TYPE_AS_SET = "Gõ đúng như lúc đặt; gõ dấu kiểu nào cũng nhận như nhau."

_LOOK_EVERY_MS = 5_000


class Office(NamedTuple):
    """What the page says of the place: names as the slip prints them, hours in words, hotline, version."""

    brand: str
    desk_name: str
    agency: str
    hours: str
    hotline: str
    version: str
    upstream: str = "Huyện"


class LastDay(NamedTuple):
    """How the desk stood when it was last closed or locked: counts and times only."""

    dossiers: int
    only_here: int
    last_exchange_at: datetime | None
    closed_at: datetime


class SignInPage(QWidget):
    """`signed_in_requested(officer id, password)`, `recovery_requested(officer id)`, `training_requested`."""

    signed_in_requested = Signal(str, str)
    recovery_requested = Signal(str)
    training_requested = Signal()

    def __init__(
        self,
        office: Office,
        officers: Sequence[OfficerRow],
        last: LastDay | None,
        now: Callable[[], datetime],
        chosen: str = "",
    ) -> None:
        super().__init__()
        self._office, self._last, self._now = office, last, now
        self._minutes = QTimer(self, interval=_LOOK_EVERY_MS)
        self._minutes.timeout.connect(self._tick)
        self._minutes.start()
        self.officers = OfficerList("officers", "Cán bộ")
        self.officers.show_officers(officers, chosen)
        self.password = SecretField("Mật khẩu", "password", hint=TYPE_AS_SET)
        self.password.line.advances = False
        self.password.line.returnPressed.connect(self._enter)
        self.password.edited.connect(lambda _: self.password.clear_error())
        self.enter = Button("Vào quầy", "Enter", Kind.PRIMARY, icon="login", big=True, name="enter")
        self.enter.clicked.connect(self._enter)
        self.forgot = Button("Quên mật khẩu", "Alt+Q", Kind.LINK, name="forgot")
        self.forgot.clicked.connect(self._recover)
        self.training = Button("Vào bản tập huấn", "F10", Kind.LINK, name="training")
        self.training.clicked.connect(self.training_requested)
        row = Row(self, (24, 16, 24, 16), 40)
        card = self._card()
        row.add(3, self._greeting(), 4, card, 3)
        row.setAlignment(card, Qt.AlignmentFlag.AlignVCenter)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+Q", "Quên mật khẩu", self._recover)
        if self.training.isVisible():
            yield bind("F10", "Vào bản tập huấn", self.training_requested.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.training.setVisible(is_heard(self, "training_requested"))

    def focus_first(self) -> None:
        """Put the focus where the clerk types: the password; arrows there choose the name."""
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong_password(self, sentence: str = WRONG) -> None:
        """Say one sentence under the field; it keeps the focus, and the next letter replaces what was typed."""
        self.set_checking(False)
        self.password.show_error(sentence)
        self.password.line.selectAll()
        self.focus_first()

    def set_checking(self, checking: bool) -> None:
        """Show that the password is being tried (the key is derived slowly on purpose)."""
        self.enter.set_verb("Đang mở kho hồ sơ" if checking else "Vào quầy")
        self.enter.setEnabled(not checking)
        self.password.line.setReadOnly(checking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if Qt.Key(event.key()) in steps:
            self.officers.choose_by(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if not self.enter.isEnabled():
            return
        if not self.password.secret:
            self.password.show_error("Xin gõ mật khẩu.")
            self.focus_first()
            return
        self.set_checking(True)
        self.signed_in_requested.emit(self.officers.chosen_id, self.password.secret)

    def _recover(self) -> None:
        self.recovery_requested.emit(self.officers.chosen_id)

    def _card(self) -> Sheet:
        card = _Card()
        links = Row()
        links.add(self.forgot, 1, self.training)
        body = card.body
        body.add(Text("Xin mời vào quầy", Role.DIALOG))
        hint = KeyHint(("", "Chọn tên"), ("↑ ↓", "gõ mật khẩu, rồi"), ("Enter", ""))
        body.add(hint, Text("Cán bộ", Role.LABEL, "ink2"), self.officers)
        body.addSpacing(4)
        body.add(self.password)
        body.addSpacing(4)
        body.add(self.enter, links)
        return card

    def _tick(self) -> None:
        """The page may stand all morning; its clock goes on."""
        words = now_words(self._now())
        if words != self.clock.text():
            self.clock.setText(words)

    def _greeting(self) -> QWidget:
        greeting = QWidget()
        greeting.setMinimumWidth(look().px(372))
        greeting.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        office = self._office
        column = Column(greeting, gap=2)
        column.add(3, Sign(56))
        column.addSpacing(look().px(14))
        column.add(Text(office.brand, Role.HERO))
        # Before anyone unlocks, the desk may not know its own name yet.
        column.add(*(Text(words, Role.LEAD, "ink2", wrap=True) for words in (office.desk_name, office.agency) if words))
        column.addSpacing(look().px(22))
        self.clock = Text(now_words(self._now()), Role.LEAD_STRONG)
        column.add(self.clock)
        if office.hours:
            column.add(Text(office.hours, Role.SECOND, "ink2"))
        column.addSpacing(look().px(18))
        for icon, tone, title, rest in self._facts():
            line = Row(gap=9)
            line.add(Icon(icon, tone, 20), Text(title, Role.BODY_MEDIUM), 1)
            column.add(line, Text(rest, Role.SECOND, "ink2"))
            column.addSpacing(look().px(10))
        column.addStretch(3)
        if office.hotline:
            line = Row(gap=8)
            line.add(Icon("phone", "ink2", 16), Text(f"Đường dây nóng {office.hotline}", Role.SECOND, "ink2"), 1)
            column.add(line)
        column.add(Text(office.version, Role.SMALL, "ink3"))
        return greeting

    def _facts(self) -> Iterable[tuple[str, str, str, str]]:
        last, upstream = self._last, self._office.upstream
        offline = "Không có mạng vẫn nhận và trả hồ sơ bình thường."
        if last is None:
            yield "folder-search", "ink2", "Chưa biết tình hình của máy này", "Vào quầy là máy tự kiểm tra."
            return
        closed = f"lúc {hour_words(last.closed_at)}, {_day(last.closed_at, self._now())}"
        yield "circle-check", "ok.mark", f"{grouped(last.dossiers)} hồ sơ trên máy này", f"Đóng quầy {closed}."
        if last.only_here:
            title = f"{grouped(last.only_here)} hồ sơ chỉ có trên máy này"
            yield "cloud-upload", "soon.mark", title, offline
        elif last.last_exchange_at is not None:
            at = f"{hour_words(last.last_exchange_at)} {_day(last.last_exchange_at, self._now())}"
            yield "cloud-check", "ok.mark", f"{upstream} đã nhận đủ, đến {at}", offline
        else:
            yield "cloud-check", "ink2", f"{upstream} chưa nhận lần nào", offline


class _Card(Sheet):
    def __init__(self) -> None:
        super().__init__("plain", padding=(28, 26, 28, 20), gap=8)
        self.rescale()

    def rescale(self) -> None:
        self.setFixedWidth(look().px(420))


def _day(moment: datetime, now: datetime) -> str:
    there, here = at_office(moment).date(), at_office(now).date()
    away = (here - there).days
    return {0: "hôm nay", 1: "hôm qua"}.get(away, f"{weekday_words(there)}, {date_words(there)}")
