"""A page in the real window on a real desk, for pictures and for keys. The lanes answer at once."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DeskError
from desk_app.domain.person import Person
from desk_app.usecases import intake, upkeep
from desk_app.usecases.office import Office
from tests.desks import BIRTH, MARRIAGE, SetClock, application, make_office
from ui.counter import Counter
from ui.main_window import MainWindow
from ui.widgets.page import Page, Place
from ui.widgets.status_bar import Device, Sentence

Answer = TypeVar("Answer")
NOW = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE_ZONE)
LAST_NIGHT = datetime(2026, 12, 8, 22, 17, tzinfo=OFFICE_ZONE)
TONIGHT = datetime(2026, 12, 9, 22, 14, tzinfo=OFFICE_ZONE)
PEOPLE = ("Lò Thị Mỷ", "Đoàn Quỳnh Như", "Trương Kỳ Vỹ", "Đinh Văn Quyết", "Y Wơl Niê Kđăm", "Phùng Thị Nguyệt",
          "H'Hen Niê", "Ngô Bảo Trân", "Nguyễn Thị Thuỷ Tiên")  # fmt: skip
PLACES = (
    Place("intake", "Tiếp nhận", "file-plus", "F2", "Tại quầy"),
    Place("prints", "In giấy", "printer", "F7", "Trong ngày"),
    Place("exchange", "Đồng bộ", "refresh", "F8", "Trong ngày"),
    Place("settings", "Cài đặt", "settings", "Ctrl+I", "Quầy này"),
    Place("officers", "Cán bộ", "users", "F9", "Quầy này"),
)


class LanesAtOnce:
    """Work is done where it is asked for."""

    def store(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        try:
            outcome = work()
        except DeskError as error:
            assert failed is not None
            failed(error)
        else:
            done(outcome)


class Stage:
    """A desk with a busy morning behind it; `place(name, make)` shows a page on it."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="stage"))
        self.clock = SetClock(LAST_NIGHT - timedelta(hours=8))
        self.office: Office = make_office(
            self._home / "desk", self.clock, {"district_url": "https://may-chu.huyen:8443", "enrol_code": "7K3M-Q9XA"}
        )
        self.complaints: list[DeskError] = []
        self.counter = Counter(LanesAtOnce(), self.complaints.append)
        self.counter.open(self.office)

    def receive(self, names: tuple[str, ...] = PEOPLE, paper: str | None = None) -> list[str]:
        """Take one dossier in for each name; return their numbers."""
        found = []
        for place, name in enumerate(names):
            brought = application(name, BIRTH if place % 3 == 1 else MARRIAGE)
            person = Person(name, address="Thôn 2, xã Suối Hương", phone=f"09053182{place:02}")
            found.append(intake.receive(self.office, replace(brought, applicant=person), paper=paper).number)
        return found

    def prove(self) -> None:
        """Let everything so far be proven by a receipt."""
        outbox = self.office.store.outbox
        outbox.receipt_stored(outbox.head()[0], self.clock.at, b"receipt")
        outbox.exchange_noted(self.clock.at)

    def setting(self, name: str, value: str) -> None:
        upkeep.change_setting(self.office, name, value)

    def window(self, name: str, make: Callable[[Counter], Page], size: tuple[int, int] = (1366, 690)) -> MainWindow:
        """Return the window with the page `name` open."""
        makers = [(place, (lambda: make(self.counter)) if place.name == name else Page) for place in PLACES]
        window = MainWindow("Quầy Một Cửa", "Xã Suối Hương · Quầy 1", makers, self.clock.now)
        said = Sentence("cloud-upload", "soon", "9 hồ sơ chỉ có trên máy này.", "Máy sẽ tự gửi tiếp lúc 22:14 tối nay.")
        window.status_bar.show_sentence(said)
        window.status_bar.show_devices(Device("printer", "Máy in sẵn sàng"), Device("scan", "Máy quét sẵn sàng"))
        window.resize(*size)
        window.destroyed.connect(self.close)
        window.enter("Trần Thị Mỹ Hạnh", "Công chức Một cửa", name)
        return window

    def close(self) -> None:
        """Close the desk and take it away."""
        self.counter.close()
        self.office.store.close()
        shutil.rmtree(self._home, ignore_errors=True)
