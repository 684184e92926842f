"""The boxes of the applicant, and of the one who hands in for somebody else; recall while typing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.identity import Hint, HintKind, clean_personal_number, personal_number_hints
from desk_app.ports import KnownPerson
from ui.pages.intake.recall import Recall
from ui.pages.intake.typed import PersonText, grouped_number, text_of
from ui.pages.intake.typed_date import read_date
from ui.widgets.boxes import Column, Row
from ui.widgets.field import ChoiceField, Field

SEXES = ("", "Nam", "Nữ")
RECALL_AFTER_MS = 60


class PersonFields(QWidget):
    """Boxes of one person. `edited` at each change, `recall_wanted(text)` while a name or number is typed."""

    edited = Signal()
    recall_wanted = Signal(str)

    def __init__(self, prefix: str, *, full: bool = True) -> None:
        super().__init__()
        self.full = full
        self.name = Field("Họ, chữ đệm và tên", f"{prefix}_name")
        self.number = Field("Số định danh cá nhân", f"{prefix}_number", figures=True)
        self.phone = Field("Điện thoại", f"{prefix}_phone", figures=True)
        self.birth = Field("Ngày sinh", f"{prefix}_birth", figures=True)
        self.sex = ChoiceField("Giới tính", f"{prefix}_sex", SEXES)
        self.address = Field("Nơi cư trú", f"{prefix}_address")
        self.birth.line.setPlaceholderText("ngày/tháng/năm")
        self._recall = Recall(self)
        self._recall.picked.connect(self._fill_known)
        self._asked_for = ""
        self._asking: Field | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RECALL_AFTER_MS)
        self._timer.timeout.connect(lambda: self.recall_wanted.emit(self._asked_for))
        self._filling = False
        self.rows = Column(self, gap=8)
        first = Row(gap=10, top=True)
        first.add(self.name, self.number)
        first.setStretchFactor(self.name, 30)
        first.setStretchFactor(self.number, 23)
        if full:
            first.add(self.birth, self.sex)
            first.setStretchFactor(self.birth, 16)
            first.setStretchFactor(self.sex, 11)
        else:
            first.add(self.phone)
            first.setStretchFactor(self.phone, 20)
            for unused in (self.birth, self.sex, self.address):
                unused.setParent(self)
                unused.hide()
        self.rows.add(first)
        self._first = first
        self._listen()

    def _listen(self) -> None:
        for field in (self.name, self.number, self.birth, self.address, self.phone):
            field.edited.connect(self._typed)
        self.sex.choice.currentIndexChanged.connect(lambda _: self._sex_chosen())
        self.name.line.textEdited.connect(lambda text: self._look_up(self.name, text))
        self.number.line.textEdited.connect(lambda text: self._look_up(self.number, text))
        self.number.line.editingFinished.connect(self._settle_number)
        self.birth.line.editingFinished.connect(self._settle_birth)

    def boxes(self) -> Sequence[Field | ChoiceField]:
        """Return the boxes in the order of the form."""
        if self.full:
            return (self.name, self.number, self.birth, self.sex, self.address, self.phone)
        return (self.name, self.number, self.phone)

    def read(self) -> PersonText:
        """Return what is typed."""
        return PersonText(
            self.name.text,
            self.number.text,
            self.birth.text,
            self.sex.choice.currentText(),
            self.address.text,
            self.phone.text,
        )

    def fill(self, person: PersonText) -> None:
        """Show `person`; one change is told, not six."""
        self._filling = True
        try:
            self.name.set_text(person.name)
            self.number.set_text(person.personal_number)
            self.birth.set_text(person.birth)
            self._show_sex(person.sex)
            self.address.set_text(person.address)
            self.phone.set_text(person.phone)
        finally:
            self._filling = False
        for box in self.boxes():
            box.clear_error()
        self._recall.put_away()
        self._settle_number()
        self.edited.emit()

    def show_known(self, asked: str, people: Sequence[KnownPerson]) -> None:
        """Show who has been here, unless something else has been typed since."""
        if asked == self._asked_for and self._asking is not None and self._asking.line.hasFocus():
            self._recall.show_people(self._asking.line, people)

    def put_recall_away(self) -> bool:
        """Close the list of known people; False if it was not open."""
        return self._recall.put_away()

    def holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _show_sex(self, sex: str) -> None:
        place = self.sex.choice.findText(sex)
        if place < 0 and sex:
            self.sex.choice.addItem(sex)
            place = self.sex.choice.count() - 1
        self.sex.choice.setCurrentIndex(max(place, 0))

    def _typed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Field) and sender.is_wrong:
            sender.clear_error()
        if not self._filling:
            self.edited.emit()

    def _sex_chosen(self) -> None:
        self._typed()
        if not self._filling:
            self._settle_number()

    def _look_up(self, field: Field, text: str) -> None:
        self._asked_for, self._asking = text.strip(), field
        if len(self._asked_for) < 2:
            self._timer.stop()
            self._recall.put_away()
        else:
            self._timer.start()

    def _fill_known(self, known: KnownPerson) -> None:
        self.fill(text_of(known.person))
        (self.phone if not known.person.phone else self.boxes()[-1]).line.setFocus()  # type: ignore[union-attr]

    def _settle_number(self) -> None:
        """Group the figures, and say in grey what looks odd; nothing of it refuses the person."""
        typed = self.number.text
        try:
            number = clean_personal_number(typed)
        except DeskError:
            return
        shown = grouped_number(number) if number else ""
        if shown != typed:
            self._filling = True
            self.number.set_text(shown)
            self._filling = False
        hints = personal_number_hints(number, self._birth_on(), self.sex.choice.currentText())
        self.number.show_hint(hint_words(hints[0]) if hints else "")

    def _birth_on(self) -> date | None:
        """Return the day typed with a full year; what is no day is said when the person is saved."""
        typed = self.birth.text
        try:
            return read_date(typed, "birth_on", date.max) if typed[-4:].isdigit() else None
        except DeskError:
            return None

    def _settle_birth(self) -> None:
        run = self.birth.text
        if len(run) == 8 and run.isascii() and run.isdigit():
            self.birth.set_text(f"{run[:2]}/{run[2:4]}/{run[4:]}")
        self._settle_number()


class ApplicantFields(PersonFields):
    """The applicant: all boxes, and how the result comes back."""

    def __init__(self, return_ways: tuple[str, ...]) -> None:
        super().__init__("applicant")
        self.return_by = ChoiceField("Nhận kết quả", "return_by", return_ways)
        self.return_by.choice.currentIndexChanged.connect(lambda _: self.edited.emit())
        second = Row(gap=10, top=True)
        second.add(self.address, self.phone, self.return_by)
        second.setStretchFactor(self.address, 38)
        second.setStretchFactor(self.phone, 17)
        second.setStretchFactor(self.return_by, 25)
        self.rows.add(second)


class SubmitterFields(PersonFields):
    """The one who hands in for the applicant: name, number, phone, and by which paper."""

    def __init__(self) -> None:
        super().__init__("submitter", full=False)
        self.authority = Field("Giấy ủy quyền", "authority")
        self.authority.edited.connect(lambda _: self.edited.emit())
        self._first.add(self.authority)
        self._first.setStretchFactor(self.authority, 27)


def hint_words(hint: Hint) -> str:
    """Return the grey line under a personal number: what looks odd, and that it is saved all the same."""
    sentences = {
        HintKind.LENGTH: f"Số căn cước có {hint.expected} chữ số, ở đây {hint.in_number}. Vẫn lưu được.",
        HintKind.PROVINCE: f"Không có tỉnh mang mã {hint.in_number}. Nên xem lại; vẫn lưu được.",
        HintKind.BIRTH_YEAR: f"Số này của người sinh năm {hint.in_number}. Vẫn lưu được.",
        HintKind.SEX: f"Số này của giới tính {hint.in_number}. Vẫn lưu được.",
    }
    return sentences[hint.kind]
