"""Prints leave the queue one by one: the store lane takes and settles them, a thread of their own presses and sends.

The counter never waits for a printer, and a print that nobody can vouch for ends as a question, never as "printed".
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.domain.errors import DeskError
from desk_app.domain.paper_name import paper_name
from desk_app.ports import PrintRow, PrintState
from desk_app.usecases import slips
from desk_app.usecases.contents import content_of
from desk_app.usecases.office import Office
from ui.counter import Counter, Lanes
from ui.job_watch import GIVEN_UP, JobNews, JobWatch, Look
from ui.larger_sheet import larger_words, press_to_fit
from ui.messages import sentence_of
from ui.opened_pdf import OpenedPdf
from ui.paper_words import form_words

UNFORESEEN = "Máy chưa in được vì một lỗi lạ."
# Known by name: the screen's parts name no concrete room.
NO_PRINTER, NO_ANSWER = "NoPrinterError", "PrinterSilentError"


class Pressed(Protocol):
    """A finished PDF and its SHA-256."""

    @property
    def pdf(self) -> bytes: ...

    @property
    def digest(self) -> bytes: ...


Press = Callable[[object, str, int, datetime], Pressed]
Send = Callable[[bytes, str], object]
OpenPdf = Callable[[bytes, str], OpenedPdf]


@dataclass(frozen=True)
class _Job:
    """A print taken from the queue; the office it was taken in settles it, even if the desk is locked meanwhile."""

    office: Office
    row: PrintRow
    content: object
    at: datetime

    @property
    def title(self) -> str:
        return f"{self.row.intent.number}_{self.row.intent.print_number}"


@dataclass(frozen=True)
class _Look:
    """What the queue said: the next job if there is one, the one that could not begin, and the open questions."""

    job: _Job | None = None
    unfit: tuple[str, Exception] | None = None
    questions: int = 0


@dataclass(frozen=True)
class _Outcome:
    """What came of a job; `paper` is the sheet it was pressed for, a larger one where the slip was too long.

    `sent` is what the print service calls it, once it took it; `opened` where the PDF lies when there is no printer.
    """

    job: _Job
    pressed: Pressed | None = None
    error: Exception | None = None
    paper: str = ""
    sent: object = None
    opened: OpenedPdf | None = None

    @property
    def larger(self) -> str:
        """The sentence about a larger sheet; empty when it is the one asked for."""
        return larger_words(self.job.row.intent.paper, self.paper) if self.paper else ""


@dataclass(frozen=True)
class _Preview:
    tell: Callable[[], None]


class PrintRunner(QObject):
    """Call `wake()` when somebody signed in and whenever a print was asked for; it empties the queue and sleeps.

    `press` and `send` run on the runner's own thread and may raise DeskError: NoPrinterError opens the PDF and
    keeps the print as not out, PrinterSilentError leaves the question whether it came out, any other keeps it failed.
    A slip too long for its sheet is pressed for a larger one: `larger_sheet(number, sentence)`.
    With `look` a print counts as printed once the print service says that it came out; what holds it up meanwhile is
    told by `held(number, sentence)`, the others wait behind it, and `stop_waiting` leaves it as a question.
    A batch (prints that wait with a note) gives way to what a citizen waits for, and stops at its first failure until
    `go_on`.
    Signals: `printed(number)`, `failed(number, sentence)`, `no_printer(number, sentence)`, `questions(how many)`,
    and `moved()` whenever a print changed its state.
    """

    printed = Signal(str)
    failed = Signal(str, str)
    no_printer = Signal(str, str)
    larger_sheet = Signal(str, str)
    held = Signal(str, str)
    questions = Signal(int)
    moved = Signal()
    _arrived = Signal(object)

    def __init__(
        self,
        counter: Counter,
        lanes: Lanes,
        press: Press,
        send: Send,
        open_pdf: OpenPdf,
        parent: QObject | None = None,
        look: Look | None = None,
    ) -> None:
        super().__init__(parent)
        self._counter, self._lanes = counter, lanes
        self._press, self._send, self._open_pdf = press, send, open_pdf
        self._thread = ThreadPoolExecutor(1, "printer")
        self._busy = self._again = self._closed = self._batch_stopped = False
        self._asked = 0
        self._sent: _Outcome | None = None
        self._watch = JobWatch(look or (lambda _: JobNews("done")), self.between_prints, self)
        self._watch.ended.connect(self._came_out)
        self._watch.held.connect(self._is_held)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a print is under way."""
        return self._busy

    def wake(self) -> None:
        """Look into the queue; costs nothing while a print is under way or nobody is signed in."""
        self._again = True
        if self._busy or self._closed or not self._counter.is_open:
            return
        self._busy, self._again = True, False
        stopped = self._batch_stopped
        self._counter.ask(lambda office: _take_next(office, without_batch=stopped), self._looked, self._stuck)

    def go_on(self) -> None:
        """Go on with a batch that stopped, and look into the queue."""
        self._batch_stopped = False
        self.wake()

    def stop_waiting(self, print_id: int) -> None:
        """Wait no longer for a print that the printer holds: whether it came out is asked, the next one goes on."""
        if self._sent is not None and self._sent.job.row.print_id == print_id:
            job, self._sent = self._sent.job, None
            self._watch.stop()
            self._store(lambda: slips.print_postponed(job.office, print_id), lambda: None)

    def between_prints(self, work: Callable[[], object]) -> None:
        """Run `work` on the thread that presses, when no print is under way there. It raises nothing."""
        if not self._closed:
            self._thread.submit(work)

    def close(self) -> None:
        """Let the print that is under way end, then stop; what comes of it is asked at the next start."""
        self._closed = True
        self._watch.stop()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def pdf_of(
        self,
        print_id: int,
        done: Callable[[bytes, str], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Press a print once more without sending it: `done(pdf, title)` or `failed(error)` come on this thread."""
        if not self._closed:
            self._counter.ask(lambda office: _preview_job(office, print_id), lambda job: self._show(job, done, failed))

    def _show(self, job: _Job, done: Callable[[bytes, str], None], failed: Callable[[DeskError], None] | None) -> None:
        def press() -> None:
            try:
                pdf = self._pressed(job)[0].pdf
            except DeskError as error:
                refusal = error
                self._arrived.emit(_Preview(lambda: failed(refusal) if failed else None))
            else:
                self._arrived.emit(_Preview(lambda: done(pdf, job.title)))

        if not self._closed:
            self._thread.submit(press)

    def _looked(self, found: _Look) -> None:
        if found.questions != self._asked:
            self._asked = found.questions
            self.questions.emit(found.questions)
        if found.job is not None and not self._closed:
            self.moved.emit()
            self._thread.submit(self._carry, found.job)
            return
        self._busy = False
        if found.unfit is not None:
            self._again = True
        if self._again:
            self.wake()
        if found.unfit is not None:
            self.moved.emit()
            self._tell_failed(*found.unfit)

    def _stuck(self, error: Exception) -> None:
        """The queue itself could not be written: nothing was taken; the next wish to print tries again."""
        self._busy = False
        self._tell_failed("", error)

    def _tell_failed(self, number: str, error: Exception) -> None:
        self.failed.emit(number, _sentence(error))
        if not isinstance(error, DeskError):
            raise error  # a bug: the last resort shows it, the print is kept as failed

    def _carry(self, job: _Job) -> None:
        pressed: Pressed | None = None
        paper = ""
        try:
            pressed, paper = self._pressed(job)
            sent = self._send(pressed.pdf, job.title)
        except Exception as error:
            opened = None
            if pressed is not None and type(error).__name__ == NO_PRINTER and not job.row.note:
                with suppress(OSError):  # no room for the file either: then there is only the printer's own word
                    opened = self._open_pdf(pressed.pdf, job.title)
            self._arrived.emit(_Outcome(job, pressed, error, paper, opened=opened))
        else:
            self._arrived.emit(_Outcome(job, pressed, paper=paper, sent=sent))

    def _pressed(self, job: _Job) -> tuple[Pressed, str]:
        intent = job.row.intent
        return press_to_fit(lambda paper: self._press(job.content, paper, intent.print_number, job.at), intent.paper)

    @Slot(object)
    def _deliver(self, news: _Outcome | _Preview) -> None:
        if self._closed:
            return
        if isinstance(news, _Preview):
            news.tell()
        else:
            self._settle(news)

    def _settle(self, outcome: _Outcome) -> None:
        job, error, pressed = outcome.job, outcome.error, outcome.pressed
        print_id = job.row.print_id
        if error is None and pressed is not None:
            self._sent = outcome
            self._watch.follow(outcome.sent or job)
        elif outcome.opened is not None:
            self._opened_instead(outcome, outcome.opened)
        elif type(error).__name__ == NO_ANSWER:
            self._store(lambda: slips.print_postponed(job.office, print_id), lambda: None)
        elif error is not None:
            self._failed(job, error)

    def _came_out(self, came_out: bool) -> None:
        outcome, self._sent = self._sent, None
        if outcome is None or outcome.pressed is None:
            return
        if came_out:
            self._printed(outcome, outcome.pressed)
            return
        job, number = outcome.job, outcome.job.row.intent.number
        self._batch_stopped = self._batch_stopped or bool(job.row.note)
        self._store(
            lambda: slips.print_failed(job.office, job.row.print_id, GIVEN_UP),
            lambda: self.failed.emit(number, GIVEN_UP),
        )

    def _is_held(self, sentence: str) -> None:
        if self._sent is None:
            return
        job = self._sent.job

        def tell(_: object) -> None:
            self.moved.emit()
            if sentence:
                self.held.emit(job.row.intent.number, sentence)

        self._lanes.store(lambda: slips.print_held(job.office, job.row.print_id, sentence), tell, self._stuck)

    def _printed(self, outcome: _Outcome, pressed: Pressed) -> None:
        number = outcome.job.row.intent.number

        def tell() -> None:
            self.printed.emit(number)
            if outcome.larger:
                self.larger_sheet.emit(number, outcome.larger)

        self._log(outcome, pressed, outcome.larger, tell)

    def _opened_instead(self, outcome: _Outcome, opened: OpenedPdf) -> None:
        job, intent = outcome.job, outcome.job.row.intent
        note = ". ".join(part for part in (opened.note, outcome.larger) if part)
        self._store(
            lambda: slips.print_failed(job.office, job.row.print_id, note),
            lambda: self.no_printer.emit(intent.number, opened.sentence(form_words(intent.form))),
        )

    def _log(self, outcome: _Outcome, pressed: Pressed, note: str, tell: Callable[[], None]) -> None:
        job, digest, paper = outcome.job, pressed.digest, outcome.paper
        self._store(lambda: slips.printed(job.office, job.row.print_id, digest, note, paper), tell)

    def _failed(self, job: _Job, error: Exception) -> None:
        self._batch_stopped = self._batch_stopped or bool(job.row.note)
        number, print_id = job.row.intent.number, job.row.print_id
        self._store(
            lambda: slips.print_failed(job.office, print_id, _sentence(error)),
            lambda: self._tell_failed(number, error),
        )

    def _store(self, work: Callable[[], object], tell: Callable[[], None]) -> None:
        def done(_: object) -> None:
            self._busy = False
            self.wake()
            self.moved.emit()
            tell()

        self._lanes.store(work, done, self._stuck)


def _take_next(office: Office, *, without_batch: bool) -> _Look:
    register = office.store.register
    questions = len(register.prints((PrintState.ASK,)))
    waiting = register.prints((PrintState.WAITING,))
    alone = [row for row in waiting if not row.note]
    queue = alone if alone or without_batch else waiting
    if not queue:
        return _Look(questions=questions)
    first = queue[0]
    try:
        row, content = slips.begin_print(office, first.print_id)
    except Exception as error:  # whatever is wrong with one slip, the next one is printed
        slips.print_failed(office, first.print_id, _sentence(error))
        return _Look(unfit=(first.intent.number, error), questions=questions)
    return _Look(_Job(office, row, content, office.clock.now()), questions=questions)


def _preview_job(office: Office, print_id: int) -> _Job:
    row = slips.print_row(office, print_id)
    content = content_of(office, row.intent.number, paper_name(row.intent.form))
    return _Job(office, row, content, office.clock.now())


def _sentence(error: Exception) -> str:
    return sentence_of(error) if isinstance(error, DeskError) else UNFORESEEN
