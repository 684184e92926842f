"""The status bar: one sentence, always true, and whether printer and scanner are there."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.look import look
from ui.resources.tokens import Role, Size
from ui.widgets.boxes import Row
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Elided, Text

TOLD_FOR_MS = 6_000


@dataclass(frozen=True)
class Sentence:
    """What is true now: `bold` (never dropped) says what is only here, `rest` the last proof and what comes next."""

    icon: str
    tone: str
    bold: str
    rest: str = ""


class Device(NamedTuple):
    """Printer or scanner in words: "Máy in sẵn sàng", tone "ok", or what is wrong with it, tone "soon"."""

    icon: str
    words: str
    tone: str = "ok"


class StatusBar(QFrame):
    """Left: icon, bold part, rest elided, the key of the exchange page. Right: what was just done, the devices."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("sheet", "bar")
        self._icon = Icon("circle-check", "ok", 16)
        self.sentence = Elided("", Role.SMALL, "ink2", bold_role=Role.SMALL_STRONG)
        self._cap = KeyCap("F8")
        self.told = Text("", Role.SMALL_STRONG, "ok")
        self.devices = tuple(_DeviceSign() for _ in range(2))
        left = Row(gap=9)
        # Never wider than its words: the cap stands right after the sentence, and it elides only when it must.
        self.sentence.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        left.add(self._icon, self.sentence, self._cap, 1)
        row = Row(self, (14, 0, 15, 0), 12)
        row.add(left, self.told, *self.devices)
        row.setStretchFactor(left, 1)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self.told.setText(""))
        self.show_sentence(None)
        self.rescale()

    def show_sentence(self, sentence: Sentence | None) -> None:
        """Show `sentence`; None (nobody knows yet) shows nothing at all rather than something untrue."""
        for widget in (self._icon, self.sentence, self._cap):
            widget.setVisible(sentence is not None)
        if sentence is not None:
            self._icon.show_icon(sentence.icon, sentence.tone)
            self.sentence.show_text(sentence.rest, sentence.bold, "train" if sentence.tone == "train" else None)

    def show_devices(self, printer: Device | None, scanner: Device | None) -> None:
        for sign, device in zip(self.devices, (printer, scanner), strict=True):
            sign.show_device(device)

    def tell(self, line: str) -> None:
        """Say what was just done ("Đã lưu 1017, đang in") for a few seconds. Never for things that matter later."""
        self.told.setText(line)
        self._forget.start(TOLD_FOR_MS)

    def hide_key(self) -> None:
        """Leave the cap of F8 out: before signing in there is no page to go to."""
        self._cap.hide()

    def rescale(self) -> None:
        self.setFixedHeight(look().px(Size.STATUS_BAR))


class _DeviceSign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("printer", "ok", 15)
        self._words = Text("", Role.SMALL, "ink2")
        Row(self, gap=5).add(self._icon, self._words)
        self.hide()

    def show_device(self, device: Device | None) -> None:
        self.setVisible(device is not None)
        if device is not None:
            self._icon.show_icon(device.icon, device.tone)
            self._words.setText(device.words)
            self._words.set_ink("ink2" if device.tone == "ok" else device.tone)
