"""Bringing devices in and taking them out: codes that end, digits compared, and who is heard in which state."""

from __future__ import annotations

import base64
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from nacl.public import PrivateKey

from desk_app.domain.comparison import comparison_string
from desk_app.domain.positional import milliseconds_of
from sync.desk.address import address_of
from sync.desk.answers import refusal_in
from sync.desk.bundle_export import export_bundle
from sync.desk.bundle_import import import_bundle
from sync.desk.connection import Answer, DistrictConnection
from sync.desk.exchange import run_round
from sync.desk.kept_keys import lost_keys
from sync.district.authorisation import ADDRESSES, Action
from sync.errors import EnrolCodeRefusedError, RevokedError
from sync.wire.batch import pack
from sync.wire.envelope import closed
from sync.wire.messages import CommuneRequest, EnrolRequest, InboxRequest, KeptKeys, KeysRequest, LogRequest, Reason
from sync.wire.scan_messages import ScanOffer, ScanPart, ScanWish
from sync.wire.signing import sign_note
from tests.sync.clocks import WallClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.visitor import NAME, PASSWORD, Visitor

AGENCY = "000.00.18.H32"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealDistrict]:
    running = RealDistrict(tmp_path_factory.mktemp("district")).start()
    running.run("officer", "add", "--name", NAME, "--role", "administrator", env={"DISTRICT_PASSWORD": PASSWORD})
    yield running
    assert running.stop() == ""


@pytest.fixture(scope="module")
def visitor(district: RealDistrict) -> Iterator[Visitor]:
    one = Visitor(district)
    assert one.sign_in() == 302
    yield one
    one.close()


def _round(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> int:
    return run_round(outbox, outbox.signer, district.url, code, clock=WallClock()).pending


def _code(visitor: Visitor, desk: int = 1, agency_code: str = AGENCY) -> str:
    visitor.get("/enrolments")
    assert visitor.post("/enrolments", what="make", agency_code=agency_code, desk=str(desk), lasts="1") == 200
    [code] = re.findall(r'class="secret">([^<]+)<', visitor.said)
    return str(code)


def _revoke(visitor: Visitor, outbox: FakeOutbox, reason: str) -> int:
    place = f"/desks/{outbox.device.hex()}"
    visitor.get(place)
    return visitor.post(f"{place}/revoke", reason=reason)


def _change(district: RealDistrict, statement: str) -> None:
    with closing(sqlite3.connect(district.home / "district.sqlite3")) as tables, tables:
        tables.execute(statement)


class Doors:
    """Every door for devices, tried by a desk with messages that are right in themselves."""

    def __init__(self, outbox: FakeOutbox, envelope_key: bytes, code: str) -> None:
        self._outbox, self._envelope_key, self._code = outbox, envelope_key, code
        self._device, self._signer = outbox.device, outbox.signer

    def tried(self, line: DistrictConnection) -> dict[str, Reason | None]:
        """Return what each door refused with; None: it opened."""
        doors: dict[str, Callable[[DistrictConnection], Answer]] = {
            "device-events": self._events, "device-inbox": self._inbox, "device-keys": self._keys,
            "device-log": self._log, "device-enrolments": self._enrolment, "device-commune": self._commune,
            "device-scans-missing": self._offer, "device-scans-parts": self._part, "device-scans-chunks": self._wish,
        }  # fmt: skip
        return {name: _reason(door(line)) for name, door in doors.items()}

    def _events(self, line: DistrictConnection) -> Answer:
        events = self._outbox.events_after(0, 10**6)
        before = self._outbox.chain_at(0)
        assert before is not None
        packed = pack(
            events, device=self._device, epoch=1, before=before, desk_head=len(events), sealed_at=WallClock().now(),
            signer=self._signer,
        )  # fmt: skip
        return line.post(f"/v1/streams/{self._device.hex()}/1/events?first=1", closed(packed, self._envelope_key))

    def _inbox(self, line: DistrictConnection) -> Answer:
        note = sign_note(InboxRequest(self._device, 1, 0, 1, _now()), self._signer)
        named = {"Authorization": f"Desk {base64.b64encode(note).decode()}"}
        return line.get(f"/v1/inbox/{self._device.hex()}?after=0", named)

    def _keys(self, line: DistrictConnection) -> Answer:
        note = KeptKeys(self._device, closed(b"keys", self._envelope_key), _now())
        return line.post(f"/v1/keys/{self._device.hex()}", sign_note(note, self._signer))

    def _log(self, line: DistrictConnection) -> Answer:
        genesis = self._outbox.chain_at(0)
        assert genesis is not None
        note = LogRequest(self._device, 0, genesis, bytes(range(32)), _now())
        return line.post(f"/v1/logs/{self._device.hex()}", sign_note(note, self._signer))

    def _commune(self, line: DistrictConnection) -> Answer:
        note = CommuneRequest(self._device, (), bytes(PrivateKey.generate().public_key), _now())
        return line.post(f"/v1/commune/{self._device.hex()}", sign_note(note, self._signer))

    def _offer(self, line: DistrictConnection) -> Answer:
        note = ScanOffer(self._device, (), (), _now())
        return line.post(f"/v1/scans/{self._device.hex()}/missing", sign_note(note, self._signer))

    def _part(self, line: DistrictConnection) -> Answer:
        note = sign_note(ScanPart(self._device, bytes(32), 0, b"a scan that nobody announced"), self._signer)
        return line.post(f"/v1/scans/{self._device.hex()}/parts", closed(note, self._envelope_key))

    def _wish(self, line: DistrictConnection) -> Answer:
        note = ScanWish(self._device, bytes(32), 0, 1, bytes(range(32)), _now())
        return line.post(f"/v1/scans/{self._device.hex()}/chunks", sign_note(note, self._signer))

    def _enrolment(self, line: DistrictConnection) -> Answer:
        note = EnrolRequest(self._code, self._signer.public_key, 1, AGENCY, "xã Suối Hương", self._outbox.desk)
        return line.post("/v1/enrolments", sign_note(note, self._signer))


def _now() -> int:
    return milliseconds_of(WallClock().now())


def _reason(answer: Answer) -> Reason | None:
    if answer.status == 200:
        return None
    refusal = refusal_in(answer, None)
    assert refusal is not None, answer
    return Reason(refusal.reason)


def test_every_door_hears_a_device_as_its_state_says(district: RealDistrict, visitor: Visitor) -> None:
    outbox, code = FakeOutbox(seed=101, desk=3), _code(visitor, 3)
    outbox.work(20)
    assert _round(outbox, district, code) == 0
    assert outbox.enrolment is not None
    doors = Doors(outbox, outbox.enrolment.envelope_key, code)
    stranger = Doors(FakeOutbox(seed=102, desk=3), outbox.enrolment.envelope_key, "AAAA-BBBB-CCCC-DDDD")
    opened: dict[str, Reason | None] = {
        **dict.fromkeys(("device-events", "device-inbox", "device-keys", "device-log", "device-enrolments")),
        "device-commune": None, "device-scans-missing": None, "device-scans-parts": Reason.DAMAGED,
        "device-scans-chunks": Reason.GAP,
    }  # fmt: skip
    heard = {name for name, row in ADDRESSES.items() if Action.SPEAK_AS_DEVICE in row.values()}
    assert set(opened) | {"device-lost-keys"} == heard  # a new door comes into this table too
    with DistrictConnection(address_of(district.url), ca_file=None, patience=20.0) as line:
        assert doors.tried(line) == opened
        unknown = dict.fromkeys(opened, Reason.NOT_ENROLLED) | {"device-enrolments": Reason.CODE_REFUSED}
        assert stranger.tried(line) == unknown
        assert _round(FakeOutbox(seed=103, desk=3), district, _code(visitor, 3)) == 0
        assert doors.tried(line) == opened  # replaced: stored all the same, nothing may block a desk
        assert _revoke(visitor, outbox, "mất máy") == 302
        assert doors.tried(line) == dict.fromkeys(opened, Reason.REVOKED)
        assert _round(outbox, district, _code(visitor, 3)) == 0  # people let it in again, by a code nobody used
        assert doors.tried(line) == opened


def test_a_desk_taken_out_of_use_says_so_and_loses_nothing(district: RealDistrict, visitor: Visitor) -> None:
    outbox, code = FakeOutbox(seed=104, desk=4), _code(visitor, 4)
    outbox.work(9)
    assert _round(outbox, district, code) == 0
    held = district.events(outbox.device)
    assert _revoke(visitor, outbox, "") == 400
    assert _revoke(visitor, outbox, "thay máy, máy cũ đem thanh lý") == 302
    outbox.work(5)
    for typed in ("", code):
        with pytest.raises(RevokedError):
            _round(outbox, district, typed)
    assert (district.events(outbox.device), outbox.waiting()) == (held, 5)
    assert "Đã thu hồi" in visitor.get("/desks")
    assert "đem thanh lý" in visitor.get(f"/desks/{outbox.device.hex()}")
    assert "đem thanh lý" in visitor.get("/acts")
    assert _round(outbox, district, _code(visitor, 4)) == 0
    assert district.events(outbox.device) == outbox.sent_events()


def test_a_stick_opens_no_door_to_a_device_out_of_use(district: RealDistrict, visitor: Visitor, tmp_path: Path) -> None:
    outbox = FakeOutbox(seed=108, desk=8)
    assert _round(outbox, district, _code(visitor, 8)) == 0
    assert _revoke(visitor, outbox, "mất máy") == 302
    held = district.events(outbox.device)
    outbox.work(6)
    export_bundle(outbox, outbox.signer, WallClock(), tmp_path)
    district.run("bundle", str(tmp_path), status=1)
    district.run("publish", "calendar", "desk_app/catalogue/calendar.json")
    received = len(outbox.inbox)
    with pytest.raises(RevokedError):
        import_bundle(outbox, outbox.signer, tmp_path)
    assert (district.events(outbox.device), len(outbox.inbox)) == (held, received)


def test_the_keys_that_a_device_out_of_use_left_are_given_to_nobody(district: RealDistrict, visitor: Visitor) -> None:
    outbox = FakeOutbox(seed=105, desk=5)
    assert _round(outbox, district, _code(visitor, 5)) == 0
    assert lost_keys(_code(visitor, 5), AGENCY, 5, district.url) == outbox.kept_keys()
    assert _revoke(visitor, outbox, "mất máy") == 302
    with pytest.raises(EnrolCodeRefusedError):
        lost_keys(_code(visitor, 5), AGENCY, 5, district.url)


def test_a_key_for_which_nothing_can_be_sealed_gets_no_keys_and_does_not_use_the_code_up(
    district: RealDistrict, visitor: Visitor
) -> None:
    outbox = FakeOutbox(seed=118, desk=8)
    assert _round(outbox, district, _code(visitor, 8)) == 0
    code = _code(visitor, 8)
    asked = msgspec.msgpack.encode(KeysRequest(code, AGENCY, 8, bytes(32)))
    with DistrictConnection(address_of(district.url), ca_file=None, patience=20) as connection:
        answer = connection.post("/v1/lost-keys", asked)
    assert (answer.status, answer.is_note) == (403, True)
    assert lost_keys(code, AGENCY, 8, district.url) == outbox.kept_keys()


def test_a_code_that_ended_or_was_withdrawn_opens_nothing(district: RealDistrict, visitor: Visitor) -> None:
    ended = _code(visitor, 6)
    _change(district, "UPDATE enrol_code SET expires_at = datetime('now', '-1 second') WHERE desk = 6")
    withdrawn = _code(visitor, 6)
    shown, *_ = re.findall(
        r'name="hub" value="(\d+)"><input type="hidden" name="code" value="([0-9a-f]{64})"', visitor.said
    )
    assert visitor.post("/enrolments", what="withdraw", hub=shown[0], code=shown[1]) == 200
    assert visitor.post("/enrolments", what="withdraw", hub=shown[0], code="0" * 64) == 400
    outbox = FakeOutbox(seed=106, desk=6)
    for code in (ended, withdrawn):
        with pytest.raises(EnrolCodeRefusedError):
            _round(outbox, district, code)
        with pytest.raises(EnrolCodeRefusedError):
            lost_keys(code, AGENCY, 6, district.url)
    used = _code(visitor, 6)
    assert _round(outbox, district, used) == 0
    _change(district, "UPDATE enrol_code SET expires_at = datetime('now', '-1 second') WHERE desk = 6")
    again = outbox.copied()
    again.enrolment = None
    assert _round(again, district, used) == 0  # an answer that was lost is given again, however late


def test_both_ends_show_the_same_digits_until_somebody_stands_between_them(
    district: RealDistrict, visitor: Visitor
) -> None:
    outbox = FakeOutbox(seed=107, desk=7)
    assert _round(outbox, district, _code(visitor, 7)) == 0
    digits = outbox.identity().comparison()
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", digits)
    place = f"/desks/{outbox.device.hex()}"
    assert digits in visitor.get(place)
    assert place in visitor.get("/enrolments")
    visitor.get(place)
    assert visitor.post(f"{place}/compared") == 302
    assert "Đã so, khớp" in visitor.get(place)
    assert place not in visitor.get("/enrolments")
    known = outbox.enrolment
    assert known is not None
    keys = (outbox.signer.public_key, known.receipt_key, known.envelope_key)
    assert comparison_string(*keys) == digits
    for place_of in range(3):
        other = [bytes(32) if place_of == at else key for at, key in enumerate(keys)]
        assert comparison_string(*other) != digits


def test_a_form_with_nonsense_makes_no_code(district: RealDistrict, visitor: Visitor) -> None:
    before = district.rows("SELECT count(*) FROM enrol_code")
    for wrong in (
        {"agency_code": "", "desk": "1", "lasts": "1"},
        {"agency_code": "xã", "desk": "1", "lasts": "1"},
        {"agency_code": AGENCY, "desk": "0", "lasts": "1"},
        {"agency_code": AGENCY, "desk": "12", "lasts": "1"},
        {"agency_code": AGENCY, "desk": "1", "lasts": "365"},
        {},
    ):
        visitor.get("/enrolments")
        assert visitor.post("/enrolments", what="make", **wrong) == 400
    assert district.rows("SELECT count(*) FROM enrol_code") == before


def test_a_message_without_the_new_fields_is_read_as_before() -> None:
    older = msgspec.msgpack.encode([b"d" * 16, 1, 2, 3, 4, 5, b"h"])
    asked = msgspec.msgpack.decode(older, type=InboxRequest)
    assert (asked.proven, asked.program, asked.free_disk, asked.oldest_waiting) == (5, "", -1, 0)
