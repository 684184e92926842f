"""The stick on the exchange page: two keys, a dialog that asks for the folder, and the words of what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from ui.dialogs.form import Answers, Ask, Form, Line, OneOf
from ui.dialogs.form_dialog import FormDialog
from ui.office_time import at_office
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button
from ui.widgets.text import Text

Done = Callable[[str], object]
Failed = Callable[[DeskError], object]
Carry = Callable[[str, Done, Failed], object]
"""Writes or reads the stick in a folder, then `done(sentence)` or `failed(error)` on the window's thread."""

OUT, BACK = "Chép ra USB", "Nhận từ USB"
ABOUT = "Không có mạng thì chép ra USB, đưa đến máy chủ, rồi nhận biên nhận từ chính USB đó."
_NEEDED = "Xin cắm USB rồi mở lại hộp này, hoặc ghi thư mục của USB."
_HINT = "như /media/usb hoặc E:\\"
_OTHER = "Thư mục khác (để trống nếu dùng USB trên)"
_OUT_BODY = (
    "Máy chép mọi hồ sơ chưa gửi ra USB, kèm bản quét nếu còn chỗ, niêm phong cho máy chủ; "
    "người nhặt được USB không đọc được gì."
)
_ASK_BODY = (
    "Quầy chưa ghi danh, nên lần này USB chỉ mang đơn ghi danh với mã đã ghi; xin giữ USB như giữ mã. "
    "Hồ sơ chép được sau khi trả lời của máy chủ về."
)
_BACK_BODY = "Máy đọc biên nhận và tin của máy chủ trên USB; chỉ tin những gì có chữ ký và khớp với máy này."


@dataclass(frozen=True)
class StickService:
    """What the page is served with: the sticks that are plugged in, as (folder, words), and the two ways."""

    places: Callable[[], Sequence[tuple[str, str]]]
    out: Carry
    back: Carry


class StickFoot(QWidget):
    """The two keys, and beside them what the last stick came to; `told(sentence)` when one was carried."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.out = Button(OUT, "Alt+C", icon="device-usb", name="stick_out")
        self.back = Button(BACK, "Alt+U", icon="device-usb", name="stick_back")
        self.words = Text(ABOUT, Role.SMALL, "ink2", wrap=True)
        row = Row(self, gap=10)
        row.add(self.words, self.out, self.back)
        row.setStretchFactor(self.words, 1)
        self._service: StickService | None = None
        self._is_enrolled = True
        self.out.clicked.connect(lambda: self.ask(back=False))
        self.back.clicked.connect(lambda: self.ask(back=True))

    def serve(self, service: StickService) -> None:
        """Hand in how sticks are found, written and read; without it the keys do nothing."""
        self._service = service

    def show_under_way(self, since: datetime | None) -> None:
        """Say since when a stick is under way whose answer has not come back."""
        if since is None:
            self.words.setText(ABOUT)
            return
        at = at_office(since)
        self.words.setText(f"USB chép lúc {at:%H:%M}, {at:%d/%m/%Y} chưa mang biên nhận về.")

    def show_enrolled(self, is_enrolled: bool) -> None:
        """Say whether the desk has keys to close dossiers with; without, the stick carries a request alone."""
        self._is_enrolled = is_enrolled

    def ask(self, *, back: bool) -> FormDialog | None:
        """Ask for the stick, carry, and show what came of it."""
        service = self._service
        if service is None:
            return None
        carry, verb, busy = (service.back, "Nhận", "Đang nhận") if back else (service.out, "Chép", "Đang chép")

        def given(answers: Answers) -> None:
            dialog.do.set_verb(busy)
            carry(answers.text("folder") or answers.text("stick"), done, failed)

        def done(sentence: str) -> None:
            dialog.close_card()
            self.words.setText(sentence)
            self.told.emit(sentence)

        def failed(error: DeskError) -> None:
            dialog.do.set_verb(verb)
            dialog.show_problem(error)

        dialog = FormDialog(
            self.window(), stick_form(service.places(), verb, back=back, is_enrolled=self._is_enrolled), given
        )
        return dialog


def stick_form(places: Sequence[tuple[str, str]], verb: str, *, back: bool, is_enrolled: bool = True) -> Form:
    """Return the question for the stick: one that is plugged in, chosen by arrows, or a folder that is typed."""
    typed = Line("folder", "Thư mục của USB", hint=_HINT, needed=_NEEDED)
    asks: tuple[Ask, ...] = (typed,)
    if places:
        asks = (OneOf("stick", "USB đang cắm", tuple(places)), replace(typed, label=_OTHER, needed=""))
    body = _BACK_BODY if back else _OUT_BODY if is_enrolled else _ASK_BODY
    return Form(BACK if back else OUT, verb, asks, date.min, body=body, ready=bool(places))
