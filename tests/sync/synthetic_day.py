"""A made-up day at a desk: the reference corpus of the wire, always the same for the same seed."""

import hashlib
import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

from desk_app.domain.events import (
    DeskOpened,
    Event,
    Finished,
    HandedOver,
    NumberViewed,
    PrintSettled,
    ProcedureTerms,
    Promise,
    Received,
    SlipPrinted,
    Started,
    SubmittedPaper,
)
from desk_app.domain.person import Person

OFFICE = timezone(timedelta(hours=7))


def _words(line: str) -> list[str]:
    return line.split()


FAMILIES = tuple(_words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Y H'"))
MIDDLES = tuple(_words("Văn Thị Minh Hữu Ngọc Thanh Quốc Đức Thu Kim"))
GIVEN = tuple(
    _words("An Bình Cường Dung Giang Hà Hùng Khánh Lan Linh Mai Nam Phương Quân Sơn Thảo Tuấn Vy Wơl Hen Yến")
)
PLACES = ("Thôn 1", "Thôn 2", "Thôn 5", "Buôn Ea Tul", "Buôn Kô Tam", "Tổ dân phố 3", "Thôn Tân Lập")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before it has a place in a log."""

    body: Event
    dossier: str | None
    at: datetime
    actor: str


@dataclass
class SyntheticDay:
    """Makes happenings in the order of a morning's and an afternoon's work."""

    seed: int = 1
    agency_code: str = "000.00.18.H32"
    desk: int = 1
    day: datetime = datetime(2026, 12, 8, 7, 30, tzinfo=OFFICE)
    _chance: random.Random = field(init=False)
    _procedures: list[dict[str, Any]] = field(init=False)
    _version: str = field(init=False)
    _counter: int = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._counter = self.desk * 1000 + 1
        shipped = json.loads(files("desk_app.catalogue").joinpath("procedures.json").read_text(encoding="utf-8"))
        self._version = shipped["version"]
        # Half of a counter's work is a handful of procedures: civil status and certification.
        self._procedures = self._chance.sample(shipped["procedures"], 14)

    def opened(self, public_key: bytes) -> Happening:
        """Return the first event of a stream."""
        salt = self._chance.randbytes(16)
        body = DeskOpened(self.agency_code, self.desk, public_key, salt, "0.1.0")
        return Happening(body, None, self.day, "")

    def happenings(self, count: int) -> list[Happening]:
        """Return `count` happenings: dossiers come in, go through work and go out, interleaved as at a counter."""
        made: list[Happening] = []
        at, open_dossiers = self.day, list[list[Event | str]]()
        while len(made) < count:
            at += timedelta(milliseconds=self._chance.randint(20_000, 240_000))
            if not open_dossiers or self._chance.random() < 0.22:
                number = f"{self.agency_code}-{at:%y%m%d}-{self._counter:04d}"
                made.append(Happening(self._received(at, self._counter), number, at, "cb01"))
                self._counter += 1
                printed = at + timedelta(milliseconds=self._chance.randint(400, 3000))
                made.append(Happening(self._printed(), number, printed, "cb01"))
                open_dossiers.append([number, *self._rest()])
            else:
                work = self._chance.choice(open_dossiers[:6])
                body = work.pop(1)
                assert isinstance(body, Event)
                made.append(Happening(body, str(work[0]), at, self._chance.choice(("cb01", "cb01", "cb02"))))
                if len(work) == 1:
                    open_dossiers.remove(work)
        return made[:count]

    def _rest(self) -> list[Event]:
        rest: list[Event] = [Started(), Finished(), HandedOver(self._name(), "chính chủ", "giấy hẹn")]
        if self._chance.random() < 0.3:
            rest.insert(0, PrintSettled("mau01", 1, True))
        if self._chance.random() < 0.3:
            rest.insert(1, NumberViewed("detail"))
        return rest

    def _printed(self) -> SlipPrinted:
        return SlipPrinted("mau01", "a5", 1, hashlib.sha256(self._chance.randbytes(8)).digest())

    def _name(self) -> str:
        return " ".join(self._chance.choice(words) for words in (FAMILIES, MIDDLES, GIVEN))

    def _received(self, at: datetime, counter: int) -> Received:
        procedure = self._procedures[min(int(self._chance.expovariate(0.35)), len(self._procedures) - 1)]
        limit = procedure["limit"]
        days = limit["value"] or 1
        first = at + timedelta(days=1)
        person = Person(
            name=self._name(),
            personal_number=f"0660{self._chance.randint(50, 99)}{self._chance.randint(0, 999999):06d}",
            birth_on=(at - timedelta(days=self._chance.randint(7000, 25000))).date(),
            sex=self._chance.choice(("Nam", "Nữ")),
            address=f"{self._chance.choice(PLACES)}, xã Suối Hương, tỉnh Đắk Lắk",
            phone=f"09{self._chance.randint(10_000_000, 99_999_999)}",
        )
        papers = tuple(
            SubmittedPaper(paper["name"], paper.get("originals") or 0, paper.get("copies") or 0)
            for paper in procedure["papers"]
            if paper.get("required")
        )
        return Received(
            salt=self._chance.randbytes(16),
            lookup_code="".join(self._chance.choices("ABCDEFGHJKMNPQRSTUVWXYZ23456789", k=4)),
            slip_sequence=counter - 699,
            legal_profile="TT03/2025",
            terms=ProcedureTerms(
                procedure["code"], procedure["name"], procedure["field"], days,
                limit["unit"] or "working_day", limit["cutoff"] or "", self._version,
            ),
            promise=Promise(
                due_at=(at + timedelta(days=days)).replace(hour=17, minute=0, second=0, microsecond=0),
                explanation=f"{days} ngày làm việc, tính từ Thứ Tư, {first:%d/%m/%Y}; nghỉ Thứ Bảy, Chủ Nhật",
                calendar_version="2026-11-21",
            ),
            applicant=person,
            submitter=None,
            authority="",
            papers=papers,
            sets=1,
            return_by="counter",
            late_entry_reason="",
        )  # fmt: skip
