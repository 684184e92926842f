"""1,000 desks come at once, each with a day of 360 events: until the last receipt, on a real PostgreSQL (fsync on).

Prints JSON. The district is the real command; every desk has a key, an enrolment and a connection of its own and sends
what the desk's own program would: batches of 64 KiB, the next after the receipt for the last, their envelopes made
before. Afterwards everything is sent once more, which must add no row. `floor` is a bare COPY of the same rows over
one connection, one transaction a batch.
"""

import argparse
import asyncio
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg

from desk_app.domain.positional import milliseconds_of
from desk_app.ports import StoredEvent
from sync.wire.batch import pack
from sync.wire.envelope import closed
from sync.wire.limits import BATCH_TARGET
from sync.wire.messages import EnrolAnswer, EnrolRequest, Receipt
from sync.wire.signing import open_note, read_note, sign_note
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql

DESKS, EVENTS, DESKS_A_COMMUNE, GOAL_S, GOAL_MB = 1_000, 360, 4, 15, 512


@dataclass(frozen=True, slots=True)
class Sending:
    """One request: its path and body, and the chain head that the receipt must name."""

    path: str
    body: bytes
    head: bytes


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--desks", type=int, default=DESKS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of the district")
    given = asked.parse_args()
    desks, workers = given.desks, ("--workers", str(given.workers))
    with RealPostgresql(fsync=True) as postgresql, tempfile.TemporaryDirectory() as home:
        district = RealDistrict(Path(home), postgresql.new_database(), extra=workers).start()
        try:
            figures = _measured(district, desks, postgresql.new_database())
        finally:
            district.stop()
    json.dump(figures | {"workers": given.workers, "load_1_minute": round(os.getloadavg()[0], 1)}, sys.stdout)
    print()


def _measured(district: RealDistrict, desks: int, floor_url: str) -> dict[str, object]:
    codes = [district.code(1 + index % DESKS_A_COMMUNE, _commune(index)) for index in range(desks)]
    requests = [("/v1/enrolments", _enrolment(index, code)) for index, code in enumerate(codes)]
    answers = asyncio.run(_each_alone(district.port, requests))
    keys = read_note(EnrolAnswer, answers[0])
    with ProcessPoolExecutor() as workers:
        sendings = list(workers.map(_sendings, range(desks), [keys.envelope_key] * desks, chunksize=20))
    floor = _floor(floor_url, desks)
    start = time.perf_counter()
    receipts = asyncio.run(_all_at_once(district.port, sendings))
    took = time.perf_counter() - start
    acknowledged = sum(
        _last(said, keys.receipt_key, sent[-1].head) for said, sent in zip(receipts, sendings, strict=True)
    )
    rows = _rows(district)
    start = time.perf_counter()
    asyncio.run(_all_at_once(district.port, sendings))
    again = time.perf_counter() - start
    after = _rows(district)
    return {
        "desks": desks,
        "events": desks * EVENTS,
        "seconds": round(took, 2),
        "goal_seconds": GOAL_S,
        "copy_floor_seconds": round(floor, 2),
        "ratio": round(took / floor, 2),
        "acknowledged": acknowledged,
        "held": rows[0],
        "doubled": rows[0] - rows[1],
        "replay_seconds": round(again, 2),
        "replay_adds_rows": after[0] - rows[0],
        "district_peak_mb": _peak_mb(district.pid),
        "goal_mb": GOAL_MB,
    }


def _commune(index: int) -> str:
    return f"000.{index // DESKS_A_COMMUNE:04d}.H32"


def _outbox(index: int) -> FakeOutbox:
    key_seed = hashlib.sha256(f"desk {index}".encode()).digest()
    return FakeOutbox(index + 1, 1 + index % DESKS_A_COMMUNE, _commune(index), key_seed=key_seed)


def _enrolment(index: int, code: str) -> bytes:
    outbox = _outbox(index)
    identity = outbox.identity()
    asked = EnrolRequest(
        code, identity.public_key, identity.epoch, identity.agency_code, identity.agency_name, identity.desk
    )
    return sign_note(asked, outbox.signer)


def _day(index: int) -> FakeOutbox:
    outbox = _outbox(index)
    outbox.work(EVENTS - 1)  # its own beginning is the first
    return outbox


def _sendings(index: int, envelope_key: bytes) -> list[Sending]:
    outbox = _day(index)
    sent: list[Sending] = []
    for events in _batches(outbox):
        before = outbox.chain_at(events[0].seq - 1)
        assert before is not None
        batch = pack(
            events, device=outbox.device, epoch=1, before=before, desk_head=EVENTS, sealed_at=StillClock().at,
            signer=outbox.signer,
        )  # fmt: skip
        path = f"/v1/streams/{outbox.device.hex()}/1/events?first={events[0].seq}&last={events[-1].seq}"
        sent.append(Sending(path, closed(batch, envelope_key), events[-1].chain))
    return sent


def _batches(outbox: FakeOutbox) -> list[tuple[StoredEvent, ...]]:
    batches: list[tuple[StoredEvent, ...]] = []
    done = 0
    while done < len(outbox.events):
        batches.append(outbox.events_after(done, BATCH_TARGET))
        done = batches[-1][-1].seq
    return batches


async def _each_alone(port: int, requests: Sequence[tuple[str, bytes]]) -> list[bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = [await _asked(reader, writer, path, body) for path, body in requests]
    writer.close()
    return answers


async def _all_at_once(port: int, sendings: Sequence[Sequence[Sending]]) -> list[list[bytes]]:
    return list(await asyncio.gather(*(_one_desk(port, sent) for sent in sendings)))


async def _one_desk(port: int, sent: Sequence[Sending]) -> list[bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = [await _asked(reader, writer, each.path, each.body) for each in sent]
    writer.close()
    return answers


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, body: bytes) -> bytes:
    writer.write(f"POST {path} HTTP/1.1\r\nHost: district\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    answer = await reader.readexactly(length)
    assert " 200 " in head.split("\r\n")[0] + " ", head
    return answer


def _last(answers: Sequence[bytes], receipt_key: bytes, head: bytes) -> int:
    """Return how many events the last receipt proves: none if it is not the district's word for this very history."""
    receipt = open_note(Receipt, receipt_key, answers[-1])
    return receipt.last_seq if receipt.last_head == head else 0


def _rows(district: RealDistrict) -> tuple[int, int]:
    held = district.rows("SELECT count(*), count(DISTINCT (device, epoch, seq)) FROM event")[0]
    return held[0], held[1]


def _floor(url: str, desks: int) -> float:
    at, spent = milliseconds_of(StillClock().at), 0.0
    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE TABLE event (device bytea, seq int8, kind int4, at int8, header bytea, digest bytea, body bytea,"
            " chain bytea, PRIMARY KEY (device, seq))"
        )
        connection.commit()
        for index in range(desks):
            outbox = _day(index)
            for events in _batches(outbox):
                start = time.perf_counter()
                with connection.cursor() as cursor, cursor.copy("COPY event FROM STDIN (FORMAT BINARY)") as copy:
                    copy.set_types(("bytea", "int8", "int4", "int8", "bytea", "bytea", "bytea", "bytea"))
                    for event in events:
                        copy.write_row(
                            (outbox.device, event.seq, 20, at, event.header, event.digest, event.body, event.chain)
                        )
                connection.commit()
                spent += time.perf_counter() - start
    return spent


def _peak_mb(process: int) -> float:
    """Return what the server and its workers had at most; pages that they share count for each."""
    begun = (Path(f"/proc/{process}/task/{process}/children")).read_text().split()
    return round(sum(_peak_kib(each) for each in (str(process), *begun)) / 1024, 1)


def _peak_kib(process: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
