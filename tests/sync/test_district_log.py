"""The commune's log on a page of the inbox: shown when there is something to prove, left out when it is as known."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import pytest

from desk_app.domain.trust_events import CONTRADICTED
from desk_app.ports import Enrolment
from sync.desk.address import address_of
from sync.desk.connection import PATIENCE, Answer, DistrictConnection
from sync.desk.district_log import Believed, doubt_of
from sync.desk.exchange import run_round
from sync.desk.pull import pull
from sync.wire.district_log import LOG_FORM
from sync.wire.messages import InboxPage, Receipt
from sync.wire.signing import open_note
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict

RECEIPT = Receipt(bytes(16), 1, 9, bytes(32), 1_800_000_000_000, 1, 3, bytes(range(32)), LOG_FORM)
ENROLMENT = Enrolment(bytes(16), bytes(32), bytes(32), "máy chủ huyện")


class Listening(DistrictConnection):
    """A connection that keeps what came back."""

    heard: bytes = b""

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Return the answer."""
        answer = super().get(path, headers)
        self.heard = answer.content
        return answer


def page_for(outbox: FakeOutbox, district: RealDistrict) -> InboxPage:
    """Ask as a round without news does; return the page."""
    enrolment = outbox.identity().enrolment
    assert enrolment is not None
    with Listening(address_of(district.url), ca_file=None, patience=PATIENCE) as line:
        pull(outbox, outbox.signer, line, enrolment, StillClock(), lambda done, left: None)
        return open_note(InboxPage, enrolment.receipt_key, line.heard)


def commune(district: RealDistrict, count: int) -> list[FakeOutbox]:
    """Return desks of one commune, enrolled, with everything acknowledged and proven."""
    agency = f"000.00.{secrets.token_hex(3).upper()}.H32"
    outboxes = [FakeOutbox(desk, desk, agency, key_seed=secrets.token_bytes(32)) for desk in range(1, count + 1)]
    for outbox in outboxes:
        sent(outbox, district, district.code(outbox.desk, agency))
    return outboxes


def sent(outbox: FakeOutbox, district: RealDistrict, code: str = "") -> None:
    """Let something happen and do a round."""
    outbox.work(5)
    assert run_round(outbox, outbox.signer, district.url, code, clock=StillClock()).pending == 0


def test_a_log_that_is_as_the_desk_knows_it_is_left_out(district: RealDistrict) -> None:
    (outbox,) = commune(district, 1)
    page = page_for(outbox, district)
    assert page.is_log_known and page.log_head == b"" and page.log_grown == ()
    assert outbox.doubts == []


def test_a_log_that_grew_is_shown_with_its_proof(district: RealDistrict) -> None:
    first, second = commune(district, 2)
    sent(first, district)
    assert page_for(first, district).is_log_known
    sent(second, district)
    page = page_for(first, district)
    assert not page.is_log_known and page.log_head != b"" and page.log_grown != ()
    assert first.doubts == []


def test_a_log_of_the_same_length_and_another_root_is_shown(own_district: RealDistrict) -> None:
    first, second = commune(own_district, 2)
    backup = own_district.backup()
    sent(first, own_district)
    own_district.restore(backup)
    sent(second, own_district)
    page = page_for(first, own_district)
    assert not page.is_log_known and page.log_head != b""
    assert len(first.doubts) == 1


@pytest.mark.parametrize("newest", [None, RECEIPT])
@pytest.mark.parametrize("is_known", [False, True])
def test_a_district_cannot_leave_out_a_log_that_it_is_asked_to_prove(newest: Receipt | None, is_known: bool) -> None:
    page = InboxPage(bytes(16), 1, 1, (), is_log_known=is_known)
    doubted = doubt_of(page, Believed(RECEIPT, newest, 5), ENROLMENT)
    if newest is None and is_known:
        assert doubted is None
    else:
        assert doubted is not None and doubted.reason == CONTRADICTED
