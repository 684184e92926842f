"""What the desk knows of the person in hand: recalled while typing, dossiers here, one of the same kind, papers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.procedure import Procedure
from desk_app.register_rows import DuplicateRow
from ui.counter import Counter
from ui.office_time import at_office
from ui.pages.intake.desk import Desk, PersonSeen, Who, person_seen
from ui.pages.intake.duplicate import DuplicateDialog
from ui.pages.intake.person_fields import PersonFields
from ui.pages.intake.person_section import PersonSection
from ui.pages.intake.side import Side
from ui.pages.intake.typed import person_so_far

ASK_AFTER_MS = 80


class Acquaintance(QObject):
    """Asks the desk about the person and shows it beside the work. Nothing here blocks typing.

    `offered(offers)` brings the papers of the procedure that this person gave here before.
    """

    offered = Signal(object)

    def __init__(self, counter: Counter, person: PersonSection, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._counter, self._person, self._side = counter, person, side
        self._desk: Desk | None = None
        self._asked, self._answered = Who(), Who()
        self._doubles: tuple[DuplicateRow, ...] = ()
        self._reasons: dict[str, str] = {}
        self._then: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        person.recall_wanted.connect(self._recall)
        side.duplicate.dismissed.connect(self.ask_why)

    @property
    def has_duplicate(self) -> bool:
        """Whether a dossier of the same kind is pointed out and nobody has said yet why this one is another."""
        return bool(self._doubles) and self._doubles[0].dossier.number not in self._reasons

    @property
    def taken_all_the_same(self) -> tuple[str, str]:
        """The dossier of the same kind and why this one is taken in beside it; empty when there is none."""
        number = self._doubles[0].dossier.number if self._doubles else ""
        return (number, self._reasons[number]) if number in self._reasons else ("", "")

    def look_up(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Show what this person had here, and a dossier of the same procedure that is under way."""
        self._desk = desk
        self._asked = self._who(procedure)
        self._ask()

    def typed(self, desk: Desk | None, procedure: Procedure | None) -> None:
        """Look up again, a moment later, if the person or the procedure is another one."""
        self._desk = desk
        who = self._who(procedure)
        if who != self._asked:
            self._asked = who
            self._timer.start()

    def when_known(self, then: Callable[[], object]) -> None:
        """Call `then` once the desk has answered about what is on the page: at once, where it has already."""
        if self._answered == self._asked:
            then()
            return
        self._then = then
        if self._timer.isActive():
            self._ask()

    def ask_why(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask why this one is taken in beside the one of the same kind; with the reason, go on to `then`."""
        if not self._doubles:
            return
        double = self._doubles[0]

        def given(reason: str) -> None:
            self._reasons[double.dossier.number] = reason
            self._side.duplicate.hide()
            then()

        DuplicateDialog(self._person.window(), self._asked.person, double, given)

    def forget(self) -> None:
        """Another person: the reasons given count no more."""
        self._timer.stop()
        self._reasons.clear()
        self._doubles, self._then = (), None
        self._asked = self._answered = Who()

    def _who(self, procedure: Procedure | None) -> Who:
        desk = self._desk
        if desk is None:
            return Who()
        return Who(person_so_far(self._person.read().applicant, at_office(desk.clock.now())), procedure)

    def _ask(self) -> None:
        self._timer.stop()
        who = self._asked
        if who.is_nobody:
            self._show(PersonSeen(who))
        else:
            self._counter.ask(lambda office: person_seen(office, who), self._show, lambda _: self._unseen(who))

    def _recall(self, fields: PersonFields, text: str) -> None:
        self._counter.ask(
            lambda office: office.store.register.people(text), lambda people: fields.show_known(text, people)
        )

    def _unseen(self, who: Who) -> None:
        """What cannot be read is not warned of; whoever waits to save is told by the save itself."""
        self._show(PersonSeen(who))

    def _show(self, seen: PersonSeen) -> None:
        desk = self._desk
        if seen.who != self._asked:
            return
        self._answered, self._doubles = seen.who, seen.doubles
        asked = self.has_duplicate
        double = self._doubles[0] if asked else None
        self._side.duplicate.show_double(seen.who.person, double, len(seen.doubles) - 1)
        if desk is not None:
            shown = seen.rows if seen.who.procedure and double is None else ()  # the promise needs its room
            self._side.history.show_rows(seen.who.person.name, shown, desk.clock.now(), desk.calendar)
        self.offered.emit(seen.offers)
        then, self._then = self._then, None
        if then is not None:
            then()
