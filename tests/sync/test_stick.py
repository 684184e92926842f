"""The night courier: a stick between a desk and a real district, believed exactly as far as the line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.events import Started
from sync.bundle.folder import folder_of
from sync.desk import bundle_import
from sync.desk.exchange import run_round
from sync.errors import (
    DistrictContradictedError,
    ForkError,
    NotEnrolledError,
    RevokedError,
    StickAnswerError,
    StickBeforeEnrolmentError,
    StickGoneError,
    StickLinkError,
    StickWithoutAnswerError,
)
from sync.wire.messages import Reason, Receipt
from tests.sync.clocks import StillClock
from tests.sync.courier import Courier
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import ROOT as HOUSE
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening


def _line(desk: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(desk, desk.signer, district.url, code, clock=StillClock()).pending


@pytest.fixture
def enrolled(courier: Courier) -> Callable[[int], FakeOutbox]:
    def make(seed: int) -> FakeOutbox:
        desk = FakeOutbox(seed=seed, agency_code=f"000.00.{seed}.H32")
        assert _line(desk, courier.district, courier.district.code(1, desk.agency_code)) == 0
        return desk

    return make


def _mark(desk: FakeOutbox, word: str) -> None:
    desk.append(Happening(Started(word), None, desk.day.day, "cb01"))


def test_a_stick_proves_everything_without_a_line(courier: Courier, enrolled: Callable[[int], FakeOutbox]) -> None:
    desk = enrolled(41)
    desk.work(200)
    waiting = desk.waiting()
    assert courier.out(desk).events >= waiting
    assert desk.waiting() == waiting, "nothing counts as sent by being on a stick"
    (told,) = courier.there()
    assert (told["taken"], told["not_taken"], told["answered"]) == (1, 0, True)
    done = courier.back(desk)
    assert (done.waiting, done.refused, done.is_old) == (0, (), False)
    assert courier.district.events(desk.device) == desk.sent_events()
    assert desk.exchanges[-1] == StillClock().at


def test_the_same_stick_twice_at_either_end_changes_nothing(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(42)
    desk.work(30)
    courier.out(desk)
    courier.there()
    held = courier.district.events(desk.device)
    courier.there()
    assert courier.district.events(desk.device) == held
    courier.back(desk)
    log = list(desk.events)
    assert courier.back(desk).acknowledged == 0
    assert desk.events == log


def test_an_answer_to_the_stick_before_is_no_answer_to_this_one(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(60)
    desk.work(5)
    courier.round(desk)
    desk.work(5)
    courier.out(desk)
    with pytest.raises(StickWithoutAnswerError):
        courier.back(desk)
    assert desk.waiting() > 0
    courier.there()
    assert courier.back(desk).waiting == 0


def test_an_answer_that_was_never_read_still_proves_what_it_can(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(51)
    desk.work(5)
    courier.out(desk)
    courier.there()
    desk.work(5)
    courier.out(desk)
    assert courier.back(desk).acknowledged > 0
    with pytest.raises(StickWithoutAnswerError):
        courier.back(desk)


def test_a_desk_follows_no_link_to_an_answer(
    courier: Courier, enrolled: Callable[[int], FakeOutbox], tmp_path: Path
) -> None:
    desk = enrolled(61)
    desk.work(5)
    courier.out(desk)
    courier.there()
    root = folder_of(courier.stick, desk.device).path.parent
    for folder in (root, root / desk.device.hex()):
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(StickLinkError):
            courier.back(desk)
        folder.unlink()
        (tmp_path / "elsewhere").rename(folder)
    assert desk.waiting() > 0
    assert courier.back(desk).waiting == 0


def test_a_stick_and_the_line_may_take_the_same_events_in_any_order(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(43)
    desk.work(20)
    courier.out(desk)
    desk.work(20)
    late = courier.copy("late")
    assert _line(desk, courier.district) == 0
    desk.work(5)
    courier.there()
    assert courier.back(desk).acknowledged == 0
    late.there()
    late.back(desk)
    assert courier.round(desk).waiting == 0
    assert courier.district.events(desk.device) == desk.sent_events()


def test_a_file_lost_on_the_way_goes_on_the_next_stick(courier: Courier, enrolled: Callable[[int], FakeOutbox]) -> None:
    desk = enrolled(44)
    desk.work(3_000)
    assert courier.out(desk).files >= 2
    own = folder_of(courier.stick, desk.device)
    _, first = next(iter(own.envelopes()))
    first.unlink()
    (told,) = courier.there()
    assert (told["taken"], told["not_taken"]) == (0, courier.out(desk).files - 1)
    courier.there()
    assert courier.back(desk).waiting == 0


def test_what_was_damaged_on_the_way_is_refused_and_goes_again(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(45)
    desk.work(10)
    courier.out(desk)
    own = folder_of(courier.stick, desk.device)
    ((_, path),) = own.envelopes()
    path.write_bytes(path.read_bytes()[:-9])
    courier.there()
    done = courier.back(desk)
    assert done.refused == (Reason.DAMAGED,) and done.waiting > 0
    assert courier.round(desk).waiting == 0


def test_what_the_district_sends_down_comes_on_the_stick_and_never_twice(own_courier: Courier) -> None:
    courier, district, desk = own_courier, own_courier.district, FakeOutbox(seed=46)
    _line(desk, district, district.code())
    courier.out(desk)
    district.run("publish", "calendar", str(HOUSE / "desk_app" / "catalogue" / "calendar.json"))
    courier.there()
    assert courier.back(desk).received == 1
    assert courier.back(desk).received == 0
    assert run_round(desk, desk.signer, district.url, "", clock=StillClock()).received == 0
    assert [item.subject for item in desk.inbox] == ["calendar"]


def test_a_district_put_back_to_a_backup_is_healed_by_the_next_sticks(own_courier: Courier) -> None:
    desk, first = _put_back(own_courier)
    start = desk.acknowledged()
    assert first.back(desk).is_old, "what was proven before the loss is no proof after it"
    assert desk.acknowledged() == start
    assert own_courier.round(desk).waiting == 0
    assert own_courier.district.events(desk.device) == desk.sent_events()


def _put_back(courier: Courier) -> tuple[FakeOutbox, Courier]:
    """Return a desk that was told that its district lost some, and a stick from before the loss."""
    desk, district = FakeOutbox(seed=47), courier.district
    _line(desk, district, district.code())
    start, backup = desk.acknowledged(), district.backup()
    desk.work(12)
    courier.round(desk)
    first = courier.copy("first")
    assert desk.acknowledged() > start
    courier.hand.rest()
    district.restore(backup)
    desk.work(3)
    with pytest.raises(DistrictContradictedError):
        courier.round(desk)
    assert desk.waiting() > 12
    return desk, first


def test_two_machines_with_one_identity_are_found_by_stick(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(48)
    desk.work(5)
    courier.round(desk)
    twin = desk.copied()
    _mark(desk, "here")
    _mark(twin, "there")
    assert courier.round(desk).waiting == 0
    courier.out(twin)
    courier.there()
    with pytest.raises(ForkError):
        courier.back(twin)
    assert twin.epoch == 2
    assert courier.back(twin).is_old, "told once"
    assert courier.round(twin).waiting == 0
    assert (
        courier.district.events(twin.device, 2) == twin.sent_events()[-len(courier.district.events(twin.device, 2)) :]
    )


def test_a_desk_that_has_not_what_a_receipt_proves_opens_a_new_epoch(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(49)
    older = desk.copied()
    desk.work(8)
    courier.out(desk)
    courier.there()
    _mark(older, "on the older disk")
    with pytest.raises(ForkError):
        courier.back(older)
    assert (older.epoch, older.receipts) == (2, [])


def test_a_desk_that_does_not_look_at_its_chain_is_caught(
    courier: Courier, enrolled: Callable[[int], FakeOutbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = enrolled(50)
    older = desk.copied()
    desk.work(8)
    courier.out(desk)
    courier.there()
    _mark(older, "on the older disk")
    older.work(40)

    def believe(self: Any, receipt: Receipt) -> None:
        self._outbox.receipt_stored(receipt.last_seq, StillClock().at, b"")

    monkeypatch.setattr(bundle_import._Reading, "_believe", believe)
    monkeypatch.setattr(bundle_import._Reading, "_look_how_far", lambda self, page: None)
    courier.back(older)
    assert courier.district.events(older.device) != older.sent_events()


def test_a_desk_that_takes_old_answers_for_new_ones_is_caught(
    own_courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeOutbox, "times_rewound", lambda self: 0)
    desk, first = _put_back(own_courier)
    first.back(desk)
    assert len(own_courier.district.events(desk.device)) < desk.acknowledged()


def test_an_answer_for_another_desk_or_of_another_district_is_believed_in_nothing(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk, other = enrolled(52), enrolled(53)
    for each in (desk, other):
        each.work(3)
        courier.out(each)
    courier.there()
    mine, theirs = (folder_of(courier.stick, each.device) for each in (desk, other))
    answer = theirs.answer()
    assert answer is not None
    mine.put_answer(answer)
    log = list(desk.events)
    with pytest.raises(StickAnswerError):
        courier.back(desk)
    for damage in (b"", answer[:-1], bytes(len(answer)), bytes(reversed(answer))):
        mine.put_answer(damage)
        with pytest.raises(StickAnswerError):
            courier.back(desk)
    assert desk.events == log


def test_every_flipped_byte_of_an_answer_is_noticed_or_changes_nothing(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(54)
    desk.work(3)
    courier.out(desk)
    courier.there()
    own = folder_of(courier.stick, desk.device)
    answer = own.answer()
    assert answer is not None
    for place in range(0, len(answer), 7):
        own.put_answer(answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :])
        with pytest.raises(StickAnswerError):
            courier.back(desk)
    assert desk.waiting() > 0


def test_a_desk_that_the_district_does_not_know_is_told_so(own_courier: Courier) -> None:
    courier, district, desk = own_courier, own_courier.district, FakeOutbox(seed=55)
    code, backup = district.code(), district.backup()
    _line(desk, district, code)
    district.restore(backup)
    desk.work(3)
    courier.out(desk)
    courier.there()
    with pytest.raises(NotEnrolledError):
        courier.back(desk)
    with pytest.raises(DistrictContradictedError):
        _line(desk, district, code)  # it lost what it had signed: the clerk is told, and everything is there again
    assert desk.waiting() == 0


def test_a_device_that_people_took_out_of_use_is_told_so_and_gets_nothing(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(59)
    desk.work(3)
    courier.out(desk)
    courier.hand.take(Path(f"revoke {desk.device.hex()}"))
    held = courier.district.events(desk.device)
    (told,) = courier.there()
    assert (told["taken"], told["not_taken"]) == (0, 1)
    with pytest.raises(RevokedError):
        courier.back(desk)
    assert courier.district.events(desk.device) == held


def test_a_stick_says_what_is_missing_before_it_says_anything_else(
    courier: Courier, enrolled: Callable[[int], FakeOutbox], tmp_path: Path
) -> None:
    new = FakeOutbox(seed=56)
    for act in (courier.out, courier.back):
        with pytest.raises(StickBeforeEnrolmentError):
            act(new)
    desk = enrolled(57)
    with pytest.raises(StickWithoutAnswerError):
        courier.back(desk)
    shutil.rmtree(courier.stick)
    for act in (courier.out, courier.back):
        with pytest.raises(StickGoneError):
            act(desk)


def test_a_damaged_question_costs_the_answer_but_not_the_events(
    courier: Courier, enrolled: Callable[[int], FakeOutbox]
) -> None:
    desk = enrolled(58)
    desk.work(4)
    courier.out(desk)
    folder_of(courier.stick, desk.device).put_question(b"nonsense")
    (told,) = courier.there()
    assert (told["taken"], told["answered"]) == (1, False)
    assert len(courier.district.events(desk.device)) > 4
    assert courier.round(desk).waiting == 0
