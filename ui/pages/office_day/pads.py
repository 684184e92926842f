"""Tập phiếu giấy: reserve a pad, enter what was written on a sheet, give up a sheet."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desk_app.domain.dossier_number import DossierNumber
from desk_app.domain.errors import BadInputError
from desk_app.domain.person import Person
from desk_app.usecases import intake, pads
from desk_app.usecases.intake import Acknowledgement, Application
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.dialogs.question import ReasonDialog
from ui.keys import Binding, bind
from ui.office_time import date_words
from ui.pages.office_day.panel import Panel, pair
from ui.pages.office_day.typed_days import typed_time
from ui.resources.tokens import Role
from ui.tables.dossier_words import counter_of
from ui.tables.lines import Cell, Line
from ui.widgets.boxes import Row
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field

MOST_PADS = 31
WHY = "ghi trên tập phiếu giấy"


class ProcedureUnclearError(BadInputError):
    """`text` names `count` procedures, not one."""


class PadPanel(Panel):
    """The list holds the free sheets; the chosen one is entered by what is typed beside it."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter, "pad", "Tờ phiếu chưa ghi vào máy", "Ghi bù tờ này", "file-pencil")
        self.procedure = Field("Thủ tục, mã hoặc tên", "pad_procedure")
        self.name = Field("Họ tên", "pad_name")
        self.personal_number = Field("Số định danh", "pad_personal_number", figures=True)
        self.address = Field("Địa chỉ", "pad_address")
        self.phone = Field("Điện thoại", "pad_phone", figures=True)
        self.hour = Field("Giờ ghi trên tờ", "pad_hour", figures=True)
        self.new = Button("In tập mới", "Alt+T", icon="printer", name="pad_new")
        self.new.clicked.connect(self._ask_sheets)
        self.spoil = Button("Hủy tờ", "Alt+H", Kind.QUIET, name="pad_spoil")
        self.spoil.clicked.connect(self._ask_spoiled)
        self._fields = (self.procedure, self.hour, self.name, self.personal_number, self.phone, self.address)
        sheets = QWidget()
        Row(sheets, gap=4).add(self.new, self.spoil, 1)
        self.build(
            pair(self.procedure, self.hour), self.name, pair(self.personal_number, self.phone), self.address, sheets
        )

    def refresh(self) -> None:
        self.ask(_free_sheets, self._show)

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+T", "Giữ số, in tập mới", self._ask_sheets)
        yield bind("Alt+H", "Hủy tờ phiếu này", self._ask_spoiled, self.spoil.isVisible)

    def stops(self) -> Sequence[QWidget]:
        return (self.list, self.procedure, self.new, self.do) if self.list.lines else (self.new,)

    def act(self) -> None:
        sheet = self.list.chosen_id
        if not sheet:
            self.say_problem("Không còn tờ phiếu nào chưa ghi.")
            return
        at = typed_time(self.hour.text, DossierNumber.parse(sheet).day)
        for field, good in ((self.procedure, self.procedure.text), (self.name, self.name.text), (self.hour, at)):
            field.clear_error()
            if not good:
                field.show_error("Xin ghi giờ, ví dụ 8:40." if field is self.hour else "Xin ghi như trên tờ phiếu.")
                field.line.setFocus()
                return
        person = Person(
            self.name.text, self.personal_number.text, address=self.address.text, phone=self.phone.text
        )  # fmt: skip
        typed = self.procedure.text

        def enter(office: Office) -> Acknowledgement:
            brought = Application(
                _procedure(office, typed), person, claimed_at=at, late_entry_reason=WHY, pad_number=sheet
            )  # fmt: skip
            return intake.receive(office, brought, paper="")

        self.ask(enter, self._entered)

    def _entered(self, done: Acknowledgement) -> None:
        for field in self._fields:
            field.set_text("")
        self.done(f"Đã ghi bù tờ {counter_of(done.number)}, giấy hẹn đang in")
        self.list.setFocus()

    def _show(self, sheets: tuple[str, ...]) -> None:
        self.head.set_note(f"{len(sheets)} tờ" if sheets else "không có tờ nào; Alt T giữ số cho lúc mất điện")
        self.list.show_lines([_line(sheet) for sheet in sheets])
        self.spoil.setVisible(bool(sheets))
        if sheets and self.new.hasFocus():  # the panel opened before it knew of any sheet
            self.list.setFocus()

    def _ask_sheets(self) -> None:
        def given(text: str) -> None:
            count = int(text) if text.isdigit() else 0
            self.ask(
                lambda office: pads.reserve_pad(office, count), lambda _: self.done(f"Tập {count} tờ phiếu đang in")
            )

        what = "Các số ấy chỉ dùng cho phiếu viết tay lúc mất điện."
        ReasonDialog(self.window(), "Giữ số cho tập phiếu giấy", what, "Giữ số và in", given, "Số tờ phiếu")

    def _ask_spoiled(self) -> None:
        sheet = self.list.chosen_id

        def given(reason: str) -> None:
            self.ask(
                lambda office: pads.spoil_sheet(office, sheet, reason),
                lambda _: self.done(f"Đã hủy tờ {counter_of(sheet)}"),
            )

        ReasonDialog(
            self.window(), f"Hủy tờ phiếu {counter_of(sheet)}?", "Số này không cấp cho ai nữa.", "Hủy tờ", given
        )


def _free_sheets(office: Office) -> tuple[str, ...]:
    """Return the numbers of all free sheets of the newest pads."""
    agency = office.store.settings()["agency_code"]
    newest = office.store.books.pads()[:MOST_PADS]
    return tuple(str(DossierNumber(agency, pad.on, counter)) for pad in newest for counter in pad.free)


def _procedure(office: Office, typed: str) -> str:
    found = office.store.catalogue().search(typed)
    exact = [each for each in found if each.code == typed]
    if len(exact) != 1 and len(found) != 1:
        raise ProcedureUnclearError(text=typed, count=len(found))
    return (exact or list(found))[0].code


def _line(sheet: str) -> Line:
    number = DossierNumber.parse(sheet)
    return Line(
        sheet,
        (
            Cell(f"Tờ {number.counter}", 140, Role.FIGURES_STRONG, icon="file-text"),
            Cell(sheet, role=Role.FIGURES, ink="ink2"),
            Cell(date_words(number.day), 110, Role.SECOND, "ink2"),
        ),
    )
