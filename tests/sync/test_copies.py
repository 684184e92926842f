"""The district's database backed up and put back by command, on both databases; its desks heal what came since."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.domain.trust_events import PUT_BACK
from sync.desk.exchange import run_round
from sync.district import database_copy
from sync.district.database_copy import copied_file, write_copy
from sync.district.errors import DistrictInputError
from sync.errors import DistrictPutBackError
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending


def test_a_database_put_back_by_command_is_healed_by_its_desks_and_said_to_be_put_back(
    own_district: RealDistrict, tmp_path: Path, postgresql: RealPostgresql
) -> None:
    district, copy = own_district, tmp_path / "district.copy"
    outbox = FakeOutbox(seed=80)
    outbox.work(20)
    assert _round(outbox, district, district.code()) == 0
    district.run("backup", str(copy))  # while it serves
    assert oct(copy.stat().st_mode & 0o777) == "0o600"
    held = district.events(outbox.device)
    outbox.work(15)
    assert _round(outbox, district) == 0
    district.stop()
    if district.database is not None:
        assert "tables already" in district.finish("restore", str(copy)).stderr  # nothing is overwritten
        district = RealDistrict(district.home, postgresql.new_database())
    district.run("restore", str(copy))
    assert district.events(outbox.device) == held
    assert district.run("verify").endswith("sound\n")
    district.start()
    outbox.work(3)
    with pytest.raises(DistrictPutBackError):
        _round(outbox, district)
    assert outbox.doubts[-1].reason == PUT_BACK
    assert district.events(outbox.device) == outbox.sent_events()
    assert _round(outbox, district) == 0
    district.stop()
    assert district.finish("verify").returncode == 0


def test_a_file_that_is_no_copy_replaces_nothing(own_district: RealDistrict, tmp_path: Path) -> None:
    outbox = FakeOutbox(seed=81)
    assert _round(outbox, own_district, own_district.code()) == 0
    own_district.stop()
    held = own_district.events(outbox.device)
    broken = tmp_path / "broken"
    for content in (b"", b"SQLite format 3\x00" + b"?" * 5000, b"SELECT nothing at all FROM nowhere;"):
        broken.write_bytes(content)
        assert own_district.finish("restore", str(broken)).returncode in (1, 2)
    assert own_district.finish("restore", str(tmp_path / "missing")).returncode == 2
    assert "cannot be read: it is a folder" in own_district.finish("restore", str(tmp_path)).stderr
    assert own_district.events(outbox.device) == held
    assert replace(own_district).finish("verify").returncode == 0


def test_what_a_killed_copy_left_goes_with_the_next_after_a_day(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    RealDistrict(own_home).code()
    drafts: list[Path] = []

    def noted(source: Path, target: Path) -> None:
        drafts.append(target)
        copied_file(source, target)

    monkeypatch.setattr(database_copy, "copied_file", noted)
    for _ in range(3):
        write_copy(own_home, None, tmp_path / "district.copy")
    killed, journal, at_work = drafts[0], Path(f"{drafts[1]}-journal"), drafts[2]
    # What somebody named himself, whatever it looks like, is not the program's to take away.
    names = (
        "a.unfinished",
        "a.0123456.unfinished",
        "a.0123456G.unfinished",
        ".01234567.unfinished",
        f"{killed.name}.bak",
    )
    own = [tmp_path / name for name in names]
    for path in (killed, journal, at_work, *own):
        path.touch()
        os.utime(path, (1, 1))
    os.utime(at_work, (time.time() - 86_000,) * 2)  # not a day ago: somebody may be writing it
    link, folder = tmp_path / "a.00000001.unfinished", tmp_path / "a.00000002.unfinished"
    link.symlink_to(own[0])
    os.utime(link, (1, 1), follow_symlinks=False)
    folder.mkdir()
    os.utime(folder, (1, 1))
    kept = {at_work, *own, link, folder, own_home}
    write_copy(own_home, None, tmp_path / "another.copy")
    assert set(tmp_path.iterdir()) == {*kept, tmp_path / "district.copy", tmp_path / "another.copy"}


def test_a_single_copy_that_was_killed_in_the_folder_of_the_nights_goes_too(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (left := folder / "before-the-move.sql.89abcdef.unfinished").touch()
    os.utime(left, (1, 1))
    RealDistrict(own_home).code()
    RealDistrict(own_home).run("backup", str(folder), "--nightly")
    (copy,) = folder.iterdir()
    assert copy.name.startswith("district-")


def test_a_folder_is_said_to_be_one(own_home: Path, tmp_path: Path) -> None:
    for line in (("verify", "--dump", str(tmp_path)), ("verify", "--database", f"sqlite:{tmp_path}")):
        refused = RealDistrict(own_home).finish(*line)
        assert refused.stderr == f"district: {tmp_path} cannot be read: it is a folder\n"


def test_a_home_without_keys_is_said_before_anything_is_replaced(own_home: Path, tmp_path: Path) -> None:
    copy, district = tmp_path / "copy", RealDistrict(own_home)
    district.code()
    district.run("backup", str(copy))
    (own_home / "district-keys.json").unlink()
    held = (own_home / "district.sqlite3").read_bytes()
    refused = district.finish("restore", str(copy))
    assert refused.returncode == 1 and f"{own_home} has no keys: put the keys back first" in refused.stderr
    assert (own_home / "district.sqlite3").read_bytes() == held
    nowhere = tmp_path / "nowhere"
    refused = RealDistrict(nowhere).finish("restore", str(copy))
    assert refused.stderr == f"district: {nowhere} is not there: put the keys back first, district keys restore\n"
    assert not nowhere.exists()
    with pytest.raises(DistrictInputError, match="there is no folder"):
        copied_file(copy, nowhere / "district.sqlite3")


def test_what_postgresql_complains_of_is_said_in_the_line_that_names_it(
    own_home: Path, tmp_path: Path, postgresql: RealPostgresql
) -> None:
    RealDistrict(own_home).code()
    district, broken = RealDistrict(own_home, postgresql.new_database()), tmp_path / "broken.sql"
    broken.write_text("DROP TABLE IF EXISTS nothing;\nSELECT 1 FROM nowhere;\n", encoding="utf-8")
    said = district.finish("restore", str(broken)).stderr
    assert said == f'district: psql: {broken}:2: ERROR:  relation "nowhere" does not exist\n'
    nowhere = RealDistrict(own_home, "postgresql://district@/nowhere?host=/nowhere")
    said = nowhere.finish("backup", str(tmp_path / "copy")).stderr
    assert said.startswith("district: pg_dump: error: connection to server") and said.count("\n") == 1
