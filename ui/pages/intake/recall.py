"""Known people under the box in which a name is typed; nothing is chosen until an arrow is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.domain.identity import masked
from desk_app.ports import KnownPerson
from ui.look import look
from ui.office_time import at_office, date_words
from ui.resources.tokens import Role, Size
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Column

MOST = 5


class Recall(QFrame):
    """A list that hangs under a box. Enter takes a person only after ↓; Esc closes it."""

    picked = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setProperty("sheet", "control")
        self.setObjectName("known_people")
        self.list = LineList("known_people_list", "Người đã đến quầy")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        Column(self, (4, 4, 4, 4), 0).add(self.list)
        self._people: Sequence[KnownPerson] = ()
        self._box: QLineEdit | None = None
        self.hide()

    @property
    def people(self) -> Sequence[KnownPerson]:
        return self._people

    def show_people(self, box: QLineEdit, people: Sequence[KnownPerson]) -> None:
        """Show up to five people under `box`; none hides the list."""
        self._people = people[:MOST]
        if self._box is not None:
            self._box.removeEventFilter(self)
        self._box = box
        if not people:
            self.put_away()
            return
        box.installEventFilter(self)
        self.list.show_lines([_line(place, known) for place, known in enumerate(self._people)])
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.model().index(-1, 0))
        window = box.window()
        self.setParent(window)
        below = box.mapTo(window, QPoint(0, box.height() + 3))
        high = self.list.content_height() + look().px(8) + 2
        self.setGeometry(below.x(), below.y(), max(box.width(), look().px(460)), high)
        if self.geometry().bottom() > window.height():
            self.move(below.x(), below.y() - box.height() - high - 6)
        self.show()
        self.raise_()

    def put_away(self) -> bool:
        """Hide the list; False if it was not shown."""
        was_open = self.isVisible()
        if self._box is not None:
            self._box.removeEventFilter(self)
            self._box = None
        self.hide()
        return was_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.put_away()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._heard(event)
        return False

    def _heard(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.choose_by(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        chosen = self.list.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen.isValid():
            self._pick(chosen.row())
            return True
        return False

    def _pick(self, place: int) -> None:
        known = self._people[place]
        self.put_away()
        self.picked.emit(known)


def _line(place: int, known: KnownPerson) -> Line:
    person = known.person
    number = masked(person.personal_number) if person.personal_number else ""
    seen = f"đến {date_words(at_office(known.last_seen_at))}"
    return Line(
        str(place),
        (
            Cell(person.name, role=Role.NAME, under=person.address),
            Cell(number, 110, Role.FIGURES_SMALL, "ink2"),
            Cell(seen, 112, Role.SMALL, "ink2", right=True),
        ),
        high=Size.ROW_TWO_LINES - 6,
    )
