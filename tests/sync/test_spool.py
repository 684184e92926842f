"""The night with nobody signed in: sealed by day, carried without a key, taken in at the next sign-in."""

from __future__ import annotations

import itertools
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.domain.events import Received
from desk_app.ports import StoredEvent
from sync.desk.spool import RECEIPT, REFUSAL, SEALED
from sync.desk.spool_item import DamagedItemError, item_as_bytes, item_of
from sync.wire.dictionary import dictionary_name
from sync.wire.messages import Reason, Receipt, Refusal
from sync.wire.signing import KeySigner, sign_note
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.real_district import RealDistrict
from tests.sync.spool_desk import SpoolDesk, SpoolOutbox

MakeDesk = Callable[[], SpoolDesk]
_SEEDS = itertools.count(700)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    running = RealDistrict(tmp_path_factory.mktemp("district")).start()
    yield running
    assert running.stop() == ""


@pytest.fixture
def make_desk(town: RealDistrict, tmp_path: Path) -> MakeDesk:
    """Desks of communes of their own, enrolled, with nothing waiting."""

    def make() -> SpoolDesk:
        seed = next(_SEEDS)
        outbox = SpoolOutbox(seed=seed % 251, agency_code=f"000.00.{seed}", key_seed=seed.to_bytes(32, "big"))
        desk = SpoolDesk(tmp_path / f"spool-{seed}", outbox, town.url)
        assert desk.round(town.code(1, outbox.agency_code)).pending == 0
        return desk

    return make


def test_what_was_sealed_reaches_the_district_with_no_key_in_hand(town: RealDistrict, make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(40)
    assert desk.seal().items == 1
    before = desk.outbox.acknowledged()
    assert (desk.courier().delivered, desk.courier().delivered) == (1, 0)
    assert desk.outbox.acknowledged() == before
    assert len(town.events(desk.outbox.device)) == len(desk.outbox.events)
    taken = desk.opened()
    assert desk.outbox.waiting() == 0 and taken.acknowledged == 41  # the anchor of the enrolment goes along
    assert town.events(desk.outbox.device) == desk.outbox.sent_events()
    assert desk.files() == ["address.json", "courier.lock", "report.json"]


def test_a_round_and_the_courier_at_once_change_nothing(town: RealDistrict, make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(20)
    desk.seal()
    assert desk.round().pending == 0
    assert desk.courier().delivered == 1
    desk.outbox.work(5)
    desk.opened()
    assert desk.courier().left == 0
    desk.opened()
    assert desk.outbox.waiting() == 0
    assert town.events(desk.outbox.device) == desk.outbox.sent_events()


def test_the_spool_says_nothing_of_anybody_and_only_its_owner_reads_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(30)
    desk.seal()
    lives = [recorded for life in desk.outbox.by_dossier().values() for recorded in life]
    people = {word.encode() for one in lives if isinstance(one.body, Received) for word in _told(one.body)}
    people |= {str(one.header.dossier).encode() for one in lives}
    lying = b"".join(path.read_bytes() for path in desk.folder.iterdir())
    assert len(people) > 10 and not any(word in lying for word in people)
    assert {stat.S_IMODE(path.stat().st_mode) for path in desk.folder.iterdir()} == {0o600}
    assert stat.S_IMODE(desk.folder.stat().st_mode) == 0o700


def test_anchors_alone_are_not_sealed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.seal().items == 0
    assert desk.courier().left == 0


def test_what_came_since_goes_into_the_last_item_until_it_is_large(make_desk: MakeDesk) -> None:
    desk = make_desk()
    for _ in range(5):
        desk.outbox.work(4)
        assert desk.seal().items == 1
    (item,) = desk.spool.items()
    assert item.last == len(desk.outbox.events)
    desk.outbox.work(900)
    desk.seal()
    many = desk.spool.items()
    assert len(many) > 2 and many[0].first == desk.outbox.acknowledged() + 1
    assert [one.first - 1 for one in many[1:]] == [one.last for one in many[:-1]]
    assert desk.seal().items == 0


def test_a_large_backlog_is_sealed_bit_by_bit(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(900)
    assert not desk.seal(most=1).is_complete
    while not desk.seal(most=1).is_complete:
        pass
    assert desk.spool.items()[-1].last == len(desk.outbox.events)
    address = desk.spool.address()
    assert address is not None and address.covers == len(desk.outbox.events)


def test_a_damaged_item_is_noticed_and_sealed_again(town: RealDistrict, make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(10)
    desk.seal()
    (item,) = desk.spool.items()
    path = desk.folder / (item.name + SEALED)
    whole = path.read_bytes()
    for cut in range(0, len(whole), 97):
        with pytest.raises(DamagedItemError):
            item_of(whole[:cut])
        with pytest.raises(DamagedItemError):
            item_of(whole[:cut] + bytes([whole[cut] ^ 1]) + whole[cut + 1 :])
    path.write_bytes(whole[:200])
    assert desk.courier().delivered == 0
    assert desk.opened().unbelieved is None
    assert desk.courier().delivered == 1


@pytest.mark.parametrize(
    "harm",
    [Harm.HTML_BEFORE, Harm.HTML_AFTER, Harm.RESET_INSIDE_BODY, Harm.RESET_AFTER, Harm.TRUNCATE_AFTER,
     Harm.CORRUPT_AFTER, Harm.CORRUPT_REQUEST, Harm.DOUBLE, Harm.ERROR_AFTER, Harm.SWAP_AFTER, Harm.DROP_NEXT],
)  # fmt: skip
def test_a_harmed_line_costs_the_courier_nothing_but_time(town: RealDistrict, make_desk: MakeDesk, harm: Harm) -> None:
    desk = make_desk()
    desk.outbox.work(500)
    with FaultProxy(town.port) as proxy:
        desk.seal(url=proxy.url)
        proxy.harm("push", harm, times=4)
        first = desk.courier(patience=0.4)
        held = town.rows("SELECT max(head_seq) FROM stream")
        assert first.covers <= held[0][0]
        second = desk.courier(minutes=60)
        assert second.left == 0 and desk.spool.answers(REFUSAL) == ()
        desk.take()
    assert desk.outbox.waiting() == 0
    assert town.events(desk.outbox.device) == desk.outbox.sent_events()


def test_a_dead_line_is_tried_again_and_again_with_growing_waits(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(3)
    desk.seal(url="http://127.0.0.1:9")
    went = desk.courier(minutes=360)
    assert (went.delivered, went.left, type(went.trouble).__name__) == (0, 1, "DistrictUnreachableError")
    assert desk.waits[:4] == [2.5, 5.0, 10.0, 20.0] and max(desk.waits) == 450.0
    assert 300 * 60 < sum(desk.waits) <= 360 * 60
    report = desk.spool.report()
    assert report is not None and (report.left, report.trouble) == (1, "DistrictUnreachableError")


def test_two_couriers_are_one(make_desk: MakeDesk) -> None:
    from datetime import timedelta

    from sync.desk.courier import run_courier
    from sync.desk.courier_lock import courier_lock

    desk = make_desk()
    desk.outbox.work(3)
    desk.seal()
    with courier_lock(desk.folder) as is_alone:
        assert is_alone
        second = run_courier(
            desk.folder, clock=desk.clock, wait=lambda _: None, random=lambda: 0.0, keep_trying=timedelta(0)
        )
        assert second is None
    assert desk.courier().delivered == 1


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


def _told(body: Received) -> tuple[str, ...]:
    return body.applicant.name, body.applicant.personal_number or body.applicant.name


def _receipt_key(desk: SpoolDesk) -> bytes:
    assert desk.outbox.enrolment is not None
    return desk.outbox.enrolment.receipt_key


def _served_by(desk: SpoolDesk, key: KeySigner) -> None:
    """Let this key be the district's, so that a test can say what the district would."""
    from dataclasses import replace

    assert desk.outbox.enrolment is not None
    desk.outbox.enrolment = replace(desk.outbox.enrolment, receipt_key=key.public_key)


@pytest.mark.parametrize("reason", [Reason.DICTIONARY, Reason.SALT, Reason.TOO_LARGE, Reason.DAMAGED])
def test_what_the_district_wants_in_another_form_is_sealed_in_that_form(make_desk: MakeDesk, reason: Reason) -> None:
    desk, district = make_desk(), KeySigner(bytes(range(32)))
    _served_by(desk, district)
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
    _served_by(desk, district)
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
    _served_by(desk, KeySigner(bytes(range(32))))
    desk.outbox.rewind(0)
    desk.seal()
    items = desk.spool.items()
    assert {item.receipt_key for item in items} == {_receipt_key(desk)}
    assert items[0].first == 1 and items[-1].last == len(desk.outbox.events)


def test_a_desk_that_is_not_enrolled_seals_nothing(tmp_path: Path) -> None:
    desk = SpoolDesk(tmp_path / "spool", SpoolOutbox(seed=3), "http://127.0.0.1:9")
    desk.outbox.work(3)
    assert desk.seal().items == 0
    assert not desk.folder.exists()


def test_the_address_is_plain_and_holds_no_secret(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(1)
    desk.seal()
    said = json.loads((desk.folder / "address.json").read_text())
    assert said["url"] == desk.url and said["receipt_key"] == _receipt_key(desk).hex()
    assert set(said) == {"url", "ca_file", "device", "epoch", "receipt_key", "covers", "log_end", "refused_dictionary"}


def test_an_item_is_one_file_that_reads_back_the_same(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(1)
    desk.seal()
    (item,) = desk.spool.items()
    assert item_of(item_as_bytes(item)) == item
