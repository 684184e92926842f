"""Who came: the applicant, the one who handed in, or somebody with an authority, whose name is typed."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from desk_app.domain.dossier import Dossier
from ui.look import look
from ui.resources.tokens import Role, Size
from ui.tables.lines import paint_words
from ui.widgets.boxes import Column, Row
from ui.widgets.field import Field
from ui.widgets.key_cap import cap_width, paint_cap

HIGH = 56
RADIO = 16


class Collector(Enum):
    """Who takes the result away; the value is the relation as the log has it."""

    APPLICANT = "applicant"
    SUBMITTER = "submitter"
    REPRESENTATIVE = "representative"


WORDS = {
    Collector.APPLICANT: "Chính chủ",
    Collector.SUBMITTER: "Người đã nộp",
    Collector.REPRESENTATIVE: "Người được ủy quyền",
}


class CollectorCard(QAbstractButton):
    """One answer with the name it stands for."""

    def __init__(self, collector: Collector, cap: str) -> None:
        super().__init__()
        self.collector, self._cap, self.under = collector, cap, ""
        self.setObjectName(f"collector_{collector.value}")
        self.setCheckable(True)
        self.setText(WORDS[collector])
        self.setAccessibleName(WORDS[collector])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, under: str) -> None:
        """Show the name, or what to look at, under the answer."""
        self.under = under
        self.setAccessibleDescription(under)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(HIGH))

    def rescale(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(worn.colour("accent" if chosen else "edge"), 1))
        painter.setBrush(worn.colour("sel" if chosen else "surface"))
        radius = worn.px(Size.RADIUS_CONTROL)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        side, left = worn.px(RADIO), worn.px(12)
        ring = QRectF(left, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(worn.colour("accent" if chosen else "edge"), 1.5))
        painter.setBrush(worn.colour("surface"))
        painter.drawEllipse(ring)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("accent"))
            quarter = side * 0.27
            painter.drawEllipse(ring.adjusted(quarter, quarter, -quarter, -quarter))
        cap = cap_width(self._cap)
        paint_cap(
            painter, self.width() - cap - left, self.height() / 2, self._cap, worn.colour("ink2"), worn.colour("edge")
        )
        words = QRectF(left + side + worn.px(10), 0, self.width() - cap - 3 * left - side - worn.px(10), self.height())
        half = self.height() / 2
        paint_words(painter, words.adjusted(0, worn.px(7), 0, -half), self.text(), Role.SECOND_STRONG, "ink")
        paint_words(painter, words.adjusted(0, half, 0, -worn.px(7)), self.under, Role.SMALL, "ink2")


class Collectors(QWidget):
    """Alt+1/2/3; a representative's name is typed. `changed` when another is chosen, `finished` on Enter."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards = {each: CollectorCard(each, f"Alt {place}") for place, each in enumerate(Collector, 1)}
        self._group = QButtonGroup(self)
        row = Row(gap=10)
        for card in self.cards.values():
            self._group.addButton(card)
            card.toggled.connect(self._chosen)
            row.add(card)
        self.name = Field("Họ tên người được ủy quyền", "representative_name")
        self.paper = Field("Giấy ủy quyền", "representative_paper")
        self._named = QWidget()
        named = Row(self._named, gap=10, top=True)
        named.add(self.name, self.paper)
        column = Column(self, gap=8)
        column.add(row, self._named)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name.edited.connect(lambda _: self.name.clear_error())
        self.paper.edited.connect(lambda _: self.paper.clear_error())
        self.paper.line.returnPressed.connect(self.finished)
        self.paper.line.advances = False

    @property
    def collector(self) -> Collector:
        """Who is chosen."""
        return next((each for each, card in self.cards.items() if card.isChecked()), Collector.APPLICANT)

    def offered(self) -> Iterable[Collector]:
        """Return the answers that fit this dossier."""
        return (each for each, card in self.cards.items() if card.isVisibleTo(self))

    def show_dossier(self, dossier: Dossier) -> None:
        """Offer the people of this dossier; the applicant is chosen."""
        submitter = dossier.submitter
        self.cards[Collector.APPLICANT].say(dossier.applicant.name)
        self.cards[Collector.SUBMITTER].say(submitter.name if submitter else "")
        self.cards[Collector.SUBMITTER].setVisible(submitter is not None)
        self.cards[Collector.REPRESENTATIVE].say("Xem giấy ủy quyền, ghi họ tên")
        self.name.set_text("")
        self.paper.set_text("")
        self.name.clear_error()
        self.paper.clear_error()
        self.cards[Collector.APPLICANT].setChecked(True)
        self._chosen()

    def choose(self, collector: Collector) -> None:
        """Choose one that is offered; a representative's name is asked for at once."""
        if collector in self.offered():
            self.cards[collector].setChecked(True)
            (self.name.line if collector is Collector.REPRESENTATIVE else self.cards[collector]).setFocus()

    def name_of(self, dossier: Dossier) -> str:
        """Return the name that goes into the log; "" when it is still to be typed."""
        submitter = dossier.submitter
        if self.collector is Collector.SUBMITTER and submitter is not None:
            return submitter.name
        return self.name.text if self.collector is Collector.REPRESENTATIVE else dossier.applicant.name

    def missing(self) -> bool:
        """Say what a representative still has to show; whether anything is missing."""
        if self.collector is not Collector.REPRESENTATIVE:
            return False
        for field, sentence in (
            (self.paper, "Xin ghi số và ngày của giấy ủy quyền."),
            (self.name, "Xin ghi họ tên người nhận."),
        ):
            if not field.text:
                field.show_error(sentence)
                field.line.setFocus()
        return not (self.name.text and self.paper.text)

    def _chosen(self, _checked: bool = False) -> None:
        self._named.setVisible(self.collector is Collector.REPRESENTATIVE)
        self.changed.emit()
