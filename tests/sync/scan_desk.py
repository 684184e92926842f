"""A real desk with scans, and its district's files looked at from outside."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from desk_app.domain.scan_tree import root_of
from desk_app.scan_ports import ScanDocument, ScanRow
from desk_app.usecases import intake, scans
from desk_app.usecases.office import Office
from sync.desk.exchange import run_round
from sync.desk.scan_pace import ScanPace
from sync.desk.scans import ScansResult, send_scans
from tests.desks import CountedChance, application, make_office
from tests.sync.real_district import RealDistrict

AGENCY = "000.00.18.H32"


class OneChunk(ScanPace):
    """A chunk at a time, whatever the line does."""

    def __init__(self) -> None:
        super().__init__(4)

    def took(self, seconds: float, pieces: int) -> None:
        """Stay."""

    def broke(self) -> None:
        """Stay."""


@dataclass
class ScanDesk:
    """A desk enrolled at `district`; `url` is the way there."""

    home: Path
    district: RealDistrict
    url: str = ""
    agency: str = AGENCY
    ca: Path | None = None
    patience: float = 2.0
    office: Office = field(init=False)
    contents: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = {
            "agency_code": self.agency, "district_url": self.district.url,
            "enrol_code": self.district.code(agency_code=self.agency),
        }  # fmt: skip
        own = CountedChance(count(zlib.crc32(self.agency.encode()) >> 1))
        self.office = make_office(self.home, settings=settings, chance=own)
        self.numbers = [intake.receive(self.office, application(f"Người Thứ {place}")).number for place in "ABC"]
        self.chance = random.Random(7)
        self.round()

    def attach(self, size: int, number: int = 0) -> ScanRow:
        """Attach a scan of so many bytes that mean nothing."""
        self.contents.append(self.chance.randbytes(size))
        return scans.attach(self.office, self.numbers[number], ScanDocument(self.contents[-1], 1), 1)

    def round(self) -> None:
        """Send the events."""
        settings = self.office.store.settings()
        run_round(
            self.office.store.outbox, self.office.store.signer, self.url or self.district.url,
            settings["enrol_code"], clock=self.office.clock, patience=self.patience, ca_file=self.ca,
        )  # fmt: skip

    def send(
        self, most_bytes: int = 10**9, stop: Callable[[], bool] = lambda: False, patience: float | None = None,
        connections: int = 4, pace: ScanPace | None = None,
    ) -> ScansResult:  # fmt: skip
        """Send the scans."""
        store = self.office.store
        return send_scans(
            store.outbox, store.scan_outbox, store.signer, self.url or self.district.url, clock=self.office.clock,
            most_bytes=most_bytes, stop=stop, patience=patience or self.patience, connections=connections, pace=pace,
            ca_file=self.ca,
        )  # fmt: skip

    def files_there(self) -> dict[bytes, bytes]:
        """Return what the district keeps of this desk as whole: root and content."""
        device = self.office.store.outbox.identity().device.hex()
        found = (self.district.home / "scans").glob(f"*/{device}/*.pdf")
        return {bytes.fromhex(path.stem): path.read_bytes() for path in found}

    def everything_is_there(self) -> bool:
        """Whether the district has every scan, byte for byte, and nothing else as whole."""
        return self.files_there() == {root_of(content): content for content in self.contents}
