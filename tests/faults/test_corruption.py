"""Damaged files: never a silent change, and a desk again as long as one copy is whole."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.errors import DatabaseDamagedError
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.errors import DeskError
from desk_app.ports import DossierRow, StoredEvent
from tests.db.desk import make_desk
from tests.faults.damage import WAYS, damage
from tests.faults.story import NAMES, opened, receive, tell
from tests.scale import many


@dataclass(frozen=True, slots=True)
class Truth:
    """What the desk held before the damage."""

    events: tuple[StoredEvent, ...]
    rows: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class Desks:
    """A desk closed in order, the same one as a crash left it, and an older `-wal` of it."""

    closed: Path
    crashed: Path
    truth: Truth
    older_wal: bytes


@pytest.fixture(scope="module")
def desks(module_disk: Path) -> Desks:
    folder = module_disk
    home = folder / "home"
    make_desk(home)
    store = opened(home).store
    list(tell(store))
    store.idle()
    older_wal = b""
    for name in NAMES:
        receive(store, name)
        older_wal = older_wal or (home / "desk.db-wal").read_bytes()
    store.idle()
    for name in NAMES:
        receive(store, name)
    store.second_copy_flush()
    shutil.copytree(home, folder / "crashed")
    truth = held_by(store)
    store.close()
    return Desks(home, folder / "crashed", truth, older_wal)


def test_a_damaged_database_is_rebuilt_from_the_second_copy(bench_disk: Path, desks: Desks) -> None:
    restored = 0
    for chance, home in trials(bench_disk, desks.closed, many(60, 900)):
        damage(home / "desk.db", chance.choice(WAYS), chance)
        restored += opens_whole(home, desks.truth)
    assert restored > many(45, 700)


def test_a_damaged_wal_loses_no_dossier(bench_disk: Path, desks: Desks) -> None:
    restored = 0
    for chance, home in trials(bench_disk, desks.crashed, many(40, 500)):
        damage(home / "desk.db-wal", chance.choice(WAYS), chance)
        restored += opens_whole(home, desks.truth)
    assert restored > many(10, 150)


def test_an_older_wal_put_in_place_loses_no_dossier(bench_disk: Path, desks: Desks) -> None:
    for from_crash in (True, False):
        home = bench_disk / f"home-{from_crash}"
        shutil.copytree(desks.crashed if from_crash else desks.closed, home)
        (home / "desk.db-wal").write_bytes(desks.older_wal)
        opens_whole(home, desks.truth)


def test_a_damaged_second_copy_is_written_anew(bench_disk: Path, desks: Desks) -> None:
    for chance, home in trials(bench_disk, desks.closed, many(30, 300)):
        damage(home / "second-copy/events.copy", chance.choice(WAYS), chance)
        assert not opens_whole(home, desks.truth)


def test_damaged_key_wraps_are_healed_from_their_twin(bench_disk: Path, desks: Desks) -> None:
    for chance, home in trials(bench_disk, desks.closed, many(40, 200)):
        damaged = home / chance.choice(("keys.json", "second-copy/keys.json"))
        damage(damaged, chance.choice(WAYS), chance)
        assert not opens_whole(home, desks.truth)
        assert damaged.read_bytes() == (desks.closed / "keys.json").read_bytes()


def test_when_no_copy_is_whole_the_desk_says_so_and_shows_nothing_false(bench_disk: Path, desks: Desks) -> None:
    refused = 0
    for chance, home in trials(bench_disk, desks.closed, many(30, 150)):
        damage(home / "desk.db", chance.choice(("flip", "zero", "garbage")), chance)
        damage(home / "second-copy/events.copy", chance.choice(("flip", "garbage", "zero")), chance)
        try:
            desk = opened(home)
        except DatabaseDamagedError:
            refused += 1
            continue
        kept = held_by(desk.store).events
        desk.store.close()
        own = len(kept) - (0 if desk.restored is None else 2)
        assert kept[:own] == desks.truth.events[:own]
        missing = len(desks.truth.events) - own
        assert missing == 0 or (desk.restored is not None and desk.restored.lost >= missing), "said, not silent"
    assert refused > many(15, 80)


def test_a_database_of_another_day_put_back_by_hand_is_brought_up_to_date(bench_disk: Path, desks: Desks) -> None:
    home = bench_disk / "home"
    make_desk(home)
    shutil.copy(home / "desk.db", bench_disk / "old.db")
    store = opened(home).store
    list(tell(store))
    store.second_copy_flush()
    truth = held_by(store)
    store.close()
    shutil.copy(bench_disk / "old.db", home / "desk.db")
    assert opens_whole(home, truth)


def trials(folder: Path, template: Path, count: int) -> Iterator[tuple[random.Random, Path]]:
    """Yield a chance of its own and a fresh copy of the desk for each trial; a failing one is named by its seed."""
    for seed in range(count):
        home = folder / f"home-{seed}"
        shutil.copytree(template, home)
        yield random.Random(seed), home
        shutil.rmtree(home)


def opens_whole(home: Path, truth: Truth) -> bool:
    """Open a damaged desk: everything is there, it works, it is sound. Return whether it had to be rebuilt."""
    desk = opened(home)
    store = desk.store
    try:
        now = held_by(store)
        kept = now.events[: len(truth.events)]
        assert kept == truth.events
        assert len(now.events) - len(kept) == (0 if desk.restored is None else 2)  # Restored, EpochOpened
        assert [row.number for row in now.rows] == [row.number for row in truth.rows]
        assert [row.state for row in now.rows] == [row.state for row in truth.rows]
        assert receive(store, "Người Mới") not in {row.number for row in truth.rows}
        verdict = verify(store)
        assert verdict.sound, verdict.findings
    finally:
        store.close()
    return desk.restored is not None


def held_by(store: DeskStore) -> Truth:
    return Truth(store.outbox.events_after(0, 10**9), store.register.find("261121", 1000))


def test_the_oracle_sees_a_change(bench_disk: Path, desks: Desks) -> None:
    """The control: a silent change of one row, made with the key in hand, fails the same check."""
    home = bench_disk / "home"
    shutil.copytree(desks.closed, home)
    store = opened(home).store
    store.connection.execute("UPDATE dossiers SET state = 9 WHERE id = (SELECT max(id) FROM dossiers)")
    store.close()
    with pytest.raises((AssertionError, DeskError)):
        opens_whole(home, desks.truth)
