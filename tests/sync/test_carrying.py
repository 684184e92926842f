"""A desk without a line: another of its commune carries what it sealed, and brings the receipts back."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import msgspec
import pytest

from db.desk_home import open_desk
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from sync.desk import carrying
from sync.desk.carried import CARRIED_FOLDER, CarriedSpool, carried_in, carried_of
from sync.desk.carrying import Carried, Load, ask_for_load, look_after_load
from sync.desk.commune import fetch_commune
from sync.desk.connection import Answer, DistrictConnection
from sync.desk.courier import Delivery, run_courier
from sync.desk.neighbour_desk import load_for_neighbour, page_for_neighbour
from sync.desk.spool import RECEIPT, REFUSAL, Spool
from sync.desk.spool_item import item_as_bytes
from sync.desk.spool_making import seal_spool
from sync.errors import DistrictAnswerError, DistrictContradictedError, DistrictPutBackError
from sync.wire.commune import question_of
from sync.wire.messages import CarryPage, CarryRequest, Receipt
from sync.wire.signing import KeySigner, read_note, sign_note
from tests.db.codec import PlainCodec
from tests.db.commune_desks import commune_desk, give
from tests.db.desk import OFFICER, PASSWORD, TestChance, TestClock
from tests.sync.clocks import StillClock
from tests.sync.real_district import RealDistrict
from tests.sync.test_commune import round_of, taken_in


@dataclass
class Machine:
    """A desk of the commune with its spool and what it carries."""

    store: DeskStore
    home: Path
    clock: StillClock = field(default_factory=StillClock)

    @property
    def load(self) -> Load:
        return Load(self.store.outbox, Spool(self.home / "spool"), self.home / CARRIED_FOLDER)

    def carried_for(self, other: Machine) -> CarriedSpool:
        return carried_of(self.home / CARRIED_FOLDER, other.store.commune.device)

    def seal(self, url: str) -> None:
        seal_spool(self.store.outbox, self.store.signer, self.load.spool, url=url, ca_file="", clock=self.clock)

    def night(self) -> list[Delivery]:
        """Its courier delivers what it carries for others."""
        went = [
            run_courier(
                spool.folder, clock=self.clock, wait=lambda _: None, random=lambda: 0.5, keep_trying=timedelta(0),
                kind=CarriedSpool,
            )
            for spool in carried_in(self.home / CARRIED_FOLDER)
        ]  # fmt: skip
        return [each for each in went if each is not None]

    def asks(self, other: Machine, line: Line | None = None) -> Carried:
        """It asks another desk on their own network, for events and then for what to carry."""
        way = cast(DistrictConnection, line or Line(other))
        fetch_commune(self.store.commune, self.store.signer, way, other.store.signer.public_key, self.clock)
        return ask_for_load(
            self.load, self.store.commune, self.store.signer, way, other.store.signer.public_key, self.clock
        )


@dataclass
class Line:
    """The way to another desk."""

    there: Machine
    url: str = "http://quay-ben"

    def post(self, path: str, body: bytes) -> Answer:
        store = self.there.store
        if "/carry/" not in path:
            return _answer(page_for_neighbour(store.commune, store.signer, body))
        return self.carry(body)

    def carry(self, body: bytes) -> Answer:
        return _answer(load_for_neighbour(self.there.store.commune, self.there.store.signer, self.there.load, body))


def _answer(page: bytes | None) -> Answer:
    return Answer(403, True, b"") if page is None else Answer(200, True, page)


@pytest.fixture
def pair(district: RealDistrict, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """Two desks that the district took in, and that know each other; nothing waits."""
    agency = f"000.00.{secrets.token_hex(3).upper()}.H32"
    homes = [tmp_path / "1", tmp_path / "2"]
    stores = [commune_desk(home, desk, agency) for desk, home in enumerate(homes, 1)]
    taken_in(district, stores)
    taken_in(district, stores)
    one, two = (Machine(store, home) for store, home in zip(stores, homes, strict=True))
    one.seal(district.url)
    give(one.store)
    one.seal(district.url)
    yield one, two
    for store in stores:
        store.close()


def _events(district: RealDistrict, desk: Machine) -> int:
    return max(event[0] for event in district.events(desk.store.commune.device))


def _worked(desk: Machine, district: RealDistrict, people: int = 2) -> int:
    """Let people come to a desk whose line is down; return its last event."""
    for _ in range(people):
        give(desk.store)
    desk.seal(district.url)
    return desk.store.outbox.head()[0]


def test_what_a_desk_without_a_line_wrote_reaches_the_district_and_it_hears_so(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    last = _worked(two, district)
    assert one.asks(two) == Carried(items=1)
    assert one.asks(two) == Carried()  # nothing is taken twice
    (went,) = one.night()
    assert (went.delivered, went.left, went.trouble) == (1, 0, None)
    assert _events(district, two) == last
    assert two.store.outbox.waiting() > 0
    heard = two.asks(one)
    assert heard.proven > 0 and two.store.outbox.waiting() == 0 and two.store.outbox.acknowledged() == last
    one.asks(two)
    assert one.carried_for(two).items() == () and one.carried_for(two).answers(RECEIPT) == ()
    assert round_of(two.store, district.url).pending == 0  # its own line, when it is back, has nothing to mend
    assert all(verify(each.store).sound for each in pair)


def test_a_desk_that_died_with_its_disk_is_known_to_the_district_all_the_same(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    last = _worked(two, district, people=3)
    one.asks(two)
    two.store.close()
    (went,) = one.night()
    assert (went.delivered, went.left) == (1, 0) and _events(district, two) == last


def test_receipts_are_heard_though_the_batch_was_sealed_anew_since(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    last = _worked(two, district)
    one.asks(two)
    one.night()
    _worked(two, district, people=1)  # in the morning, before they meet: the last batch is sealed anew, longer
    one.asks(two)
    two.asks(one)
    assert two.store.outbox.acknowledged() == last and two.store.outbox.waiting() > 0
    one.night()
    two.asks(one)
    assert two.store.outbox.waiting() == 0


def test_longer_batches_take_the_place_of_shorter_ones(district: RealDistrict, pair: tuple[Machine, Machine]) -> None:
    one, two = pair
    for _ in range(4):
        _worked(two, district, people=1)
        one.asks(two)
    (item,) = one.carried_for(two).items()
    assert item.last == two.store.outbox.head()[0]


def test_what_its_desk_delivered_itself_is_carried_no_more(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    _worked(two, district)
    one.asks(two)
    round_of(two.store, district.url)
    one.asks(two)
    assert one.carried_for(two).items() == () and one.night()[0].delivered == 0


def test_of_a_machine_put_back_to_an_old_copy_nothing_is_given_up(
    district: RealDistrict, pair: tuple[Machine, Machine], tmp_path: Path
) -> None:
    """It proves another history, longer than the one that it lost; the lost one lies here and goes to the district."""
    one, two = pair
    two.store.close()
    shutil.copytree(two.home, tmp_path / "old")
    two.store, old = _opened(two.home, 9), Machine(_opened(tmp_path / "old", 10), tmp_path / "old")
    device = two.store.commune.device
    _worked(two, district, people=1)
    one.asks(two)
    (lost,) = one.carried_for(two).items()
    two.store.close()
    _worked(old, district, people=3)
    round_of(old.store, district.url)
    one.asks(old)
    assert lost in one.carried_for(two).items()
    one.night()
    kept = [(bytes(device), last) for device, last in district.rows("SELECT device, last FROM quarantined")]
    assert (device, lost.last) in kept
    old.store.close()


def _opened(home: Path, hour: int) -> DeskStore:
    clock = TestClock(datetime(2026, 11, 21, hour, tzinfo=OFFICE_ZONE))
    return open_desk(
        home, codec=PlainCodec(), clock=clock, chance=TestChance(9), officer=OFFICER, password=PASSWORD
    ).store  # fmt: skip


def test_a_batch_that_the_district_refuses_as_it_came_is_taken_along_again(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    last = _worked(two, district)
    one.asks(two)
    spool = one.carried_for(two)
    (item,) = spool.items()
    spool.put(msgspec.structs.replace(item, envelope=item.envelope[:-1] + bytes([item.envelope[-1] ^ 1])))
    (went,) = one.night()
    assert (went.delivered, went.left) == (0, 1) and spool.answers(REFUSAL)
    two.asks(one)
    heard, said = two.load.spool.answers(REFUSAL), spool.answers(REFUSAL)
    assert [note for _, note in heard] == [note for _, note in said]  # its desk hears why, and seals anew
    assert one.asks(two) == Carried(items=1) and spool.answers(REFUSAL) == ()
    one.night()
    assert _events(district, two) == last


def test_what_a_district_lost_goes_to_it_again_also_for_a_desk_that_is_no_more(
    own_district: RealDistrict, tmp_path: Path
) -> None:
    district, agency = own_district, "000.00.77.H32"
    stores = [commune_desk(tmp_path / str(desk), desk, agency) for desk in (1, 2)]
    taken_in(district, stores)
    taken_in(district, stores)
    one, two = (Machine(store, tmp_path / str(desk)) for desk, store in enumerate(stores, 1))
    give(one.store)
    one.seal(district.url)
    backup = district.backup()
    last = _worked(two, district)
    one.asks(two)
    give(one.store)
    round_of(one.store, district.url)
    one.night()
    two.store.close()
    assert _events(district, two) == last
    district.restore(backup)  # in silence: a file copied over the other
    assert one.night()[0].delivered == 0
    with suppress(DistrictPutBackError, DistrictContradictedError):
        round_of(one.store, district.url)
    look_after_load(one.load)
    assert one.night()[0].delivered == 1 and _events(district, two) == last
    one.store.close()


def test_a_stranger_gets_nothing_and_nobody_hands_over_what_is_not_his(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    _worked(two, district)
    request = CarryRequest(one.store.commune.device, (), 0)
    line = Line(two)
    assert line.carry(sign_note(request, one.store.signer)).content
    assert line.carry(sign_note(request, KeySigner(bytes(32)))).status == 403
    assert line.carry(b"no note").status == 403
    foreign = item_as_bytes(msgspec.structs.replace(two.load.spool.items()[0], device=bytes(16)))
    for item in (foreign, b"torn"):
        with pytest.raises(DistrictAnswerError):
            one.asks(two, Lying(two, items=(item,)))
    assert one.carried_for(two).items() == ()


@dataclass
class Lying(Line):
    """Signs with its own key what is not so."""

    items: tuple[bytes, ...] = ()
    receipts: tuple[tuple[int, bytes], ...] = ()

    def carry(self, body: bytes) -> Answer:
        request = read_note(CarryRequest, body)
        page = CarryPage(request.device, question_of(request), self.items, b"", self.receipts, ())
        return Answer(200, True, sign_note(page, self.there.store.signer))


def test_a_receipt_counts_only_if_the_district_signed_it_for_this_history_and_turn(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    _worked(two, district)
    one.asks(two)
    one.night()
    ((_, note),) = one.carried_for(two).answers(RECEIPT)
    receipt = read_note(Receipt, note)
    before, turn = two.store.outbox.acknowledged(), two.store.outbox.times_rewound()
    ours = sign_note(receipt, one.store.signer)  # a desk that speaks for the district
    for wrong in ((turn + 1, note), (turn, ours), (turn, note[:-1])):
        assert two.asks(one, Lying(one, receipts=(wrong,))).proven == 0
    assert two.store.outbox.acknowledged() == before
    assert two.asks(one, Lying(one, receipts=((turn, note),))).proven > 0


def test_an_answer_to_another_question_and_an_older_program_change_nothing(
    district: RealDistrict, pair: tuple[Machine, Machine]
) -> None:
    one, two = pair
    _worked(two, district)
    asked = sign_note(CarryRequest(one.store.commune.device, (), 5), one.store.signer)
    with pytest.raises(DistrictAnswerError):
        one.asks(two, Fixed(two, said=Line(two).carry(asked)))
    assert one.asks(two, Fixed(two, said=Answer(400, True, b""))) == Carried()
    assert one.carried_for(two).items() == ()


@dataclass
class Fixed(Line):
    """Says the same to every question."""

    said: Answer = field(default_factory=lambda: Answer(400, True, b""))

    def carry(self, body: bytes) -> Answer:
        return self.said


def test_no_more_is_carried_than_there_is_room_for(
    district: RealDistrict, pair: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    _worked(two, district)
    monkeypatch.setattr(carrying, "MOST_CARRIED", 10)
    assert one.asks(two) == Carried() and one.carried_for(two).items() == ()
