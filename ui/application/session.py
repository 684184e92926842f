"""Who is at the desk: the assistant on the first day, signing in, locking, coming back, leaving."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from ui.application.papers import Papers
from ui.background import Background
from ui.composition import keeping, opening
from ui.composition.machine import SystemClock
from ui.counter import Counter
from ui.dialogs.officers import RecoveryDialog
from ui.main_window import MainWindow
from ui.messages import message_of, restored_sentence, sentence_of
from ui.pages import assistant as first_day
from ui.pages import sign_in
from ui.widgets.officers import OfficerRow

BRAND = "Quầy Một Cửa"
DUTY = "Công chức Một cửa"


class Session(QObject):
    """Shows the gate and opens it. `entered(Office)` when somebody is at the desk, `restored(str)` a sentence to say.

    Locking keeps the desk open behind the gate: prints and rounds go on, and a password lets the next person in.
    """

    entered = Signal(object)
    restored = Signal(str)

    def __init__(
        self,
        home: Path,
        lanes: Background,
        counter: Counter,
        window: MainWindow,
        papers: Papers,
        notice: str = "",
    ) -> None:
        super().__init__(window)
        self._home, self._lanes, self._counter, self._window = home, lanes, counter, window
        self._papers, self._notice, self._now = papers, notice, SystemClock().now
        self._office: Office | None = None
        self._gate: sign_in.SignInPage | None = None
        self._after_first_day = ("", "")

    @property
    def office(self) -> Office | None:
        """The opened desk, also while it is locked; None before the first sign-in."""
        return self._office

    def begin(self) -> None:
        """Show the assistant where there is no desk yet, else the sign-in page."""
        if opening.is_set_up(self._home):
            self._show_sign_in()
        else:
            self._show_assistant()

    def lock(self) -> None:
        """Put the gate before the desk; what is typed stays as drafts."""
        office = self._counter.close()
        if office is None:
            return
        self._lanes.store(lambda: keeping.office_left(office), lambda _: self._show_sign_in(), self._say)

    def sign_in(self, officer: str, password: str) -> None:
        """Try a password; the key is derived on the store lane, for it is slow on purpose."""
        office = self._office
        if office is None:
            self._lanes.store(lambda: opening.open_office(self._home, password, officer), self._opened, self._refused)
            return

        def proved(found: tuple[str, str]) -> None:
            self._come_in(replace(office, actor=found[0], actor_name=found[1]))

        self._lanes.store(lambda: keeping.officer_proved(self._home, officer, password), proved, self._refused)

    def close(self) -> None:
        """Leave: the store is closed on its own lane, its second copy complete."""
        self._counter.close()
        office, self._office = self._office, None
        self._lanes.close(office.store.close if office else None)

    # Inside

    def _opened(self, opened: opening.Opened) -> None:
        self._come_in(opened.office)
        if opened.restored is not None:
            self.restored.emit(restored_sentence(opened.restored))

    def _come_in(self, office: Office) -> None:
        self._office = office
        self._gate = None
        self._counter.open(office)
        self._window.enter(office.actor_name, DUTY, "intake")
        self.entered.emit(office)

    def _refused(self, error: Exception) -> None:
        if self._gate is not None and isinstance(error, DeskError):
            self._gate.show_wrong_password(sentence_of(error))

    def _say(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._window.status_bar.tell(sentence_of(error))
        self._show_sign_in()

    def _show_sign_in(self) -> None:
        # Before anyone unlocks, nothing of the desk is known here but counts and times.
        gate = sign_in.SignInPage(
            sign_in.Office(
                brand=BRAND, desk_name=self._notice, agency="", hours="", hotline="",
                version=opening.PROGRAM.rsplit(" ", 1)[-1],
            ),
            [OfficerRow(officer_id, name, DUTY) for officer_id, name in opening.officers(self._home)],
            _last_day(self._home),
            self._now,
        )  # fmt: skip
        gate.signed_in_requested.connect(self.sign_in)
        gate.recovery_requested.connect(self._recover)
        self._gate = gate
        self._window.show_gate(gate)
        gate.focus_first()

    def _recover(self, chosen: str) -> None:
        officers = [OfficerRow(officer_id, name, DUTY) for officer_id, name in opening.officers(self._home)]

        def given(officer: str, code: str, password: str) -> None:
            self._lanes.store(
                lambda: keeping.password_recovered(self._home, code, officer, password),
                lambda found: self._recovered(dialog, found, password),
                lambda error: dialog.show_problem(sentence_of(error)) if isinstance(error, DeskError) else None,
            )

        dialog = RecoveryDialog(self._window, officers, chosen, given)

    def _recovered(self, dialog: RecoveryDialog, officer: str, password: str) -> None:
        dialog.close_card()
        self.sign_in(officer, password)

    def _show_assistant(self) -> None:
        gate = first_day.AssistantPage(opening.field_problem)
        gate.finished.connect(lambda answers: self._set_up(gate, answers))
        gate.print_requested.connect(lambda code: self._print_code(gate, code))
        gate.entered.connect(lambda: self.sign_in(*self._after_first_day))
        self._window.show_gate(gate)
        gate.focus_first()

    def _set_up(self, gate: first_day.AssistantPage, answers: first_day.FirstStart) -> None:
        gate.set_working(True)
        first = opening.FirstStart(
            agency_code=answers.agency_code, agency_name=answers.agency_name, officer_name=answers.officer_name,
            password=answers.password, desk=answers.desk, first_number=answers.first_number,
            parent_body=answers.parent_body, place=answers.place, hotline=answers.hotline,
            legal_profile=answers.legal_profile, district_url=answers.district_url, enrol_code=answers.enrol_code,
        )  # fmt: skip

        def made(created: opening.Created) -> None:
            self._after_first_day = (created.officer_id, answers.password)
            gate.set_working(False)
            gate.show_recovery_code(created.recovery_code)

        def failed(error: Exception) -> None:
            gate.set_working(False)
            if isinstance(error, DeskError):
                gate.show_problem("agency_code", message_of(error).whole)

        self._lanes.store(lambda: opening.create(self._home, first), made, failed)

    def _print_code(self, gate: first_day.AssistantPage, code: str) -> None:
        answers = gate.answers()
        self._lanes.wire(
            lambda: self._papers.print_recovery(answers.agency_name, answers.officer_name, code),
            gate.show_printed,
            lambda error: gate.show_printed(sentence_of(error)) if isinstance(error, DeskError) else None,
        )


def _last_day(home: Path) -> sign_in.LastDay | None:
    last = keeping.last_status(home)
    if last is None:
        return None
    return sign_in.LastDay(last.dossiers, last.only_here, last.last_exchange_at, last.closed_at)
