"""Scans reach the district whole, whatever the line does: resumed at the piece, refused where none is announced."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec
import pytest
from nacl.public import PrivateKey

from desk_app.domain.scan_tree import CHUNK_BYTES, leaves_of, root_of
from desk_app.scan_ports import ScanDocument
from desk_app.usecases import scans as use
from sync.desk.address import address_of
from sync.desk.connection import Answer, DistrictConnection
from sync.errors import DistrictAnswerError, DistrictContradictedError, DistrictUnreachableError, NotEnrolledError
from sync.wire.envelope import closed
from sync.wire.messages import Reason, Refusal
from sync.wire.scan_messages import (
    PIECE_BYTES,
    SCAN_MOST_BYTES,
    ScanEntry,
    ScanGone,
    ScanHeld,
    ScanNeeds,
    ScanOffer,
    ScanPart,
    ScanState,
    ScanWish,
    is_held,
    missing_runs,
    pieces_of,
)
from sync.wire.signing import KeySigner, read_note, sign_note
from tests.scale import many
from tests.sync.fault_proxy import FaultProxy, Harm
from tests.sync.real_district import RealDistrict
from tests.sync.scan_desk import ScanDesk
from ui.composition.scan_sending import fetch_scans

HEADS = 1.06  # sealing, signing: what a part costs beside its pieces


@pytest.fixture(scope="module")
def communes() -> Iterator[str]:
    """Codes of communes that no other test has."""
    return (f"000.00.{number}.H32" for number in count(10))


@pytest.fixture
def desk(tmp_path: Path, district: RealDistrict, communes: Iterator[str]) -> Iterator[ScanDesk]:
    """A desk of a commune of its own."""
    desk = ScanDesk(tmp_path / "desk", district, agency=next(communes))
    yield desk
    desk.office.store.close()


@pytest.fixture
def own(tmp_path: Path, own_district: RealDistrict) -> Iterator[ScanDesk]:
    """A desk whose district may be treated badly."""
    desk = ScanDesk(tmp_path / "desk", own_district)
    yield desk
    desk.office.store.close()


def test_scans_go_up_after_their_events_and_are_noted_as_there(desk: ScanDesk) -> None:
    small, large = desk.attach(40_000), desk.attach(3 * CHUNK_BYTES + 5, number=1)
    assert desk.send().whole == 0 and desk.files_there() == {}  # their events have not been sent
    desk.round()
    result = desk.send()
    assert (result.whole, result.waiting, result.refused) == (2, 0, 0) and desk.everything_is_there()
    assert all(desk.office.store.scans.row(each.scan).is_at_district for each in (small, large))
    again = desk.send()
    assert (again.whole, again.sent_bytes) == (0, 0)
    day = desk.office.clock.now().toordinal()
    assert desk.office.store.scan_outbox.bytes_sent(day) == result.sent_bytes


def test_what_is_due_soonest_is_there_first(desk: ScanDesk) -> None:
    late, soon = desk.attach(20_000, number=0), desk.attach(20_000, number=2)
    desk.office.store.connection.execute(  # type: ignore[attr-defined]
        "UPDATE dossiers SET due_at = due_at - 86400000 WHERE number = ?", (desk.numbers[2],)
    )
    desk.round()
    for _ in range(2):
        desk.send(most_bytes=1, connections=1)
    assert set(desk.files_there()) == {soon.root} and late.root != soon.root


def test_a_share_of_the_day_is_kept_and_the_rest_goes_on_at_the_piece(desk: ScanDesk) -> None:
    desk.attach(10 * CHUNK_BYTES)
    desk.round()
    sent = 0
    for _ in range(20):
        result = desk.send(most_bytes=150_000)
        sent += result.sent_bytes
        assert result.sent_bytes <= (150_000 + PIECE_BYTES) * HEADS
        if result.waiting == 0:
            break
    assert desk.everything_is_there() and sent <= 10 * CHUNK_BYTES * HEADS


def test_data_that_waits_stops_scans_at_once(desk: ScanDesk) -> None:
    desk.attach(10 * CHUNK_BYTES)
    desk.round()
    assert desk.send(stop=lambda: True).sent_bytes == 0


def test_a_removed_scan_is_deleted_at_the_district_too(desk: ScanDesk) -> None:
    row = desk.attach(30_000)
    desk.attach(20_000)
    desk.round()
    desk.send()
    use.remove(desk.office, row.number, row.scan, "Quét nhầm người")
    desk.round()
    desk.send()
    del desk.contents[0]
    assert desk.everything_is_there() and desk.office.store.scan_outbox.gone(10**9) == ()


def test_the_same_pages_on_two_dossiers_go_up_once(desk: ScanDesk) -> None:
    desk.attach(30_000)
    use.attach(desk.office, desk.numbers[1], ScanDocument(desk.contents[0], 1))
    desk.round()
    result = desk.send()
    assert result.whole == 1 and result.waiting == 0 and result.sent_bytes < 32_000 * HEADS


def test_a_scan_that_is_damaged_here_stops_no_other(desk: ScanDesk) -> None:
    bad, good = desk.attach(30_000), desk.attach(20_000, number=1)
    desk.round()
    for path in (desk.home / "scans").iterdir():
        if path.stat().st_size > 25_000:
            path.write_bytes(path.read_bytes()[:-1])
    result = desk.send()
    assert result.unreadable == [bad.scan] and set(desk.files_there()) == {good.root}


HARMS = [harm for harm in Harm if harm is not Harm.DROP_NEXT]


@pytest.fixture(scope="module")
def through(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScanDesk]:
    """A desk behind a line that fails on purpose; the district's database is not on trial here."""
    district = RealDistrict(tmp_path_factory.mktemp("district")).start()
    desk = ScanDesk(tmp_path_factory.mktemp("desk"), district)
    with FaultProxy(district.port) as proxy:
        desk.url, desk.proxy = proxy.url, proxy  # type: ignore[attr-defined]
        yield desk
    desk.office.store.close()
    assert district.stop() == ""


@pytest.mark.parametrize(
    ("kind", "harm"),
    [("part", harm) for harm in HARMS] + [("offer", harm) for harm in HARMS[:: many(4, 1)]],
    ids=lambda each: each.name.lower() if isinstance(each, Harm) else each,
)
def test_a_harmed_request_or_answer_is_cured_and_costs_a_chunk_at_most(
    through: ScanDesk, kind: str, harm: Harm
) -> None:
    proxy: FaultProxy = through.proxy  # type: ignore[attr-defined]
    size = 2 * CHUNK_BYTES + 999
    through.attach(size)
    through.round()
    proxy.harm(kind, harm)
    sent = 0
    for _ in range(4):
        with suppress(DistrictUnreachableError, DistrictAnswerError):
            sent += through.send(patience=0.4).sent_bytes
        if through.everything_is_there():
            break
    assert proxy.done and through.everything_is_there()
    assert sent <= (size + CHUNK_BYTES) * HEADS + 4096
    through.send(patience=0.4)
    assert through.office.store.scan_outbox.waiting(10**9, 9) == ()


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7])
def test_a_whole_line_cut_in_the_middle_resumes_where_it_was(through: ScanDesk, share: float) -> None:
    proxy: FaultProxy = through.proxy  # type: ignore[attr-defined]
    size = 6 * CHUNK_BYTES
    through.attach(size)
    through.round()
    pieces = int(size / PIECE_BYTES * share)
    through.send(most_bytes=int(size * share), patience=0.4, connections=1)
    proxy.harm("part", Harm.RESET_INSIDE_BODY, times=12)
    with pytest.raises(DistrictUnreachableError):
        through.send(patience=0.4)
    proxy.plan.clear()
    rest = through.send(patience=2).sent_bytes
    assert through.everything_is_there()
    assert rest <= (size - pieces * PIECE_BYTES) * HEADS + PIECE_BYTES


def ask(desk: ScanDesk, path: str, body: bytes) -> Answer:
    device = desk.office.store.outbox.identity().device.hex()
    with DistrictConnection(address_of(desk.district.url), ca_file=None, patience=5) as connection:
        return connection.post(f"/v1/scans/{device}/{path}", body)


def offer(desk: ScanDesk, *entries: ScanEntry, gone: tuple[ScanGone, ...] = ()) -> ScanNeeds:
    device = desk.office.store.outbox.identity().device
    answer = ask(desk, "missing", sign_note(ScanOffer(device, entries, gone, 0), desk.office.store.signer))
    assert answer.status == 200
    return read_note(ScanNeeds, answer.content)


def part(desk: ScanDesk, root: bytes, first: int, content: bytes) -> Answer:
    identity = desk.office.store.outbox.identity()
    assert identity.enrolment is not None
    note = sign_note(ScanPart(identity.device, root, first, content), desk.office.store.signer)
    return ask(desk, "parts", closed(note, identity.enrolment.envelope_key))


def entry(content: bytes, seq: int) -> ScanEntry:
    return ScanEntry(seq, root_of(content), len(content), b"".join(leaves_of(content)))


def test_nothing_is_taken_that_no_event_of_the_desk_announces(desk: ScanDesk) -> None:
    row = desk.attach(30_000)
    content, other = desk.contents[0], b"x" * 30_000
    assert offer(desk, entry(content, row.scan)).needs[0].state == ScanState.UNKNOWN
    desk.round()
    states = [
        need.state
        for need in offer(
            desk,
            entry(content, row.scan - 1),  # another event
            entry(content, 10**9),
            entry(content, -1),
            entry(other, row.scan),  # another content
            ScanEntry(row.scan, row.root, 30_000, b"".join(leaves_of(other))),  # other leaves
            ScanEntry(row.scan, row.root, 29_999, b"".join(leaves_of(content))),
            ScanEntry(row.scan, row.root, SCAN_MOST_BYTES + 1, bytes(32 * 1025)),
            ScanEntry(row.scan, row.root, 30_000, b"odd"),
        ).needs
    ]
    assert states == [ScanState.UNKNOWN] * 3 + [ScanState.REFUSED] * 5
    assert part(desk, row.root, 0, content[:PIECE_BYTES]).status == 400  # never announced
    need = offer(desk, entry(content, row.scan)).needs[0]
    assert (need.state, need.held) == (ScanState.WANTED, b"")


def test_a_part_that_does_not_fit_its_place_or_its_hash_is_refused(desk: ScanDesk) -> None:
    row = desk.attach(CHUNK_BYTES + 10)
    content = desk.contents[0]
    desk.round()
    offer(desk, entry(content, row.scan))
    for first, piece in (
        (0, b""), (0, content[:100]), (-1, content[:PIECE_BYTES]), (5, content[:PIECE_BYTES]),
        (4, b"too long to be the end"), (2**40, b"x"), (0, bytes(65 * PIECE_BYTES)),
    ):  # fmt: skip
        answer = part(desk, row.root, first, piece)
        assert answer.status == 400 and read_note(Refusal, answer.content).reason == Reason.DAMAGED
    for place in range(3):
        assert part(desk, row.root, place, content[place * PIECE_BYTES : (place + 1) * PIECE_BYTES]).status == 200
    assert part(desk, row.root, 3, bytes(PIECE_BYTES)).status == 400  # the chunk is not what was announced
    held = offer(desk, entry(content, row.scan)).needs[0].held
    assert not any(is_held(held, piece) for piece in range(4))
    assert desk.send().whole == 1 and desk.everything_is_there()
    answer = part(desk, row.root, 0, content[:PIECE_BYTES])  # replayed: nothing changes
    assert read_note(ScanHeld, answer.content).need.state == ScanState.WHOLE and desk.everything_is_there()


def test_a_part_sealed_for_the_districts_key_of_yesterday_is_taken(own: ScanDesk) -> None:
    row = own.attach(30_000)
    own.round()
    own.district.run("keys", "rotate")
    own.district.stop()
    own.district.start()
    offer(own, entry(own.contents[0], row.scan))
    assert part(own, row.root, 0, own.contents[0][:PIECE_BYTES]).status == 200


def test_strangers_and_other_desks_get_no_foot_in_the_door(desk: ScanDesk) -> None:
    row = desk.attach(30_000)
    desk.round()
    identity, stranger = desk.office.store.outbox.identity(), KeySigner(b"7" * 32)
    note = ScanOffer(identity.device, (entry(desk.contents[0], row.scan),), (), 0)
    assert ask(desk, "missing", sign_note(note, stranger)).status == 400
    assert ask(desk, "missing", sign_note(ScanOffer(bytes(16), (), (), 0), desk.office.store.signer)).status == 400
    assert ask(desk, "missing", b"").status == 400 and ask(desk, "parts", bytes(500)).status == 400
    assert identity.enrolment is not None
    forged = sign_note(ScanPart(identity.device, row.root, 0, b"x"), stranger)
    assert ask(desk, "parts", closed(forged, identity.enrolment.envelope_key)).status == 400
    with DistrictConnection(address_of(desk.district.url), ca_file=None, patience=5) as connection:
        answer = connection.post(f"/v1/scans/{bytes(16).hex()}/missing", msgspec.msgpack.encode(1))
        assert answer.status == 403 and read_note(Refusal, answer.content).reason == Reason.NOT_ENROLLED
        assert connection.post(f"/v1/scans/{identity.device.hex()}/parts", bytes(5 * 1024 * 1024)).status == 413
    assert offer(desk, gone=(ScanGone(row.scan, row.root), ScanGone(1, bytes(32)))).gone == ()


def test_a_desk_the_district_does_not_know_is_told_so(own: ScanDesk) -> None:
    own.attach(10_000)
    own.round()
    for table in ("desk", "stream", "event"):
        _write(own.district, f"DELETE FROM {table}")
    with pytest.raises(NotEnrolledError):
        own.send()


def test_files_that_are_gone_come_back_from_the_district_and_only_to_their_own_desk(desk: ScanDesk) -> None:
    large, small = desk.attach(18 * CHUNK_BYTES + 7), desk.attach(500, number=1)
    desk.round()
    desk.send()
    unsent = desk.attach(600, number=2)
    for path in (desk.home / "scans").iterdir():
        path.unlink()
    store = desk.office.store
    assert [row.scan for row in store.scans.missing()] == [large.scan, small.scan, unsent.scan]
    assert fetch_scans(desk.office, desk.numbers[1]) == (1, 0)
    assert fetch_scans(desk.office) == (1, 1)  # what was never sent the district cannot have
    assert [store.scans.content(row) for row in (large, small)] == desk.contents[:2]
    assert [row.scan for row in store.scans.missing()] == [unsent.scan]
    device, box = store.outbox.identity().device, bytes(PrivateKey.generate().public_key)
    stranger = sign_note(ScanWish(device, large.root, 0, 1, box, 0), KeySigner(b"7" * 32))
    assert ask(desk, "chunks", stranger).status == 400
    for wish in (
        ScanWish(device, large.root, -1, 1, box, 0), ScanWish(device, large.root, 0, 17, box, 0),
        ScanWish(device, large.root, 0, 1, b"short", 0), ScanWish(device, bytes(32), 0, 1, box, 0),
        ScanWish(device, large.root, 0, 1, bytes(32), 0),
    ):  # fmt: skip
        assert ask(desk, "chunks", sign_note(wish, store.signer)).status == 409


def test_a_file_lost_or_damaged_at_the_district_is_found_and_sent_again(own: ScanDesk) -> None:
    for size in (30_000, 20_000, 10_000):
        own.attach(size)
    own.round()
    own.send()
    first, second, _ = sorted((own.district.home / "scans").glob("*/*/*.pdf"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1] + b"?")
    assert json.loads(own.district.run("scans")) == {"scans": 3, "whole": 3, "bytes": 60_000}
    assert json.loads(own.district.run("scans", "--check"))["lost"] == 2
    own.attach(5_000)  # the next offer tells
    own.round()
    own.send()
    own.send()
    assert own.everything_is_there() and json.loads(own.district.run("scans", "--check"))["lost"] == 0


def test_a_district_put_back_to_a_backup_gets_again_what_it_lost(own: ScanDesk) -> None:
    backup = own.district.backup()
    own.attach(30_000)
    own.round()
    own.send()
    own.district.restore(backup)
    with pytest.raises(DistrictContradictedError):  # it lost what it had signed for; it has it again by now
        own.round()
    assert len(own.office.store.scan_outbox.waiting(10**9, 9)) == 1
    own.send()
    assert own.everything_is_there() and len(own.district.rows("SELECT 1 FROM scan")) == 1


def test_a_kill_of_the_district_between_two_parts_loses_none_of_them(own: ScanDesk) -> None:
    own.attach(8 * CHUNK_BYTES)
    own.round()
    own.send(most_bytes=200_000)
    own.district.kill()
    with pytest.raises(DistrictUnreachableError):
        own.send()
    own.district.start()
    need = offer(own, entry(own.contents[0], own.office.store.scan_outbox.waiting(10**9, 1)[0].scan)).needs[0]
    assert sum(count for _, count in missing_runs(need.held, 8 * CHUNK_BYTES)) < pieces_of(8 * CHUNK_BYTES) - 8
    own.send()
    assert own.everything_is_there()


def _write(district: RealDistrict, statement: str) -> None:
    if district.database is None:
        connection = sqlite3.connect(district.home / "district.sqlite3", timeout=10)
        connection.execute(statement)
        connection.commit()
        connection.close()
        return
    import psycopg

    with psycopg.connect(district.database) as there:
        there.execute(statement)
