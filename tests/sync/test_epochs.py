"""Epochs at the district: several of one desk, branching off one another, nothing stored twice."""

from __future__ import annotations

import pytest

from desk_app.domain.chain import genesis
from desk_app.domain.events import Started
from sync.desk.address import address_of
from sync.desk.connection import DistrictConnection
from sync.desk.exchange import run_round
from sync.errors import DistrictContradictedError, ForkError
from sync.wire.messages import LogRequest
from sync.wire.signing import sign_note
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening


def _desk(seed: int) -> FakeOutbox:
    return FakeOutbox(seed=seed, agency_code=f"000.00.{seed}.H32")


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending


def test_a_key_for_which_nothing_can_be_sealed_is_refused_and_never_an_error_of_the_server(
    district: RealDistrict,
) -> None:
    desk = _desk(40)
    desk.work(5)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    note = LogRequest(desk.device, 0, genesis(desk.signer.public_key), bytes(32), 0)
    with DistrictConnection(address_of(district.url), ca_file=None, patience=20) as connection:
        answer = connection.post(f"/v1/logs/{desk.device.hex()}", sign_note(note, desk.signer))
    assert (answer.status, answer.is_note) == (409, True)


def _mark(outbox: FakeOutbox, word: str) -> None:
    outbox.append(Happening(Started(word), None, outbox.day.day, "cb01"))


def _fork(outbox: FakeOutbox, district: RealDistrict) -> None:
    with pytest.raises(ForkError):
        _round(outbox, district)


def _held(district: RealDistrict, outbox: FakeOutbox) -> list[tuple[int, int, bytes]]:
    rows = district.rows("SELECT device, epoch, seq, chain FROM event ORDER BY epoch, seq")
    return [row[1:] for row in rows if row[0] == outbox.device]


def test_three_copies_of_one_disk_each_get_an_epoch_and_nothing_is_stored_twice(district: RealDistrict) -> None:
    first = _desk(31)
    first.work(9)
    assert _round(first, district, district.code(1, first.agency_code)) == 0
    shared = first.head()[0]
    twins = [first.copied(), first.copied()]
    for word, desk in zip(("one", "two", "three"), (first, *twins), strict=True):
        _mark(desk, word)
        desk.work(3)
    assert _round(first, district) == 0
    for twin in twins:
        _fork(twin, district)
        assert twin.waiting() == 0
    assert [twin.epoch for twin in twins] == [2, 3]
    for desk in (first, *twins):
        desk.work(2)
        assert _round(desk, district) == 0
    held = _held(district, first)
    assert len(held) == len({chain for _, _, chain in held})
    for twin in twins:
        mine = [(twin.epoch, event.seq, event.chain) for event in twin.events[: twin.acknowledged()]]
        assert [row for row in held if row[0] == twin.epoch] == [row for row in mine if row[1] > shared]


def test_an_epoch_opened_before_the_first_contact_takes_everything_along(district: RealDistrict) -> None:
    desk = _desk(32)
    desk.work(5)
    desk.epoch_opened(0)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    assert district.events(desk.device, 2) == desk.sent_events()


def test_the_receipt_that_was_lost_before_the_fork_costs_no_second_row(district: RealDistrict) -> None:
    desk = _desk(33)
    desk.work(5)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    twin = desk.copied()
    twin.rewind(2)  # the twin's disk was copied before the receipts were written
    _mark(desk, "here")
    assert _round(desk, district) == 0
    _mark(twin, "there")
    _fork(twin, district)
    assert twin.waiting() == 0
    held = _held(district, desk)
    assert len(held) == len({chain for _, _, chain in held})
    assert _round(twin, district) == _round(desk, district) == 0


def test_a_quiet_desk_whose_epoch_has_not_begun_at_the_district_sends_nothing_again(district: RealDistrict) -> None:
    desk = _desk(34)
    desk.work(20)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    desk.epoch = 2  # as after a restore whose first batch did not get through
    assert _round(desk, district) == 0
    assert desk.rewinds == []


def test_a_district_restored_to_before_the_epoch_is_healed(own_district: RealDistrict) -> None:
    desk = _desk(35)
    desk.work(8)
    assert _round(desk, own_district, own_district.code(1, desk.agency_code)) == 0
    backup = own_district.backup()
    desk.work(8)
    assert _round(desk, own_district) == 0
    twin = desk.copied()
    _mark(desk, "here")
    assert _round(desk, own_district) == 0
    _fork(twin, own_district)
    twin.work(5)
    assert _round(twin, own_district) == 0
    own_district.restore(backup)
    for alarmed in (twin, desk):
        with pytest.raises(DistrictContradictedError):
            _round(alarmed, own_district)
    for quiet in (twin, desk, twin):
        assert _round(quiet, own_district) == 0
    everything = {event.chain for each in (desk, twin) for event in each.events[: each.acknowledged()]}
    held = _held(own_district, desk)
    assert {chain for _, _, chain in held} == everything and len(held) == len(everything)


def test_of_a_dossier_begun_before_the_fork_the_new_epoch_needs_no_digests(district: RealDistrict) -> None:
    desk = _desk(36)
    desk.work(30)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    twin = desk.copied()
    _mark(desk, "here")
    assert _round(desk, district) == 0
    number = next(header.dossier for header in map(twin.header_of, range(2, 30)) if header.dossier)
    twin.append(Happening(Started("there"), number, twin.day.day, "cb01"))
    _fork(twin, district)
    unproven = district.rows("SELECT device FROM unproven")
    assert desk.device not in [bytes(row[0]) for row in unproven]


def test_an_old_disk_started_after_the_restore_is_told_and_the_restored_desk_is_not(district: RealDistrict) -> None:
    desk = _desk(37)
    desk.work(12)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    restored = desk.copied()
    restored.restored()
    restored.work(3)
    assert _round(restored, district) == 0
    desk.work(4)
    _fork(desk, district)
    assert (desk.epoch, desk.waiting()) == (3, 0)
    for each in (desk, restored, desk):
        each.work(2)
        assert _round(each, district) == 0
    assert (desk.epoch, restored.epoch) == (3, 2)


def test_the_old_disk_is_told_though_it_brings_what_the_restored_desk_brought_first(district: RealDistrict) -> None:
    desk = _desk(38)
    desk.work(6)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    desk.work(6)
    restored = desk.copied()
    restored.restored()
    assert _round(restored, district) == 0
    _fork(desk, district)
    assert desk.epoch == 3


def test_a_copy_that_a_refusal_sent_into_an_epoch_of_its_own_supersedes_nobody(district: RealDistrict) -> None:
    desk = _desk(39)
    desk.work(6)
    assert _round(desk, district, district.code(1, desk.agency_code)) == 0
    twin = desk.copied()
    _mark(desk, "here")
    assert _round(desk, district) == 0
    _mark(twin, "there")
    _fork(twin, district)
    assert _round(desk, district) == 0 and desk.epoch == 1
