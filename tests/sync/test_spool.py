"""The night with nobody signed in: sealed by day, carried without a key, taken in at the next sign-in."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from desk_app.domain.events import Received
from sync.desk.spool import REFUSAL, SEALED
from sync.desk.spool_item import DamagedItemError, item_as_bytes, item_of
from sync.desk.spool_notes import SpoolAddress
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.real_district import RealDistrict
from tests.sync.spool_desk import MakeDesk, SpoolDesk, SpoolOutbox, receipt_key


def _told(body: Received) -> tuple[str, ...]:
    return body.applicant.name, body.applicant.personal_number or body.applicant.name


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
    assert said["url"] == desk.url and said["receipt_key"] == receipt_key(desk).hex()
    assert set(said) == set(SpoolAddress._fields)


def test_an_item_is_one_file_that_reads_back_the_same(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.outbox.work(1)
    desk.seal()
    (item,) = desk.spool.items()
    assert item_of(item_as_bytes(item)) == item
