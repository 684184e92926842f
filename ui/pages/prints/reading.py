"""What the print page reads in one go, and how each print stands in words."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.errors import DossierNotFoundError
from desk_app.ports import PrintRow, PrintState, Register
from desk_app.usecases.office import Office
from ui.office_time import at_office, hour_words
from ui.opened_pdf import NOT_PRINTED
from ui.paper_words import form_words, short_form_words
from ui.resources.tokens import Role, Size
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line

MOST_LINES = 60
MOST_OF_A_BATCH = 20
UNSETTLED = (PrintState.ASK, PrintState.FAILED, PrintState.PRINTING, PrintState.WAITING)
PAPERS = {
    "a4": "một tờ A4",
    "a5": "một tờ A5",
    "a4_two": "hai liên trên A4",
    "roll80": "giấy cuộn 80 mm",
    "roll58": "giấy cuộn 58 mm",
}


@dataclass(frozen=True)
class Queued:
    """A print and whose slip it is."""

    row: PrintRow
    name: str

    @property
    def id(self) -> str:
        return str(self.row.print_id)

    @property
    def number(self) -> str:
        return self.row.intent.number

    @property
    def in_batch(self) -> bool:
        """Whether it waits as one of a batch."""
        return self.row.state is PrintState.WAITING and bool(self.row.note)


@dataclass(frozen=True)
class Queue:
    """What is unsettled, the questions first, then what was printed last; of a long batch only its beginning.

    `waiting` and `in_batch` count all that waits, shown or not.
    """

    prints: tuple[Queued, ...]
    now: datetime
    waiting: int = 0
    in_batch: int = 0

    def in_state(self, state: PrintState) -> tuple[Queued, ...]:
        return tuple(each for each in self.prints if each.row.state is state)


def read(office: Office) -> Queue:
    """Return the queue; on the store lane."""
    register = office.store.register
    open_rows = [row for state in UNSETTLED for row in register.prints((state,))]
    waits = [row for row in open_rows if row.state is PrintState.WAITING]
    batch = [row for row in waits if row.note]
    unseen = {row.print_id for row in batch[MOST_OF_A_BATCH:]}
    open_rows = [row for row in open_rows if row.print_id not in unseen]
    open_rows.sort(key=lambda row: row.state is PrintState.WAITING and bool(row.note))  # the batch goes last
    rest = [row for row in register.latest_prints(MOST_LINES) if row.state not in UNSETTLED]
    rows = (*open_rows, *rest)[: max(MOST_LINES, len(open_rows))]
    found = tuple(Queued(row, _name(register, row)) for row in rows)
    return Queue(found, office.clock.now(), len(waits), len(batch))


def line_of(queued: Queued, now: datetime) -> Line:
    """Return the print as a line of the list; a reason stands under what it is about."""
    row = queued.row
    words, ink, icon = state_words(row)
    return Line(
        queued.id,
        (
            Cell(tail_of(queued.number) if queued.number else "", 112, Role.FIGURES_STRONG),
            Cell(_short_words(row), 0, Role.BODY_MEDIUM, under=row.note),
            Cell(queued.name, 158, Role.BODY),
            Cell(_moment(row.asked_at, now), 76, Role.FIGURES_SMALL, "ink2", right=True),
            Cell(words, 170, Role.SECOND_MEDIUM, ink, icon=icon),
        ),
        high=Size.ROW_TWO_LINES if row.note else Size.ROW,
    )


def lies_as_pdf(row: PrintRow) -> bool:
    """Return whether there was no printer: the PDF lies there, and the clerk may have printed it from a viewer."""
    return row.state is PrintState.FAILED and row.note.startswith(NOT_PRINTED)


def print_words(row: PrintRow) -> str:
    """Return what is printed: "Giấy tiếp nhận và hẹn trả · in lại lần 2"."""
    form = form_words(row.intent.form)
    again = row.intent.print_number - 1
    return f"{form} · in lại lần {again}" if again else form


def _short_words(row: PrintRow) -> str:
    """Return what is printed as the list has room for it: a reprint by its short name."""
    again = row.intent.print_number - 1
    return f"{short_form_words(row.intent.form)} · in lại lần {again}" if again else print_words(row)


def state_words(row: PrintRow) -> tuple[str, str, str]:
    """Return the words, ink and icon of a print's state."""
    if lies_as_pdf(row):
        return "Chưa in, có tệp PDF", "soon", "file-type-pdf"
    if row.state is PrintState.PRINTING and row.note:
        return "Máy in đang giữ", "soon", "alert-triangle"
    return {
        PrintState.WAITING: ("Chờ đến lượt in", "ink2", "clock"),
        PrintState.PRINTING: ("Đang gửi sang máy in", "accent", "printer"),
        PrintState.PRINTED: ("Đã in", "ok", "circle-check"),
        PrintState.FAILED: ("Chưa in được", "late", "alert-triangle"),
        PrintState.ASK: ("Chưa biết đã ra chưa", "soon", "help-circle"),
        PrintState.CANCELLED: ("Không ra, đã bỏ", "ink3", "circle-x"),
    }[row.state]


def _name(register: Register, row: PrintRow) -> str:
    if not row.intent.number:
        return "Giấy của quầy"
    try:
        return register.row(row.intent.number).name
    except DossierNotFoundError:
        return ""


def _moment(asked_at: datetime, now: datetime) -> str:
    there = at_office(asked_at)
    if there.date() == at_office(now).date():
        return hour_words(asked_at)
    return f"{there.day:02}/{there.month:02} {hour_words(asked_at)}"
