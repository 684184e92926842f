"""In giấy: what waits for the printer, what came out, what did not, and the question after a crash."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desk_app.domain.errors import DeskError
from desk_app.ports import PrintState
from desk_app.usecases import slips
from desk_app.usecases.day_prints import drop_batch
from desk_app.usecases.office import Office
from ui.counter import Counter
from ui.keys import Binding, KeyLine, bind
from ui.messages import sentence_of
from ui.pages.prints.batch import BatchDesk
from ui.pages.prints.question import CameOut, PrintQuestion
from ui.pages.prints.reading import PAPERS, Queue, Queued, lies_as_pdf, line_of, print_words, read, state_words
from ui.resources.tokens import Role
from ui.tables.dossier_words import counter_of, tail_of
from ui.tables.lines import LineList
from ui.widgets.alert import AlertStrip
from ui.widgets.boxes import Column
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.overlay import Overlay
from ui.widgets.page import Page
from ui.widgets.sheet import Divider, RightColumn, SectionTitle, Sheet
from ui.widgets.slip_picture import SlipPicture
from ui.widgets.text import Text

PdfOf = Callable[[int, Callable[[bytes, str], None], Callable[[DeskError], None]], None]
OpenPdf = Callable[[bytes, str], None]
Render = Callable[[bytes], QImage | None]
DONE = (PrintState.PRINTED, PrintState.CANCELLED)
DROP_VERBS = {PrintState.WAITING: "Bỏ cả tập đang chờ", PrintState.PRINTING: "Không chờ máy in nữa"}


class PrintsPage(Page):
    """`print_wanted(print id)`: the queue has something new; `recorded(number)`: an answer was logged.

    `go_on_wanted`: a batch shall go on; `stop_waiting_wanted(print id)`: nobody waits for the printer any more.

    `serve` hands in how a print is pressed once more for looking (`PrintRunner.pdf_of`), opened, and drawn.
    """

    print_wanted = Signal(int)
    recorded = Signal(str)
    open_dossier = Signal(str)
    go_on_wanted = Signal()
    stop_waiting_wanted = Signal(int)
    title = "In giấy"

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self._pdf_of: PdfOf | None = None
        self._open_pdf: OpenPdf | None = None
        self._render: Render | None = None
        self._queue: Queue | None = None
        self._later: set[str] = set()
        self._pictured = ""
        self.question: PrintQuestion | None = None
        self.batch = BatchDesk(self, counter, self._batch_queued)
        self.list = LineList("prints", "Hàng đợi in")
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.opened.connect(lambda _: self._opened())
        self.again = Button("In lại", "Ctrl+P", Kind.PRIMARY, icon="printer", big=True, name="print_again")
        self.again.clicked.connect(self._again)
        self.pdf = Button("Mở dạng PDF", "Alt+P", icon="file-type-pdf", name="open_pdf")
        self.pdf.clicked.connect(self._open)
        self.whole = Button("In cả tập", "Alt+B", icon="copy", name="print_batch")
        self.whole.clicked.connect(self.batch.begin)
        self.drop = Button("Bỏ, không in nữa", "Del", Kind.QUIET, name="drop_print")
        self.drop.clicked.connect(self._drop)
        self.all_again = Button("In lại tất cả", "Alt+A", name="all_again")
        self.all_again.clicked.connect(self._all_again)
        self.strip = AlertStrip("", "", (self.all_again,), icon="printer-off")
        self.strip.hide()
        self.alerts.add(self.strip)
        self._build()
        self.set_fact("Quầy không phải chờ máy in")

    def serve(self, pdf_of: PdfOf, open_pdf: OpenPdf, render: Render | None = None) -> None:
        """Let the page show slips: `render` draws the first page of a PDF."""
        self._pdf_of, self._open_pdf, self._render = pdf_of, open_pdf, render
        self._show_chosen()

    # What the window asks

    def refresh(self) -> None:
        self._counter.ask(read, self._show)

    def primary(self) -> Button:
        return self.again

    def bindings(self) -> Iterable[Binding]:
        yield bind("Ctrl+P", "In lại, in lần nữa", self._again, self.again.isVisible)
        yield bind("Alt+P", "Mở dạng PDF", self._open, self.pdf.isVisible)
        yield bind("Alt+A", "In lại mọi bản chưa ra", self._all_again, self.strip.isVisible)
        yield bind("Alt+B", "In cả tập của ngày, của tháng", self.batch.begin)
        yield bind("Del", "Bỏ, không in nữa; không chờ máy in nữa", self._drop, self.drop.isVisible)

    def list_keys(self) -> Sequence[KeyLine]:
        return (KeyLine(("↑", "↓"), "Chọn bản in"), KeyLine(("Enter",), "Mở hồ sơ, hoặc trả lời câu hỏi"))

    def sections(self) -> Sequence[QWidget]:
        return (self.list, self.again)

    def focus_first(self) -> None:
        # The question keeps the focus it has: on the answer that changes nothing.
        if self.question is None:
            super().focus_first()

    def set_compact(self, compact: bool) -> None:
        self._preview.setVisible(not compact)
        self._right.set_strip(compact)
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.content.setDirection(down if compact else along)
        self._others.setDirection(along if compact else down)

    # Inside

    def _build(self) -> None:
        self.head = SectionTitle("Hàng đợi in")
        self.empty = EmptyState(
            "Chưa có phiếu nào được in.",
            "Đã xem hàng đợi của máy này. Phiếu tự vào hàng đợi khi nhận hồ sơ.",
            (("F2", "Nhận hồ sơ và in giấy hẹn"), ("F3", "Tìm hồ sơ để in lại"), ("F8", "Xem việc gửi lên cấp trên")),
            icon="printer",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        sheet = Sheet(padding=(5, 10, 5, 8))
        top = Column(margins=(9, 0, 9, 0), gap=8)
        top.add(self.head, Divider())
        sheet.body.add(top, self.stack)
        sheet.body.setStretchFactor(self.stack, 1)
        self._preview = Sheet()
        self.what = Text("", Role.SECTION, wrap=True)
        self.how = Text("", Role.SECOND, "ink2", wrap=True)
        self.picture = SlipPicture()
        self._preview.body.add(self.what, self.how, self.picture)
        self._right = RightColumn()
        self._others = Column(gap=8)
        self._others.add(self.drop, self.whole, self.pdf)
        self._right.body.add(self._preview, 1, self._others, self.again)
        self.content.add(sheet, self._right)
        self.content.setStretchFactor(sheet, 1)

    def _show(self, queue: Queue) -> None:
        self._queue = queue
        asked, failed = queue.in_state(PrintState.ASK), queue.in_state(PrintState.FAILED)
        self.list.show_lines([line_of(each, queue.now) for each in queue.prints])
        self.stack.setCurrentWidget(self.list if queue.prints else self.empty)
        self.head.set_note(_counted(queue))
        self._show_failed(failed)
        self._show_chosen()
        self.badge_changed.emit(str(len(asked) + len(failed)) if asked or failed else "", "soon")
        self._ask_first(asked)

    def _show_failed(self, failed: Sequence[Queued]) -> None:
        self.strip.setVisible(bool(failed))
        which = ", ".join(counter_of(each.number) for each in failed[:6]) + (" …" if len(failed) > 6 else "")
        title = f"{len(failed)} bản chưa in được. Quầy vẫn nhận hồ sơ bình thường."
        self.strip.show_words(title, f"Phiếu {which}. Xin xem máy in và giấy, rồi in lại.")
        self.all_again.set_verb(f"In lại cả {len(failed)} bản" if len(failed) > 1 else "In lại bản này")

    def _chosen(self) -> Queued | None:
        wanted = self.list.chosen_id
        found = [each for each in self._queue.prints if each.id == wanted] if self._queue else []
        return found[0] if found else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        state = chosen.row.state if chosen else None
        self._preview.setVisible(chosen is not None and not self._is_strip())
        self.again.setVisible(state in (*DONE, PrintState.FAILED, PrintState.ASK))
        self.drop.setVisible(chosen is not None and (state is PrintState.FAILED or _may_leave(chosen)))
        self.drop.set_verb(DROP_VERBS.get(state, "Bỏ, không in nữa") if state else "Bỏ, không in nữa")
        self.pdf.setVisible(chosen is not None and self._pdf_of is not None)
        if chosen is None:
            return
        verbs = {PrintState.ASK: "Trả lời câu hỏi", PrintState.FAILED: "In lần nữa"}
        self.again.set_verb(verbs.get(chosen.row.state, "In lại"))
        self.what.setText(f"{tail_of(chosen.number)} · {chosen.name}")
        paper = PAPERS.get(chosen.row.intent.paper, chosen.row.intent.paper)
        said = chosen.row.note or f"{state_words(chosen.row)[0]}."
        self.how.setText(f"{print_words(chosen.row)}, {paper}. {said}")
        self._show_picture(chosen, self.picture)

    def _show_picture(self, queued: Queued, where: SlipPicture) -> None:
        pdf_of, render = self._pdf_of, self._render
        if where is self.picture:
            if self._pictured == queued.id:
                return
            self._pictured = queued.id if render is not None else ""
        where.show_image(None)
        if pdf_of is None or render is None:
            return
        paint = render

        def done(pdf: bytes, _: str) -> None:
            asked = self.question.picture if self.question is not None else None
            if where is asked or (where is self.picture and self._pictured == queued.id):
                where.show_image(paint(pdf))

        pdf_of(queued.row.print_id, done, lambda error: None)

    def _is_strip(self) -> bool:
        return self.content.direction() == QBoxLayout.Direction.TopToBottom

    # What the clerk does

    def _opened(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.row.state is PrintState.ASK or lies_as_pdf(chosen.row):
            self._ask(chosen)
        else:
            self.open_dossier.emit(chosen.number)

    def _again(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.row.state is PrintState.ASK:
            self._ask(chosen)
        elif chosen.row.state is PrintState.FAILED:
            self._print_again([chosen])
        elif chosen.row.state in DONE:
            print_id = chosen.row.print_id
            self._counter.ask(lambda office: slips.ask_same_again(office, print_id), self._wanted, self._not_shown)

    def _all_again(self) -> None:
        if self._queue is not None:
            self._print_again(self._queue.in_state(PrintState.FAILED))

    def _print_again(self, failed: Sequence[Queued]) -> None:
        ids = [each.row.print_id for each in failed]

        def queue_again(office: Office) -> int:
            for print_id in ids:
                slips.print_again(office, print_id)
            return ids[0]

        if ids:
            self.go_on_wanted.emit()
            self._counter.ask(queue_again, self._wanted)

    def _wanted(self, print_id: int) -> None:
        self.print_wanted.emit(print_id)
        self.refresh()

    def _batch_queued(self, count: int) -> None:
        self.told.emit(f"Đã xếp {count} giấy hẹn vào hàng đợi in")
        self._go_on()

    def _go_on(self) -> None:
        """A batch that stopped at a failure goes on once somebody has dealt with it."""
        self.go_on_wanted.emit()
        self.refresh()

    def _drop(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        print_id, note = chosen.row.print_id, chosen.row.note
        if chosen.row.state is PrintState.PRINTING:
            self.stop_waiting_wanted.emit(print_id)
        elif chosen.in_batch:
            self._counter.ask(lambda office: drop_batch(office, note), lambda _: self.refresh())
        elif chosen.row.state is PrintState.FAILED:
            self._counter.ask(lambda office: slips.print_dropped(office, print_id), lambda _: self._go_on())

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self._pdf_of is not None and self._open_pdf is not None:
            self._pdf_of(chosen.row.print_id, self._open_pdf, self._not_shown)

    def _not_shown(self, error: DeskError) -> None:
        self.told.emit(sentence_of(error))

    # The question

    def _ask_first(self, asked: Sequence[Queued]) -> None:
        """Ask about the oldest print in doubt, unless it was put off or something else is being asked."""
        window = self.window()
        if not self.isVisible() or any(overlay.isVisible() for overlay in window.findChildren(Overlay)):
            return
        for queued in asked:
            if queued.id not in self._later:
                self._ask(queued)
                return

    def _ask(self, queued: Queued) -> None:
        self.question = PrintQuestion(self.window(), queued, lambda answer: self._answered(queued, answer))
        self._show_picture(queued, self.question.picture)

    def _answered(self, queued: Queued, answer: CameOut) -> None:
        self.question = None
        print_id, number = queued.row.print_id, queued.number
        if answer is CameOut.LATER:
            self._later.add(queued.id)
            self.refresh()
            return

        def settled(again: int | None) -> None:
            self.recorded.emit(number)
            if again is not None:
                self.print_wanted.emit(again)
            self.refresh()

        came_out = answer is CameOut.YES
        self._counter.ask(lambda office: slips.settle_question(office, print_id, came_out), settled)


def _may_leave(queued: Queued) -> bool:
    """A print that the printer holds may be left behind, a batch may be taken off; what waits by itself may not."""
    return queued.in_batch or (queued.row.state is PrintState.PRINTING and bool(queued.row.note))


def _counted(queue: Queue) -> str:
    waiting = queue.waiting + len(queue.in_state(PrintState.PRINTING))
    batch = f", {queue.in_batch} trong tập" if queue.in_batch else ""
    return f"{waiting} bản đang chờ{batch}" if waiting else "không có bản nào đang chờ"
