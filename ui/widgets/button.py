"""Buttons: a verb, its icon and its key."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.keys import Chord
from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.icon import paint_icon
from ui.widgets.key_cap import cap_width, paint_cap


class Kind(Enum):
    """How much a button asks to be pressed: one PRIMARY a page; LINK and QUIET have no border."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    QUIET = "quiet"
    LINK = "link"


BORDERLESS = (Kind.QUIET, Kind.LINK)


class Button(QAbstractButton):
    """A button named by a verb. `key` is the chord shown as a cap ("Alt+G"); the page binds it.

    `big` is the page's primary button in the right column. Enter and Space press it when it has the focus.
    """

    def __init__(
        self,
        verb: str,
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        big: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self._icon, self._big = kind, icon, big
        self._cap = Chord.read(key).text if key else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grows = QSizePolicy.Policy.Expanding if big else QSizePolicy.Policy.Fixed
        self.setSizePolicy(grows, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.set_verb(verb)

    def set_verb(self, verb: str, icon: str | None = None) -> None:
        """Show another verb, and another icon if one is given."""
        self._icon = self._icon if icon is None else icon
        self.setText(verb)
        self.setAccessibleName(verb)
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        worn = look()
        side = 4 if self.kind in BORDERLESS else 13
        high = Size.BUTTON_PRIMARY if self._big else Size.HIT_LEAST if self.kind in BORDERLESS else Size.BUTTON
        return QSize(round(self._content_width()) + 2 * worn.px(side), worn.px(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._colours()
        if self.kind not in BORDERLESS:
            painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            half = 0.5 if edge is not None else 0
            radius = worn.px(Size.RADIUS_CONTROL)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        left = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            left += paint_icon(painter, round(left), middle, self._icon, ink, self._icon_pixels()) + worn.px(8)
        painter.setFont(worn.font(self._role()))
        painter.setPen(worn.colour(ink))
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        area = QRectF(left, 0, wide + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._cap:
            cap_ink = worn.colour(ink if self.kind is Kind.PRIMARY else "ink2")
            cap_edge = worn.colour(ink if self.kind is Kind.PRIMARY else "edge")
            if self.kind is Kind.PRIMARY:
                cap_edge.setAlphaF(0.65)
            paint_cap(painter, left + wide + self._cap_gap(), middle, self._cap, cap_ink, cap_edge)

    def _role(self) -> Role:
        if self._big:
            return Role.BUTTON_BIG
        return Role.SECOND_MEDIUM if self.kind in BORDERLESS else Role.BUTTON

    def _icon_pixels(self) -> int:
        return 20 if self._big else 18

    def _cap_gap(self) -> int:
        return look().px(8 if self.kind in BORDERLESS else 13)

    def _content_width(self) -> float:
        worn = look()
        wide = float(QFontMetrics(worn.font(self._role())).horizontalAdvance(self.text()))
        wide += worn.px(self._icon_pixels() + 8) if self._icon else 0
        return wide + (cap_width(self._cap) + self._cap_gap() if self._cap else 0)

    def _colours(self) -> tuple[QColor, QColor | None, str]:
        worn = look()
        if not self.isEnabled():
            return worn.colour("sunken"), None, "ink3"
        if self.kind is Kind.PRIMARY:
            return worn.colour("accent_hi" if self.isDown() else "accent"), None, "on_accent"
        ground = worn.colour("sel" if self.isDown() else "surface")
        if self.kind is Kind.DANGER:
            return ground, worn.colour("late.mark"), "late"
        if self.kind is Kind.LINK:
            return ground, None, "accent"
        return ground, worn.colour("edge"), "ink2" if self.kind is Kind.QUIET else "ink"
