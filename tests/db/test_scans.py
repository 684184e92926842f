"""Scans are kept sealed, proven when read, and swept when no event names them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.scan_file import BrokenScanFileError, read_scan, write_scan
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError, ScanNotFoundError
from desk_app.domain.scan_events import ScanAttached, ScanRemoved
from desk_app.domain.scan_tree import CHUNK_BYTES, leaves_of, root_of, root_over
from desk_app.scan_ports import ScanRow
from tests.db.desk import make_desk, open_the_desk, receive

CONTENT = b"".join(number.to_bytes(4, "big") for number in range(50_000))  # three chunks and a bit
KEY, CHANCE = bytes(range(32)), bytes(56)


def attach(store: DeskStore, number: str, content: bytes = CONTENT, paper: int = 1) -> ScanRow:
    root = store.scans.keep(content)
    with store.unit_of_work("hoa") as work:
        recorded = work.append(ScanAttached(paper, "Tờ khai", 2, len(content), root, "file"), dossier=number)
        work.commit()
    return store.scans.row(recorded.seq)


def remove(store: DeskStore, row: ScanRow) -> None:
    with store.unit_of_work("hoa") as work:
        work.append(ScanRemoved(row.scan, row.root, "nhầm"), dossier=row.number)
        work.commit()
    store.scans.clear_away()


def number_of(store: DeskStore, name: str = "Trần Văn An") -> str:
    return receive(store, name).header.dossier or ""


def files(home: Path) -> list[Path]:
    return sorted((home / "scans").iterdir())


def test_what_was_kept_comes_back_byte_by_byte_also_after_the_desk_was_closed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    row = attach(store, number_of(store))
    assert store.scans.content(row) == CONTENT
    store.close()
    store = open_the_desk(tmp_path).store
    assert store.scans.of_dossier(row.number) == (row,)
    assert store.scans.content(row) == CONTENT and verify(store).scans == ()
    store.close()


@pytest.fixture
def home(tmp_path: Path, store: DeskStore) -> Iterator[Path]:
    yield tmp_path


def test_nothing_of_a_scan_can_be_read_from_the_disk(home: Path, store: DeskStore) -> None:
    content = b"%PDF-1.4 Nguyen Van A 066198004217 " * 3000
    row = attach(store, number_of(store), content)
    (file,) = files(home)
    assert b"066198004217" not in file.read_bytes() and row.root.hex() not in file.name
    assert file.stat().st_mode & 0o077 == 0 and (home / "scans").stat().st_mode & 0o077 == 0


def test_the_same_pages_twice_are_one_file_and_go_with_the_last_of_them(home: Path, store: DeskStore) -> None:
    number = number_of(store)
    first, second = attach(store, number), attach(store, number, paper=2)
    assert len(files(home)) == 1
    remove(store, first)
    assert store.scans.content(second) == CONTENT
    remove(store, second)
    assert files(home) == [] and store.scans.of_dossier(number) == ()
    with pytest.raises(ScanNotFoundError):
        store.scans.row(second.scan)


def test_every_chunk_can_be_read_and_proven_alone(home: Path, store: DeskStore) -> None:
    row, leaves = attach(store, number_of(store)), leaves_of(CONTENT)
    assert root_over(leaves, len(CONTENT)) == row.root
    for index in range(len(leaves)):
        chunk = store.scans.chunks(row, index, 1)
        assert chunk == CONTENT[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]


def test_a_damaged_cut_or_missing_file_is_said_and_never_shown(home: Path, store: DeskStore) -> None:
    row = attach(store, number_of(store))
    (file,) = files(home)
    whole = file.read_bytes()
    for place in (0, 9, 20, 100, 70_000, len(whole) - 1):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ScanDamagedError):
            store.scans.content(row)
    for broken in (whole[:-1], whole + b"x", b"", whole[:88] + whole[88 + 65_552 :] + whole[88 : 88 + 65_552]):
        file.write_bytes(broken)
        with pytest.raises(ScanDamagedError):
            store.scans.content(row)
    assert verify(store).scans == (f"the file of scan {row.scan} is damaged",)
    file.unlink()
    with pytest.raises(ScanMissingError):
        store.scans.content(row)
    verdict = verify(store)
    assert verdict.sound and verdict.scans == (f"the file of scan {row.scan} is missing",)
    assert attach(store, row.number).root == row.root and store.scans.content(row) == CONTENT


def test_the_file_of_one_scan_does_not_pass_for_another(tmp_path: Path) -> None:
    other = CONTENT[::-1]
    write_scan(tmp_path / "a", CONTENT, root_of(CONTENT), KEY, CHANCE)
    for root, size, key in (
        (root_of(other), len(other), KEY), (root_of(CONTENT), len(CONTENT), bytes(32)),
        (root_of(CONTENT), len(CONTENT) - 1, KEY),
    ):  # fmt: skip
        with pytest.raises(BrokenScanFileError):
            read_scan(tmp_path / "a", root, size, key)
    assert read_scan(tmp_path / "a", root_of(CONTENT), len(CONTENT), KEY) == CONTENT


def test_what_a_power_cut_left_is_swept_at_the_next_opening(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    row = attach(store, number_of(store))
    store.scans.keep(CONTENT + b"no event came")
    (tmp_path / "scans" / "ab.scan.tmp").write_bytes(b"torn")
    assert len(files(tmp_path)) == 3
    store.close()
    store = open_the_desk(tmp_path).store
    assert len(files(tmp_path)) == 1 and store.scans.content(row) == CONTENT
    store.close()


def test_a_log_put_back_from_its_copy_keeps_files_it_does_not_know(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    kept, gone = attach(store, number_of(store)), attach(store, number_of(store), CONTENT[1:])
    store.scans.keep(CONTENT + b"its event was lost")
    store.close()
    (tmp_path / "desk.db").unlink()
    (tmp_path / "scans" / "ab.scan.tmp").write_bytes(b"torn")
    opened = open_the_desk(tmp_path)
    assert opened.restored is not None
    store = opened.store
    assert len(files(tmp_path)) == 3 and store.scans.content(kept) == CONTENT
    remove(store, store.scans.row(gone.scan))
    assert len(files(tmp_path)) == 2
    store.close()


def test_what_is_due_soonest_goes_first_and_what_was_sent_waits_no_more(home: Path, store: DeskStore) -> None:
    rows = [attach(store, number_of(store, name), CONTENT + name.encode()) for name in ("A", "B", "C")]
    store.connection.execute("UPDATE dossiers SET due_at = due_at - 1000 WHERE number = ?", (rows[2].number,))
    store.connection.execute("UPDATE dossiers SET state = 10 WHERE number = ?", (rows[0].number,))
    last = store.outbox.head()[0]
    waiting = [row.scan for row in store.scans.waiting(last, 9)]
    assert waiting == [rows[2].scan, rows[1].scan, rows[0].scan]
    assert store.scans.waiting(rows[0].scan - 1, 9) == ()
    store.scans.sent(rows[2].root, datetime(2026, 11, 21, tzinfo=UTC))
    assert [row.scan for row in store.scans.waiting(last, 9)] == waiting[1:]
    assert store.scans.row(rows[2].scan) == replace(store.scans.row(rows[2].scan), is_at_district=True)
    store.scans.lacking([rows[2].root])
    assert len(store.scans.waiting(last, 9)) == 3


def test_bytes_sent_are_counted_by_day(home: Path, store: DeskStore) -> None:
    store.scans.note_bytes_sent(7, 100)
    store.scans.note_bytes_sent(7, 20)
    assert (store.scans.bytes_sent(7), store.scans.bytes_sent(8)) == (120, 0)
    store.scans.note_bytes_sent(8, 5)
    assert (store.scans.bytes_sent(7), store.scans.bytes_sent(8)) == (0, 5)


def test_whatever_byte_is_flipped_it_is_noticed(tmp_path: Path) -> None:
    content, path = os.urandom(70_000), tmp_path / "a"
    write_scan(path, content, root_of(content), KEY, CHANCE)
    whole, noticed = path.read_bytes(), 0
    for step in range(200):
        place = step * 353 % len(whole)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << step % 8)]) + whole[place + 1 :])
        try:
            read_scan(path, root_of(content), len(content), KEY)
        except BrokenScanFileError:
            noticed += 1
    assert noticed == 200
