"""Who is at the desk: signing in, locking, coming back, leaving; on the first day the assistant.

The first paint waits for this module: what reads keys and opens the store is loaded when it is needed, on its lane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from ui.background import Background
from ui.composition import doorstep
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.office_time import office_now
from ui.pages import sign_in
from ui.widgets.officers import OfficerRow

if TYPE_CHECKING:
    from desk_app.usecases.office import Office
    from ui.composition.opening import Opened
    from ui.dialogs.officers import RecoveryDialog

BRAND = "Quầy Một Cửa"
DUTY = "Công chức Một cửa"

Officers = tuple[tuple[str, str], ...]
PrintRecovery = Callable[[str, str, str], str]


class Session(QObject):
    """Shows the gate and opens it. `entered(Office)` when somebody is at the desk, `restored(str)` a sentence to say.

    Locking keeps the desk open behind the gate: prints and rounds go on, and a password lets the next person in.
    `print_recovery(agency, officer, code)` prints the sheet of the first day and returns what to say of it.
    """

    entered = Signal(object)
    restored = Signal(str)

    def __init__(
        self,
        home: Path,
        lanes: Background,
        counter: Counter,
        window: MainWindow,
        print_recovery: PrintRecovery,
        notice: str = "",
    ) -> None:
        super().__init__(window)
        self._home, self._lanes, self._counter, self._window = home, lanes, counter, window
        self._print_recovery, self._notice = print_recovery, notice
        self._office: Office | None = None
        self._gate: sign_in.SignInPage | None = None
        self._known: Officers = ()

    @property
    def office(self) -> Office | None:
        """The opened desk, also while it is locked; None before the first sign-in."""
        return self._office

    def begin(self) -> None:
        """Show the assistant where there is no desk yet, else the sign-in page."""
        if doorstep.is_set_up(self._home):
            self._known = doorstep.officers_at_a_glance(self._home)
            self._show_sign_in()
            return
        from ui.application.first_day import FirstDay

        FirstDay(self._home, self._lanes, self._window, self._print_recovery, self.sign_in, self).begin()

    def prove_officers(self) -> None:
        """Read again, and fully, who may sign in: the first paint did not wait for it."""
        self._lanes.store(lambda: doorstep.officers(self._home), self._officers_known, self._refused)

    def lock(self) -> None:
        """Put the gate before the desk; what is typed stays as drafts."""
        office = self._counter.close()
        if office is None:
            return
        from ui.composition import keeping

        def leave() -> Officers:
            keeping.office_left(office)
            return doorstep.officers(self._home)

        def left(officers: Officers) -> None:
            self._known = officers
            self._show_sign_in()

        self._lanes.store(leave, left, self._say)

    def sign_in(self, officer: str, password: str) -> None:
        """Try a password; the key is derived on the store lane, for it is slow on purpose."""
        office = self._office
        if office is None:

            def open_office() -> Opened:
                from ui.composition import opening

                return opening.open_office(self._home, password, officer)

            self._lanes.store(open_office, self._opened, self._refused)
            return

        def prove() -> tuple[str, str]:
            from ui.composition import keeping

            return keeping.officer_proved(self._home, officer, password)

        def proved(found: tuple[str, str]) -> None:
            self._come_in(replace(office, actor=found[0], actor_name=found[1]))

        self._lanes.store(prove, proved, self._refused)

    def close(self) -> None:
        """Leave: the store is closed on its own lane, its second copy complete."""
        self._counter.close()
        office, self._office = self._office, None
        if office is None:
            self._lanes.close()
            return

        def leave() -> None:
            from ui.composition import keeping

            keeping.office_closed(office)

        self._lanes.close(leave)

    # Inside

    def _opened(self, opened: Opened) -> None:
        self._come_in(opened.office)
        if opened.restored is not None:
            from ui.messages import restored_sentence

            self.restored.emit(restored_sentence(opened.restored))

    def _come_in(self, office: Office) -> None:
        self._office = office
        self._gate = None
        self._counter.open(office)
        self._window.enter(office.actor_name, DUTY, "intake")
        self.entered.emit(office)

    def _officers_known(self, officers: Officers) -> None:
        changed, self._known = officers != self._known, officers
        if changed and self._gate is not None:
            self._gate.officers.show_officers(_rows(officers), self._gate.officers.chosen_id)

    def _refused(self, error: Exception) -> None:
        if self._gate is not None and isinstance(error, DeskError):
            self._gate.show_wrong_password(_sentence_of(error))

    def _say(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._window.status_bar.tell(_sentence_of(error))
        self._show_sign_in()

    def _show_sign_in(self) -> None:
        # Before anyone unlocks, nothing of the desk is known here but counts and times.
        gate = sign_in.SignInPage(
            sign_in.Office(
                brand=BRAND, desk_name=self._notice, agency="", hours="", hotline="",
                version=doorstep.PROGRAM.rsplit(" ", 1)[-1],
            ),
            _rows(self._known),
            _last_day(self._home),
            office_now,
        )  # fmt: skip
        gate.signed_in_requested.connect(self.sign_in)
        gate.recovery_requested.connect(self._recover)
        self._gate = gate
        self._window.show_gate(gate)

    def _recover(self, chosen: str) -> None:
        from ui.dialogs.officers import RecoveryDialog

        def given(officer: str, code: str, password: str) -> None:
            def recover() -> str:
                from ui.composition import keeping

                return keeping.password_recovered(self._home, code, officer, password)

            self._lanes.store(
                recover,
                lambda found: self._recovered(dialog, found, password),
                lambda error: dialog.show_problem(_sentence_of(error)) if isinstance(error, DeskError) else None,
            )

        dialog = RecoveryDialog(self._window, _rows(self._known), chosen, given)

    def _recovered(self, dialog: RecoveryDialog, officer: str, password: str) -> None:
        dialog.close_card()
        self.sign_in(officer, password)


def _rows(officers: Officers) -> list[OfficerRow]:
    return [OfficerRow(officer_id, name, DUTY) for officer_id, name in officers]


def _sentence_of(error: DeskError) -> str:
    from ui.messages import sentence_of

    return sentence_of(error)


def _last_day(home: Path) -> sign_in.LastDay | None:
    last = doorstep.last_status(home)
    if last is None:
        return None
    return sign_in.LastDay(last.dossiers, last.only_here, last.last_exchange_at, last.closed_at)
