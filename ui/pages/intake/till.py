"""The charge of the reception in hand: shown beside the button, asked for on a key."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desk_app.domain.fees import total_of
from desk_app.domain.procedure import Procedure
from desk_app.usecases.intake import Application
from ui.pages.intake.charge import Charge, charged, charged_words
from ui.pages.intake.charge_dialog import ChargeDialog
from ui.pages.intake.side import Side


class Till:
    """Keeps what the clerk said about the fee until the reception is saved or set aside; calls `changed` then."""

    def __init__(self, side: Side, changed: Callable[[], object]) -> None:
        self._side, self._changed = side, changed
        self.charge = Charge()

    def take(self, charge: Charge) -> None:
        """Take over what was said: from the dialog, from a draft, or nothing yet."""
        self.charge = charge

    def show(self, procedure: Procedure | None) -> None:
        """Show what is taken for this procedure."""
        if procedure is not None:
            self._side.charge.show_value(charged_words(procedure, self.charge))

    def ask(self, window: QWidget, procedure: Procedure | None) -> None:
        """Ask over `window`."""
        if procedure is not None:
            ChargeDialog(window, procedure, self.charge, self._given)

    def with_fees(self, application: Application, procedure: Procedure) -> Application:
        """Return the application with its fee lines; a waived one is not paid."""
        lines = charged(procedure, self.charge)
        paid_by = self.charge.paid_by if total_of(lines) else ""
        return replace(application, fees=lines, paid_by=paid_by)

    def _given(self, charge: Charge) -> None:
        self.take(charge)
        self._changed()
