"""Pictures of every panel, light, dark, compact: `python -m tests.ui.office_day.pictures FOLDER`. To be looked at."""

import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.usecases import bags, closures, intake, pads, progress
from desk_app.usecases.office import Office
from tests.desks import SetClock, application, make_office
from tests.ui.office_day.desk import OnADesk
from ui.application.program import dress
from ui.look import look
from ui.resources.tokens import DARK, LIGHT

PEOPLE = ("Lò Thị Mỷ", "Bế Thị Nhuần", "H'Hen Niê", "Y Wơl Niê Kđăm", "Nguyễn Thị Thuỷ Tiên", "Đỗ Đức Quỳnh")
LOOKS = {"": (LIGHT, (1366, 768)), "-dark": (DARK, (1366, 768)), "-compact": (LIGHT, (910, 490))}


def _busy(office: Office, clock: SetClock) -> list[str]:
    numbers = [intake.receive(office, application(name)).number for name in PEOPLE]
    for number in numbers[4:]:
        progress.finish(office, number)
    bags.pack(office, "officer", "Đinh Văn Quyết", (numbers[0], numbers[1]), paper=None)
    closures.declare_closure(office, (date(2026, 12, 11),), "bão số 9")
    pads.reserve_pad(office, 4, paper=None)
    clock.at += timedelta(hours=7)
    intake.receive(office, application("Phùng Thị Nguyệt"))
    return numbers


def main() -> None:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    dress(app)
    with TemporaryDirectory() as home:
        clock = SetClock(datetime(2026, 12, 9, 8, 30, tzinfo=OFFICE_ZONE))
        office = make_office(Path(home) / "desk", clock)
        numbers = _busy(office, clock)
        desk = OnADesk(office)
        for number in numbers[2:4]:
            desk.stage.scan(number)
        for suffix, (tokens, size) in LOOKS.items():
            look().show_in(app, tokens, 100)
            desk.stage.window.resize(*size)
            for place in range(6):
                desk.press(f"Alt+{place + 1}")
                if place == 2:
                    desk.write("closure_first", "10/12/2026")
                    desk.write("closure_reason", "mất điện toàn xã")
                    desk.press("Ctrl+Enter")
                desk.stage.window.grab().save(str(folder / f"office-day-{place + 1}{suffix}.png"))
        desk.stage.close()
        office.store.close()


if __name__ == "__main__":
    main()
