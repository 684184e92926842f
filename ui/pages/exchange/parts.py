"""Parts of the exchange page: the state with its bar of proven receipts, and the cards beside it."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import look
from ui.office_time import date_words, grouped, hour_words
from ui.pages.exchange.reading import Reading
from ui.resources.tokens import Role
from ui.status_sentence import next_words
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.sheet import FactLine, Sheet
from ui.widgets.status_bar import Sentence
from ui.widgets.text import Text


class ProofBar(QWidget):
    """A bar of what the upstream has proven by its receipts, never of bytes sent."""

    def __init__(self) -> None:
        super().__init__()
        self.done, self.left = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_proven(self, done: int, left: int) -> None:
        """Show `done` parts of `done + left`."""
        self.done, self.left = done, left
        self.setAccessibleName(f"Đã nhận {done} trong {done + left}")
        self.update()

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = worn.px(3)
        whole_count = self.done + self.left
        share = self.done / whole_count if whole_count else 1.0
        if self.left > 0:
            # Something waits: it is seen even when it is one in ten thousand.
            share = min(share, 1 - worn.px(6) / max(1.0, whole.width()))
        proven = QRectF(whole.left(), whole.top(), whole.width() * share, whole.height())
        painter.setBrush(worn.colour("sunken"))
        painter.drawRoundedRect(whole, radius, radius)
        if self.done or not self.left:
            painter.setBrush(worn.colour("ok.mark"))
            painter.drawRoundedRect(proven, radius, radius)


class StateSheet(Sheet):
    """Icon, title, one line; under it the bar with a count at each end."""

    def __init__(self) -> None:
        super().__init__("plain", padding=(18, 14, 18, 14), gap=8)
        self._icon = Icon("cloud-check", "ok", 24)
        self.title = Text("", Role.PAGE)
        self.line = Text("", Role.BODY, "ink2", wrap=True)
        self.bar = ProofBar()
        self.proven = Text("", Role.SECOND_MEDIUM, "ok")
        self.waiting = Text("", Role.SECOND_MEDIUM, "soon")
        words = Column(gap=2)
        words.add(self.title, self.line)
        head = Row(gap=12)
        head.add(self._icon, words)
        head.setStretchFactor(words, 1)
        counts = Row()
        counts.add(self.proven, 1, self.waiting)
        self.body.add(head, self.bar, counts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_headline(self, said: Sentence) -> None:
        self._icon.show_icon(said.icon, said.tone)
        self.title.setText(said.bold)
        self.line.setText(said.rest)
        self.line.setVisible(bool(said.rest))

    def show_dossiers(self, proven: int, waiting: int, label: str) -> None:
        """Show how many dossiers the upstream has, and how many are only here."""
        self._show(proven, waiting, f"{grouped(proven)} hồ sơ {label} đã nhận", waiting)

    def show_round(self, proven: int, waiting: int, label: str) -> None:
        """Show how far a round is, in dossiers."""
        self._show(proven, waiting, f"{grouped(proven)} hồ sơ {label} vừa nhận", waiting)

    def show_acts(self, proven: int, to_come: int, waiting: int, label: str) -> None:
        """Show how far a round is, in logged acts, and how many dossiers are still only here."""
        self._show(proven, to_come, f"{grouped(proven)} việc {label} đã nhận", waiting)

    def _show(self, done: int, left: int, proven: str, waiting: int) -> None:
        self.bar.show_proven(done, left)
        self.proven.setText(proven)
        self.waiting.setText(f"{grouped(waiting)} hồ sơ còn trên máy này" if waiting else "")


class Card(Sheet):
    """A titled card of facts in the right column."""

    def __init__(self, icon: str, title: str, facts: tuple[str, ...], note: str = "") -> None:
        super().__init__("plain", padding=(14, 12, 14, 12), gap=6)
        head = Row(gap=8)
        head.add(Icon(icon, "ink2", 18), Text(title, Role.SECTION), 1)
        self.body.add(head)
        self.facts = {words: FactLine(words) for words in facts}
        self.body.add(*self.facts.values())
        if note:
            self.body.add(Text(note, Role.SMALL, "ink2", wrap=True))


NEXT, LAST, NIGHT, SCANS = "Lần tới", "Lần tốt gần nhất", "Khi đóng quầy", "Bản quét"
SELF_SENDING = "Cứ để máy mở. Mất mạng không sao, lần sau gửi tiếp từ chỗ dừng."
ADDRESS, ENROLMENT, COMPARISON = "Địa chỉ", "Ghi danh", "Đối chiếu"
COMPARE = "Khi huyện gọi, đọc dãy số “Đối chiếu”: giống số ở huyện là đúng máy này nối với đúng máy chủ."
CATALOGUE, CALENDAR = "Danh mục thủ tục", "Lịch làm việc"


def cards() -> tuple[Card, Card, Card]:
    """Return the cards: sending by itself, the upstream, what came down."""
    return (
        Card("moon", "Máy tự gửi", (NEXT, LAST, NIGHT, SCANS), SELF_SENDING),
        Card("server", "Máy chủ cấp trên", (ADDRESS, ENROLMENT, COMPARISON), COMPARE),
        Card("download", "Cấp trên gửi về", (CATALOGUE, CALENDAR)),
    )


def fill(shown: tuple[Card, Card, Card], reading: Reading, next_at: datetime | None) -> None:
    """Put what was read into the cards."""
    own, upstream, down = shown
    last = reading.status.last_exchange_at
    own.facts[NEXT].show_value(next_words(next_at, reading.now) if next_at else "Chưa biết")
    own.facts[LAST].show_value(f"{hour_words(last)}, {date_words(last)}" if last else "Chưa lần nào")
    waiting = f"{grouped(reading.scans_unsent)} bản chờ gửi" if reading.scans_unsent else "Không có bản chờ gửi"
    own.facts[SCANS].show_value(waiting, "soon" if reading.scans_unsent else "ink")
    upstream.facts[ADDRESS].show_value(short_address(reading.address) or "Chưa ghi")
    upstream.facts[ADDRESS].setToolTip(reading.address)
    words, ink = enrolment_words(reading)
    upstream.facts[ENROLMENT].show_value(words, ink)
    upstream.facts[COMPARISON].show_value(reading.compared.digits or "Có sau khi ghi danh")
    down.facts[CATALOGUE].show_value(f"bản {reading.catalogue}")
    down.facts[CALENDAR].show_value(f"bản {reading.calendar}")


def show_night(own: Card, clock: str) -> None:
    """Say at what time the machine sends with nobody signed in; empty: it does not."""
    own.facts[NIGHT].show_value(f"{clock} hằng tối" if clock else "Chưa đặt lịch", "ok" if clock else "soon")


def enrolment_words(reading: Reading) -> tuple[str, str]:
    """Return what is said of the enrolment, and its ink."""
    if reading.is_enrolled:
        return "Đã ghi danh", "ok"
    if reading.address and reading.has_code:
        return "Sẽ ghi danh khi nối được", "soon"
    return ("Chưa có mã ghi danh" if reading.address else "Chưa ghi danh"), "soon"


def short_address(address: str) -> str:
    """Return the address without what every address has: "may-chu.huyen:8443"."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
