"""The two louder levels of error: a strip (the counter goes on) and a card that stops (nothing was saved)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.sheet import Sheet
from ui.widgets.text import Elided, Text


class AlertStrip(Sheet):
    """Amber strip on top of a page: something around us is broken, the counter goes on."""

    def __init__(
        self,
        title: str,
        advice: str,
        buttons: tuple[Button, ...] = (),
        *,
        icon: str = "alert-triangle",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("soon", padding=(16, 10, 12, 10), parent=parent)
        self.title = Text(title, Role.SECTION, "soon")
        self.advice = Elided(advice, Role.SECOND, "ink")
        words = Column(gap=0)
        words.add(self.title, self.advice)
        row = Row(gap=12)
        row.add(Icon(icon, "soon", 20), words, *buttons)
        row.setStretchFactor(words, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, title: str, advice: str) -> None:
        self.title.setText(title)
        self.advice.show_text(advice)


class StopCard(Sheet):
    """Red-bordered card: nothing could be saved. `number` is the error number a clerk reads out on the phone.

    `copied` comes when the error was copied; what is copied is title, number and the three sentences, never a
    person's data. `actions` are the buttons, the first of them primary.
    """

    copied = Signal()

    def __init__(
        self,
        title: str,
        number: str,
        moment: str,
        happened: str,
        kept: str,
        please: str,
        actions: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("stop", padding=(20, 16, 20, 16), gap=10, parent=parent)
        self._lines = (title, f"Mã báo lỗi {number} · {moment}", happened, kept, please)
        head = Column(gap=0)
        head.add(Text(title, Role.CARD, "late", wrap=True), Text(self._lines[1], Role.SECOND, "ink3"))
        top = Row(gap=12)
        top.add(Icon("device-floppy", "late", 26), head)
        top.setStretchFactor(head, 1)
        self.body.add(top)
        for name, sentence in (("Đã xảy ra:", happened), ("Không mất gì:", kept), ("Xin làm:", please)):
            self.body.add(_Sentence(name, sentence))
        self.copy_button = Button("Chép lỗi để gửi đi", "Ctrl+C", Kind.QUIET, icon="copy", name="copy_error")
        self.copy_button.clicked.connect(self.copy)
        row = Row(gap=10)
        row.add(*actions, 1, self.copy_button)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def copy(self) -> None:
        """Put the error on the clipboard."""
        QApplication.clipboard().setText("\n".join(self._lines))
        self.copied.emit()


class _Sentence(QWidget):
    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        row = Row(self, gap=5)
        whole = Text(f"<b>{_plain(name)}</b> {_plain(sentence)}", Role.BODY, "ink", wrap=True, rich=True)
        row.add(whole)
        row.setStretchFactor(whole, 1)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
