"""Labels: text in one of the type roles and inks, whole or elided."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role


class Text(QLabel):
    """A label in `role` and `ink` ("ink", "ink2", "late"…). Plain text unless `rich`; wraps when `wrap`."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        ink: str = "ink",
        *,
        wrap: bool = False,
        rich: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.role, self.ink = role, ink
        self.setWordWrap(wrap)
        self.setText(text)
        self.rescale()

    def set_ink(self, ink: str) -> None:
        """Show the text in another ink."""
        if self.ink != ink:
            self.ink = ink
            self.rescale()

    def rescale(self) -> None:
        """Wear font and colour anew. Not by style sheet: forty rules for each label cost the first paint 5 ms."""
        worn = look()
        self.setFont(worn.font(self.role))
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.WindowText, worn.colour(self.ink))
        self.setPalette(colours)

    def selectable(self) -> "Text":
        """Let the clerk select and copy the text with the mouse; returns itself."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self


class Elided(QWidget):
    """One line that ends in … where there is no room; the whole of it is the tool-tip and the accessible name.

    `bold` stands before `rest` in a heavier weight and is never dropped.
    """

    def __init__(
        self,
        rest: str = "",
        role: Role = Role.BODY,
        ink: str = "ink",
        *,
        bold: str = "",
        bold_role: Role | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._bold_role, self._ink = role, bold_role or role, ink
        self._bold, self._rest = bold, rest
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(rest, bold)

    @property
    def text(self) -> str:
        """The whole text, bold part first."""
        return " ".join(part for part in (self._bold, self._rest) if part)

    def show_text(self, rest: str, bold: str = "", ink: str | None = None) -> None:
        """Show another text, in another ink if one is given."""
        self._bold, self._rest, self._ink = bold, rest, ink or self._ink
        self.setToolTip(self.text)
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        bold, rest = self._metrics()
        space = worn.px(4) if self._bold and self._rest else 0
        return QSize(bold + space + rest + 1, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._metrics()[0] + look().px(24), self._height())

    def rescale(self) -> None:
        self.updateGeometry()

    def _height(self) -> int:
        return max(look().px(self._role.pixels * 1.32), look().px(self._bold_role.pixels * 1.32))

    def _metrics(self) -> tuple[int, int]:
        worn = look()
        bold = QFontMetrics(worn.font(self._bold_role)).horizontalAdvance(self._bold) if self._bold else 0
        return bold, QFontMetrics(worn.font(self._role)).horizontalAdvance(self._rest)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setPen(worn.colour(self._ink))
        left = 0
        for text, role, whole in ((self._bold, self._bold_role, True), (self._rest, self._role, False)):
            if not text:
                continue
            painter.setFont(worn.font(role))
            metrics = painter.fontMetrics()
            shown = text if whole else metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - left)
            area = self.rect().adjusted(left, 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(shown) + worn.px(4)
