"""“Phiếu …1017 đã ra chưa?”: three answers of one size, none of them by default; the focus rests on leaving it."""

from collections.abc import Callable, Iterable
from enum import Enum

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.keys import Binding, bind
from ui.pages.prints.reading import Queued, lies_as_pdf, print_words
from ui.resources.tokens import Role
from ui.tables.dossier_words import counter_of
from ui.widgets.boxes import Column, Row
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.overlay import Overlay
from ui.widgets.slip_picture import SlipPicture
from ui.widgets.text import Text


class CameOut(Enum):
    """What the clerk saw in the tray."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class PrintQuestion(Overlay):
    """Asks once; `answered(CameOut)` comes once. Esc and Enter leave the question open: nothing happens."""

    def __init__(self, window: QWidget, queued: Queued, answered: Callable[[CameOut], None]) -> None:
        super().__init__(window, width=660)
        self.queued = queued
        self._answered = answered
        counter = counter_of(queued.number)
        self.title = Text(f"Phiếu …{counter} đã ra chưa?", Role.DIALOG)
        self.setAccessibleName(self.title.text())
        cause = "Phiếu đang được gửi sang máy in thì máy tắt hoặc máy in không trả lời."
        if lies_as_pdf(queued.row):
            cause = "Không có máy in; phiếu còn ở dạng tệp PDF và có thể đã in từ đó."
        why = f"{cause} Hồ sơ đã lưu đủ, số {counter} đã giữ. Xin nhìn khay giấy rồi trả lời."
        self.picture = SlipPicture(300)
        self.picture.setFixedWidth(232)
        self.buttons = {
            CameOut.YES: Button("Đã ra", "Alt+1", icon="check", big=True, name="came_out"),
            CameOut.NO: Button("Chưa ra, in lại", "Alt+2", icon="printer", big=True, name="print_again"),
            CameOut.LATER: Button("Để sau", "Esc", icon="clock", big=True, name="later"),
        }
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _=False, answer=answer: self._answer(answer))
        head = Row(gap=12)
        head.add(Icon("help-circle", "soon", 24), self.title, 1)
        right = Column(gap=10)
        right.add(Text(queued.name, Role.NAME), Text(print_words(queued.row), Role.SECOND, "ink2", wrap=True))
        right.add(_fact("circle-check", "ok", "Đã lưu: hồ sơ, giấy tờ, ngày hẹn"))
        right.add(_fact("help-circle", "soon", "Chưa biết: tờ giấy đã ra hay chưa"))
        right.addSpacing(4)
        right.add(*self.buttons.values(), 1)
        both = Row(gap=22)
        both.add(self.picture, right)
        both.setStretchFactor(right, 1)
        self.body.add(head, Text(why, Role.BODY, "ink2", wrap=True), both)
        self.open(self.buttons[CameOut.LATER])

    def bindings(self) -> Iterable[Binding]:
        yield bind("Alt+1", "Đã ra", lambda: self._answer(CameOut.YES))
        yield bind("Alt+2", "Chưa ra, in lại", lambda: self._answer(CameOut.NO))
        yield bind("Esc", "Để sau", lambda: self._answer(CameOut.LATER))

    def show_picture(self, image: QImage | None) -> None:
        """Show the slip in question."""
        self.picture.show_image(image)

    def _answer(self, answer: CameOut) -> None:
        self.close_card()
        self._answered(answer)


def _fact(icon: str, ink: str, words: str) -> QWidget:
    line = QWidget()
    Row(line, gap=9).add(Icon(icon, ink, 18), Text(words, Role.BODY), 1)
    return line
