"""A copy a night: each is proven, enough of them stay, and a bad one never takes the place of a good one."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from sync.desk.exchange import run_round
from sync.district.errors import DistrictError
from sync.district.night_room import night_room
from sync.district.nights import DOUBTFUL, NIGHTS, SUNDAYS, NightCopy, copies_in, copy_name, dated_ahead, to_go
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT, RealDistrict

SUNDAY = date(2026, 11, 22)


def _copies(nights: int, *, is_good: bool = True, last: date = SUNDAY) -> list[NightCopy]:
    days = [last - timedelta(days=number) for number in range(nights)]
    return [NightCopy(Path(copy_name(day, "sql", is_good=is_good)), day, is_good) for day in days]


def test_the_newest_nights_and_sundays_stay() -> None:
    copies = _copies(200)
    gone = {copy.night for copy in to_go(copies, SUNDAY)}
    stay = sorted({copy.night for copy in copies} - gone, reverse=True)
    assert stay[:NIGHTS] == [SUNDAY - timedelta(days=number) for number in range(NIGHTS)]
    assert stay[NIGHTS:] == [SUNDAY - timedelta(weeks=number) for number in range(2, SUNDAYS)]


def test_whatever_nights_were_missed_the_newest_good_copy_stays_and_nothing_young_goes() -> None:
    chance = random.Random(4)
    for _ in range(300):
        copies = [copy for copy in _copies(120) if chance.random() < 0.3]
        copies += [copy for copy in _copies(120, is_good=False) if chance.random() < 0.2]
        gone, good = to_go(copies, SUNDAY), sorted(copy.night for copy in copies if copy.is_good)
        left = [copy for copy in copies if copy not in gone]
        assert not good or NightCopy(Path(copy_name(good[-1], "sql", is_good=True)), good[-1], True) in left
        assert sum(copy.is_good for copy in left) >= min(len(good), NIGHTS)
        assert sum(copy.is_good for copy in left) <= NIGHTS + SUNDAYS
        assert sum(not copy.is_good for copy in left) <= DOUBTFUL


def test_nights_without_a_copy_do_not_empty_the_folder() -> None:
    assert to_go(_copies(3, last=date(2020, 1, 1)), SUNDAY) == []


@pytest.mark.parametrize("is_good", [True, False])
def test_a_clock_that_ran_ahead_costs_no_copy(is_good: bool) -> None:
    ahead = _copies(40, is_good=is_good, last=SUNDAY + timedelta(days=400))
    held = _copies(30, is_good=is_good)
    gone = to_go([*held, *ahead], SUNDAY)
    assert gone == to_go(held, SUNDAY) and held[0] not in gone  # what is ahead counts for no night
    assert dated_ahead([*held, *ahead], SUNDAY) == ahead


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    for name in ("backup.sql", "district-2026-13-01.sql", "district-2026-11-22.sql.unproven", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "district-2026-11-21.doubtful.sqlite3").touch()
    assert [(copy.night, copy.is_good) for copy in copies_in(tmp_path)] == [(date(2026, 11, 21), False)]


def test_each_night_is_read_back_and_a_bad_one_replaces_nothing(own_district: RealDistrict, tmp_path: Path) -> None:
    outbox, folder = FakeOutbox(seed=88), tmp_path / "copies"
    outbox.work(40)
    run_round(outbox, outbox.signer, own_district.url, own_district.code(), clock=StillClock())
    own_district.run("backup", str(folder), "--nightly")
    (tonight,) = copies_in(folder)
    assert tonight.is_good and [path.name for path in folder.iterdir()] == [tonight.path.name]
    assert tonight.path.stat().st_mode & 0o777 == 0o600
    for number in range(1, 120):
        night = datetime.now(OFFICE_ZONE).date() - timedelta(days=number)
        (folder / copy_name(night, tonight.path.suffix[1:], is_good=True)).write_bytes(b"older")
    said = own_district.run("backup", str(folder), "--nightly")
    assert f"{120 - len(copies_in(folder))} older copies are gone" in said and "events" in said
    held = {copy.path.name: copy.path.read_bytes() for copy in copies_in(folder)}
    assert NIGHTS < len(held) <= NIGHTS + SUNDAYS
    own_district.stop()
    _spoil(own_district)
    bad = own_district.finish("backup", str(folder), "--nightly")
    assert bad.returncode == 1 and "did not prove sound" in bad.stderr
    now = {copy.path.name: copy.path.read_bytes() for copy in copies_in(folder) if copy.is_good}
    assert now == held and sum(not copy.is_good for copy in copies_in(folder)) == 1


def test_a_good_copy_can_be_put_back(own_home: Path, tmp_path: Path) -> None:
    district = RealDistrict(own_home)
    district.code()
    district.run("backup", str(tmp_path / "copies"), "--nightly")
    (copy,) = copies_in(tmp_path / "copies")
    district.run("restore", str(copy.path))
    assert district.run("verify").endswith("sound\n")


def test_tonights_copy_stays_beside_those_of_a_clock_that_ran_ahead(own_home: Path, tmp_path: Path) -> None:
    district, folder = RealDistrict(own_home), tmp_path / "copies"
    district.code()
    folder.mkdir()
    tonight = datetime.now(OFFICE_ZONE).date()
    ahead = {copy_name(tonight + timedelta(days=number), "sqlite3", is_good=True) for number in range(3, 30)}
    for name in ahead:
        (folder / name).touch()
    said = district.run("backup", str(folder), "--nightly")
    names = {path.name for path in folder.iterdir()}
    assert names - ahead and ahead < names
    assert "0 older copies are gone; 27 are dated after tonight" in said and max(ahead) in said


def test_of_two_nightly_copies_at_once_one_is_made_and_the_other_says_so(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    own_district.code()
    folder = tmp_path / "copies"
    both = [_begun(own_district, folder, umask=0) for _ in range(2)]
    ended = [(process.communicate(timeout=60), process.returncode) for process in both]
    assert sorted(status for _, status in ended) in ([0, 1], [0, 0])  # 0, 0: one had ended before the other began
    for (_, complaint), status in ended:
        assert complaint == (
            f"district: Another nightly copy is being made in {folder}: this one did nothing\n" * status
        )
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_second_of_two_leaves_the_first_its_room(tmp_path: Path) -> None:
    first, second = night_room(tmp_path / "copies"), night_room(tmp_path / "copies")
    with first as room:
        (room / "copy").touch()
        assert room.stat().st_mode & 0o777 == 0o700 and room.parent == tmp_path / "copies"
        with pytest.raises(DistrictError, match="Another nightly copy"), second:
            pass
        assert (room / "copy").exists()
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_a_killed_nightly_copy_left_goes_with_the_next(own_district: RealDistrict, tmp_path: Path) -> None:
    own_district.code()
    folder = tmp_path / "copies"
    process = _begun(own_district, folder)
    until = time.monotonic() + 30
    while not list(folder.glob("*/verify*/*")):
        assert process.poll() is None and time.monotonic() < until
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)
    assert not copies_in(folder) and list(folder.iterdir())  # the whole database, for anybody who looks
    (folder / "verifyab12_xyz").mkdir()  # of the program before
    (folder / "verifyab12_xyz" / "copy.sqlite3").touch()
    (folder / "district-2026-11-22.sql.unproven").touch()
    (folder / "verifymydisk").mkdir()
    (folder / "verifymydisk" / "notes.txt").touch()  # somebody's own
    own_district.run("backup", str(folder), "--nightly")
    assert len(copies_in(folder)) == 1
    assert {path.name for path in folder.iterdir()} == {copies_in(folder)[0].path.name, "verifymydisk"}


def test_a_copy_is_good_after_older_keys_came_back_and_went_again(own_district: RealDistrict, tmp_path: Path) -> None:
    laid, outbox = tmp_path / "keys", FakeOutbox(seed=89)
    code = own_district.run("keys", "backup", str(laid)).splitlines()[-1]
    own_district.stop()
    own_district.run("keys", "rotate")
    own_district.start()
    outbox.work(5)
    run_round(outbox, outbox.signer, own_district.url, own_district.code(), clock=StillClock())
    own_district.stop()
    own_district.run("keys", "restore", str(laid), "--older", env={"DISTRICT_KEYS_CODE": code})
    assert own_district.finish("verify").returncode < 2
    own_district.run("backup", str(tmp_path / "copies"), "--nightly")
    assert [copy.is_good for copy in copies_in(tmp_path / "copies")] == [True]


def test_a_folder_that_cannot_be_made_is_said(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    district = RealDistrict(own_home)
    district.code()
    refused = district.finish("backup", str(tmp_path / "file" / "copies"), "--nightly")
    assert refused.returncode == 2 and "cannot be written" in refused.stderr


def _begun(district: RealDistrict, folder: Path, umask: int = 0o022) -> subprocess.Popen[str]:
    database = [] if district.database is None else ["--database", district.database]
    line = ("backup", str(folder), "--nightly", "--home", str(district.home), *database)
    return subprocess.Popen(
        (sys.executable, "-m", "sync.district.command", *line),
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, umask=umask,
    )  # fmt: skip


def _spoil(district: RealDistrict) -> None:
    statement = "UPDATE event SET recorded_at = recorded_at + 1 WHERE seq = 7"
    if district.database is None:
        with closing(sqlite3.connect(district.home / "district.sqlite3")) as held, held:
            held.execute(statement)
    else:
        with psycopg.connect(district.database) as connection:
            connection.execute(statement)
