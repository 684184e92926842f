"""What the district signed is held against its log by stick too, and a desk's wrapped keys go along."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from desk_app.domain.trust_events import CONTRADICTED
from sync.bundle.folder import folder_of
from sync.desk import bundle_import, district_log
from sync.desk.exchange import run_round
from sync.errors import DistrictContradictedError, StickAnswerError
from sync.wire.envelope import public_key_of
from sync.wire.messages import EnrolAnswer, StickReply
from sync.wire.signing import KeySigner, sign_note
from tests.sync.clocks import StillClock
from tests.sync.courier import Courier
from tests.sync.fake_outbox import FakeOutbox


@pytest.fixture
def courier(own_courier: Courier) -> Courier:
    """Here every test has a district of its own: most change its keys."""
    return own_courier


def _desk(courier: Courier) -> FakeOutbox:
    desk = FakeOutbox(seed=81)
    run_round(desk, desk.signer, courier.district.url, courier.district.code(), clock=StillClock())
    return desk


def _kept(courier: Courier) -> bytes:
    ((kept,),) = courier.district.rows("SELECT kept_keys FROM desk")
    return bytes(kept)


def test_each_stick_proves_the_receipt_of_the_one_before(courier: Courier) -> None:
    desk = _desk(courier)
    checked = []
    for _ in range(4):
        desk.work(5)
        courier.round(desk)
        checked.append(desk.log_checked)
    assert checked == sorted(set(checked)) and desk.doubts == []
    newest = desk.log_receipts().newest
    run_round(desk, desk.signer, courier.district.url, "", clock=StillClock())
    assert newest is not None and desk.log_receipts().checked is not None and desk.doubts == []


def test_a_district_that_lost_what_it_signed_is_found_out_by_stick(courier: Courier) -> None:
    desk = _desk(courier)
    backup = courier.district.backup()
    for _ in range(2):
        desk.work(5)
        courier.round(desk)
    courier.hand.rest()
    courier.district.restore(backup)
    courier.out(desk)
    courier.there()
    with pytest.raises(DistrictContradictedError):
        courier.back(desk)
    assert [doubted.reason for doubted in desk.doubts] == [CONTRADICTED]
    assert desk.waiting() > 5, "what was lost goes on the next stick"
    courier.back(desk)
    assert len(desk.doubts) == 1, "said once"
    assert courier.round(desk).waiting == 0
    assert courier.district.events(desk.device) == desk.sent_events() and len(desk.doubts) == 1


def test_an_old_stick_is_no_reason_for_doubt(courier: Courier) -> None:
    desk = _desk(courier)
    desk.work(5)
    courier.out(desk)
    courier.there()
    old = courier.copy("old")
    for _ in range(2):
        desk.work(5)
        run_round(desk, desk.signer, courier.district.url, "", clock=StillClock())
        courier.round(desk)
        old.back(desk)
    old.there()
    old.back(desk)
    assert desk.doubts == []


def test_a_desk_that_holds_old_answers_against_its_newest_receipts_is_caught(
    courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _desk(courier)
    desk.work(5)
    courier.out(desk)
    courier.there()
    desk.work(5)
    run_round(desk, desk.signer, courier.district.url, "", clock=StillClock())

    def hasty(self: bundle_import._Reading) -> object:
        return district_log.judged(
            self._pages[-1], district_log.believed(self._outbox), self._outbox, self._enrolment
        )  # fmt: skip

    monkeypatch.setattr(bundle_import._Reading, "_doubted", hasty)
    with pytest.raises(DistrictContradictedError):
        courier.back(desk)


def test_wrapped_keys_go_along_and_an_old_stick_brings_no_older_ones_back(
    courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _desk(courier)
    monkeypatch.setattr(FakeOutbox, "kept_keys", lambda self: b"older keys")
    desk.work(2)
    courier.round(desk)
    assert _kept(courier) == b"older keys"
    old = courier.copy("old")
    monkeypatch.setattr(FakeOutbox, "kept_keys", lambda self: b"newer keys")
    desk.work(2)
    courier.round(desk)
    assert _kept(courier) == b"newer keys"
    old.there()
    assert _kept(courier) == b"newer keys"
    assert hashlib.sha256(_kept(courier)).digest() != hashlib.sha256(b"older keys").digest()


def test_after_a_rotation_of_keys_a_desk_without_a_line_goes_on(courier: Courier) -> None:
    desk = _desk(courier)
    first = desk.enrolment
    for _ in range(2):
        courier.district.run("keys", "rotate")
    courier.hand.rest()  # whoever takes sticks begins anew, with the keys of now
    desk.work(5)
    assert courier.round(desk).waiting == 1, "all but the word on the new keys itself"
    assert first is not None and desk.enrolment is not None
    assert (desk.enrolment.district_id, desk.rewinds) == (first.district_id, [])
    assert desk.enrolment.receipt_key != first.receipt_key
    known = desk.enrolment
    desk.work(5)
    assert courier.round(desk).waiting == 0 and desk.enrolment == known


def test_keys_that_nothing_leads_to_are_believed_in_nothing(courier: Courier) -> None:
    desk = _desk(courier)
    courier.district.run("keys", "rotate")
    courier.hand.rest()
    desk.work(5)
    courier.out(desk)
    courier.there()
    own = folder_of(courier.stick, desk.device)
    content = own.answer()
    assert content is not None
    true, log = msgspec.msgpack.decode(content, type=StickReply), list(desk.events)
    stranger = KeySigner(b"a stranger".ljust(32, b"."))
    said = EnrolAnswer(desk.device, bytes(16), stranger.public_key, public_key_of(bytes(range(32))), "nơi khác")
    for keys in (b"", true.keys[:-1], sign_note(said, stranger), b"x" * 200):
        own.put_answer(msgspec.msgpack.encode(StickReply(true.question, true.sealed, keys)))
        with pytest.raises(StickAnswerError):
            courier.back(desk)
    assert desk.events == log
    own.put_answer(content)
    assert courier.back(desk).waiting == 1, "all but the word on the new keys itself"
