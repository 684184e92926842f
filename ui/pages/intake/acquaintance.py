"""What the desk knows of the person in hand: recalled while typing, dossiers here, one of the same kind."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.domain.errors import DeskError
from desk_app.domain.identity import clean_personal_number
from desk_app.domain.procedure import Procedure
from desk_app.ports import DossierRow
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.pages.intake.desk import Desk, PersonSeen, open_of_same_kind, person_seen
from ui.pages.intake.person_fields import PersonFields
from ui.pages.intake.person_section import PersonSection
from ui.pages.intake.side import Side, same_kind_words

LEAST = 9  # the shortest number a card ever had


class Acquaintance(QObject):
    """Asks the desk about the person and shows it beside the work. Nothing here blocks typing or saving."""

    def __init__(self, counter: Counter, person: PersonSection, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._counter, self._person, self._side = counter, person, side
        self._desk: Desk | None = None
        self._procedure: Procedure | None = None
        self._asked = ""
        self._double: DossierRow | None = None
        self._reasons: dict[str, str] = {}
        person.recall_wanted.connect(self._recall)
        side.duplicate.dismissed.connect(self.ask_why)

    @property
    def has_duplicate(self) -> bool:
        """Whether a dossier of the same kind is pointed out and nobody has said yet why this one is another."""
        return self._double is not None and self._double.number not in self._reasons

    @property
    def taken_all_the_same(self) -> tuple[str, str]:
        """The dossier of the same kind and why this one is taken in beside it; empty when there is none."""
        number = self._double.number if self._double else ""
        return (number, self._reasons[number]) if number in self._reasons else ("", "")

    def look_up(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Show what this person had here, and a dossier of the same procedure that is under way."""
        self._desk, self._procedure, self._double = desk, procedure, None
        self._asked = number = self._number()
        if len(number) < LEAST:
            self._show(PersonSeen(number, ()))
        else:
            self._counter.ask(lambda office: person_seen(office, number), self._show)

    def typed(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Look up again if the number is another one."""
        if self._number() != self._asked:
            self.look_up(desk, procedure)

    def ask_why(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask why this one is taken in beside the one of the same kind; with the reason, go on to `then`."""
        double = self._double
        if double is None:
            return

        def given(reason: str) -> None:
            self._reasons[double.number] = reason
            self._side.duplicate.hide()
            then()

        title = "Vẫn nhận, dù người này đang có hồ sơ cùng loại?"
        ReasonDialog(self._person.window(), title, same_kind_words(double), "Vẫn nhận", given)

    def forget(self) -> None:
        """Another person: the reasons given count no more."""
        self._reasons.clear()
        self._double = None

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
        self._double = double
        asked = self.has_duplicate
        rows = [row for row in seen.rows if not asked or double is None or row.number != double.number]
        name = self._person.applicant.name.text
        self._side.duplicate.show_row(double if asked else None)
        self._side.history.show_rows(name, rows if procedure else (), desk.clock.now(), desk.calendar)
