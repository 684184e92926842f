"""What the desk knows of the person in hand: recalled while typing, dossiers here, one of the same kind."""

from PySide6.QtCore import QObject

from desk_app.domain.errors import DeskError
from desk_app.domain.identity import clean_personal_number
from desk_app.domain.procedure import Procedure
from ui.counter import Counter
from ui.pages.intake.desk import Desk, PersonSeen, open_of_same_kind, person_seen
from ui.pages.intake.person_fields import PersonFields
from ui.pages.intake.person_section import PersonSection
from ui.pages.intake.side import Side

LEAST = 9  # the shortest number a card ever had


class Acquaintance(QObject):
    """Asks the desk about the person and shows it beside the work. Nothing here blocks typing or saving."""

    def __init__(self, counter: Counter, person: PersonSection, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._counter, self._person, self._side = counter, person, side
        self._desk: Desk | None = None
        self._procedure: Procedure | None = None
        self._asked = ""
        self._dismissed = ""
        person.recall_wanted.connect(self._recall)
        side.duplicate.dismissed.connect(self.dismiss)

    @property
    def has_duplicate(self) -> bool:
        """Whether a dossier of the same kind is pointed out."""
        return self._side.duplicate.isVisible()

    def look_up(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Show what this person had here, and a dossier of the same procedure that is under way."""
        self._desk, self._procedure = desk, procedure
        self._asked = number = self._number()
        if len(number) < LEAST:
            self._show(PersonSeen(number, ()))
        else:
            self._counter.ask(lambda office: person_seen(office, number), self._show)

    def typed(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Look up again if the number is another one."""
        if self._number() != self._asked:
            self.look_up(desk, procedure)

    def dismiss(self) -> None:
        """The clerk has seen the dossier of the same kind and goes on."""
        self._dismissed = self._side.duplicate.number
        self._side.duplicate.hide()

    def forget(self) -> None:
        """Another person: what was dismissed counts no more."""
        self._dismissed = ""

    def _number(self) -> str:
        try:
            return clean_personal_number(self._person.applicant.number.text)
        except DeskError:
            return ""

    def _recall(self, fields: PersonFields, text: str) -> None:
        self._counter.ask(
            lambda office: office.store.register.people(text), lambda people: fields.show_known(text, people)
        )

    def _show(self, seen: PersonSeen) -> None:
        desk, procedure = self._desk, self._procedure
        if seen.personal_number != self._asked or desk is None:
            return
        double = open_of_same_kind(seen.rows, procedure.code) if procedure else None
        if double is not None and double.number == self._dismissed:
            double = None
        rows = [row for row in seen.rows if double is None or row.number != double.number]
        name = self._person.applicant.name.text
        self._side.duplicate.show_row(double)
        self._side.history.show_rows(name, rows if procedure else (), desk.clock.now(), desk.calendar)
