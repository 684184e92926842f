"""Tiếp nhận: procedure, papers, person, promise, and Enter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.procedure import Procedure
from desk_app.usecases.intake import Application
from desk_app.usecases.registration import CHANNELS
from ui.counter import Counter
from ui.dialogs.question import Answer, Question, ReasonDialog, ask
from ui.keys import Binding, KeyLine, bind
from ui.office_time import OFFICE, at_office, hour_words
from ui.pages.intake.acquaintance import Acquaintance
from ui.pages.intake.application import application_of, same_visit_of
from ui.pages.intake.arrangement import Arrangement
from ui.pages.intake.charge import Charge
from ui.pages.intake.checklist import Checklist, checklist_of
from ui.pages.intake.desk import Desk, desk_of
from ui.pages.intake.draft import Draft, marked, marks_of
from ui.pages.intake.draft_keeper import DraftKeeper
from ui.pages.intake.reckoner import Reckoner
from ui.pages.intake.saver import Saved, Saver
from ui.pages.intake.side import DIGITS, SameVisit
from ui.pages.intake.stopped import StopPlace
from ui.pages.intake.till import Till
from ui.pages.intake.typed import PersonText, Typed
from ui.widgets.button import Button
from ui.widgets.page import Page

LIST_KEYS = (
    KeyLine(("Space",), "Có giấy, chưa có"),
    KeyLine(("K",), "Không áp dụng"),
    KeyLine(("D",), "Dùng lại giấy đã có ở đây"),
    KeyLine(("H",), "Còn hạn đến ngày nào"),
    KeyLine(("+", "−"), "Số bản"),
    KeyLine(("Enter",), "Sang mục Người nộp"),
)
LEAVE = Answer("leave", "Để sau", "Esc")
PROCEDURE_CODE = re.compile(r"\d\.\d{6}")


class IntakePage(Page):
    """`recorded(number)` once something is saved, `print_wanted(print_id)`, `open_dossier(number)`."""

    title = "Tiếp nhận"
    recorded = Signal(str)
    print_wanted = Signal(int)
    open_dossier = Signal(str)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.setObjectName("intake_page")
        self._counter = counter
        self._desk: Desk | None = None
        self._before: Procedure | None = None
        self._again = False
        self._stop = StopPlace(self.alerts)
        self._wanted = ""
        self.view = Arrangement(self.content, self.outer)
        self.procedure, self.papers, self.person = self.view.procedure, self.view.papers, self.view.person
        self.side = self.view.side
        self._keeper = DraftKeeper(counter, self._draft, self)
        self._keeper.changed.connect(self._show_aside)
        self._saver = Saver(counter, self)
        self._till = Till(self.side, self._changed)
        self._known = Acquaintance(counter, self.person, self.side, self)
        self._reckoner = Reckoner(self.view, self)
        self._reckoner.time_passed.connect(self._reckon)
        self._connect()
        self._show_procedure(None)

    def _connect(self) -> None:
        self.procedure.picked.connect(self.choose)
        self.procedure.change_wanted.connect(self._change_procedure)
        self.papers.changed.connect(self._changed)
        self.papers.finished.connect(self.view.go_to_person)
        self.person.edited.connect(self._changed)
        self.person.finished.connect(self.side.button.setFocus)
        self.side.button.clicked.connect(self._act)
        self.side.duplicate.opened.connect(self.open_dossier)
        self._known.offered.connect(self.papers.show_offers)
        self._saver.saved.connect(self._saved)
        self._saver.failed.connect(self._not_saved)
        self.view.draft.taken_up.connect(self._take_up)
        self.view.draft.thrown_away.connect(self._throw_away)

    # What the window calls

    def refresh(self) -> None:
        self._counter.ask(desk_of, self._show_desk)

    def bindings(self) -> Iterable[Binding]:
        for place, digit in enumerate(DIGITS):
            yield bind(f"Alt+{digit}", "Thủ tục hay dùng", partial(self._choose_used, place))
        yield bind("Alt+K", "Giấy còn lại không áp dụng", self.papers.put_rest_aside, self._is_chosen)
        if self.papers.checklist.has_offers:
            yield bind("Alt+D", "Dùng lại giấy đã có", self.papers.take_all_over)
        yield bind("Ctrl+B", "Số bộ hồ sơ", self.view.go_to_sets, self._is_chosen)
        yield bind("Ctrl+F", "Đổi thủ tục", self._change_procedure, self._is_chosen)
        yield bind("Ctrl+E", "Vì sao hẹn ngày này", self._show_why, self._is_chosen)
        yield bind("Ctrl+T", "In, rồi nhận tiếp cho người này", lambda: self._receive(again=True), self._is_chosen)
        yield bind("Alt+Q", "Nhận và trả ngay", lambda: self._receive(at_once=True), self._may_be_at_once)
        yield bind("Ctrl+P", "In giấy hẹn, trả sau", self._receive, self._may_be_at_once)
        yield bind("Ctrl+N", "Người mới, bản nháp được giữ", self._park)
        yield bind("Alt+J", "Làm tiếp bản nháp", self._take_up, lambda: bool(self._keeper.aside))
        yield bind("Del", "Bỏ nháp", self._throw_away, self._may_throw_away)
        yield bind("Alt+P", "Phí, lệ phí: thu, miễn", self._ask_charge, self._is_chosen)
        yield bind("Alt+R", "Đến qua bưu điện, cổng: chỉ đăng ký", self._ask_channel, self._is_chosen)
        yield bind("Alt+T", "Từ chối tiếp nhận", self._ask_refusal, self._is_chosen)
        yield bind("Alt+L", "Ghi bù: lúc nhận thật", self.person.ask_late_entry, self._is_chosen)
        if self._stop.card is not None:
            yield bind("Ctrl+C", "Chép lỗi để gửi đi", self._stop.card.copy)
        if self._known.has_duplicate:
            yield bind("Alt+M", "Mở hồ sơ cùng loại", self.side.duplicate.open.click)
            yield bind("Alt+V", "Vẫn nhận, ghi lý do", self._known.ask_why)

    def list_keys(self) -> Sequence[KeyLine]:
        return LIST_KEYS

    def primary(self) -> Button | None:
        return self.side.button if self._is_chosen() else None

    def sections(self) -> Sequence[QWidget]:
        return self.view.sections()

    def search_box(self) -> QWidget | None:
        return self.procedure.line

    def scanned(self, text: str) -> bool:
        """Take a card, or the code of a procedure chosen elsewhere (the palette)."""
        if PROCEDURE_CODE.fullmatch(text):
            self._wanted = text
            self._choose_wanted()
            return True
        taken = self.person.take_scan(text)
        if taken:
            self.view.saved.hide()
            self._known.look_up(self._desk, self.procedure.chosen)
            self.view.show_searching_person(self.person.read())
        return taken is not None

    def _choose_wanted(self) -> None:
        """Choose the procedure asked for, as soon as the catalogue is here."""
        procedure = self._desk.catalogue.procedures.get(self._wanted) if self._desk else None
        if procedure is not None:
            self._wanted = ""
            self.choose(procedure)

    def step_back(self) -> bool:
        if self.person.put_recall_away():
            return True
        if not self._is_chosen() and self._before is not None:
            self.choose(self._before, keep_papers=True)
            return True
        if self.procedure.is_searching:
            self.procedure.line.clear()
            return True
        return False

    def set_compact(self, compact: bool) -> None:
        self.view.set_compact(compact)

    def hideEvent(self, event: QHideEvent) -> None:
        self._keeper.hurry()
        super().hideEvent(event)

    # The procedure

    def choose(self, procedure: Procedure, *, keep_papers: bool = False) -> None:
        """Take this procedure: its papers, and the promise at once."""
        same = keep_papers and self._before is procedure
        if not same:
            self._till.take(Charge())
            self.papers.show_checklist(checklist_of(procedure))
        self._before = None
        self._show_procedure(procedure)
        self._changed()
        self._known.look_up(self._desk, self.procedure.chosen)
        self.view.go_to_papers()

    def _choose_used(self, place: int) -> None:
        if self._desk is not None and place < len(self._desk.frequent):
            self.choose(self._desk.frequent[place])

    def _change_procedure(self) -> None:
        self._before = self.procedure.chosen
        self._show_procedure(None)
        self.procedure.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_procedure(self, procedure: Procedure | None) -> None:
        self.procedure.show_chosen(procedure)
        self.view.show_chosen(procedure is not None)
        if procedure is None:
            self.side.show_searching()
            self.view.show_searching_person(self.person.read())
        else:
            self.view.saved.hide()
            self._reckon()
        self._show_aside()

    def _is_chosen(self) -> bool:
        return self.procedure.chosen is not None

    def _reckon(self) -> None:
        """Reckon the promise anew, and show everything beside the work that hangs on the papers."""
        self._reckoner.reckon(self._desk, self.procedure.chosen, self._complain)
        self._till.show(self.procedure.chosen)
        self.side.offer(self._visit())
        self.side.show_checklist(self.papers.checklist, self.person.sets.sets)

    def _show_why(self) -> None:
        self._reckoner.show_why(self.window(), self._desk, self.procedure.chosen)

    # Saving

    def _visit(self) -> SameVisit:
        return same_visit_of(self.procedure.chosen, self.person.read())

    def _act(self) -> None:
        """Do what the button says."""
        self._receive(at_once=self._visit() is SameVisit.FIRST)

    def _may_be_at_once(self) -> bool:
        return self._visit() is not SameVisit.NO

    def _receive(self, *, again: bool = False, at_once: bool = False) -> None:
        """Save, and print or hand over, once everything is there; else go to the first thing that is not."""
        if self._saver.is_busy or not self._is_chosen():
            return
        if self.papers.checklist.open_places:
            self.view.go_to_papers()
            self.papers.focus_first_open()
            return
        if self._application() is not None:
            self._known.when_known(lambda: self._save(again=again, at_once=at_once))

    def _save(self, *, again: bool, at_once: bool) -> None:
        application = self._application()
        if application is not None and self._known.has_duplicate:
            self._known.ask_why(lambda: self._receive(again=again, at_once=at_once))
        elif application is not None and not self._saver.is_busy:
            self._again = again
            self._clear_alerts()
            save = self._saver.receive_and_hand_over if at_once else self._saver.receive
            save(application, self._keeper.without_current())

    def _application(self) -> Application | None:
        """Return what is to be saved; None after showing every box that is wrong."""
        desk, procedure = self._desk, self.procedure.chosen
        if desk is None or procedure is None:
            return None
        self.person.clear_problems()
        now = at_office(desk.clock.now())
        application, problems = application_of(procedure, self.papers.checklist, self.person.read(), now)
        if problems:
            self.view.go_to_person()
            self.person.show_problems(problems)
        if application is None:
            return None
        number, reason = self._known.taken_all_the_same
        return self._till.with_fees(replace(application, duplicate_of=number, duplicate_reason=reason), procedure)

    def _saved(self, saved: Saved) -> None:
        self._clear(keep_person=self._again and saved.took_in)
        self.view.saved.show_saved(saved.words, saved.facts)
        self.told.emit(saved.words)
        self.recorded.emit(saved.number)
        self.refresh()
        if saved.print_id is not None:
            self.print_wanted.emit(saved.print_id)

    def _not_saved(self, error: DeskError) -> None:
        self._complain(error)
        self._keeper.keep()

    def _complain(self, error: DeskError) -> None:
        """Say on the page why nothing was saved; what is typed stays."""
        desk = self._desk
        now = desk.clock.now() if desk else datetime.now(OFFICE)
        self._stop.show(error, now, desk.settings["hotline"] if desk else "", self._act)
        self.view.make_room(True)

    def _clear_alerts(self) -> None:
        self._stop.clear()
        self.view.make_room(False)

    def _ask_charge(self) -> None:
        self._till.ask(self.window(), self.procedure.chosen)

    def _ask_refusal(self) -> None:
        body = f"{self.person.applicant.name.text or 'Người này'} sẽ được báo lý do. Việc từ chối có số và được lưu."
        ReasonDialog(self.window(), "Từ chối tiếp nhận hồ sơ này?", body, "Từ chối tiếp nhận", self._refuse)

    def _ask_channel(self) -> None:
        ways = (Answer("post", "Bưu điện", "Alt+B"), Answer("portal", "Cổng dịch vụ công", "Alt+C"))
        body = "Hồ sơ được đăng ký, chưa hẹn ngày: giấy tờ được kiểm tra sau, rồi tiếp nhận hoặc từ chối."
        ask(self.window(), Question("Hồ sơ đến bằng đường nào?", body, (*ways, LEAVE), "leave"), self._register)

    def _register(self, channel: str) -> None:
        application = self._application() if channel in CHANNELS else None
        if application is not None and not self._saver.is_busy:
            self._saver.register(application, channel, self._keeper.without_current())

    def _refuse(self, reason: str) -> None:
        application = self._application()
        if application is not None and not self._saver.is_busy:
            self._saver.refuse(application, reason, self._keeper.without_current())

    # Drafts

    def _show_desk(self, desk: Desk) -> None:
        self._desk = desk
        self.procedure.show_catalogue(desk.catalogue)
        self.side.most_used.show_procedures(desk.frequent)
        self.set_fact(f"Số tiếp theo: {desk.next_number}")
        self._keeper.found(desk.drafts)
        self._choose_wanted()
        self._show_aside()
        self._reckon()

    def _changed(self) -> None:
        self._reckon()
        self.view.show_summaries()
        self._known.typed(self._desk, self.procedure.chosen)
        self._keeper.touch()

    def _draft(self) -> Draft:
        procedure = self.procedure.chosen or self._before
        now = self._desk.clock.now() if self._desk else None
        return Draft(
            procedure=procedure.code if procedure else "",
            papers=marks_of(self.papers.checklist) if procedure else (),
            typed=self.person.read(),
            left_at=hour_words(now) if now else "",
            charge=self._till.charge,
        )

    def _park(self) -> None:
        self._keeper.park()
        self._clear()

    def _take_up(self) -> None:
        draft = self._keeper.take_up() if self._desk else None
        if draft is None or self._desk is None:
            return
        procedure = self._desk.catalogue.procedures.get(draft.procedure)
        self._before = None
        self._till.take(draft.charge)
        self.person.fill(draft.typed)
        self.papers.show_checklist(marked(checklist_of(procedure), draft.papers) if procedure else Checklist())
        self._show_procedure(procedure)
        self._changed()
        self._known.look_up(self._desk, self.procedure.chosen)
        if procedure:
            self.view.go_to_papers()
        else:
            self.procedure.line.setFocus()

    def _throw_away(self) -> None:
        self._keeper.ask_drop(self.window())

    def _may_throw_away(self) -> bool:
        empty = not self.procedure.line.text() and QApplication.focusWidget() is self.procedure.line
        return empty and bool(self._keeper.aside)

    def _show_aside(self) -> None:
        aside = self._keeper.aside
        draft = aside[-1] if aside and not self._is_chosen() else None
        procedure = self._desk.catalogue.procedures.get(draft.procedure) if draft and self._desk else None
        name = procedure.short_name or procedure.name if procedure else ""
        self.view.draft.show_draft(draft, name, len(aside) - 1)

    def _clear(self, *, keep_person: bool = False) -> None:
        kept = self.person.read()
        self._before = None
        self._known.forget()
        self._till.take(Charge())
        self.papers.show_checklist(Checklist())
        person = kept.applicant if keep_person else PersonText()
        self.person.fill(replace(Typed(), applicant=person))
        self._clear_alerts()
        self._show_procedure(None)
        self.procedure.line.setFocus(Qt.FocusReason.OtherFocusReason)
