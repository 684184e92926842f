"""`python -m tests.sync.verify_corpus`: a cell of every column changed, a row of every table gone; what verify says.

Prints a JSON object: `sound` (status and findings before anything is changed), and for every change its first finding,
or null where verify said nothing.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desk_app.domain.decision_events import Verdict
from desk_app.domain.events import Received, Started
from desk_app.domain.life_events import Forwarded
from sync.desk import exchange
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.simulation.district import SimulatedDistrict
from tests.sync.simulation.world import World
from tests.sync.synthetic_day import Happening

_SEED = 21  # copies of disks, three streams, a quarantine; no number given by two machines
_CALENDAR = Path("desk_app/catalogue/calendar.json")
_ROWS = many(1, 4)
_EVIDENCE = (
    "hub", "desk", "enrol_code", "stream", "event", "receipt", "log_entry", "quarantined", "parked", "unproven",
    "dossier", "publication", "inbox", "decision",
)  # fmt: skip
_MAY_GO = {"enrol_code", "quarantined", "desk", "hub", "stream", "inbox"}  # found by what refers to them


def main() -> int:
    """Print what was found."""
    district = SimulatedDistrict()
    world = World(_SEED, district)
    world.run()
    _more(world)
    from django.db import transaction

    from sync.district.verifying.verify import verify

    verdict = verify()
    found: dict[str, Any] = {"sound": [verdict.status, [str(each) for each in verdict.findings]]}
    for name, statement, values in [*_changes(district), *_losses(district)]:
        try:
            with transaction.atomic():
                _execute(statement, values)
                spoilt = verify()
                first = [str(each) for each in spoilt.findings if each not in verdict.findings][:1]
                found.setdefault(name, []).append([spoilt.status, *first] if first else None)
                raise _Undo
        except _Undo:
            pass
    json.dump(found, sys.stdout, ensure_ascii=False)
    return 0


class _Undo(Exception):
    """Nothing is to be kept."""


def _more(world: World) -> None:
    """A second commune, with an erased intake (its later bodies cannot be proven) a calendar for now and
    one for later, and a decision on a dossier that was passed on."""
    from django.conf import settings

    from sync.district.decisions import Ruling, decide
    from sync.district.hub import hub_of
    from sync.district.publishing import publish

    text, now, keys = _CALENDAR.read_text(encoding="utf-8"), StillClock().now(), settings.DISTRICT_KEYS
    publish("calendar", text, now, keys, by="Lê Thị Hòa")
    later = {**json.loads(text), "note": "later"}
    publish("calendar", json.dumps(later), now + timedelta(days=1), keys, in_force_from=date(2027, 1, 1))
    outbox = FakeOutbox(seed=90, agency_code="000.00.19.H32")
    outbox.work(30)
    outbox.erase(2)
    moves = [outbox.header_of(event.seq) for event in outbox.events]
    number = next(header.dossier for header in reversed(moves) if header.kind == Received.kind) or ""
    if not any((header.kind, header.dossier) == (Started.kind, number) for header in moves):
        outbox.append(Happening(Started(), number, now, "cb01"))
    outbox.append(Happening(Forwarded("body", "Sở Tư pháp", None), number, now, "cb01"))
    code = world.district.code(outbox.agency_code, 1)
    vars(exchange)["DistrictConnection"] = world.line.open
    for _ in range(2):
        exchange.run_round(outbox, outbox.signer, world.line.url, code, clock=StillClock())
    assert not outbox.doubts
    decide(hub_of(outbox.agency_code), number, Ruling(Verdict.TAKEN), by="Lê Thị Hòa", at=now, keys=keys)


def _changes(district: SimulatedDistrict) -> Iterator[tuple[str, str, list[Any]]]:
    chance = random.Random(1)
    for table in _EVIDENCE:
        for column in [row[1] for row in district.rows(f"PRAGMA table_info({table})")]:
            cells = district.rows(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL")
            if (table, column) == ("event", "body"):  # nobody can tell of a body that could never be proven
                unproven = "SELECT 1 FROM unproven u WHERE u.device = e.device AND u.epoch = e.epoch AND u.seq = e.seq"
                told = district.rows(f"SELECT rowid FROM event e WHERE EXISTS ({unproven})")
                cells = [cell for cell in cells if (cell[0],) not in told]
            for row, value in chance.sample(cells, min(_ROWS, len(cells))):
                update = f"UPDATE {table} SET {column} = %s WHERE rowid = %s"
                yield f"{table}.{column}", update, [_spoilt(value, chance), row]


def _losses(district: SimulatedDistrict) -> Iterator[tuple[str, str, list[Any]]]:
    chance = random.Random(2)
    for table in _EVIDENCE:
        rows = district.rows(f"SELECT rowid FROM {table}") if table not in _MAY_GO else []
        for (row,) in chance.sample(rows, min(_ROWS, len(rows))):
            yield f"{table}.", f"DELETE FROM {table} WHERE rowid = %s", [row]


def _spoilt(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bytes):
        if not value:
            return b"\x01"
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    if isinstance(value, int):
        return value + 1_000
    if isinstance(value, datetime):
        return value.replace(year=value.year + 1).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.replace(year=value.year + 1).isoformat()
    return value + "x"


def _execute(statement: str, values: list[Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(statement, values)


if __name__ == "__main__":
    sys.exit(main())
