"""How a slip would look with the setting that is being typed, before it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from desk_app.settings import Settings
from ui.resources.tokens import Role
from ui.widgets.sheet import Sheet
from ui.widgets.slip_picture import SlipPicture
from ui.widgets.text import Text

Press = Callable[[Settings, Callable[[bytes], None], Callable[[str], None]], None]
"""Presses a specimen under these settings, then `done(pdf)` or `failed(sentence)` on the window's thread."""

_TYPING_PAUSES_MS = 350


class Specimen(Sheet):
    """A picture of the slip; `failed` presses say why in its place."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._press: Press | None = None
        self._render: Callable[[bytes], QImage] | None = None
        self._wanted: Settings | None = None
        self.picture = SlipPicture(370)
        self.said = Text("", Role.SMALL, "late", wrap=True)
        self.body.add(Text("Giấy hẹn sẽ như thế này", Role.SECOND_STRONG), self.said, self.picture)
        self.said.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSES_MS)
        self._pause.timeout.connect(self._ask)

    def serve(self, press: Press, render: Callable[[bytes], QImage]) -> None:
        """Hand in how a specimen is pressed and drawn; without it nothing is shown."""
        self._press, self._render = press, render

    @property
    def is_served(self) -> bool:
        return self._press is not None

    def show_for(self, settings: Settings) -> None:
        """Show the slip under these settings, once the typing pauses."""
        self._wanted = settings
        self._pause.start()

    def say(self, sentence: str) -> None:
        """Say why there is no such slip."""
        self._wanted = None
        self._pause.stop()
        self.said.setText(sentence)
        self.said.show()
        self.picture.show_image(None)

    def _ask(self) -> None:
        wanted, press, render = self._wanted, self._press, self._render
        if wanted is None or press is None or render is None:
            return
        paint = render

        def done(pdf: bytes) -> None:
            if self._wanted is wanted:
                self.said.hide()
                self.picture.show_image(paint(pdf))

        def failed(sentence: str) -> None:
            if self._wanted is wanted:
                self.say(sentence)

        press(wanted, done, failed)
