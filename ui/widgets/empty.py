"""What a list shows when it has nothing to show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.resources.tokens import Role
from ui.widgets.boxes import Column, Row
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Text


class EmptyState(QWidget):
    """What was looked for and where, then up to three things to try: (key, words), the key may be empty."""

    def __init__(
        self, title: str = "", where: str = "", tries: tuple[tuple[str, str], ...] = (), *, icon: str = "search"
    ) -> None:
        super().__init__()
        self._icon = Icon(icon, "ink3", 32)
        self.title = Text("", Role.CARD, "ink", wrap=True)
        self.where = Text("", Role.SECOND, "ink2", wrap=True)
        self._tries = Column(gap=8)
        column = Column(self, (24, 24, 24, 24), 8)
        column.add(1, self._icon, self.title, self.where, self._tries, 2)
        column.setAlignment(self._icon, Qt.AlignmentFlag.AlignLeft)
        self.show_words(title, where, tries)

    def show_words(self, title: str, where: str, tries: tuple[tuple[str, str], ...] = ()) -> None:
        """Say it anew."""
        self.title.setText(title)
        self.where.setText(where)
        self.where.setVisible(bool(where))
        while item := self._tries.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for key, words in tries:
            line = QWidget()
            row = Row(line, gap=10)
            if key:
                row.add(KeyCap(key))
            row.add(Text(words, Role.SECOND, "ink"), 1)
            self._tries.add(line)
