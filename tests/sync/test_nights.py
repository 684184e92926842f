"""A copy a night: each is proven, enough of them stay, and a bad one never takes the place of a good one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg

from sync.desk.exchange import run_round
from sync.district.nights import DOUBTFUL, NIGHTS, SUNDAYS, NightCopy, copies_in, copy_name, to_go
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

SUNDAY = date(2026, 11, 22)


def _copies(nights: int, *, is_good: bool = True, last: date = SUNDAY) -> list[NightCopy]:
    days = [last - timedelta(days=number) for number in range(nights)]
    return [NightCopy(Path(copy_name(day, "sql", is_good=is_good)), day, is_good) for day in days]


def test_the_newest_nights_and_sundays_stay() -> None:
    copies = _copies(200)
    gone = {copy.night for copy in to_go(copies)}
    stay = sorted({copy.night for copy in copies} - gone, reverse=True)
    assert stay[:NIGHTS] == [SUNDAY - timedelta(days=number) for number in range(NIGHTS)]
    assert stay[NIGHTS:] == [SUNDAY - timedelta(weeks=number) for number in range(2, SUNDAYS)]


def test_whatever_nights_were_missed_the_newest_good_copy_stays_and_nothing_young_goes() -> None:
    chance = random.Random(4)
    for _ in range(300):
        copies = [copy for copy in _copies(120) if chance.random() < 0.3]
        copies += [copy for copy in _copies(120, is_good=False) if chance.random() < 0.2]
        gone, good = to_go(copies), sorted(copy.night for copy in copies if copy.is_good)
        left = [copy for copy in copies if copy not in gone]
        assert not good or NightCopy(Path(copy_name(good[-1], "sql", is_good=True)), good[-1], True) in left
        assert sum(copy.is_good for copy in left) >= min(len(good), NIGHTS)
        assert sum(copy.is_good for copy in left) <= NIGHTS + SUNDAYS
        assert sum(not copy.is_good for copy in left) <= DOUBTFUL


def test_nights_without_a_copy_do_not_empty_the_folder() -> None:
    assert to_go(_copies(3, last=date(2020, 1, 1))) == []


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
        night = datetime.now().astimezone().date() - timedelta(days=number)
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


def test_a_folder_that_cannot_be_made_is_said(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    district = RealDistrict(own_home)
    district.code()
    refused = district.finish("backup", str(tmp_path / "file" / "copies"), "--nightly")
    assert refused.returncode == 2 and "cannot be written" in refused.stderr


def _spoil(district: RealDistrict) -> None:
    statement = "UPDATE event SET recorded_at = recorded_at + 1 WHERE seq = 7"
    if district.database is None:
        with closing(sqlite3.connect(district.home / "district.sqlite3")) as held, held:
            held.execute(statement)
    else:
        with psycopg.connect(district.database) as connection:
            connection.execute(statement)
