"""Makes a new version of the zstd dictionary: `python -m tests.sync.train_dictionary FILE`, from made-up work alone.

What it learns from: whole random lives on real desks (every kind of event, with the sentences that the program really
writes) and days of receptions over the whole shipped catalogue. Nothing of a real commune ever goes in. A version that
was shipped is never made again: a desk may send with it for years.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import zstandard

from desk_app.ports import StoredEvent
from tests.db.test_random_lives import lived_in
from tests.sync.fake_outbox import FakeOutbox

SIZE = 64 * 1024
_LEVEL = 19
_A_SAMPLE = 12  # events: about what a small round by day carries
_LONG = 4096  # a whole catalogue in one event would be learnt by heart
_LIVES, _DAYS = range(5000, 5060), range(1, 60)


def main() -> None:
    """Train and write."""
    samples: list[bytes | bytearray | memoryview[int]] = [*_of_lives(_LIVES, 150), *_of_days(_DAYS, 200)]
    trained = zstandard.train_dictionary(SIZE, samples, level=_LEVEL)
    Path(sys.argv[1]).write_bytes(trained.as_bytes())


def rows_of(events: Sequence[StoredEvent]) -> list[bytes]:
    """Return the events as a batch holds them."""
    return [
        msgspec.msgpack.encode([msgspec.Raw(event.header + b"\xc0"), msgspec.Raw(event.body or b"\xc0")])[1:]
        for event in events
        if len(event.body or b"") < _LONG
    ]


def lives(seed: int, steps: int) -> list[bytes]:
    """Return what a real desk wrote in so many random steps."""
    memory = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        lived_in(Path(folder), seed, steps) as (store, _),
    ):
        return rows_of(store.outbox.events_after(0, 10**9))


def day(seed: int, events: int) -> list[bytes]:
    """Return a made-up day of another commune for every seed."""
    outbox = FakeOutbox(seed=seed, agency_code=f"000.{seed:02d}.18.H32")
    outbox.work(events)
    return rows_of(outbox.events)


def _of_lives(seeds: range, steps: int) -> Iterator[bytes]:
    for seed in seeds:
        yield from _samples(lives(seed, steps))


def _of_days(seeds: range, events: int) -> Iterator[bytes]:
    for seed in seeds:
        yield from _samples(day(seed, events))


def _samples(rows: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(rows), _A_SAMPLE):
        yield b"".join(rows[start : start + _A_SAMPLE])


if __name__ == "__main__":
    main()
