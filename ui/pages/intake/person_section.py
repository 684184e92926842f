"""Section 3: the applicant, the one who hands in for them, and the true time of a late entry."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desk_app.domain.card import Card, read_card
from desk_app.domain.errors import (
    CardNotReadableError,
    DateImpossibleError,
    DeskError,
    NameMissingError,
    PersonalNumberError,
)
from ui.messages import message_of
from ui.pages.intake.person_fields import ApplicantFields, PersonFields, SubmitterFields
from ui.pages.intake.sets_box import SetsBox
from ui.pages.intake.typed import COUNTER, POST, RETURN_WORDS, Problem, Typed, merged, text_of
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.check import Check
from ui.widgets.field import ChoiceField, Field
from ui.widgets.icon import Icon
from ui.widgets.sheet import SectionTitle
from ui.widgets.text import Text

WAYS = (COUNTER, POST)
TITLE = "Người nộp, chủ hồ sơ"
OWNER_TITLE = "Chủ hồ sơ"


class PersonSection(QWidget):
    """`edited` at each change; `recall_wanted(fields, text)`; `finished` when Enter leaves the last box."""

    edited = Signal()
    recall_wanted = Signal(object, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = SectionTitle(TITLE, 3)
        self._note_icon = Icon("id", "ok", 16)
        self._note = Text("", Role.SECOND_MEDIUM, "ok")
        self.title.side(self._note_icon, self._note)
        self.applicant = ApplicantFields(tuple(RETURN_WORDS[way] for way in WAYS))
        self.same = Check("Người nộp cũng là chủ hồ sơ", "same_person")
        self.same.setChecked(True)
        self.submitter_title = Text("Người nộp thay, có ủy quyền", Role.SECOND_STRONG, "ink2")
        self.submitter = SubmitterFields()
        self.claimed = Field("Lúc nhận thật (ghi bù)", "claimed_at", figures=True)
        self.claimed.line.setPlaceholderText("08/12/2026 16:20")
        self.claimed_reason = Field("Vì sao ghi bù", "claimed_reason")
        self.sets = SetsBox()
        self._late = QWidget()
        late = Row(self._late, gap=10, top=True)
        late.add(self.claimed, self.claimed_reason)
        late.setStretchFactor(self.claimed, 20)
        late.setStretchFactor(self.claimed_reason, 60)
        column = Column(self, gap=4)
        below = Row(gap=10)
        below.add(self.same, 1, self.sets)
        column.add(self.title, self.applicant, self._late, below, self.submitter_title, self.submitter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.applicant.name.line)
        self._show_parts()
        self._say("", "ok")
        self._listen()

    def _listen(self) -> None:
        for fields in (self.applicant, self.submitter):
            fields.edited.connect(self.edited)
            fields.recall_wanted.connect(lambda text, fields=fields: self.recall_wanted.emit(fields, text))
        for field in (self.claimed, self.claimed_reason):
            field.edited.connect(lambda _: self.edited.emit())
        self.same.toggled.connect(self._same_changed)
        self.sets.changed.connect(self.edited)
        self.sets.finished.connect(self.finished)
        for last in (self.applicant.return_by.choice, self.same, self.submitter.authority.line):
            last.installEventFilter(self)

    # What is typed

    def read(self) -> Typed:
        """Return everything typed."""
        return Typed(
            applicant=self.applicant.read(),
            same_person=self.same.isChecked(),
            submitter=self.submitter.read(),
            authority=self.submitter.authority.text,
            return_by=WAYS[self.applicant.return_by.choice.currentIndex()],
            claimed=self.claimed.text,
            claimed_reason=self.claimed_reason.text,
            sets=self.sets.sets,
        )

    def fill(self, typed: Typed) -> None:
        """Show `typed`."""
        self.same.setChecked(typed.same_person)
        self.submitter.authority.set_text(typed.authority)
        self.applicant.return_by.choice.setCurrentIndex(WAYS.index(typed.return_by) if typed.return_by in WAYS else 0)
        self.claimed.set_text(typed.claimed)
        self.claimed_reason.set_text(typed.claimed_reason)
        self.sets.show_sets(typed.sets)
        self.submitter.fill(typed.submitter)
        self.applicant.fill(typed.applicant)
        for field in (self.submitter.authority, self.claimed, self.claimed_reason):
            field.clear_error()
        self._show_parts()
        self._say("", "ok")

    def take_scan(self, text: str) -> bool | None:
        """Fill a person from a card's text: True; say beside the title why it was not taken: False; no card: None."""
        try:
            card = read_card(text)
        except CardNotReadableError as error:
            if "|" not in text:
                return None
            self.show_card_error(error)
        except DeskError as error:
            self.show_card_error(error)
        else:
            self.take_card(card)
            return True
        return False

    def take_card(self, card: Card) -> None:
        """Fill the person of the card: the submitter when the clerk is at the submitter's boxes, else the applicant."""
        here = QApplication.focusWidget()
        fields: PersonFields = self.submitter if self.submitter.holds(here) else self.applicant
        at_name_or_number = here in (fields.name.line, fields.number.line, fields.birth.line)
        fields.fill(merged(fields.read(), text_of(card.person)))
        self._say("Đã đọc từ thẻ căn cước", "ok")
        if at_name_or_number:
            fields.phone.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card_error(self, error: DeskError) -> None:
        """Say beside the title why a scan was not taken."""
        self._say(message_of(error).whole, "late")

    def ask_late_entry(self) -> None:
        """Show the boxes of a late entry and go there."""
        self._late.show()
        self.claimed.line.setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under each box what is expected, and go to the first."""
        for problem in problems:
            field = self._field(problem.box)
            if field is not None:
                field.show_error(field_sentence(problem.error))
        if problems:
            places = f"{len(problems)} chỗ cần sửa" if len(problems) > 1 else "1 chỗ cần sửa"
            self._say(places, "late")
            first = self._field(problems[0].box)
            if first is not None:
                first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        for field in self.fields():
            if field.is_wrong:
                field.clear_error()
        self._say("", "ok")

    def fields(self) -> Sequence[Field | ChoiceField]:
        """Return every box in the order of Tab."""
        return (
            *self.applicant.boxes(),
            self.applicant.return_by,
            self.claimed,
            self.claimed_reason,
            *self.submitter.boxes(),
            self.submitter.authority,
        )

    @property
    def is_late_entry_shown(self) -> bool:
        return self._late.isVisibleTo(self)

    def put_recall_away(self) -> bool:
        """Close an open list of known people; False if none was open."""
        return self.applicant.put_recall_away() or self.submitter.put_recall_away()

    # Inside

    def _field(self, box: str) -> Field | ChoiceField | None:
        return next((field for field in self.fields() if field.box.objectName() == box), None)

    def _same_changed(self, same: bool) -> None:
        self._show_parts()
        self.edited.emit()
        if not same and self.same.hasFocus():
            self.submitter.name.line.setFocus()

    def _show_parts(self) -> None:
        same = self.same.isChecked()
        self.title.title.setText(TITLE if same else OWNER_TITLE)
        self.submitter_title.setVisible(not same)
        self.submitter.setVisible(not same)
        self._late.setVisible(bool(self.claimed.text or self.claimed_reason.text))

    def _say(self, words: str, ink: str) -> None:
        self._note.setText(words)
        self._note.set_ink(ink)
        self._note_icon.show_icon("id" if ink == "ok" else "alert-circle", ink)
        self._note_icon.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the last box lands on the button, as the paper form ends."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            return False
        same = self.same.isChecked()
        last = watched is self.submitter.authority.line
        if last or (same and watched in (self.applicant.return_by.choice, self.same)):
            self.finished.emit()
            return True
        if watched is self.same or watched is self.applicant.return_by.choice:
            self.submitter.name.line.setFocus()
            return True
        return False


def field_sentence(error: DeskError) -> str:
    """Return what fits under a box: what is expected there, in a few words."""
    if isinstance(error, DateImpossibleError):
        return "Ngày này không có hoặc chưa tới."
    if isinstance(error, PersonalNumberError):
        return "Chỉ gồm chữ số và chữ cái không dấu."
    if isinstance(error, NameMissingError):
        return "Xin gõ họ tên hoặc quét thẻ căn cước."
    return message_of(error).happened
