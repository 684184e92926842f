"""What receipts prove of single dossiers."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk_app.usecases import intake, progress, tracking
from desk_app.usecases.office import Office
from desk_app.usecases.refusals import refusal_in_force, refusal_noted
from tests.desks import SetClock, application, make_office

TONIGHT = datetime.fromisoformat("2026-12-09T22:17:00+07:00")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path / "desk", SetClock())


def _receive(office: Office, name: str) -> str:
    return intake.receive(office, application(name)).number


def _prove(office: Office, seq: int, at: datetime) -> None:
    office.store.outbox.receipt_stored(seq, at, b"receipt")


def test_a_dossier_was_taken_in_when_the_first_receipt_for_all_of_it_says(office: Office) -> None:
    early, late = _receive(office, "Lò Thị Mỷ"), _receive(office, "Y Wơl Niê Kđăm")
    register = office.store.register
    assert (register.proven_at(early), register.proven_at(late)) == (None, None)
    _prove(office, register.dossier(early).last_seq, TONIGHT)
    assert (register.proven_at(early), register.proven_at(late)) == (TONIGHT, None)
    _prove(office, register.dossier(late).last_seq, TONIGHT + timedelta(minutes=1))
    assert (register.proven_at(early), register.proven_at(late)) == (TONIGHT, TONIGHT + timedelta(minutes=1))
    progress.start(office, early)
    assert register.proven_at(early) is None, "its newest act is only here"
    _prove(office, office.store.outbox.head()[0], TONIGHT + timedelta(days=1))
    assert register.proven_at(early) == TONIGHT + timedelta(days=1)
    assert register.proven_at(late) == TONIGHT + timedelta(minutes=1), "it was there before"


def test_what_the_district_lost_is_proven_no_more(office: Office) -> None:
    number = _receive(office, "Lò Thị Mỷ")
    _prove(office, office.store.outbox.head()[0], TONIGHT)
    office.store.outbox.rewind(0)
    assert office.store.register.proven_at(number) is None
    assert office.store.register.proven_at("000.00.18.H32-261209-9999") is None


def test_what_waits_since_when_is_known(office: Office) -> None:
    assert office.store.register.status().waiting_since is None
    _prove(office, office.store.outbox.head()[0], TONIGHT)
    number = _receive(office, "Lò Thị Mỷ")
    since = office.store.register.dossier(number).history[0].header.recorded_at
    _receive(office, "Y Wơl Niê Kđăm")
    assert office.store.register.status().waiting_since == since
    _prove(office, office.store.outbox.head()[0], TONIGHT)
    assert office.store.register.status().waiting_since is None


def test_a_refusal_stays_until_a_receipt_proves_what_was_refused(office: Office) -> None:
    before = office.store.outbox.head()[0]
    first, second = _receive(office, "Lò Thị Mỷ"), _receive(office, "Y Wơl Niê Kđăm")
    last = office.store.outbox.head()[0]
    other = _receive(office, "H'Hen Niê")
    refusal_noted(office.store, "DAMAGED", before + 1, last, TONIGHT)
    refused = refusal_in_force(office.store)
    assert refused is not None
    assert (refused.reason, refused.numbers, refused.at) == ("DAMAGED", (first, second), TONIGHT)
    assert tracking.show(office, first).refused == refused
    assert tracking.show(office, other).refused is None
    _prove(office, office.store.register.dossier(first).last_seq, TONIGHT)
    part = refusal_in_force(office.store)
    assert part is not None and part.numbers == (second,)
    _prove(office, last, TONIGHT)
    assert refusal_in_force(office.store) is None
