"""In cả tập: the slips of a day or a month into the queue, from the first or from the one after a jam."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError
from desk_app.usecases.day_prints import queue_batch
from desk_app.usecases.office import Office
from desk_app.usecases.tracking import number_scanned
from ui.counter import Counter
from ui.dialogs.form import Answers, Day, Form, Line, OneOf
from ui.dialogs.form_dialog import FormDialog
from ui.office_time import at_office, date_words

PAPERS = (
    ("a5", "Một tờ A5"),
    ("a4", "Một tờ A4"),
    ("a4_two", "Hai liên trên A4"),
    ("roll80", "Giấy cuộn 80 mm"),
    ("roll58", "Giấy cuộn 58 mm"),
)


@dataclass(frozen=True)
class Batch:
    """What the clerk asked for; `start` is what was scanned or typed, "" for the first slip."""

    first: date
    last: date
    paper: str
    start: str

    @property
    def note(self) -> str:
        """How the prints of this batch are marked while they wait: “Trong tập 01/12/2026–31/12/2026”."""
        days = date_words(self.first)
        return f"Trong tập {days}" if self.first == self.last else f"Trong tập {days}–{date_words(self.last)}"


def form_of(office: Office) -> Form:
    """Return the form with today in it and the usual sheet."""
    today = at_office(office.clock.now()).date()
    return Form(
        "In cả tập giấy hẹn",
        "Xếp vào hàng đợi in",
        (
            Day("first", "Nhận từ ngày", today, needed="Xin ghi ngày đầu.", half=True),
            Day("last", "Đến hết ngày", today, needed="Xin ghi ngày cuối.", half=True),
            OneOf("paper", "Khổ giấy", PAPERS, office.store.settings()["paper"]),
            Line(
                "start", "Bắt đầu từ phiếu", figures=True, scan=True,
                hint="Để trống là từ phiếu đầu. In dở: quét phiếu cần in tiếp.",
            ),
        ),
        today,
        "Phiếu của bà con đang chờ ở quầy vẫn ra trước. Kẹt giấy hay mất điện, hàng đợi đứng đúng ở phiếu đang in.",
        at={"BatchDaysError": "last", "EmptyBatchError": "last", "NotInBatchError": "start",
            "DossierNotFoundError": "start"},
    )  # fmt: skip


def batch_of(answers: Answers, today: date) -> Batch:
    """Return what was answered."""
    first, last = answers.day("first") or today, answers.day("last") or today
    return Batch(first, last, answers.text("paper"), answers.text("start"))


def queue(office: Office, batch: Batch) -> int:
    """Put the batch into the queue; return how many slips. The errors of `queue_batch`, DossierNotFoundError."""
    start = number_scanned(office, batch.start) if batch.start else ""
    return queue_batch(office, batch.first, batch.last, batch.note, paper=batch.paper, start=start)


class BatchDesk:
    """Asks for a batch over `page` and queues it; `queued(count)` afterwards."""

    def __init__(self, page: QWidget, counter: Counter, queued: Callable[[int], object]) -> None:
        self._page, self._counter, self._queued = page, counter, queued
        self.dialog: FormDialog | None = None

    def begin(self) -> None:
        """Show the form."""
        if self.dialog is None:
            self._counter.ask(form_of, self._show)

    def _show(self, form: Form) -> None:
        self.dialog = FormDialog(self._page.window(), form, lambda answers: self._give(batch_of(answers, form.today)))
        self.dialog.closed.connect(self._closed)

    def _closed(self) -> None:
        self.dialog = None

    def _give(self, batch: Batch) -> None:
        self._counter.ask(lambda office: queue(office, batch), self._done, self._wrong)

    def _done(self, count: int) -> None:
        if self.dialog is not None:
            self.dialog.close_card()
        self._queued(count)

    def _wrong(self, error: DeskError) -> None:
        if self.dialog is not None:
            self.dialog.show_problem(error)
