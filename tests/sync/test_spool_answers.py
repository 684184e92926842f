"""What the courier heard at night is followed at the next sign-in: put back, copied, refused, forged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk_app.ports import StoredEvent
from sync.desk.spool import RECEIPT, REFUSAL
from sync.wire.dictionary import dictionary_name
from sync.wire.messages import Reason, Receipt, Refusal
from sync.wire.signing import KeySigner, sign_note
from tests.sync.real_district import RealDistrict
from tests.sync.spool_desk import MakeDesk, SpoolDesk, SpoolOutbox, receipt_key, served_by


def test_a_district_put_back_gets_from_the_spool_what_it_lost_and_the_rest_from_the_desk(tmp_path: Path) -> None:
    town = RealDistrict(tmp_path / "district").start()
    desk = SpoolDesk(tmp_path / "spool", SpoolOutbox(seed=61), town.url)
    assert desk.round(town.code()).pending == 0
    backup = town.backup()
    desk.url = town.url
    desk.outbox.work(400)
    desk.seal()
    assert desk.courier().left == 0  # its receipts lie there, nobody has signed in
    town.restore(backup)
    desk.outbox.work(300)
    desk.seal()
    assert desk.courier().left == 0
    assert len(town.events(desk.outbox.device)) == len(desk.outbox.events)
    desk.opened()
    assert desk.outbox.waiting() == 0
    town.restore(backup)
    desk.outbox.work(5)
    desk.seal()
    went = desk.courier()
    assert went.left == 1 and went.needs_desk
    assert desk.spool.answers(REFUSAL)
    desk.opened()
    assert desk.outbox.rewinds
    assert desk.courier().left == 0
    desk.opened()
    assert desk.outbox.waiting() == 0
    assert town.events(desk.outbox.device) == desk.outbox.sent_events()
    town.stop()


def test_a_copied_desk_is_found_by_its_courier_and_goes_on_in_a_new_epoch(
    town: RealDistrict, make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk()
    twin = SpoolDesk(tmp_path / "twin", desk.outbox.copied(), town.url)
    twin.outbox.day.seed = 9  # lives another life from here on
    desk.outbox.work(10)
    desk.seal()
    assert desk.courier().left == 0
    twin.outbox.work(7)
    twin.outbox.day.happenings(3)
    twin.outbox.work(9)
    twin.seal()
    went = twin.courier()
    assert went.left == 1 and went.needs_desk
    taken = twin.opened()
    assert taken.forked is not None and twin.outbox.epoch == 2
    assert twin.courier().left == 0
    assert twin.opened().forked is None
    assert twin.outbox.waiting() == 0


def test_a_desk_the_district_does_not_know_waits_for_its_people(make_desk: MakeDesk, tmp_path: Path) -> None:
    town = RealDistrict(tmp_path / "district").start()
    backup = town.backup()
    desk = SpoolDesk(tmp_path / "spool", SpoolOutbox(seed=62), town.url)
    code = town.code()
    assert desk.round(code).pending == 0
    town.restore(backup)
    desk.url = town.url
    desk.outbox.work(4)
    desk.seal()
    went = desk.courier()
    assert (went.left, went.needs_desk, type(went.trouble).__name__) == (1, True, "NotEnrolledError")
    desk.opened()
    assert desk.spool.answers(REFUSAL) == () and len(desk.spool.items()) == 1
    town.stop()


@pytest.mark.parametrize("reason", [Reason.DICTIONARY, Reason.SALT, Reason.TOO_LARGE, Reason.DAMAGED])
def test_what_the_district_wants_in_another_form_is_sealed_in_that_form(make_desk: MakeDesk, reason: Reason) -> None:
    desk, district = make_desk(), KeySigner(bytes(range(32)))
    served_by(desk, district)
    desk.outbox.work(100)
    desk.seal()
    (item,) = desk.spool.items()
    refusal = Refusal(reason, desk.outbox.device, 1, item.first, item.first - 1)
    desk.spool.keep_answer(item.name, REFUSAL, sign_note(refusal, district))
    desk.opened()
    again = desk.spool.items()
    assert desk.spool.answers(REFUSAL) == ()
    assert again[0].first == item.first and again[-1].last == item.last
    assert all(one.dictionary == (b"" if reason is Reason.DICTIONARY else dictionary_name()) for one in again)
    assert all(one.with_digests is (reason is Reason.SALT) for one in again[:1])
    assert (len(again) > 1) is (reason in (Reason.TOO_LARGE, Reason.DAMAGED))
    desk.outbox.work(2)
    desk.opened()
    assert all(not one.dictionary for one in desk.spool.items()) is (reason is Reason.DICTIONARY)


def test_a_receipt_that_does_not_agree_is_left_and_said_and_moves_nothing(make_desk: MakeDesk) -> None:
    desk, other = make_desk(), KeySigner(bytes(range(32)))
    desk.outbox.work(5)
    desk.seal()
    (item,) = desk.spool.items()
    before = desk.outbox.acknowledged()
    forged = Receipt(desk.outbox.device, 1, item.last, item.last_head, 1, 1, 1, bytes(32))
    desk.spool.keep_answer(item.name, RECEIPT, sign_note(forged, other))
    taken = desk.opened()
    assert taken.unbelieved is not None and str(taken.unbelieved.facts["path"]).endswith(".unbelieved")
    assert desk.outbox.acknowledged() == before and len(desk.spool.items()) == 1
    assert desk.opened().unbelieved is None  # said once, and it lies there still
    assert desk.courier().delivered == 1


def test_a_signed_receipt_for_another_history_opens_a_new_epoch(make_desk: MakeDesk) -> None:
    desk, district = make_desk(), KeySigner(bytes(range(32)))
    served_by(desk, district)
    desk.outbox.work(5)
    desk.seal()
    (item,) = desk.spool.items()
    note = Receipt(desk.outbox.device, 1, item.last, bytes(32), 1, 1, 1, bytes(32))
    desk.spool.keep_answer(item.name, RECEIPT, sign_note(note, district))
    assert desk.opened().forked is not None
    assert desk.outbox.epoch == 2 and desk.spool.items()[-1].epoch == 2


def test_what_the_log_lost_after_it_was_sealed_still_reaches_the_district(
    town: RealDistrict, make_desk: MakeDesk
) -> None:
    desk = make_desk()
    desk.outbox.work(6)
    desk.seal()
    lost: list[StoredEvent] = desk.outbox.events[-3:]
    del desk.outbox.events[-3:]
    desk.outbox.epoch_opened(0)  # what opening a database does that was put back from an older copy
    desk.outbox.day.happenings(4)
    desk.outbox.work(4)
    desk.opened()
    assert [item.epoch for item in desk.spool.items()] == [1, 2]
    assert desk.courier().left == 0
    held = {row[4] for row in town.events(desk.outbox.device, 1)}
    assert {event.chain for event in lost} <= held
    assert desk.opened().unbelieved is None
    assert desk.spool.items() == () and desk.outbox.waiting() == 0


def test_what_the_log_lost_and_the_district_has_otherwise_ends_in_its_quarantine(
    town: RealDistrict, make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk()
    twin = SpoolDesk(tmp_path / "twin", desk.outbox.copied(), town.url)
    twin.outbox.day.happenings(5)
    desk.outbox.work(6)
    twin.outbox.work(8)
    assert twin.round().pending == 0  # the district's epoch 1 is the twin's
    desk.seal()
    del desk.outbox.events[-3:]
    desk.outbox.epoch_opened(0)
    desk.outbox.day.happenings(4)
    desk.outbox.work(2)
    desk.opened()
    assert desk.courier().needs_desk
    kept = town.rows("SELECT count(*) FROM quarantined")[0][0]
    assert desk.opened().forked is None
    assert {item.epoch for item in desk.spool.items()} <= {2}
    assert kept >= 1
    assert desk.courier().left == 0 and desk.opened().forked is None
    assert desk.outbox.waiting() == 0


def test_another_districts_envelopes_are_not_carried_to_a_new_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(5)
    desk.seal()
    assert desk.courier().left == 0
    served_by(desk, KeySigner(bytes(range(32))))
    desk.outbox.rewind(0)
    assert desk.opened().unbelieved is None  # signed by the older key, which nobody need be told of
    items = desk.spool.items()
    assert {item.receipt_key for item in items} == {receipt_key(desk)}
    assert items[0].first == 1 and items[-1].last == len(desk.outbox.events)


def test_what_the_screen_says_the_district_has_is_true_to_the_minute(make_desk: MakeDesk) -> None:
    desk = make_desk()
    rounds = len(desk.outbox.exchanges)
    desk.outbox.work(5)
    desk.seal()
    sealed_at = desk.clock.at
    assert desk.courier().left == 0
    assert len(desk.outbox.exchanges) == rounds  # nobody has opened the desk: nothing is said yet
    desk.clock.at += timedelta(hours=9)
    desk.outbox.work(2)  # saved before anybody looked
    desk.take()
    assert desk.outbox.exchanges[rounds:] == [sealed_at]  # everything until it was sealed, no more
    desk.seal()
    assert desk.courier().left == 0
    taken = desk.take()
    assert desk.outbox.exchanges[-1] == taken.district_at  # nothing waits: everything until the district's own time
    desk.outbox.work(900)
    desk.seal()
    first = desk.spool.items()[0]
    for item in desk.spool.items()[1:]:
        desk.spool.drop(item.name)
    assert desk.courier().delivered == 1
    said = len(desk.outbox.exchanges)
    assert desk.take().acknowledged >= first.last - first.first
    assert len(desk.outbox.exchanges) == said  # a part of what was sealed says nothing about everything


def test_taking_in_again_what_was_taken_in_changes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(5)
    desk.seal()
    assert desk.courier().left == 0
    kept = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    desk.opened()
    events, proven = len(desk.outbox.events), desk.outbox.acknowledged()
    for name, content in kept.items():  # a folder put back from yesterday
        (desk.folder / name).write_bytes(content)
    taken = desk.opened()
    assert (taken.acknowledged, taken.forked, taken.unbelieved) == (0, None, None)
    assert (len(desk.outbox.events), desk.outbox.acknowledged()) == (events, proven)
    assert desk.spool.items() == ()


def test_a_receipt_of_before_the_district_lost_it_moves_nothing(tmp_path: Path) -> None:
    town = RealDistrict(tmp_path / "district").start()
    desk = SpoolDesk(tmp_path / "spool", SpoolOutbox(seed=63), town.url)
    assert desk.round(town.code()).pending == 0
    backup = town.backup()
    desk.url = town.url
    desk.outbox.work(6)
    assert desk.round().pending == 0
    desk.outbox.work(6)
    desk.seal()
    assert desk.courier().left == 0  # its receipt lies there
    town.restore(backup)
    desk.outbox.rewind(2)  # a round heard of it, and broke before it could send
    taken = desk.opened()
    assert (taken.acknowledged, desk.outbox.acknowledged()) == (0, 2)
    assert desk.courier().left == 0
    desk.opened()
    assert desk.outbox.waiting() == 0
    assert town.events(desk.outbox.device) == desk.outbox.sent_events()
    town.stop()


def test_a_desk_taken_out_of_use_hears_it_from_its_courier(make_desk: MakeDesk) -> None:
    desk, district = make_desk(), KeySigner(bytes(range(32)))
    served_by(desk, district)
    desk.outbox.work(3)
    desk.seal()
    (item,) = desk.spool.items()
    refusal = Refusal(Reason.REVOKED, desk.outbox.device, 1, item.first, 0)
    desk.spool.keep_answer(item.name, REFUSAL, sign_note(refusal, district))
    assert desk.opened().forked is None
    assert desk.spool.answers(REFUSAL) == () and len(desk.spool.items()) == 1  # the next round says it
