"""Bytes an event costs on the wire: a batch of 200 events of a made-up day, beside what others would send.

Prints JSON. `floor_zstd22` is what zstd -22 with a long window makes of the same events in a long history (the rows
as they are batched, no seal, no envelope); `gzip_json` and `naive_json` are events as JSON with hash and signature.
"""

import argparse
import gzip
import hashlib
import json
import sys
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec
import zstandard

from desk_app.ports import StoredEvent
from sync.wire.batch import pack, unpack
from sync.wire.envelope import closed, public_key_of
from sync.wire.reckoning import reckon
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox

EVENTS, HISTORY = 200, 20_000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--history", type=int, default=HISTORY, help="events in the floor's history")
    history = asked.parse_args().history
    outbox = FakeOutbox(seed=1)
    outbox.work(EVENTS - 1)
    started = time.perf_counter()
    batch = _packed(outbox, with_dictionary=True)
    packed_ms = (time.perf_counter() - started) * 1000
    started = time.perf_counter()
    opened = unpack(batch)
    heads = reckon(opened, {})
    assert opened.is_sealed_by(outbox.signer.public_key, heads[-1].chain)
    opened_ms = (time.perf_counter() - started) * 1000
    envelope = closed(batch, public_key_of(bytes(range(32))))
    naive = [_naive(outbox, event) for event in outbox.events]
    sent = len(envelope) / EVENTS
    floor = floor_bytes_an_event(history)
    json.dump(
        {
            "events": EVENTS,
            "bytes_per_event": round(sent, 1),
            "goal_bytes_per_event": 90,
            "without_dictionary": round(len(_packed(outbox, with_dictionary=False)) / EVENTS, 1),
            "raw_messagepack": round(sum(len(e.header) + len(e.body or b"") for e in outbox.events) / EVENTS, 1),
            "naive_json": round(sum(map(len, naive)) / EVENTS, 1),
            "gzip_json_each": round(sum(len(gzip.compress(line)) for line in naive) / EVENTS, 1),
            "gzip_json_batch": round(len(gzip.compress(b"\n".join(naive))) / EVENTS, 1),
            "floor_zstd22": round(floor, 1),
            "ratio": round(sent / floor, 2),
            "pack_ms": round(packed_ms, 1),
            "open_and_verify_ms": round(opened_ms, 1),
        },
        sys.stdout,
    )
    print()


def _packed(outbox: FakeOutbox, *, with_dictionary: bool) -> bytes:
    identity = outbox.identity()
    before = outbox.chain_at(0)
    assert before is not None
    return pack(
        outbox.events, device=identity.device, epoch=identity.epoch, before=before, desk_head=EVENTS,
        sealed_at=StillClock().at, signer=outbox.signer, with_dictionary=with_dictionary,
    )  # fmt: skip


def _naive(outbox: FakeOutbox, event: StoredEvent) -> bytes:
    facts = {
        "id": str(uuid.UUID(bytes=hashlib.sha256(event.chain).digest()[:16], version=4)),
        "header": msgspec.msgpack.decode(event.header + b"\xc0"),
        "body": msgspec.msgpack.decode(event.body or b"\xc0"),
        "hash": event.chain.hex(),
        "signature": outbox.signer.sign(event.chain).hex(),
    }
    return json.dumps(facts, ensure_ascii=False, default=bytes.hex).encode()


def floor_bytes_an_event(events: int) -> float:
    """Return what `zstd -22` with a long window makes of an event in a history of so many."""
    history = FakeOutbox(seed=2)
    history.work(events)
    raw = b"".join(event.header + b"\xc0" + (event.body or b"\xc0") for event in history.events)
    how = zstandard.ZstdCompressionParameters.from_level(22, source_size=len(raw), window_log=24, enable_ldm=True)
    return len(zstandard.ZstdCompressor(compression_params=how).compress(raw)) / len(history.events)


if __name__ == "__main__":
    main()
