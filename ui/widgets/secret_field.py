"""A password: hidden until the eye is pressed."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.look import look
from ui.widgets.field import Field
from ui.widgets.icon import paint_icon

SHOW = "Hiện mật khẩu"
HIDE = "Giấu mật khẩu"


class Eye(QAbstractButton):
    """The eye in the password's box; its words are in the tool-tip and the accessible name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("show_password")
        self.toggled.connect(self._name)
        self._name(False)

    def _name(self, shown: bool) -> None:
        self.setAccessibleName(HIDE if shown else SHOW)
        self.setToolTip(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        name = "eye-off" if self.isChecked() else "eye"
        left = (self.width() - look().px(18)) / 2
        paint_icon(QPainter(self), left, self.height() / 2, name, "ink2", 18)


class SecretField(Field):
    """A labelled password. `secret` is the text as typed, spaces included."""

    def __init__(self, label: str, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, name, hint=hint, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = Eye(self.line)
        self.eye.setObjectName(f"{name}_shown")
        self.eye.toggled.connect(self._show_secret)
        self.line.installEventFilter(self)

    @property
    def secret(self) -> str:
        return self.line.text()

    def _show_secret(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.Resize:
            side = look().px(28)
            self.eye.setGeometry(self.line.width() - side - look().px(6), (self.line.height() - side) // 2, side, side)
            self.line.setTextMargins(0, 0, side, 0)
        return False
