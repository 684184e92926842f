"""A real desk in a temporary folder, with a clock a test can set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from db.desk_home import create_desk, open_desk
from db.keys import Cost
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.person import Person
from desk_app.domain.positional import milliseconds_of
from desk_app.usecases.intake import Application
from desk_app.usecases.office import Office
from sync.wire.codec import MessagePackCodec
from ui.composition.reference import shipped_calendar, shipped_catalogue

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)  # the real cost is tried in tests/db: a second a desk is too much here
PASSWORD = "nắng sớm đồi chè xanh"
OFFICER = "Trần Thị Mỹ Hạnh"
SETTINGS = {
    "agency_code": "000.00.18.H32",
    "agency_name": "xã Suối Hương",
    "parent_body": "Ủy ban nhân dân xã Suối Hương",
    "place": "Suối Hương",
    "hotline": "0262 3851 117",
    "desk": "1",
}
MARRIAGE = "1.004873"
BIRTH = "1.001193"


@dataclass
class SetClock:
    """Office time as the test says; each look at it is a millisecond later."""

    at: datetime = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE_ZONE)
    jumped: timedelta = timedelta(0)
    boots: int = 1
    _ticks: Iterator[int] = field(default_factory=count)

    def jump(self, by: timedelta) -> None:
        """Move the wall clock alone."""
        self.at += by
        self.jumped += by

    def now(self) -> datetime:
        """Return the time set, a little later at each call."""
        return self.at + timedelta(milliseconds=next(self._ticks))

    def steady_ms(self) -> int:
        """Return a steady count that goes with the time set, but for what a test says the wall clock jumped."""
        return milliseconds_of(self.at - self.jumped) + next(self._ticks)

    def boot(self) -> int:
        """Return which boot it is."""
        return self.boots


@dataclass
class CountedChance:
    """Random bytes that are the same in every run, and never the same twice."""

    _draws: Iterator[int] = field(default_factory=lambda: count(1))

    def draw(self, length: int) -> bytes:
        """Return the next bytes."""
        return next(self._draws).to_bytes(length, "big")


def make_office(
    home: Path,
    clock: SetClock | None = None,
    settings: Mapping[str, str] | None = None,
    chance: CountedChance | None = None,
) -> Office:
    """Set a desk up in `home` and open it; whoever asks closes `office.store`. The same chance gives the same keys."""
    clock, chance = clock or SetClock(), chance or CountedChance()
    create_desk(
        home, codec=MessagePackCodec(), clock=clock, chance=chance, officer_name=OFFICER, password=PASSWORD,
        settings={**SETTINGS, **(settings or {})}, catalogue_json=shipped_catalogue(),
        calendar_json=shipped_calendar(), copy_dir=None, program="test", cost=CHEAP,
    )  # fmt: skip
    return open_again(home, clock, chance)


def open_again(home: Path, clock: SetClock, chance: CountedChance) -> Office:
    """Open a desk that exists."""
    opened = open_desk(home, codec=MessagePackCodec(), clock=clock, chance=chance, officer=OFFICER, password=PASSWORD)
    return Office(opened.store, clock, chance, opened.officer_id, OFFICER)


def application(name: str = "Nguyễn Thị Thuỷ Tiên", procedure: str = MARRIAGE, **more: object) -> Application:
    """Return what a person brings."""
    person = Person(name, personal_number="066198004217", address="Thôn 4, xã Suối Hương", phone="0905318246")
    return Application(procedure, person, **more)  # type: ignore[arg-type]
