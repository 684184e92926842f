"""One move from key to log: its form is prepared on the store lane, shown, done, or told what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.usecases.acts import Acted
from ui.counter import Counter
from ui.dialogs.form import Answers, Form
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.moves.move_form import MoveForm


class MoveDesk(QObject):
    """`done(Acted, words)` once a move is in the log, `refused(DeskError)` when its form cannot even be shown."""

    done = Signal(object, str)
    refused = Signal(object)

    def __init__(self, page: QWidget, counter: Counter) -> None:
        super().__init__(page)
        self._page, self._counter = page, counter
        self.dialog: FormDialog | None = None

    def begin(self, number: str, move: MoveForm) -> None:
        """Ask for what the move needs; nothing is written before the clerk says so."""
        if self.dialog is None:
            self._counter.ask(
                lambda office: move.prepare(office, number),
                lambda form: self._show(number, move, form),
                self.refused.emit,
            )

    def _show(self, number: str, move: MoveForm, form: Form) -> None:
        if self.dialog is not None or not self._page.isVisible():
            return
        dialog = FormDialog(self._page.window(), form, lambda answers: self._give(number, move, answers))
        dialog.closed.connect(self._closed)
        self.dialog = dialog

    def _closed(self) -> None:
        self.dialog = None

    def _give(self, number: str, move: MoveForm, answers: Answers) -> None:
        self._counter.ask(lambda office: move.do(office, number, answers), self._acted(move), self._wrong)

    def _acted(self, move: MoveForm) -> Callable[[Acted], None]:
        def acted(got: Acted) -> None:
            if self.dialog is not None:
                self.dialog.close_card()
            self.done.emit(got, move.done)

        return acted

    def _wrong(self, error: DeskError) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(error)
        else:
            self.refused.emit(error)
