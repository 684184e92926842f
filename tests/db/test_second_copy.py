"""The second copy: at once, elsewhere, and enough to live on."""

from __future__ import annotations

import shutil
import time
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from db.copy_frames import CopyContent, header_of, read_copy
from db.desk_home import read_status
from db.doorstep import desk_exists
from db.errors import HistoriesDifferError
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.events import Finished, Started
from tests.db.desk import OFFICER, TestClock, make_desk, open_the_desk, receive


def content(home: Path, store: DeskStore) -> CopyContent:
    header = header_of(sha256(store.signer.public_key).digest()[:16])
    copy = read_copy(home / "second-copy/events.copy", header)
    assert copy is not None and not copy.damaged
    return copy


def test_a_commit_is_in_the_second_copy_within_a_second(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    for _ in range(3):
        seq = receive(store).seq
        saved = time.monotonic()
        while content(tmp_path, store).last_seq < seq:
            assert time.monotonic() - saved < 1.0
            Event().wait(0.02)
    store.close()


def test_one_commit_is_one_frame(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = receive(store).header.dossier
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=number)
        last = work.append(Finished(), dossier=number)
        work.commit()
    assert store.second_copy_flush()
    frame = content(tmp_path, store).frames[-1]
    assert (frame.first, frame.last) == (last.seq - 1, last.seq)
    store.close()


def test_the_copy_lies_where_it_was_said_with_its_keys(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    make_desk(tmp_path / "home", copy_dir=stick)
    store = open_the_desk(tmp_path / "home").store
    receive(store)
    store.close()
    assert {path.name for path in stick.iterdir()} == {"events.copy", "keys.json"}
    assert not (tmp_path / "home/second-copy").exists()


def test_without_its_stick_the_desk_works_and_catches_up_later(tmp_path: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    make_desk(tmp_path / "home", copy_dir=stick)
    stick.rename(away)
    tmp_path.joinpath("stick").write_text("not a folder")
    store = open_the_desk(tmp_path / "home").store
    assert store.second_copy_problem
    number = receive(store).header.dossier
    assert not store.second_copy_flush()
    assert not verify(store).sound
    store.close()
    tmp_path.joinpath("stick").unlink()
    away.rename(stick)
    opened = open_the_desk(tmp_path / "home")
    assert opened.restored is None and opened.store.second_copy_problem is None
    assert opened.store.register.row(str(number)) and verify(opened.store).sound
    opened.store.close()


def test_a_lost_database_is_rebuilt_and_says_so(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = str(receive(store).header.dossier)
    store.drafts.keep("intake", "nửa chừng")
    seq = store.outbox.head()[0]
    store.close()
    (tmp_path / "desk.db").unlink()
    opened = open_the_desk(tmp_path)
    assert opened.restored is not None
    assert (opened.restored.source, opened.restored.events) == ("second copy", seq + 2)
    assert opened.store.register.dossier(number).number == number
    following = str(receive(opened.store).header.dossier)
    assert int(following[-4:]) == int(number[-4:]) + 21, "a gap for what nobody can know of"
    assert verify(opened.store).sound
    opened.store.close()
    again = open_the_desk(tmp_path)
    assert again.restored is None
    again.store.close()


def test_a_copy_that_was_long_away_is_used_and_what_it_lacks_is_counted(tmp_path: Path) -> None:
    make_desk(tmp_path)
    shutil.copy(tmp_path / "second-copy/events.copy", tmp_path / "old.copy")
    store = open_the_desk(tmp_path).store
    for _ in range(3):
        receive(store)
    store.close()
    shutil.copy(tmp_path / "old.copy", tmp_path / "second-copy/events.copy")
    (tmp_path / "desk.db").unlink()
    opened = open_the_desk(tmp_path)
    assert opened.restored is not None and opened.restored.lost == 3
    opened.store.close()


def test_drafts_and_prints_come_along_when_the_damaged_file_still_holds_them(tmp_path: Path) -> None:
    make_desk(tmp_path)
    shutil.copy(tmp_path / "desk.db", tmp_path / "old.db")
    store = open_the_desk(tmp_path).store
    store.drafts.keep("intake", "nửa chừng")
    store.close()
    shutil.copy(tmp_path / "desk.db", tmp_path / "with-draft.db")
    store = open_the_desk(tmp_path).store
    receive(store)
    store.close()
    shutil.copy(tmp_path / "with-draft.db", tmp_path / "desk.db")
    opened = open_the_desk(tmp_path)
    assert opened.restored is not None and opened.store.drafts.kept("intake") == "nửa chừng"
    opened.store.close()


def test_two_desks_mixed_into_one_folder_are_told_apart_and_left_alone(tmp_path: Path) -> None:
    make_desk(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    for home, name in ((tmp_path / "one", "An"), (tmp_path / "other", "Bình")):
        store = open_the_desk(home).store
        receive(store, name)
        if name == "An":
            receive(store, name)
        store.close()
    shutil.copy(tmp_path / "other/second-copy/events.copy", tmp_path / "one/second-copy/events.copy")
    before = (tmp_path / "one/desk.db").read_bytes()
    with pytest.raises(HistoriesDifferError):
        open_the_desk(tmp_path / "one")
    assert (tmp_path / "one/desk.db").read_bytes() == before


def test_the_status_file_holds_counts_and_times_only(tmp_path: Path) -> None:
    make_desk(tmp_path)
    assert read_status(tmp_path) is None and desk_exists(tmp_path) and not desk_exists(tmp_path / "none")
    clock = TestClock()
    store = open_the_desk(tmp_path, clock).store
    receive(store, "Nguyễn Thị Thuỷ Tiên")
    store.remember_status()
    store.close()
    status = read_status(tmp_path)
    assert status is not None and (status.dossiers, status.only_here, status.last_exchange_at) == (1, 1, None)
    text = (tmp_path / "status.json").read_text("utf-8")
    assert "Nguy" not in text and OFFICER not in text and "046" not in text
    for broken in ("", "{", "[]", '{"dossiers": "x"}', "null"):
        (tmp_path / "status.json").write_text(broken)
        assert read_status(tmp_path) is None
