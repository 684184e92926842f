"""Cán bộ: who may sign in here, one more officer, a new password for oneself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.domain.errors import DeskError
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.dialogs.officers import AddOfficerDialog, ChangePasswordDialog
from ui.keys import Binding, KeyLine, bind
from ui.messages import sentence_of
from ui.resources.tokens import Role
from ui.tables.lines import Cell, Line, LineList
from ui.widgets.boxes import Column
from ui.widgets.button import Button, Kind
from ui.widgets.page import Page
from ui.widgets.sheet import Divider, RightColumn, SectionTitle, Sheet
from ui.widgets.text import Text

Add = Callable[[Office, str, str], str]
Change = Callable[[Office, str, str], object]
# Known by name: the screen's parts name no concrete room.
WRONG_PASSWORD = "WrongPasswordError"
OWN = "Mỗi người một mật khẩu riêng. Sổ ghi ai đã làm việc gì, nên xin đừng dùng chung."
FORGOTTEN = "Quên mật khẩu: khóa quầy, rồi ở trang Đăng nhập dùng mã khôi phục trong phong bì niêm phong."


@dataclass(frozen=True)
class Officers:
    """(id, name) of all who may sign in, and who is at the desk now."""

    known: tuple[tuple[str, str], ...]
    at_desk: str

    @property
    def name_at_desk(self) -> str:
        return dict(self.known).get(self.at_desk, "")


class OfficersPage(Page):
    """`recorded(name)`: an officer was added or a password changed.

    `serve` hands in what keeps the keys: `add(office, name, password) -> id` and `change(office, old, new)`, both run
    on the store lane; a wrong old password is a WrongPasswordError.
    """

    recorded = Signal(str)
    title = "Cán bộ"

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self._add: Add | None = None
        self._change: Change | None = None
        self._officers: Officers | None = None
        self.list = LineList("officers_of_desk", "Cán bộ của quầy")
        self.add_one = Button("Thêm cán bộ", "Ctrl+Enter", Kind.PRIMARY, icon="user-plus", big=True, name="add_officer")
        self.add_one.clicked.connect(self._ask_for_officer)
        self.own = Button("Đổi mật khẩu của mình", "Alt+M", icon="key", name="change_password")
        self.own.clicked.connect(self._ask_for_password)
        self._build()
        self._show_served()

    def serve(self, add: Add, change: Change) -> None:
        """Let the page add officers and change the password of the one at the desk."""
        self._add, self._change = add, change
        self._show_served()

    # What the window asks

    def refresh(self) -> None:
        self._counter.ask(lambda office: Officers(office.store.register.officers(), office.actor), self._show)

    def primary(self) -> Button:
        return self.add_one

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+M", "Đổi mật khẩu của mình", self._ask_for_password, self.own.isVisible)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn dòng"),)

    def sections(self) -> Sequence[QWidget]:
        return (self.list, self.own, self.add_one)

    def set_compact(self, compact: bool) -> None:
        self._words.setVisible(not compact)
        self._right.set_strip(compact)
        self.content.setDirection(QBoxLayout.Direction.TopToBottom if compact else QBoxLayout.Direction.LeftToRight)

    # Inside

    def _build(self) -> None:
        self.head = SectionTitle("Cán bộ của quầy này")
        sheet = Sheet(padding=(5, 10, 5, 8))
        top = Column(margins=(9, 0, 9, 0), gap=8)
        top.add(self.head, Divider())
        sheet.body.add(top, self.list)
        sheet.body.setStretchFactor(self.list, 1)
        self._words = Sheet(gap=8)
        self._words.body.add(Text("Mật khẩu", Role.SECTION), Text(OWN, Role.SECOND, "ink2", wrap=True))
        self._words.body.add(Text(FORGOTTEN, Role.SECOND, "ink2", wrap=True))
        self._right = RightColumn()
        self._right.body.add(self._words, 1, self.own, self.add_one)
        self.content.add(sheet, self._right)
        self.content.setStretchFactor(sheet, 1)

    def _show_served(self) -> None:
        self.add_one.setVisible(self._add is not None)
        self.own.setVisible(self._change is not None)

    def _show(self, officers: Officers) -> None:
        self._officers = officers
        self.head.set_note(f"{len(officers.known)} người vào được")
        self.list.show_lines([_line(officer, name, officers.at_desk) for officer, name in officers.known])

    # What the clerk does

    def _ask_for_officer(self) -> None:
        add = self._add
        if add is None:
            return

        def given(name: str, _duty: str, password: str) -> None:
            self._counter.ask(
                lambda office: add(office, name, password),
                lambda _: self._done(dialog, f"Đã thêm {name}"),
                lambda error: dialog.show_problem(sentence_of(error)),
            )

        dialog = AddOfficerDialog(self.window(), given)
        dialog.duty.hide()  # the desk keeps no duties yet: a field that goes nowhere would be a lie

    def _ask_for_password(self) -> None:
        change = self._change
        if change is None or self._officers is None:
            return

        def given(old: str, new: str) -> None:
            self._counter.ask(
                lambda office: change(office, old, new), lambda _: self._done(dialog, "Đã đổi mật khẩu"), refused
            )

        def refused(error: DeskError) -> None:
            if type(error).__name__ == WRONG_PASSWORD:
                dialog.show_wrong_password()
            else:
                dialog.show_problem(sentence_of(error))

        dialog = ChangePasswordDialog(self.window(), self._officers.name_at_desk, given)

    def _done(self, dialog: AddOfficerDialog | ChangePasswordDialog, said: str) -> None:
        dialog.close_card()
        self.told.emit(said)
        self.recorded.emit(said)
        self.refresh()


def _line(officer: str, name: str, at_desk: str) -> Line:
    here = officer == at_desk
    state = Cell("Đang ở quầy", 150, Role.SECOND_MEDIUM, "ok", icon="circle-check") if here else Cell("", 150)
    return Line(officer, (Cell(name, 0, Role.BODY_MEDIUM, icon="user"), state))
