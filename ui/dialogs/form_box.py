"""What every box of a form is: it is answered, read, and told about errors in the same way."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.dialogs.form import Read
from ui.keys import Binding
from ui.widgets.boxes import Column
from ui.widgets.field import LabelledField


class Wrong(Exception):
    """What was typed cannot be; the words say what is expected."""


class Box(QWidget):
    """A question of a form: `edited` as it is answered, `read()` returns the answer or raises Wrong."""

    edited = Signal()

    def __init__(self, name: str, shown_with: str) -> None:
        super().__init__()
        self.name, self.shown_with = name, shown_with
        self.field: LabelledField | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hold(self, field: LabelledField) -> None:
        """Show the labelled field of this question."""
        self.field = field
        Column(self).add(field)
        self.setFocusProxy(field.box)

    def bindings(self) -> Iterable[Binding]:
        """Return the keys this question has of its own."""
        return ()

    def read(self) -> Read:
        """Return the answer."""
        raise NotImplementedError

    def show_error(self, sentence: str) -> None:
        """Say under the field what is expected, and go there."""
        if self.field is not None:
            self.field.show_error(sentence)
            self.field.box.setFocus()

    def _changed(self) -> None:
        if self.field is not None and self.field.is_wrong:
            self.field.clear_error()
        self.edited.emit()
