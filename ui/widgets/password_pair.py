"""A new password, typed twice, with a count and plain advice."""

from unicodedata import normalize

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.resources.tokens import Role
from ui.widgets.boxes import Column
from ui.widgets.secret_field import SecretField
from ui.widgets.text import Text

# One factor only: at least fifteen characters, in practice four Vietnamese words.
LEAST = 15
ADVICE = "Nên dùng bốn từ dễ nhớ với mình, người khác khó đoán; dấu cách cũng tính. Không cần chữ hoa hay ký hiệu lạ."


def length_of(password: str) -> int:
    """Return how many characters `password` has, as the keys count them: NFC, then NFKC."""
    return len(normalize("NFKC", normalize("NFC", password)))


class PasswordPair(QWidget):
    """Two secrets that must be the same. `changed` at each letter; `password` is what was typed first."""

    changed = Signal()

    def __init__(self, label: str = "Mật khẩu", name: str = "password", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = SecretField(label, name, hint=f"Ít nhất {LEAST} ký tự.")
        self.again = SecretField(f"Gõ lại {label.lower()}", f"{name}_again")
        for field in (self.first, self.again):
            field.edited.connect(self._typed)
        Column(self, gap=6).add(self.first, self.again, Text(ADVICE, Role.SMALL, "ink3", wrap=True))
        self.setFocusProxy(self.first)

    @property
    def password(self) -> str:
        return self.first.secret

    def check(self) -> bool:
        """Tell whether both are long enough and the same; say beside the field what is expected."""
        typed = length_of(self.password)
        if typed < LEAST:
            self.first.show_error(f"Cần ít nhất {LEAST} ký tự, mới có {typed}. Xin gõ thêm một từ.")
            self.first.line.setFocus()
            return False
        if normalize("NFC", self.password) != normalize("NFC", self.again.secret):
            self.again.show_error("Hai lần gõ chưa giống nhau. Xin gõ lại.")
            self.again.line.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Take both away, so that no secret stays in a hidden page."""
        for field in (self.first, self.again):
            field.line.clear()
            field.clear_error()

    def _typed(self, _: str) -> None:
        typed = length_of(self.password)
        self.first.show_hint(
            f"Đã có {typed} ký tự, đủ dài." if typed >= LEAST else f"Đã có {typed} ký tự, cần ít nhất {LEAST}."
        )
        self.again.clear_error()
        self.changed.emit()
