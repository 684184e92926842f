"""Mở quầy lần đầu: five short steps from an empty machine to a desk, all by keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.keys import Binding, bind
from ui.look import look
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.check import Check
from ui.widgets.field import ChoiceField, Field, LabelledField
from ui.widgets.password_pair import PasswordPair
from ui.widgets.sheet import Sheet
from ui.widgets.sign import Sign
from ui.widgets.steps import StepList
from ui.widgets.text import Text

STEPS = ("Cơ quan", "Quầy này", "Cán bộ đầu tiên", "Nối với cấp trên", "Mã khôi phục")
PROFILES = (("TT03/2025", "Bộ mẫu Thông tư 03/2025"), ("TT01/2018", "Bộ mẫu Thông tư 01/2018"))
Checker = Callable[[str, str], str | None]


@dataclass(frozen=True)
class FirstAnswers:
    """Everything a new desk needs. `district_url` and `enrol_code` are "" when enrolment waits."""

    agency_code: str
    agency_name: str
    parent_body: str
    place: str
    desk: int
    first_number: int
    hotline: str
    legal_profile: str
    officer_name: str
    duty: str
    password: str = field(repr=False)
    district_url: str = ""
    enrol_code: str = field(default="", repr=False)


class AssistantPage(QWidget):
    """`finished(FirstAnswers)` after step four; the owner makes the desk and calls `show_recovery_code`.

    `print_requested(code)` prints the code, `entered` leaves the assistant once the clerk says it is kept.
    `check(field, value)` may return a sentence against a value (the owner asks the domain).
    """

    finished = Signal(object)
    print_requested = Signal(str)
    entered = Signal()

    def __init__(self, check: Checker | None = None) -> None:
        super().__init__()
        self._check = check or (lambda name, value: None)
        self._make_fields()
        self._code = ""
        self._step = 0
        self.steps = StepList(STEPS)
        self._stack = QStackedWidget()
        for page in (self._agency(), self._desk(), self._officer(), self._district(), self._recovery()):
            self._stack.addWidget(page)
        # Made in this order: Enter in the last field must land on the way forward.
        self.forward = Button("", "Ctrl+Enter", Kind.PRIMARY, icon="arrow-right", name="forward")
        self.back = Button("Lùi một bước", "Esc", Kind.QUIET, name="back")
        self.back.clicked.connect(self.step_back)
        self.forward.clicked.connect(self.step_forward)
        card = _Card()
        row = Row(gap=10)
        row.add(self.back, 1, self.forward)
        card.body.add(self._stack, row)
        card.body.setStretchFactor(self._stack, 1)
        self.setTabOrder(self.forward, self.back)
        whole = Row(self, (24, 16, 24, 16), 48)
        whole.add(2, self._side(), card, 3)
        whole.setAlignment(card, Qt.AlignmentFlag.AlignVCenter)
        self._show_step(0)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Ctrl+Enter", "Sang bước sau", self.step_forward)
        yield bind("Esc", "Lùi một bước", self.step_back)
        if self._step == 4:
            yield bind("Ctrl+P", "In mã khôi phục", self._print)

    def focus_first(self) -> None:
        """Put the focus on the first control of the step."""
        first = (self.agency_code.line, self.desk.choice, self.officer_name.line, self.district_url.line, self.print)
        first[self._step].setFocus(Qt.FocusReason.OtherFocusReason)

    def step_forward(self) -> None:
        """Go on if this step is complete; otherwise say beside the first field what is expected."""
        if not self.forward.isEnabled() or not self._complete():
            return
        if self._step == 4:
            self.entered.emit()
        elif self._step == 3:
            self.set_working(True)
            self.finished.emit(self.answers())
        else:
            self._show_step(self._step + 1)

    def step_back(self) -> None:
        """Go one step back; nothing typed is lost. After the desk is made there is no way back."""
        if 0 < self._step < 4 and self.forward.isEnabled():
            self._show_step(self._step - 1)

    def answers(self) -> FirstAnswers:
        """Return what was typed."""
        return FirstAnswers(
            agency_code=self.agency_code.text,
            agency_name=self.agency_name.text,
            parent_body=self.parent_body.text,
            place=self.place.text,
            desk=self.desk.choice.currentIndex() + 1,
            first_number=int(self.first_number.text or "1"),
            hotline=self.hotline.text,
            legal_profile=PROFILES[self.profile.choice.currentIndex()][0],
            officer_name=self.officer_name.text,
            duty=self.duty.text,
            password=self.passwords.password,
            district_url=self.district_url.text,
            enrol_code=self.enrol_code.text,
        )

    def set_working(self, working: bool) -> None:
        """Show that the desk is being made (the keys are derived slowly on purpose)."""
        self.forward.setEnabled(not working)
        self.forward.set_verb("Đang lập kho hồ sơ" if working else self._verb())

    def show_problem(self, name: str, sentence: str) -> None:
        """Go back to the step of field `name` (as in FirstAnswers) and say `sentence` under it."""
        self.set_working(False)
        found = self._fields[name]
        self._show_step(self._step_of[name])
        found.show_error(sentence)
        found.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_recovery_code(self, code: str) -> None:
        """Show the last step: the code is seen once, on this page and on paper, and never again."""
        self._code = code
        self.code.setText(code)
        self.passwords.clear()
        self.set_working(False)
        self._show_step(4)

    def show_printed(self, words: str = "Đã gửi ra máy in.") -> None:
        """Say what came of printing the code."""
        self.printed.setText(words)

    def _make_fields(self) -> None:
        self.agency_code = Field("Mã định danh của cơ quan", "agency_code", figures=True, hint="Ví dụ 000.00.18.H32")
        self.agency_name = Field("Tên xã, phường, đặc khu như in trên giấy", "agency_name", hint="Ví dụ: xã Suối Hương")
        self.parent_body = Field("Đơn vị chủ quản, in ở góc trái giấy", "parent_body")
        self._offered = ("", "")
        self.agency_name.edited.connect(self._offer_names)
        self.place = Field("Địa danh đứng trước ngày tháng", "place", hint="Ví dụ: Suối Hương")
        self.desk = ChoiceField("Quầy số", "desk", tuple(str(number) for number in range(1, 10)))
        self.first_number = Field("Số đầu tiên trong ngày", "first_number", figures=True)
        self.first_number.set_text("1")
        self.hotline = Field("Đường dây nóng in trên giấy hẹn", "hotline", figures=True)
        self.profile = ChoiceField("Bộ mẫu giấy tờ", "legal_profile", tuple(words for _, words in PROFILES))
        self.officer_name = Field("Họ, chữ đệm và tên", "officer_name")
        self.duty = Field("Chức danh", "duty")
        self.duty.set_text("Công chức Một cửa")
        self.passwords = PasswordPair()
        self.district_url = Field("Địa chỉ máy chủ cấp trên", "district_url", hint="Để trống nếu chưa có.")
        self.enrol_code = Field("Mã ghi danh dùng một lần", "enrol_code", figures=True)
        steps: tuple[tuple[LabelledField, ...], ...] = (
            (self.agency_code, self.agency_name, self.parent_body, self.place),
            (self.desk, self.first_number, self.hotline, self.profile),
            (self.officer_name, self.duty, self.passwords.first),
            (self.district_url, self.enrol_code),
        )
        self._fields = {found.box.objectName(): found for fields in steps for found in fields}
        self._step_of = {found.box.objectName(): step for step, fields in enumerate(steps) for found in fields}
        for found in self._fields.values():
            if isinstance(found, Field) and found is not self.passwords.first:
                found.edited.connect(lambda _, found=found: found.clear_error())

    def _offer_names(self, _: str) -> None:
        """Fill what follows from the agency's name, as long as the clerk has not typed it otherwise."""
        name = self.agency_name.text
        offers = (f"Ủy ban nhân dân {name}" if name else "", name.partition(" ")[2])
        for found, old, new in zip((self.parent_body, self.place), self._offered, offers, strict=True):
            if found.text in ("", old.strip()):
                found.set_text(new)
        self._offered = offers

    def _complete(self) -> bool:
        needed = {
            0: (
                (self.agency_code, "Xin gõ mã định danh, có trong quyết định cấp mã của tỉnh."),
                (self.agency_name, "Xin gõ tên cơ quan như in trên giấy."),
            ),
            2: ((self.officer_name, "Xin gõ họ tên cán bộ."),),
        }
        for found, sentence in needed.get(self._step, ()):
            if not found.text:
                return self._refuse(found, sentence)
        for name, step in self._step_of.items():
            found_field = self._fields[name]
            if step == self._step and isinstance(found_field, Field) and found_field is not self.passwords.first:
                problem = self._check(name, found_field.text)
                if problem:
                    return self._refuse(found_field, problem)
        if self._step == 1 and not (self.first_number.text.isascii() and self.first_number.text.isdigit()):
            return self._refuse(self.first_number, "Xin gõ một số, ví dụ 1.")
        if self._step == 2:
            return self.passwords.check()
        if self._step == 3 and self.district_url.text and not self.enrol_code.text:
            # A code alone is enough where there is no line: the desk asks by a stick.
            return self._refuse(self.enrol_code, "Cần cả mã ghi danh; để trống cả hai nếu ghi danh sau.")
        if self._step == 4 and not self.kept.isChecked():
            self.printed.setText("Xin in hoặc chép mã ra giấy trước, rồi đánh dấu ô trên.")
            self.kept.setFocus()
            return False
        return True

    def _refuse(self, found: Field, sentence: str) -> bool:
        found.show_error(sentence)
        found.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _show_step(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.back.setVisible(0 < step < 4)
        self.forward.set_verb(self._verb(), "device-floppy" if step == 3 else "login" if step == 4 else "arrow-right")
        self.focus_first()

    def _verb(self) -> str:
        if self._step == 4:
            return "Vào quầy"
        return "Lập kho hồ sơ" if self._step == 3 else f"Sang bước {STEPS[self._step + 1]}"

    def _print(self) -> None:
        self.print_requested.emit(self._code)

    def _agency(self) -> QWidget:
        return _form(
            "Cơ quan nào mở quầy?",
            "Những tên này in lên mọi giấy hẹn; sau này đổi được trong phần cài đặt.",
            self.agency_code,
            self.agency_name,
            self.parent_body,
            self.place,
        )

    def _desk(self) -> QWidget:
        pair = Row(gap=12, top=True)
        pair.add(self.desk, self.first_number)
        return _form(
            "Quầy này là quầy số mấy?",
            "Mỗi máy một số quầy, để hai máy không cấp trùng số hồ sơ.",
            pair,
            self.hotline,
            self.profile,
        )

    def _officer(self) -> QWidget:
        return _form(
            "Ai là cán bộ đầu tiên?",
            "Mỗi người một mật khẩu riêng. Kho hồ sơ chỉ mở được bằng mật khẩu hoặc mã khôi phục.",
            self.officer_name,
            self.duty,
            self.passwords,
        )

    def _district(self) -> QWidget:
        return _form(
            "Nối với cấp trên bây giờ hay để sau?",
            "Không có mạng vẫn nhận và trả hồ sơ. Có mã ghi danh thì gõ vào đây, chưa có thì để trống cả hai ô.",
            self.district_url,
            self.enrol_code,
        )

    def _recovery(self) -> QWidget:
        self.code = Text("", Role.SHELF).selectable()
        self.code.setWordWrap(True)
        self.code.setObjectName("recovery_code")
        self.print = Button("In mã khôi phục", "Ctrl+P", icon="printer", name="print_code")
        self.print.clicked.connect(self._print)
        self.printed = Text("", Role.SMALL, "ink2")
        self.kept = Check("Đã in hoặc chép ra giấy, cất vào phong bì niêm phong", "kept")
        paper = Sheet("soon", padding=(18, 14, 18, 14))
        paper.body.add(Text("Mã khôi phục của quầy, chỉ hiện một lần", Role.SECTION, "soon"), self.code)
        row = Row(gap=10)
        row.add(self.print, self.printed, 1)
        return _form(
            "Xin in mã khôi phục ra giấy",
            "Quên hết mật khẩu thì chỉ còn mã này mở được kho hồ sơ. Không ai khác có mã, kể cả cấp trên.",
            paper,
            row,
            self.kept,
        )

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(look().px(300))
        column = Column(side, gap=4)
        column.add(1, Sign(56))
        column.addSpacing(look().px(12))
        column.add(Text("Mở quầy lần đầu", Role.HERO), Text("Khoảng ba phút, không cần mạng.", Role.LEAD, "ink2"))
        column.addSpacing(look().px(20))
        column.add(self.steps, 2)
        return side


def _form(title: str, why: str, *items: QWidget | Row) -> QWidget:
    form = QWidget()
    column = Column(form, gap=8)
    column.add(Text(title, Role.DIALOG, wrap=True), Text(why, Role.SECOND, "ink2", wrap=True))
    column.addSpacing(look().px(6))
    column.add(*items, 1)
    return form


class _Card(Sheet):
    def __init__(self) -> None:
        super().__init__("plain", padding=(28, 24, 28, 20), gap=12)
        self.rescale()

    def rescale(self) -> None:
        self.setFixedWidth(look().px(600))
        self.setMinimumHeight(look().px(540))
