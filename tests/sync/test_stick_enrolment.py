"""A desk that never had a line is taken in by two files on a stick, believed exactly as far as over the line."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from sync.bundle.folder import DeskFolder, folder_of
from sync.desk.enrolment import signed_request
from sync.desk.exchange import run_round
from sync.errors import (
    EnrolCodeRefusedError,
    OtherDistrictError,
    RevokedError,
    StickAnswerError,
    StickBeforeEnrolmentError,
    StickWithoutAnswerError,
)
from sync.wire.envelope import public_key_of
from sync.wire.messages import EnrolAnswer, Reason, Refusal, StickEnrolment
from sync.wire.signing import KeySigner, sign_note
from tests.sync.clocks import StillClock
from tests.sync.courier import Courier, Hand
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.test_round import CutShort

FOREIGN = KeySigner(b"another district".ljust(32, b"."))


def _desk(seed: int) -> FakeOutbox:
    return FakeOutbox(seed=seed, agency_code=f"000.02.{seed}.H32")


def _asked_in(courier: Courier, seed: int, work: int = 0) -> tuple[FakeOutbox, str]:
    """Return a desk that asked by a stick to be taken in, and its code; the stick has been at the district."""
    desk = _desk(seed)
    code = courier.district.code(1, desk.agency_code)
    desk.work(work)
    courier.out(desk, code)
    courier.there()
    return desk, code


def _own(courier: Courier, desk: FakeOutbox) -> DeskFolder:
    return folder_of(courier.stick, desk.device)


def test_two_visits_take_a_desk_in_and_bring_its_work(courier: Courier) -> None:
    desk = _desk(61)
    code = courier.district.code(1, desk.agency_code)
    desk.work(20)
    out = courier.out(desk, code)
    assert (out.asks_in, out.events, out.files) == (True, 0, 0)
    (told,) = courier.there()
    assert (told["taken_in"], told["taken"], told["answered"]) == (True, 0, False)
    assert _own(courier, desk).request() is None, "the spent code does not lie about"
    assert courier.there() == [{**told, "taken_in": None}]
    back = courier.back(desk, code)
    assert back.is_taken_in and back.waiting == desk.waiting() > 0
    given = desk.enrolment
    over_the_line = courier.district.code(1, desk.agency_code)
    twin = FakeOutbox(seed=61, agency_code=desk.agency_code)
    run_round(twin, twin.signer, courier.district.url, over_the_line, clock=StillClock())
    assert given is not None and twin.enrolment is not None
    assert replace(twin.enrolment, code_digest=given.code_digest) == given, "the very keys that the line gives"
    out = courier.out(desk, code)
    assert (out.asks_in, out.events > 0) == (False, True) and _own(courier, desk).taken_in() is None


def test_the_second_visit_carries_everything_and_the_same_answer_twice_changes_nothing(courier: Courier) -> None:
    desk, code = _asked_in(courier, 62, work=20)
    courier.back(desk, code)
    log = list(desk.events)
    for typed in (code, ""):
        again = courier.back(desk, typed)
        assert (again.is_taken_in, again.waiting) == (True, desk.waiting())
    assert desk.events == log
    courier.out(desk, code)
    with pytest.raises(StickWithoutAnswerError):
        courier.back(desk, code)
    courier.there()
    assert courier.back(desk, code).waiting == 0
    assert courier.district.events(desk.device) == desk.sent_events()


def test_a_wrong_code_is_said_and_a_right_one_still_works(courier: Courier) -> None:
    desk = _desk(63)
    courier.out(desk, "AAAA-BBBB-CCCC-DDDD")
    (told,) = courier.there()
    assert told["taken_in"] is False
    with pytest.raises(EnrolCodeRefusedError):
        courier.back(desk, "AAAA-BBBB-CCCC-DDDD")
    assert desk.enrolment is None
    code = courier.district.code(1, desk.agency_code)
    with pytest.raises(StickAnswerError):
        courier.back(desk, code)  # what was said to the other code is no answer to this one
    courier.out(desk, code)
    with pytest.raises(StickWithoutAnswerError):
        courier.back(desk, code)
    courier.there()
    assert courier.back(desk, code).is_taken_in


def test_a_code_used_twice_takes_no_second_machine_in(courier: Courier) -> None:
    first, second = _desk(64), FakeOutbox(seed=65, agency_code="000.02.64.H32")
    code = courier.district.code(1, first.agency_code)
    for each in (first, second):
        courier.out(each, code)
    said = {told["device"]: told["taken_in"] for told in courier.there()}
    assert sorted(said.values()) == [False, True]
    lucky, other = (first, second) if said[first.device.hex()] else (second, first)
    assert courier.back(lucky, code).is_taken_in
    with pytest.raises(EnrolCodeRefusedError):
        courier.back(other, code)


def test_a_lost_stick_is_written_again_with_the_same_code(courier: Courier) -> None:
    code = courier.district.code(1, "000.02.66.H32")
    desk = CutShort(seed=66, agency_code="000.02.66.H32")
    courier.out(desk, code)
    courier.there()
    with pytest.raises(KeyboardInterrupt):
        courier.back(desk, code)
    courier.out(desk, code)
    (told,) = courier.there()
    assert told["taken_in"] and courier.back(desk, code).is_taken_in


def test_an_answer_for_another_desk_or_a_damaged_one_is_believed_in_nothing(courier: Courier) -> None:
    desk, other = _desk(67), _desk(68)
    codes = {each.seed: courier.district.code(1, each.agency_code) for each in (desk, other)}
    for each in (desk, other):
        courier.out(each, codes[each.seed])
    courier.there()
    mine, theirs = _own(courier, desk).taken_in(), _own(courier, other).taken_in()
    assert mine is not None and theirs is not None
    theirs_for_me = StickEnrolment(_asked(desk, codes[67]), msgspec.msgpack.decode(theirs, type=StickEnrolment).answer)
    log = list(desk.events)
    for damage in (theirs, msgspec.msgpack.encode(theirs_for_me), b"", mine[:-1], bytes(len(mine)), b"\xc1" * 40):
        _own(courier, desk).put_taken_in(damage)
        with pytest.raises(StickAnswerError):
            courier.back(desk, codes[67])
    for place in range(0, len(mine), 5):
        _own(courier, desk).put_taken_in(mine[:place] + bytes([mine[place] ^ 1]) + mine[place + 1 :])
        with pytest.raises(StickAnswerError):
            courier.back(desk, codes[67])
    assert (desk.events, desk.enrolment) == (log, None)
    _own(courier, desk).put_taken_in(mine)
    assert courier.back(desk, codes[67]).is_taken_in


def _asked(desk: FakeOutbox, code: str) -> bytes:
    return hashlib.sha256(signed_request(desk, desk.signer, code)).digest()


def _foreign(desk: FakeOutbox, code: str) -> bytes:
    """Return what a district with other keys says, even though it was never asked."""
    answer = EnrolAnswer(desk.device, bytes(16), FOREIGN.public_key, public_key_of(bytes(range(32))), "nơi khác")
    return msgspec.msgpack.encode(StickEnrolment(_asked(desk, code), sign_note(answer, FOREIGN)))


def test_an_enrolled_desk_takes_no_other_district_unless_people_enter_another_code(courier: Courier) -> None:
    desk, code = _asked_in(courier, 69, work=5)
    courier.back(desk, code)
    known = desk.enrolment
    courier.out(desk, code)
    courier.there()
    _own(courier, desk).put_taken_in(_foreign(desk, code))
    assert courier.back(desk, code).waiting == 0
    assert desk.enrolment == known
    with pytest.raises(EnrolCodeRefusedError):
        courier.round(desk, "AAAA-BBBB-CCCC-DDDD")
    assert (desk.enrolment, desk.waiting()) == (known, 0), "a mistyped code does not undo what works"


def test_what_another_district_says_is_no_answer_that_was_used(courier: Courier) -> None:
    desk, code = _asked_in(courier, 75)
    courier.back(desk, code)
    no_answer = msgspec.msgpack.encode(StickEnrolment(_asked(desk, code), b""))
    for left in (_foreign(desk, code), no_answer, b"", b"x" * 200):
        _own(courier, desk).put_taken_in(left)
        with pytest.raises(StickWithoutAnswerError):
            courier.back(desk, code)


def test_a_foreign_district_shows_other_digits(courier: Courier) -> None:
    desk, code = _asked_in(courier, 70)
    true = _own(courier, desk).taken_in()
    assert true is not None
    fooled = FakeOutbox(seed=70, agency_code=desk.agency_code)
    courier.back(desk, code)
    _own(courier, desk).put_taken_in(_foreign(fooled, code))
    courier.back(fooled, code)
    assert fooled.identity().comparison() != desk.identity().comparison() != ""


def test_a_desk_that_lost_its_district_is_taken_in_anew_by_a_new_code(
    own_district: RealDistrict, tmp_path: Path, courier: Courier
) -> None:
    desk = _desk(71)
    code = courier.district.code(1, desk.agency_code)
    desk.work(5)
    for _ in range(2):
        courier.round(desk, code)
    assert desk.waiting() == 0
    hand = Hand(own_district)
    new = Courier(tmp_path / "other", hand)
    other = own_district.code(1, desk.agency_code)
    with pytest.raises(OtherDistrictError):
        run_round(desk, desk.signer, own_district.url, "", clock=StillClock())
    out = new.out(desk, other)
    assert out.asks_in
    new.there()
    assert new.back(desk, other).is_taken_in and desk.waiting() > 5
    assert new.round(desk, other).waiting == 0
    assert own_district.events(desk.device) == desk.sent_events()
    hand.rest()


def test_a_device_out_of_use_comes_back_by_a_new_code_alone(courier: Courier) -> None:
    desk, code = _asked_in(courier, 72)
    courier.hand.take(Path(f"revoke {desk.device.hex()}"))
    courier.out(desk, code)
    (told,) = courier.there()
    assert told["taken_in"] is False
    with pytest.raises(RevokedError):
        courier.back(desk, code)
    assert desk.enrolment is None
    again = courier.district.code(1, desk.agency_code)
    assert courier.round(desk, again).is_taken_in


def test_a_request_that_is_no_request_is_left_alone(courier: Courier) -> None:
    desk, other = _desk(73), _desk(74)
    with pytest.raises(StickBeforeEnrolmentError):
        courier.out(desk)
    code = courier.district.code(1, other.agency_code)
    courier.out(desk, code)
    theirs = signed_request(other, other.signer, code)
    for content in (b"", b"x" * 200, theirs):
        _own(courier, desk).put_request(content)
        (told,) = courier.there()
        assert told["taken_in"] is None, "another key's request, in a folder that is not its own, spends no code"
    forged = bytearray(signed_request(desk, desk.signer, code))
    forged[0] ^= 1
    _own(courier, desk).put_request(bytes(forged))
    (told,) = courier.there()
    assert told["taken_in"] is False
    refusal = sign_note(Refusal(int(Reason.CODE_REFUSED), desk.device, 1, 0, 0), FOREIGN)
    _own(courier, desk).put_taken_in(msgspec.msgpack.encode(StickEnrolment(bytes(32), b"", refusal)))
    with pytest.raises(StickAnswerError):
        courier.back(desk, code)
