"""Smaller parts of the page: the draft that waits, what was just saved, a folded section, the strip below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.pages.intake.draft import Draft
from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button, Kind
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.sheet import Disc, SectionTitle, Sheet
from ui.widgets.text import Elided, Text


class DraftCard(Sheet):
    """The newest draft set aside. `taken_up` and `thrown_away` on the clerk's word."""

    taken_up = Signal()
    thrown_away = Signal()

    def __init__(self) -> None:
        super().__init__(padding=(14, 8, 10, 8))
        self.setObjectName("draft")
        self.title = Elided("", Role.SECTION)
        self.left = Elided("", Role.SMALL, "ink2")
        self.go_on = Button("Làm tiếp", "Alt+J", Kind.LINK, name="take_up_draft")
        self.drop = Button("Bỏ nháp", "Del", Kind.QUIET, name="drop_draft")
        for button in (self.go_on, self.drop):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.go_on.clicked.connect(self.taken_up)
        self.drop.clicked.connect(self.thrown_away)
        words = Column(gap=0)
        words.add(self.title, self.left)
        row = Row(gap=10)
        row.add(Icon("file-pencil", "ink2", 20), words, self.go_on, self.drop)
        row.setStretchFactor(words, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_draft(self, draft: Draft | None, procedure: str, others: int) -> None:
        """Show the draft, or nothing."""
        self.setVisible(draft is not None)
        if draft is None:
            return
        who = draft.typed.applicant.name or "chưa có tên"
        self.title.show_text(f"Bản nháp còn dở: {who}, {procedure or 'chưa chọn thủ tục'}")
        more = f" Còn {others} nháp nữa." if others else ""
        self.left.show_text(f"Để lại lúc {draft.left_at}. Chưa có số, chưa tính ngày.{more}")


class SavedCard(Sheet):
    """What was just saved; stands until the next one is begun."""

    def __init__(self) -> None:
        super().__init__("ok", padding=(14, 8, 14, 8))
        self.setObjectName("saved")
        self.words = Text("", Role.SECTION, "ok")
        self.facts = Elided("", Role.SECOND)
        column = Column(gap=0)
        column.add(self.words, self.facts)
        row = Row(gap=10)
        row.add(Icon("circle-check", "ok", 20), column)
        row.setStretchFactor(column, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_saved(self, words: str, facts: str) -> None:
        """Say what was saved."""
        self.words.setText(words)
        self.facts.show_text(facts)
        self.show()


class Later(QWidget):
    """Titles of the sections that appear once a procedure is chosen."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, gap=8)
        for number, title, note in (
            (2, "Giấy tờ nộp", "hiện ra khi đã chọn thủ tục"),
            (3, "Người nộp", "quét thẻ, hoặc gõ tên để tìm người đã đến quầy"),
        ):
            section = SectionTitle(title, number)
            section.set_note(note)
            column.addWidget(section)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Folded(Sheet):
    """A section in one line, in narrow windows; focus or a click unfolds it (`unfold_wanted`)."""

    unfold_wanted = Signal()

    def __init__(self, number: int, title: str, name: str) -> None:
        super().__init__("control", padding=(12, 5, 12, 5))
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        self.summary = Elided("", Role.SECOND, "ink2")
        self._cap = KeyCap("F6")
        row = Row(gap=10)
        row.add(Disc(str(number)), Text(title, Role.SECTION), self.summary, self._cap)
        row.setStretchFactor(self.summary, 1)
        self.body.add(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.unfold_wanted.emit()

    def mousePressEvent(self, event: object) -> None:
        self.unfold_wanted.emit()
