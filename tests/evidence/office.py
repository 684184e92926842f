"""One commune, one district, one honest line: the ground on which the attacks are done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from desk_app.domain.errors import DeskError
from sync.desk import exchange
from sync.district.verifying.findings import Finding
from sync.district.verifying.report import check_report
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.simulation.desks import SimulatedTime
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.line import SimulatedLine


@dataclass
class Office:
    """`desk` has worked, sent, worked and sent; `district` holds all of it."""

    district: SimulatedDistrict
    desk: FakeOutbox = field(default_factory=lambda: FakeOutbox(seed=50))
    time: SimulatedTime = field(default_factory=SimulatedTime)

    def __post_init__(self) -> None:
        self.district.begin(self.time.now, Random(1))
        self.line = SimulatedLine(self.district, Random(1))
        self.code = self.district.code(self.desk.agency_code, 1)
        for _ in range(3):
            self.desk.work(12)
            assert self.round() == "well"
            self.time.pass_by(3600)
        assert self.round() == "well"

    def round(self, desk: FakeOutbox | None = None, code: str | None = None) -> str:
        """Do a round; return `well` or the name of what the clerk is told."""
        who = desk or self.desk
        vars(exchange)["DistrictConnection"] = self.line.open
        try:
            exchange.run_round(who, who.signer, self.line.url, self.code if code is None else code, clock=StillClock())
        except DeskError as error:
            return type(error).__name__
        return "well"

    def verdict(self) -> tuple[int, list[str]]:
        """Return the status of `district verify`, and what it says."""
        from sync.district.verifying.verify import verify

        verdict = verify()
        return verdict.status, [str(finding) for finding in verdict.findings]

    def report(self) -> bytes:
        """Return the table of communes as the district gives it out."""
        from django.conf import settings

        from sync.district.league import league
        from sync.district.league_file import sealed_csv
        from sync.district.league_line import period_of

        today = self.time.now().date()
        period = period_of(today - timedelta(days=30), today, self.time.now())
        return sealed_csv(league(period), period, settings.DISTRICT_KEYS, self.time.now())

    def judged(self, file: bytes) -> list[Finding]:
        """Return what an inspector with the district's public key alone finds in a file."""
        from django.conf import settings

        return list(check_report(file, {settings.DISTRICT_KEYS.receipts.public_key}, {}))

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> None:
        """Do something to the district's database behind its back."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.district.rows(query)

    def events(self) -> int:
        return int(self.rows("SELECT count(*) FROM event")[0][0])

    def troubles(self) -> list[str]:
        """Return what the list of desks says of each."""
        from sync.district.fleet import desk_lines

        return [line.trouble.name for line in desk_lines(self.time.now())]

    def days_pass(self, days: int) -> None:
        self.time.at += timedelta(days=days)

    def planted_again(self) -> None:
        """Reckon the log anew from its receipts, as an administrator of the server would after a change."""
        import msgspec

        from sync.district.models import Hub, LogEntry
        from sync.wire.district_log import leaf_of
        from sync.wire.merkle import grown, root_of_frontier
        from sync.wire.messages import Receipt

        hub, size, frontier = Hub.objects.get(), 0, b""
        notes = self.rows("SELECT device, last_seq, receipt FROM receipt")
        kept = {(bytes(device), last): bytes(note) for device, last, note in notes}
        for entry in list(LogEntry.objects.order_by("place")):
            receipt = msgspec.msgpack.decode(kept[bytes(entry.device), entry.last_seq][64:], type=Receipt)
            frontier, nodes = grown(size, frontier, leaf_of(receipt))
            size += 1
            signed = self.signed(msgspec.structs.replace(receipt, log_size=size, log_root=root_of_frontier(frontier)))
            self.execute("UPDATE receipt SET receipt = %s WHERE last_seq = %s", (signed, entry.last_seq))
            self.execute("UPDATE log_entry SET nodes = %s, place = %s WHERE place = %s", (nodes, size - 1, entry.place))
        Hub.objects.filter(hub=hub.hub).update(
            log_size=size, log_frontier=frontier, log_root=root_of_frontier(frontier)
        )

    def signed(self, note: Any) -> bytes:
        """Return a note signed with the district's own key, which its administrator has."""
        from django.conf import settings

        from sync.wire.signing import sign_note

        return sign_note(note, settings.DISTRICT_KEYS.receipts)
