"""Officers and their passwords: one more officer, a new password, the way back in with the recovery code."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from ui.keys import Binding, bind
from ui.resources.tokens import Role
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import ChoiceField, Field
from ui.widgets.officers import OfficerRow
from ui.widgets.overlay import Overlay
from ui.widgets.password_pair import PasswordPair
from ui.widgets.secret_field import SecretField
from ui.widgets.text import Text


class _PasswordDialog(Overlay):
    """A title, fields, a new password typed twice, one verb. It stays open until its owner closes it:
    `show_problem` says why not, `close_card` when it is done.
    """

    def __init__(self, window: QWidget, title: str, why: str, fields: Sequence[QWidget], verb: str) -> None:
        super().__init__(window)
        self.setAccessibleName(title)
        self.passwords = PasswordPair("Mật khẩu mới", "new_password")
        self.do = Button(verb, "Ctrl+Enter", Kind.PRIMARY, name="do")
        self.leave = Button("Để sau", "Esc", Kind.QUIET, name="leave")
        self.do.clicked.connect(self._try)
        self.leave.clicked.connect(self.close_card)
        row = Row(gap=10)
        row.add(self.do, self.leave, 1)
        self.problem = Text("", Role.SMALL, "late", wrap=True)
        self.problem.hide()
        self.body.add(Text(title, Role.DIALOG, wrap=True), Text(why, Role.SECOND, "ink2", wrap=True))
        self.body.add(*fields, self.passwords, self.problem, row)

    def bindings(self) -> Iterable[Binding]:
        yield from super().bindings()
        yield bind("Ctrl+Enter", self.do.text(), self._try)

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be done; nothing was changed, everything typed is still here."""
        self.do.setEnabled(True)
        self.problem.setText(sentence)
        self.problem.show()

    def _try(self) -> None:
        self.problem.hide()
        if self.do.isEnabled() and self._ready() and self.passwords.check():
            self.do.setEnabled(False)
            self._give()

    def _ready(self) -> bool:
        return True

    def _give(self) -> None:
        raise NotImplementedError


class AddOfficerDialog(_PasswordDialog):
    """`given(name, duty, password)`: one more officer with a password of her own."""

    def __init__(self, window: QWidget, given: Callable[[str, str, str], None]) -> None:
        self._given = given
        self.name = Field("Họ, chữ đệm và tên", "officer_name")
        self.duty = Field("Chức danh", "duty")
        self.duty.set_text("Công chức Một cửa")
        why = "Mỗi người một mật khẩu riêng; sổ ghi ai đã làm việc gì."
        super().__init__(window, "Thêm cán bộ vào quầy", why, (self.name, self.duty), "Thêm cán bộ")
        self.name.edited.connect(lambda _: self.name.clear_error())
        self.open(self.name.line)

    def _ready(self) -> bool:
        return _filled(self.name, "Xin gõ họ tên cán bộ.")

    def _give(self) -> None:
        self._given(self.name.text, self.duty.text, self.passwords.password)


class ChangePasswordDialog(_PasswordDialog):
    """`given(old, new)`: a new password for the officer at the desk."""

    def __init__(self, window: QWidget, officer: str, given: Callable[[str, str], None]) -> None:
        self._given = given
        self.old = SecretField("Mật khẩu đang dùng", "old_password")
        why = "Mật khẩu cũ hết mở được ngay khi đổi xong."
        super().__init__(window, f"Đổi mật khẩu của {officer}", why, (self.old,), "Đổi mật khẩu")
        self.old.edited.connect(lambda _: self.old.clear_error())
        self.open(self.old.line)

    def show_wrong_password(self) -> None:
        """Say that the password in use was not the one typed."""
        self.do.setEnabled(True)
        self.old.show_error("Mật khẩu đang dùng chưa đúng. Xin gõ lại.")
        self.old.line.selectAll()
        self.old.line.setFocus()

    def _ready(self) -> bool:
        return _filled(self.old, "Xin gõ mật khẩu đang dùng.")

    def _give(self) -> None:
        self._given(self.old.secret, self.passwords.password)


class RecoveryDialog(_PasswordDialog):
    """`given(officer id, code, new password)`: the way back in with the code from the envelope."""

    def __init__(
        self,
        window: QWidget,
        officers: Sequence[OfficerRow],
        chosen: str,
        given: Callable[[str, str, str], None],
    ) -> None:
        self._given, self._officers = given, officers
        self.officer = ChoiceField("Cán bộ", "recover_officer", tuple(row.name for row in officers))
        self.code = Field("Mã khôi phục", "recovery_code", figures=True, hint="Trong phong bì niêm phong của quầy.")
        why = "Mã khôi phục mở kho hồ sơ; sau đó mật khẩu mới dùng được ngay. Việc này được ghi vào sổ."
        super().__init__(window, "Vào bằng mã khôi phục", why, (self.officer, self.code), "Đặt mật khẩu mới")
        places = [place for place, row in enumerate(officers) if row.id == chosen] or [0]
        self.officer.choice.setCurrentIndex(places[0])
        self.code.edited.connect(lambda _: self.code.clear_error())
        self.open(self.code.line)

    def show_wrong_code(self) -> None:
        """Say that the code opens nothing."""
        self.do.setEnabled(True)
        self.code.show_error("Mã khôi phục chưa đúng. Xin gõ lại từng nhóm như trên giấy.")
        self.code.line.setFocus()

    def _ready(self) -> bool:
        return _filled(self.code, "Xin gõ mã khôi phục trên giấy.")

    def _give(self) -> None:
        self._given(self._officers[self.officer.choice.currentIndex()].id, self.code.text, self.passwords.password)


def _filled(field: Field, sentence: str) -> bool:
    if field.line.text():
        return True
    field.show_error(sentence)
    field.line.setFocus()
    return False
