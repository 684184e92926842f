"""Fields: a label, a box to type in, and one sentence under it when something is expected."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from ui.look import look, repolish
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon, paint_icon
from ui.widgets.text import Text


class LineInput(QLineEdit):
    """A line to type in; Enter goes on to the next control, as the paper form reads."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.advances = True
        self.rescale()

    def rescale(self) -> None:
        self.setFixedHeight(look().px(Size.INPUT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.advances:
            self.focusNextChild()
            event.accept()


class Choice(QComboBox):
    """One of a few answers; arrows or a first letter change it, Enter goes on."""

    def __init__(self, answers: tuple[str, ...] = (), name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.addItems(answers)
        self.rescale()

    def rescale(self) -> None:
        self.setFixedHeight(look().px(Size.INPUT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        pixels = 16
        left = self.width() - look().px(pixels + 10)
        paint_icon(QPainter(self), left, self.height() / 2, "chevron-down", "ink2", pixels)


class _Said(Text):
    """A sentence as wide as it is given: one line at least, as many as its width makes of it."""

    def sizeHint(self) -> QSize:
        # A wrapped label wishes for a narrow column of many lines; a form would keep that height free.
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Message(QWidget):
    """The sentence under a field: an error with its icon, or a grey hint; empty it takes its line all the same."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.icon = Icon("alert-circle", "late", 14)
        self.words = _Said(hint, Role.SMALL, "ink3", wrap=True)
        # As wide as the box, whatever it says; a long sentence takes a second line and is never cut.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.words.setSizePolicy(policy)
        row = Row(self, gap=4, top=True)
        row.add(self.icon, self.words)
        row.setStretchFactor(self.words, 1)
        self.icon.hide()

    def show_error(self, sentence: str) -> None:
        self.icon.show()
        self._show(sentence, "late")

    def show_hint(self, sentence: str = "") -> None:
        self.icon.hide()
        self._show(sentence or self._hint, "ink3")

    def _show(self, sentence: str, ink: str) -> None:
        self.words.setText(sentence)
        self.words.set_ink(ink)


class LabelledField(QWidget):
    """Label above, box, message below. `box` is the control; it carries the object name and the accessible name."""

    def __init__(self, label: str, box: QWidget, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = box
        box.setObjectName(name)
        box.setAccessibleName(label)
        self.label = Text(label, Role.LABEL, "ink2")
        self.label.setBuddy(box)
        self.message = Message(hint)
        Column(self, gap=4).add(self.label, box, self.message)
        self.message.setVisible(bool(hint))  # only now: shown without a parent it would be a window of its own
        self.setFocusProxy(box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_error(self, sentence: str) -> None:
        """Say under the field what is expected; its border turns red until `clear_error`."""
        self._mark(True)
        self.message.show_error(sentence)
        self.message.show()
        self.box.setAccessibleDescription(sentence)

    def show_hint(self, sentence: str) -> None:
        """Say something doubtful but possible in grey; it is saved all the same."""
        self._mark(False)
        self.message.show_hint(sentence)
        self.message.setVisible(bool(sentence))
        self.box.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Take error or passing hint away; a lasting hint comes back."""
        self._mark(False)
        self.message.show_hint()
        self.message.setVisible(bool(self.message.words.text()))
        self.box.setAccessibleDescription("")

    @property
    def is_wrong(self) -> bool:
        return self.box.property("wrong") is True

    def _mark(self, wrong: bool) -> None:
        if self.is_wrong != wrong:
            self.box.setProperty("wrong", wrong)
            repolish(self.box)


class Field(LabelledField):
    """A labelled line to type in. `figures` shows numbers in the condensed face. `edited` is what is typed."""

    edited = Signal(str)

    def __init__(
        self, label: str, name: str, *, hint: str = "", figures: bool = False, parent: QWidget | None = None
    ) -> None:
        self.line = LineInput()
        super().__init__(label, self.line, name, hint, parent)
        self.line.setProperty("figures", figures)
        # textChanged, not textEdited: the scanner filter takes characters back by setText.
        self.line.textChanged.connect(self.edited)

    @property
    def text(self) -> str:
        """What is typed, without spaces around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self.line.setText(text)


class ChoiceField(LabelledField):
    """A labelled choice of a few answers."""

    def __init__(self, label: str, name: str, answers: tuple[str, ...], parent: QWidget | None = None) -> None:
        self.choice = Choice(answers)
        super().__init__(label, self.choice, name, parent=parent)
        self.choice.view().setAccessibleName(label)
