"""The first day: the assistant sets the desk up and prints the recovery code."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desk_app.domain.errors import DeskError
from ui.background import Background
from ui.composition import opening
from ui.main_window import MainWindow
from ui.messages import message_of, sentence_of
from ui.pages import assistant


class FirstDay(QObject):
    """Shows the assistant; `sign_in(officer id, password)` is called once the code is put away."""

    def __init__(
        self,
        home: Path,
        lanes: Background,
        window: MainWindow,
        print_recovery: Callable[[str, str, str], str],
        sign_in: Callable[[str, str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._home, self._lanes, self._window = home, lanes, window
        self._print_recovery, self._sign_in = print_recovery, sign_in
        self._created = ("", "")

    def begin(self) -> None:
        """Put the assistant before the desk."""
        gate = assistant.AssistantPage(opening.field_problem)
        gate.finished.connect(lambda answers: self._set_up(gate, answers))
        gate.print_requested.connect(lambda code: self._print_code(gate, code))
        gate.entered.connect(lambda: self._sign_in(*self._created))
        self._window.show_gate(gate)

    def _set_up(self, gate: assistant.AssistantPage, answers: assistant.FirstAnswers) -> None:
        gate.set_working(True)
        first = opening.FirstStart(
            agency_code=answers.agency_code, agency_name=answers.agency_name, officer_name=answers.officer_name,
            password=answers.password, desk=answers.desk, first_number=answers.first_number,
            parent_body=answers.parent_body, place=answers.place, hotline=answers.hotline,
            legal_profile=answers.legal_profile, district_url=answers.district_url, enrol_code=answers.enrol_code,
        )  # fmt: skip

        def made(created: opening.Created) -> None:
            self._created = (created.officer_id, answers.password)
            gate.set_working(False)
            gate.show_recovery_code(created.recovery_code)

        def failed(error: Exception) -> None:
            gate.set_working(False)
            if isinstance(error, DeskError):
                gate.show_problem("agency_code", message_of(error).whole)

        self._lanes.store(lambda: opening.create(self._home, first), made, failed)

    def _print_code(self, gate: assistant.AssistantPage, code: str) -> None:
        answers = gate.answers()
        self._lanes.wire(
            lambda: self._print_recovery(answers.agency_name, answers.officer_name, code),
            gate.show_printed,
            lambda error: gate.show_printed(sentence_of(error)) if isinstance(error, DeskError) else None,
        )
