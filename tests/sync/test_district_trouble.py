"""The district dies, comes back, or comes back older: nothing is lost, nothing is doubled."""

import contextlib
import json
import shutil
import sys
from pathlib import Path

import pytest

from desk_app.domain.errors import DeskError
from desk_app.domain.trust_events import CONTRADICTED
from desk_app.ports import Enrolment
from sync.desk.address import address_of
from sync.desk.connection import DistrictConnection
from sync.desk.enrolment import enrol
from sync.desk.exchange import run_round
from sync.errors import (
    DistrictAnswerError,
    DistrictContradictedError,
    DistrictUnreachableError,
    EnrolCodeRefusedError,
    ForkError,
    OtherDistrictError,
)
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.real_postgresql import RealPostgresql

ROOT_CALENDAR = "desk_app/catalogue/calendar.json"


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock(), patience=20.0).pending


def _alarmed_round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> None:
    """The district lost what it had signed for: healed at once, and said."""
    with pytest.raises(DistrictContradictedError):
        _round(outbox, district, code)
    assert outbox.waiting() == 0 and outbox.doubts[-1].reason == CONTRADICTED


def test_a_district_killed_at_any_write_of_a_batch_has_it_wholly_or_not_at_all(own_district: RealDistrict) -> None:
    district = own_district
    outbox = FakeOutbox(seed=30)
    assert _round(outbox, district, district.code()) == 0
    district.stop()
    calls = "fsync,fdatasync,pwrite64,unlink" if district.database is None else "sendto"
    plain, deaths = district.program, 0
    for point in range(1, many(quick=22, full=60), many(quick=7, full=1)):
        outbox.work(9)
        strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}")
        kill = ("-e", f"inject={calls}:signal=KILL:when={point}")
        district.program = (*strace, *kill, sys.executable, "-m", "tests.sync.one_thread_district")
        district.start(expect_ready=False)
        with contextlib.suppress(DeskError):
            _round(outbox, district)
        deaths += district.is_dead()
        district.kill()
        district.program = plain
        assert _round(outbox, district.start()) == 0
        assert district.events(outbox.device) == outbox.sent_events()
        district.stop()
    assert deaths >= 2  # the kills truly happened


def test_a_district_put_back_to_an_older_backup_is_healed_by_its_desks(own_district: RealDistrict) -> None:
    district = own_district
    outbox = FakeOutbox(seed=31)
    outbox.work(20)
    assert _round(outbox, district, district.code()) == 0
    backup = district.backup()
    outbox.work(30)
    district.run("publish", "calendar", ROOT_CALENDAR)
    assert _round(outbox, district) == 0
    district.restore(backup)
    assert len(district.events(outbox.device)) < outbox.acknowledged()
    outbox.work(5)
    _alarmed_round(outbox, district)
    assert len(outbox.rewinds) == 1
    assert district.events(outbox.device) == outbox.sent_events()
    received = len(outbox.inbox)
    district.run("publish", "calendar", ROOT_CALENDAR)
    assert _round(outbox, district) == 0
    assert len(outbox.inbox) > received  # what is published after the restore still comes down


def test_after_a_restore_two_machines_of_one_desk_both_go_on_hearing_of_what_is_published(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    """One had heard more than the other; the inbox goes on after what the first had, and the other one lacked."""
    district, calendar = own_district, json.loads(Path(ROOT_CALENDAR).read_text(encoding="utf-8"))
    outbox = FakeOutbox(seed=33)
    outbox.work(5)
    district.run("publish", "calendar", ROOT_CALENDAR)
    assert _round(outbox, district, district.code()) == 0
    backup, older = district.backup(), outbox.copied()
    for version in ("a", "b", "c"):
        (tmp_path / version).write_text(json.dumps({**calendar, "version": version}), encoding="utf-8")
        district.run("publish", "calendar", str(tmp_path / version))
    assert _round(outbox, district) == 0
    district.restore(backup)
    _alarmed_round(outbox, district)
    assert older.inbox_position() < outbox.inbox_position()
    with contextlib.suppress(ForkError, DistrictContradictedError):
        _round(older, district)
    _round(older, district)
    assert older.inbox_position() == outbox.inbox_position()


def test_a_desk_without_news_notices_that_its_district_was_put_back(own_district: RealDistrict) -> None:
    district = own_district
    outbox = FakeOutbox(seed=35)
    outbox.work(20)
    assert _round(outbox, district, district.code()) == 0
    backup = district.backup()
    outbox.work(12)
    assert _round(outbox, district) == 0
    events = len(outbox.events)
    assert _round(outbox, district) == 0
    assert len(outbox.events) == events and outbox.rewinds == []  # a quiet round writes and sends nothing
    district.restore(backup)
    assert len(district.events(outbox.device)) < outbox.acknowledged()
    _alarmed_round(outbox, district)
    assert len(outbox.rewinds) == 1
    assert district.events(outbox.device) == outbox.sent_events()


def test_a_quiet_desk_put_back_to_an_older_copy_is_told_of_the_fork(own_district: RealDistrict) -> None:
    outbox = FakeOutbox(seed=36)
    assert _round(outbox, own_district, own_district.code()) == 0
    older = outbox.copied()
    outbox.work(5)
    assert _round(outbox, own_district) == 0
    with pytest.raises(ForkError):
        _round(older, own_district)
    assert older.rewinds == []


def test_a_desk_enrolled_after_the_backup_enrols_itself_again(own_district: RealDistrict) -> None:
    district = own_district
    outbox, code = FakeOutbox(seed=32), district.code()
    backup = district.backup()
    assert _round(outbox, district, code) == 0
    district.restore(backup)
    outbox.work(4)
    _alarmed_round(outbox, district, code)
    assert district.events(outbox.device) == outbox.sent_events()


def test_a_district_that_lost_its_home_gets_everything_again_by_a_new_code(own_home: Path) -> None:
    district = RealDistrict(own_home).start()
    outbox, old_code = FakeOutbox(seed=37), district.code()
    outbox.work(20)
    assert _round(outbox, district, old_code) == 0
    first, proven = outbox.enrolment, outbox.acknowledged()
    district.stop()
    shutil.rmtree(own_home)
    district.start()
    retyped = old_code.lower().replace("-", " ")
    for code in ("", old_code, retyped):
        with pytest.raises(OtherDistrictError):
            _round(outbox, district, code)
    assert (outbox.enrolment, outbox.acknowledged()) == (first, proven)  # no server replaces the keys by itself
    with pytest.raises(EnrolCodeRefusedError):
        _round(outbox, district, "AAAA-BBBB-CCCC-DDDD")
    assert outbox.enrolment == first
    new_code = district.code()
    assert _round(outbox, district, new_code) == 0
    assert outbox.enrolment is not None and first is not None
    assert outbox.enrolment.receipt_key != first.receipt_key
    assert district.events(outbox.device) == outbox.sent_events()
    events = len(outbox.events)
    for code in (new_code, "", new_code):
        assert _round(outbox, district, code) == 0
    assert len(outbox.events) == events
    district.stop()


def test_a_mistyped_new_code_is_said_and_blocks_nothing(own_district: RealDistrict) -> None:
    outbox = FakeOutbox(seed=38)
    assert _round(outbox, own_district, own_district.code()) == 0
    enrolment = outbox.enrolment
    outbox.work(4)
    with pytest.raises(EnrolCodeRefusedError):
        _round(outbox, own_district, "AAAA-BBBB-CCCC-DDDD")
    assert (outbox.waiting(), outbox.enrolment) == (0, enrolment)
    assert _round(outbox, own_district, own_district.code()) == 0
    assert (outbox.rewinds, own_district.events(outbox.device)) == ([], outbox.sent_events())


def test_no_server_replaces_the_keys_of_an_enrolment_without_a_new_code(own_district: RealDistrict) -> None:
    outbox, code = FakeOutbox(seed=39), own_district.code()
    assert _round(outbox, own_district, code) == 0
    known = outbox.enrolment
    assert known is not None
    for other in (b"i" * 16, known.receipt_key, b"k" * 32), (known.district_id, b"r" * 32, known.envelope_key):
        outbox.enrolment = Enrolment(*other, known.label, known.code_digest)
        kept = outbox.enrolment
        with DistrictConnection(address_of(own_district.url), ca_file=None, patience=20.0) as connection:
            with pytest.raises(OtherDistrictError):
                enrol(outbox, outbox.signer, connection, code)
            assert (outbox.enrolment, outbox.rewinds) == (kept, [])


def test_a_district_that_is_not_there_is_said_to_be_unreachable(own_district: RealDistrict) -> None:
    district = own_district
    outbox, code = FakeOutbox(seed=33), district.code()
    district.stop()
    with pytest.raises(DistrictUnreachableError):
        _round(outbox, district, code)
    assert _round(outbox, district.start(), code) == 0


def test_a_database_that_stops_and_comes_back_costs_only_time(own_home: Path) -> None:
    with RealPostgresql() as postgresql:
        district = RealDistrict(own_home, postgresql.new_database()).start()
        outbox = FakeOutbox(seed=34)
        assert _round(outbox, district, district.code()) == 0
        postgresql.stop()
        outbox.work(10)
        with pytest.raises(DistrictAnswerError):
            _round(outbox, district)
        postgresql.start()
        assert _round(outbox, district) == 0
        assert district.events(outbox.device) == outbox.sent_events()
        district.stop()
