"""A desk for tests: cheap passwords, a clock that can be set, dossiers by the dozen."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from db.desk_home import CreatedDesk, OpenedDesk, create_desk, open_desk
from db.keys import Cost
from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import ProcedureTerms, Promise, Received, Recorded
from desk_app.domain.person import Person
from desk_app.domain.positional import milliseconds_of
from tests.db.codec import PlainCodec

PASSWORD = "mật khẩu rất dài của quầy"
OFFICER = "Nguyễn Thị Hoa"
AGENCY = "000.00.18.H32"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SETTINGS = {"agency_code": AGENCY, "agency_name": "xã Suối Hương", "desk": "1"}


class TestClock:
    """A clock that moves one second at every look, or as told."""

    __test__ = False

    def __init__(self, start: datetime | None = None) -> None:
        self.at = start or datetime(2026, 11, 21, 8, 0, tzinfo=OFFICE_ZONE)
        self.boot_id = 7

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def steady_ms(self) -> int:
        return milliseconds_of(self.at)

    def boot(self) -> int:
        return self.boot_id


class TestChance:
    """Bytes that look random and are the same in every run."""

    __test__ = False

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._drawn = 0

    def draw(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(f"{self._seed}/{self._drawn}".encode()).digest(count)


def catalogue_json() -> str:
    return (files("desk_app.catalogue") / "procedures.json").read_text("utf-8")


def calendar_json() -> str:
    return (files("desk_app.catalogue") / "calendar.json").read_text("utf-8")


def make_desk(
    home: Path, *, copy_dir: Path | None = None, seed: int = 1, clock: TestClock | None = None
) -> CreatedDesk:
    return create_desk(
        home,
        codec=PlainCodec(),
        clock=clock or TestClock(),
        chance=TestChance(seed),
        officer_name=OFFICER,
        password=PASSWORD,
        settings=SETTINGS,
        catalogue_json=catalogue_json(),
        calendar_json=calendar_json(),
        program="test",
        copy_dir=copy_dir,
        cost=CHEAP,
    )


def open_the_desk(home: Path, clock: TestClock | None = None, password: str = PASSWORD) -> OpenedDesk:
    return open_desk(
        home, codec=PlainCodec(), clock=clock or TestClock(), chance=TestChance(2), officer=OFFICER, password=password
    )


def received(name: str = "Trần Văn An", seq: int = 1, **changes: object) -> Received:
    due_at = datetime(2026, 11, 27, 17, 0, tzinfo=OFFICE_ZONE)
    body = Received(
        salt=hashlib.sha256(f"{name}/{seq}".encode()).digest()[:16],
        lookup_code="K7MD",
        slip_sequence=seq,
        legal_profile="TT03/2025",
        terms=ProcedureTerms("1.001653", "Cấp đổi giấy", "Bảo trợ xã hội", 5, "working_day", "", "2026-11-21"),
        promise=Promise(due_at, "5 ngày làm việc", "2026-11-21"),
        applicant=Person(name, "046185001234", phone="0905123456", address="thôn 3"),
        submitter=None,
        authority="",
        papers=(),
        sets=1,
        return_by="counter",
        late_entry_reason="",
    )
    return replace(body, **changes)  # type: ignore[arg-type]


def receive(store: DeskStore, name: str = "Trần Văn An", person: Person | None = None) -> Recorded:
    """Receive one dossier as a use case would: number, sequence, event, one commit."""
    with store.unit_of_work("hoa") as work:
        on = datetime(2026, 11, 21, tzinfo=OFFICE_ZONE).date()
        highest = work.highest_counter(AGENCY, on, 1)
        counter = max(1000, highest or 0) + 1
        body = received(name, work.next_slip_sequence(2026))
        if person is not None:
            body = replace(body, applicant=person)
        recorded = work.append(body, dossier=f"{AGENCY}-{on:%y%m%d}-{counter}")
        work.commit()
    return recorded
