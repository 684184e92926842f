"""Scans on a stick: the very notes of the line; there only when the district's signed answer says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from desk_app.domain.scan_tree import CHUNK_BYTES
from desk_app.scan_ports import ScanRow
from desk_app.usecases import scans as use
from sync.bundle.folder import DeskFolder
from sync.desk import stick_scans
from sync.errors import DistrictContradictedError, StickAnswerError, StickFullError
from sync.wire.envelope import closed
from sync.wire.messages import StickAnswer, StickReply
from sync.wire.scan_messages import PIECE_BYTES, ScanNeed, ScanNeeds, ScanPart, ScanState
from sync.wire.signing import KeySigner, sign_note
from tests.sync.courier import Hand
from tests.sync.real_district import RealDistrict
from tests.sync.scan_courier import ScanCourier
from tests.sync.scan_desk import ScanDesk

MakeCourier = Callable[[], ScanCourier]


@pytest.fixture(scope="module")
def communes() -> Iterator[str]:
    """Codes of communes that no other test has."""
    return (f"000.00.{number}.H32" for number in count(500))


@pytest.fixture
def courier(tmp_path: Path, hand: Hand, communes: Iterator[str]) -> Iterator[ScanCourier]:
    """A stick of a desk that was taken in and has sent what it wrote so far."""
    desk = ScanDesk(tmp_path / "desk", hand.district, agency=next(communes))
    yield ScanCourier(tmp_path / "stick", hand, desk)
    desk.office.store.close()


@pytest.fixture
def own_courier(own_district: RealDistrict, tmp_path: Path) -> Iterator[ScanCourier]:
    """The same with a district of this test alone."""
    desk = ScanDesk(tmp_path / "desk", own_district)
    courier = ScanCourier(tmp_path / "stick", Hand(own_district), desk)
    yield courier
    courier.hand.rest()
    desk.office.store.close()


def test_scans_go_with_their_events_and_count_once_the_answer_says_so(courier: ScanCourier) -> None:
    rows = [courier.desk.attach(size) for size in (300, 40_000, 18 * CHUNK_BYTES + 5)]
    laid = courier.out()
    assert (laid.scans, laid.scans_left) == (3, 0) and len(list(courier.own.pieces())) == 4
    assert courier.waiting() == 3, "nothing counts as sent by being on a stick"
    told = courier.there()
    assert (told["scans"], told["scans_missing"], told["refused"]) == (3, 0, [])
    assert courier.waiting() == 3, "nor by being taken, before the desk has heard of it"
    done = courier.back()
    assert (done.scans, done.scans_refused, courier.waiting()) == (3, 0, 0)
    assert courier.desk.everything_is_there()
    assert all(courier.desk.office.store.scans.row(row.scan).is_at_district for row in rows)
    assert courier.out().scans == 0 and list(courier.own.offers()) == []


def test_the_same_stick_twice_at_either_end_changes_nothing(courier: ScanCourier) -> None:
    courier.desk.attach(90_000)
    courier.out()
    courier.there()
    files = courier.desk.files_there()
    assert courier.there()["scans"] == 1 and courier.desk.files_there() == files
    assert (courier.back().scans, courier.back().scans) == (1, 0) and courier.waiting() == 0


def test_what_a_line_began_a_stick_ends_and_the_other_way_round(courier: ScanCourier) -> None:
    desk = courier.desk
    desk.attach(6 * CHUNK_BYTES)
    desk.round()
    desk.send(most_bytes=2 * CHUNK_BYTES)
    assert courier.round().scans == 1 and desk.everything_is_there()
    desk.attach(20 * CHUNK_BYTES, number=1)
    courier.out()
    first, _ = courier.own.pieces()
    first.unlink()
    assert courier.there()["scans_missing"] == 1 and courier.back().scans == 0
    sent = desk.send()
    assert sent.whole == 1 and sent.sent_bytes < 18 * CHUNK_BYTES and desk.everything_is_there()
    assert courier.back().scans == 0, "the line said it first"


def test_what_is_due_soonest_lies_there_first_and_the_rest_goes_on_the_next_stick(
    courier: ScanCourier, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, soon = courier.desk.attach(90_000, number=0), courier.desk.attach(90_000, number=2)
    courier.desk.office.store.connection.execute(  # type: ignore[attr-defined]
        "UPDATE dossiers SET due_at = due_at - 86400000 WHERE number = ?", (courier.desk.numbers[2],)
    )
    monkeypatch.setattr(stick_scans, "STICK_MOST_BYTES", 200_000)
    laid = courier.out()
    assert (laid.scans, laid.scans_left) == (1, 1)
    courier.there()
    assert courier.back().scans == 1
    assert set(courier.desk.files_there()) == {soon.root} and late.root != soon.root
    assert courier.round().scans == 1 and courier.desk.everything_is_there()


def test_a_stick_without_room_carries_the_events_and_says_how_many_scans_stay(
    courier: ScanCourier, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier.desk.attach(40_000)
    courier.desk.attach(50_000)
    put = DeskFolder.put_pieces

    def full(own: DeskFolder, place: int, first: int, pieces: bytes) -> None:
        if place == 2:
            raise StickFullError(folder=str(own.path))
        put(own, place, first, pieces)

    with monkeypatch.context() as broken:
        broken.setattr(DeskFolder, "put_pieces", full)
        laid = courier.out()
    assert (laid.scans, laid.scans_left, laid.events > 0) == (1, 1, True)
    assert [path.name for path in courier.own.offers()] == ["0001.offer"], "a scan lies there whole or not at all"
    with monkeypatch.context() as small:
        small.setattr(DeskFolder, "free_bytes", lambda own: 1_000)
        assert (courier.out().scans, courier.out().scans_left) == (0, 2)
    assert courier.round().scans == 2


def test_a_scan_that_is_damaged_here_stops_no_other(courier: ScanCourier) -> None:
    courier.desk.attach(30_000)
    good = courier.desk.attach(20_000, number=1)
    for path in (courier.desk.home / "scans").iterdir():
        if path.stat().st_size > 25_000:
            path.write_bytes(path.read_bytes()[:-1])
    assert courier.out().scans == 1
    assert courier.there()["scans"] == 1
    assert courier.back().scans == 1 and set(courier.desk.files_there()) == {good.root}


def test_a_removed_scan_is_deleted_at_the_district_by_stick_too(courier: ScanCourier) -> None:
    row = courier.desk.attach(30_000)
    courier.round()
    use.remove(courier.desk.office, row.number, row.scan, "Quét nhầm người")
    courier.round()
    assert courier.desk.files_there() == {}
    assert courier.desk.office.store.scan_outbox.gone(10**9) == ()


def test_every_damaged_file_costs_itself_alone(courier: ScanCourier) -> None:
    rows = [courier.desk.attach(17 * CHUNK_BYTES) for _ in range(3)]
    courier.out()
    offer, (part, *_) = next(courier.own.offers()), [path for path in courier.own.pieces() if path.name[:4] == "0002"]
    offer.write_bytes(offer.read_bytes()[:-1])
    part.write_bytes(bytes(part.stat().st_size))
    told = courier.there()
    assert (told["taken"], told["scans"], told["scans_missing"]) == (1, 1, 1)
    assert courier.back().scans == 1 and set(courier.desk.files_there()) == {rows[2].root}
    assert courier.round().scans == 2 and courier.desk.everything_is_there()


def test_parts_that_lie_are_held_by_nobody(courier: ScanCourier) -> None:
    row = courier.desk.attach(2 * CHUNK_BYTES)
    courier.out()
    identity, signer = courier.desk.office.store.outbox.identity(), courier.desk.office.store.signer
    assert identity.enrolment is not None
    key = identity.enrolment.envelope_key
    (path,) = courier.own.pieces()
    true = path.read_bytes()
    part = ScanPart(identity.device, row.root, 0, courier.desk.contents[0])
    for content in (
        b"", bytes(500), closed(sign_note(part, KeySigner(b"7" * 32)), key), true[:-1],
        closed(sign_note(ScanPart(bytes(16), row.root, 0, part.content), signer), key),
        closed(sign_note(ScanPart(identity.device, row.root, 4, part.content[:PIECE_BYTES]), signer), key),
        closed(sign_note(ScanPart(identity.device, bytes(32), 0, part.content), signer), key),
        closed(sign_note(ScanPart(identity.device, row.root, 0, bytes(2 * CHUNK_BYTES)), signer), key),
    ):  # fmt: skip
        path.write_bytes(content)
        told = courier.there()
        assert (told["scans"], told["scans_missing"]) == (0, 1)
    path.write_bytes(true)
    assert courier.there()["scans"] == 1 and courier.back().scans == 1 and courier.desk.everything_is_there()


def test_a_desk_out_of_use_brings_no_scans(courier: ScanCourier) -> None:
    courier.desk.attach(30_000)
    courier.out()
    courier.hand.take(Path(f"revoke {courier.own.device.hex()}"))
    assert courier.there()["scans"] == 0 and courier.desk.files_there() == {}


def test_only_the_districts_word_on_scans_of_this_desk_is_believed(courier: ScanCourier) -> None:
    courier.desk.attach(30_000)
    courier.out()
    forged = _answered(courier, KeySigner(b"7" * 32))
    with pytest.raises(StickAnswerError):
        courier.back()
    assert courier.waiting() == 1 and forged > 0


def _answered(courier: ScanCourier, signer: KeySigner) -> int:
    """Lay down an answer that calls every scan whole and is signed by somebody else; return how many."""
    import hashlib

    import msgspec

    from sync.wire.messages import StickQuestion
    from sync.wire.signing import read_note

    store, asked = courier.desk.office.store, courier.own.question()
    assert asked is not None
    rows: tuple[ScanRow, ...] = store.scan_outbox.waiting(10**9, 9)
    needs = ScanNeeds(courier.own.device, tuple(ScanNeed(row.root, int(ScanState.WHOLE), b"") for row in rows), ())
    said = StickAnswer(hashlib.sha256(asked).digest(), 0, b"", (), (), sign_note(needs, signer))
    box = read_note(StickQuestion, asked).box_key
    courier.own.put_answer(msgspec.msgpack.encode(StickReply(asked, closed(sign_note(said, signer), box))))
    return len(rows)


def _before_a_loss(own_courier: ScanCourier) -> ScanCourier:
    """Return the stick with the answer from before the district lost a scan that it had signed for."""
    backup = own_courier.hand.district.backup()
    own_courier.desk.attach(30_000)
    own_courier.round()
    first = own_courier.copy("first")
    own_courier.hand.rest()
    own_courier.hand.district.restore(backup)
    with pytest.raises(DistrictContradictedError):  # it lost what it had signed for
        own_courier.round()
    return first


def test_an_answer_from_before_a_loss_calls_no_scan_received(own_courier: ScanCourier) -> None:
    first = _before_a_loss(own_courier)
    assert own_courier.waiting() == 1
    done = first.back()
    assert (done.is_old, done.scans, own_courier.waiting()) == (True, 0, 1)
    assert own_courier.round().scans == 1 and own_courier.desk.everything_is_there()
    assert len(own_courier.hand.district.rows("SELECT 1 FROM scan")) == 1


def test_a_desk_that_takes_old_answers_for_new_ones_is_caught(
    own_courier: ScanCourier, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _before_a_loss(own_courier)
    monkeypatch.setattr(type(own_courier.desk.office.store.outbox), "times_rewound", lambda self: 0)
    first.back()
    assert own_courier.waiting() == 0 and own_courier.hand.district.rows("SELECT 1 FROM scan") == []
