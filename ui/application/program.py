"""The Qt application: look, words, window, and what is shown when something unforeseen happens.

Nothing is loaded here that the first paint of the sign-in page does not need; the rest follows once it is painted.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.application.desk_window import DeskWindow, Start
from ui.application.source_lines import forget_source_lines
from ui.background import Background
from ui.look import Look

Painted = Callable[[DeskWindow], object]


def run(home: Path, print_folder: Path | None = None, notice: str = "", painted: Painted | None = None) -> int:
    """Show the window until it closes; return the exit status of the event loop.

    `painted(desk)` is called once, when the first page has been painted and before the rest is loaded. Cycles
    of objects, which the start leaves alone, are collected from then on.
    """
    app = QApplication(sys.argv[:1])
    Look().wear(app)
    lanes = Background(lambda error: _last_resort(desk, error))
    desk = DeskWindow(Start(home, print_folder, notice), lanes)
    sys.excepthook = lambda kind, error, trace: _last_resort(desk, error)
    desk.begin()
    desk.window.resize(1366, 768)

    def then() -> None:
        if painted is not None:
            painted(desk)
        _after_first_paint(app, desk)

    _FirstPaint(desk.window, then)
    desk.window.show()
    desk.window.activateWindow()
    return app.exec()


def dress(app: QApplication) -> None:
    """Give the application its name, icon, look and Vietnamese words."""
    Look().wear(app)
    give_name(app)


def give_name(app: QApplication) -> None:
    """Give the application its name, icon and Vietnamese words."""
    from ui.resources.app_icon import app_icon
    from ui.resources.qt_words import QtWords

    app.setApplicationName("Quầy Một Cửa")
    app.setWindowIcon(app_icon())
    app.installTranslator(QtWords(app))


class _FirstPaint(QObject):
    """Calls `then()` once, after the window and all in it were painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def _after_first_paint(app: QApplication, desk: DeskWindow) -> None:
    from ui.application.collecting import Collecting

    forget_source_lines()
    desk.warm_up()
    give_name(app)
    gc.freeze()
    Collecting(app)


def _last_resort(desk: DeskWindow, error: BaseException) -> None:
    """Say that something unforeseen happened, with a number; the log keeps where, never what was typed."""
    import logging
    import secrets
    import traceback

    from ui.dialogs.question import Answer, Question, ask

    number = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    logging.getLogger("quay-mot-cua").error("report %s: %s at %s", number, type(error).__name__, where)
    question = Question(
        title="Có việc ngoài dự tính",
        body=(
            f"Số báo lỗi {number}. Những gì đã lưu vẫn an toàn; việc đang làm có thể chưa xong. "
            "Xin làm lại việc vừa rồi; nếu vẫn vậy, xin đọc số này cho người phụ trách."
        ),
        answers=(Answer("close", "Đã hiểu"),),
        safe="close",
    )
    ask(desk.window, question, lambda answer: None)
