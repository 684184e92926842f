"""The Qt application: look, words, window, and what is shown when something unforeseen happens."""

import logging
import secrets
import sys
import traceback
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.application.desk_window import DeskWindow, Start
from ui.background import Background
from ui.dialogs.question import Answer, Question, ask
from ui.look import Look
from ui.resources.app_icon import app_icon
from ui.resources.qt_words import QtWords

_LOG = logging.getLogger("quay-mot-cua")


def run(home: Path, print_folder: Path | None = None, notice: str = "") -> int:
    """Show the window until it closes; return the exit status of the event loop."""
    app = QApplication(sys.argv[:1])
    dress(app)
    lanes = Background(lambda error: _last_resort(desk, error))
    desk = DeskWindow(Start(home, print_folder, notice), lanes)
    sys.excepthook = lambda kind, error, trace: _last_resort(desk, error)
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.window.activateWindow()
    desk.begin()
    return app.exec()


def dress(app: QApplication) -> None:
    """Give the application its name, icon, look and Vietnamese words."""
    app.setApplicationName("Quầy Một Cửa")
    app.setWindowIcon(app_icon())
    Look().wear(app)
    app.installTranslator(QtWords(app))


def _last_resort(desk: DeskWindow, error: BaseException) -> None:
    """Say that something unforeseen happened, with a number; the log keeps where, never what was typed."""
    number = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    _LOG.error("report %s: %s at %s", number, type(error).__name__, where)
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
