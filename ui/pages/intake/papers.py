"""Section 2: the papers handed in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.errors import PaperExpiredError
from desk_app.domain.reuse import Offer
from ui.dialogs.question import ReasonDialog
from ui.messages import message_of
from ui.office_time import date_words, office_now
from ui.pages.intake.checklist import PRESENTED, Checklist, Entry
from ui.pages.intake.last_day_dialog import LastDayDialog
from ui.pages.intake.words import offer_words
from ui.resources.tokens import Role
from ui.tables.paper_list import PaperLine, PaperList
from ui.widgets.boxes import Column
from ui.widgets.key_cap import KeyHint
from ui.widgets.sheet import SectionTitle, Sheet
from ui.widgets.text import Text


class Papers(QWidget):
    """`changed` after every decision; `finished` on Enter. The checklist itself is `checklist`."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.checklist = Checklist()
        self.title = SectionTitle("Giấy tờ nộp", 2)
        self.counts = Text("", Role.SECOND_MEDIUM, "ok")
        self.keys = KeyHint(("Space", "có"), ("K", "không áp dụng"), ("Alt K", "còn lại không"), ("+ −", "số bản"))
        self.reuse = KeyHint(("D", "dùng lại"))
        self.title.side(self.counts, self.reuse, self.keys)
        self.reuse.hide()
        self.list = PaperList("papers", "Giấy tờ nộp")
        self._sheet = Sheet(padding=(4, 3, 4, 3))
        self._sheet.body.add(self.list)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = Column(self, gap=4)
        column.add(self.title, self._sheet)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.list)
        self.list.toggled.connect(lambda place: self._become(self.checklist.toggled(place)))
        self.list.put_aside.connect(lambda place: self._become(self.checklist.put_aside(place)))
        self.list.counted.connect(lambda place, by: self._become(self.checklist.counted(place, by)))
        self.list.taken_over.connect(self._take_over)
        self.list.dated.connect(self._ask_last_day)
        self.list.finished.connect(self.finished)

    def show_checklist(self, checklist: Checklist) -> None:
        """Show another list of papers."""
        self.checklist = checklist
        self._show()
        if checklist.entries:
            self.list.choose(0)

    def put_rest_aside(self) -> None:
        """The rest does not apply."""
        self._become(self.checklist.rest_put_aside())

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer the papers this person gave here before."""
        checklist = self.checklist.offered(offers)
        if checklist != self.checklist:
            self._become(checklist)

    def take_all_over(self) -> None:
        """Take over every offered paper that still counts."""
        self._become(self.checklist.all_taken_over())

    def _take_over(self, place: int, reason: str = "") -> None:
        try:
            self._become(self.checklist.taken_over(place, reason))
        except PaperExpiredError as error:
            words = message_of(error)
            ReasonDialog(
                self.window(), "Vẫn dùng lại giấy đã hết hạn?", words.happened, "Vẫn dùng lại",
                lambda given: self._take_over(place, given),
            )  # fmt: skip

    def _ask_last_day(self, place: int) -> None:
        """Ask until when a paper that stays here counts; a form and one taken over have no day of their own."""
        entry = self.checklist.entries[place]
        if entry.reused is None and not entry.paper.form and entry.paper.kind != PRESENTED:
            LastDayDialog(
                self.window(), entry.paper.name, entry.valid_until, office_now().date(),
                lambda until: self._become(self.checklist.lasting(place, until)),
            )  # fmt: skip

    def focus_first_open(self) -> None:
        """Go to the first paper that wants a word."""
        places = self.checklist.open_places
        if places:
            self.list.choose(places[0])
        self.list.setFocus()

    def _become(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        checklist = self.checklist
        self.list.show_lines(
            [
                PaperLine(entry.tick, entry.paper.name, _under(entry), entry.count_words, entry.paper.required)
                for entry in checklist.entries
            ]
        )
        self.reuse.setVisible(checklist.has_offers)
        parts = [f"{checklist.have} có"] * bool(checklist.have)
        parts += [f"{checklist.set_aside} không áp dụng"] * bool(checklist.set_aside)
        self.counts.setText(" · ".join(parts))


def _under(entry: Entry) -> str:
    """Return the second line of a paper: where it lies already, and when it is asked for."""
    until = f"Còn hạn đến {date_words(entry.valid_until)}" if entry.valid_until and not entry.reused else ""
    offer = offer_words(entry.offer) if entry.offer else ""
    return " · ".join(part for part in (until, offer, entry.paper.condition) if part)
