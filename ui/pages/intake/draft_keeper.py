"""Keeps what is half typed, a moment after each change, so that a crash loses none of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.counter import Counter
from ui.dialogs.question import Answer, Question, ask
from ui.pages.intake.desk import keep_drafts
from ui.pages.intake.draft import Draft, Drafts
from ui.widgets.button import Kind

KEEP_AFTER_MS = 400


class DraftKeeper(QObject):
    """Holds the drafts of this desk. `read` returns what is in hand; `changed` when those set aside changed."""

    changed = Signal()

    def __init__(self, counter: Counter, read: Callable[[], Draft], parent: QObject) -> None:
        super().__init__(parent)
        self._counter, self._read = counter, read
        self._drafts: Drafts | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def aside(self) -> tuple[Draft, ...]:
        """The drafts set aside, newest last."""
        return self._drafts.aside if self._drafts else ()

    def found(self, drafts: Drafts) -> None:
        """Take over what an earlier window left: it waits as a draft, nothing is put under the clerk's hands."""
        if self._drafts is None:
            self._drafts = drafts.parked()
            self.changed.emit()

    def touch(self) -> None:
        """Something was typed: keep it soon."""
        self._timer.start()

    def hurry(self) -> None:
        """Keep now what would be kept soon: the page is going out of sight."""
        if self._timer.isActive():
            self._timer.stop()
            self.keep()

    def keep(self) -> None:
        """Keep it now."""
        if self._drafts is None:
            return
        draft = self._read()
        self._drafts = replace(self._drafts, current=Draft() if draft.is_empty else draft)
        self._store()

    def without_current(self) -> Drafts:
        """Return what stays kept once the one in hand is saved; nothing more is kept until something is typed."""
        self._timer.stop()
        return Drafts(Draft(), self.aside)

    def park(self) -> None:
        """Set the one in hand aside."""
        if self._drafts is not None:
            self._timer.stop()
            self._drafts = replace(self._drafts, current=self._read()).parked()
            self._store()
            self.changed.emit()

    def take_up(self) -> Draft | None:
        """Return the newest one set aside; what is in hand takes its place."""
        if self._drafts is None or not self._drafts.aside:
            return None
        self._drafts = replace(self._drafts, current=self._read()).taken_up()
        self.changed.emit()
        return self._drafts.current

    def drop(self) -> None:
        """Throw the newest one set aside away."""
        if self._drafts is not None:
            self._drafts = self._drafts.dropped()
            self._store()
            self.changed.emit()

    def ask_drop(self, window: QWidget) -> None:
        """Ask whether the newest one set aside is to be thrown away; the safe answer keeps it."""
        if not self.aside:
            return
        who = self.aside[-1].typed.applicant.name or "chưa có tên"
        question = Question(
            "Bỏ nháp này?",
            f"Những gì đã gõ cho {who} sẽ mất.",
            (Answer("keep", "Giữ nháp", "Esc"), Answer("drop", "Bỏ nháp", "Alt+B", Kind.DANGER)),
            "keep",
        )
        ask(window, question, lambda answer: self.drop() if answer == "drop" else None)

    def _store(self) -> None:
        drafts = self._drafts
        if drafts is not None:
            self._counter.ask(lambda office: keep_drafts(office, drafts), lambda _: None)
