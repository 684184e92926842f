"""The steps of an assistant: which is done, which is now, which comes."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role
from ui.widgets.boxes import Column
from ui.widgets.clock import ClockState, paint_clock
from ui.widgets.sheet import paint_disc


class StepState(Enum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to come"


class _Step(QWidget):
    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self.number, self.words, self.state = number, words, StepState.TO_COME
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(40))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = worn.px(24)
        area = QRectF(1, (self.height() - side) / 2, side, side)
        if self.state is StepState.DONE:
            paint_clock(painter, area, ClockState.READY, ground="canvas")
        elif self.state is StepState.NOW:
            paint_disc(painter, area, str(self.number), "accent", "on_accent")
        else:
            painter.setPen(QPen(worn.colour("edge"), 1.5))
            painter.drawEllipse(area.adjusted(1, 1, -1, -1))
            painter.setPen(worn.colour("ink2"))
            painter.setFont(worn.font(Role.SMALL_STRONG))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.setFont(worn.font(Role.SECTION if self.state is StepState.NOW else Role.BODY))
        painter.setPen(worn.colour("ink" if self.state is StepState.NOW else "ink2"))
        words = QRectF(self.rect()).adjusted(side + worn.px(12), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words)


class StepList(QWidget):
    """Numbered steps under each other. Nothing to press: the assistant goes in order."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = [_Step(number, words) for number, words in enumerate(steps, 1)]
        Column(self, gap=2).add(*self._steps)

    def show_step(self, place: int) -> None:
        """Mark step `place` (from 0) as the one now, those before it as done."""
        for number, step in enumerate(self._steps):
            step.state = StepState.NOW if number == place else StepState.DONE if number < place else StepState.TO_COME
            step.setAccessibleName(f"Bước {step.number}: {step.words}")
            step.update()
