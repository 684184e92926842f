"""A 200-event batch from HTTP to the commit on a real PostgreSQL (fsync on), beside a bare COPY of the same rows.

Prints JSON; both are taken in turns in one run.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg

from bench.timing import timed
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import StoredEvent
from sync.desk.exchange import run_round
from sync.wire.batch import pack
from sync.wire.envelope import closed
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql

EVENTS, BATCHES, WARM = 200, 40, 25
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--batches", type=int, default=BATCHES)
    batches = asked.parse_args().batches
    with RealPostgresql(fsync=True) as postgresql, tempfile.TemporaryDirectory() as home:
        district = RealDistrict(Path(home), postgresql.new_database()).start()
        try:
            ingest, floor, again, cpu = _measured(district, postgresql.new_database(), batches)
        finally:
            district.stop()
    median, bottom = statistics.median(ingest), statistics.median(floor)
    json.dump(
        {
            "events": EVENTS,
            "batches": len(ingest),
            "ingest_ms_median": round(median, 2),
            "ingest_ms_p95": round(sorted(ingest)[int(len(ingest) * 0.95)], 2),
            "ingest_ms_best": round(min(ingest), 2),
            "goal_ms": 10,
            "copy_floor_ms_median": round(bottom, 2),
            "ratio": round(median / bottom, 2),
            "replay_ms_median": round(statistics.median(again), 2),
            "district_cpu_ms_median": round(statistics.median(spent[0] for spent in cpu), 2),
            "postgresql_cpu_ms_median": round(statistics.median(spent[1] for spent in cpu), 2),
            "load_1_minute": round(os.getloadavg()[0], 1),
        },
        sys.stdout,
    )
    print()


Figures = tuple[list[float], list[float], list[float], list[tuple[float, float]]]


def _measured(district: RealDistrict, floor_url: str, batches: int) -> Figures:
    outbox = FakeOutbox(seed=1)
    run_round(outbox, outbox.signer, district.url, district.code(), clock=StillClock())
    first = outbox.acknowledged() + 1
    outbox.work(EVENTS * (batches + WARM))
    line = http.client.HTTPConnection("127.0.0.1", district.port)
    ingest, floor, again, cpu = list[float](), list[float](), list[float](), list[tuple[float, float]]()
    with psycopg.connect(floor_url) as connection:
        connection.execute(
            "CREATE TABLE event (device bytea, seq int8, kind int4, at int8, header bytea, digest bytea, body bytea,"
            " chain bytea, PRIMARY KEY (device, seq))"
        )
        connection.commit()
        for number in range(batches + WARM):
            events = outbox.events[first - 1 : first - 1 + EVENTS]
            first += EVENTS
            envelope = _envelope(outbox, events)
            posting = _posting(line, outbox, events, envelope)
            before = _cpu(district)
            first_time, after = timed(posting), _cpu(district)
            took = first_time, timed(_copy, connection, outbox, events), timed(posting)
            if number >= WARM:
                ingest.append(took[0])
                floor.append(took[1])
                again.append(took[2])
                cpu.append((after[0] - before[0], after[1] - before[1]))
    line.close()
    return ingest, floor, again, cpu


def _cpu(district: RealDistrict) -> tuple[float, float]:
    """Milliseconds of processor that the district and its connections in PostgreSQL have had so far (Linux)."""
    backends = [row[0] for row in district.rows(_BACKENDS)]
    return _had(district.pid), sum(map(_had, backends))


def _had(process: int) -> float:
    return (
        sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{process}/task").iterdir()) / 1e6
    )


def _envelope(outbox: FakeOutbox, events: list[StoredEvent]) -> bytes:
    identity = outbox.identity()
    before = outbox.chain_at(events[0].seq - 1)
    assert before is not None and identity.enrolment is not None
    batch = pack(
        events, device=identity.device, epoch=identity.epoch, before=before, desk_head=events[-1].seq,
        sealed_at=StillClock().at, signer=outbox.signer,
    )  # fmt: skip
    return closed(batch, identity.enrolment.envelope_key)


def _posting(
    line: http.client.HTTPConnection, outbox: FakeOutbox, events: list[StoredEvent], envelope: bytes
) -> Callable[[], None]:
    path = f"/v1/streams/{outbox.device.hex()}/1/events?first={events[0].seq}&last={events[-1].seq}"

    def post() -> None:
        line.request("POST", path, envelope)
        answer = line.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()

    return post


def _copy(connection: psycopg.Connection, outbox: FakeOutbox, events: list[StoredEvent]) -> None:
    at = milliseconds_of(StillClock().at)
    with connection.cursor() as cursor, cursor.copy("COPY event FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(("bytea", "int8", "int4", "int8", "bytea", "bytea", "bytea", "bytea"))
        for event in events:
            copy.write_row((outbox.device, event.seq, 20, at, event.header, event.digest, event.body, event.chain))
    connection.commit()


if __name__ == "__main__":
    main()
