"""Received and handed over in one visit, on a real desk."""

from dataclasses import replace
from datetime import datetime

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import NameMissingError
from desk_app.domain.events import Finished, HandedOver, Received, Started
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.usecases.office import Office
from desk_app.usecases.return_ways import ReturnWayError
from desk_app.usecases.same_visit import NotSameVisitError, can_be_same_visit, receive_and_hand_over
from desk_app.usecases.slips import ask_print, slip_for
from tests.desks import BIRTH, MARRIAGE, SetClock, application

CERTIFIED_COPY = "2.000815"


def test_the_whole_life_is_in_the_log_in_one_go(office: Office) -> None:
    before = office.store.register.status().seq
    done = receive_and_hand_over(office, application(procedure=CERTIFIED_COPY))
    dossier = office.store.register.dossier(done.number)
    assert [type(event.body) for event in dossier.history] == [Received, Started, Finished, HandedOver]
    assert dossier.state is State.HANDED_OVER
    assert office.store.register.status().seq == before + 4
    assert office.store.register.row(done.number).handed_over_at is not None


def test_nothing_is_printed_and_a_slip_may_be_asked_for_later(office: Office) -> None:
    done = receive_and_hand_over(office, application(procedure=CERTIFIED_COPY))
    assert done.print_id is None
    assert office.store.register.prints() == ()
    assert slip_for(office, done.number).number == done.number
    assert ask_print(office, done.number) == 1


def test_who_handed_it_in_takes_it_away(office: Office) -> None:
    own = receive_and_hand_over(office, application(procedure=CERTIFIED_COPY))
    other = receive_and_hand_over(
        office, replace(application(procedure=CERTIFIED_COPY), submitter=Person("Y Wơl Niê"), authority="giấy ủy quyền")
    )
    for number, relation in ((own.number, "applicant"), (other.number, "submitter")):
        dossier = office.store.register.dossier(number)
        last = dossier.history[-1].body
        assert isinstance(last, HandedOver)
        assert (last.collector, last.relation, last.proof) == (dossier.collector, relation, "same_visit")
    assert office.store.register.dossier(other.number).collector == "Y Wơl Niê"


def test_a_late_entry_happened_when_it_happened(office: Office, clock: SetClock) -> None:
    claimed_at = datetime(2026, 12, 8, 16, 20, tzinfo=OFFICE_ZONE)
    done = receive_and_hand_over(office, application(procedure=CERTIFIED_COPY, claimed_at=claimed_at))
    history = office.store.register.dossier(done.number).history
    assert {event.happened_at for event in history} == {claimed_at}


def test_a_procedure_of_days_is_not_given_at_once(office: Office) -> None:
    with pytest.raises(NotSameVisitError):
        receive_and_hand_over(office, application(procedure=MARRIAGE))
    assert office.store.register.status().dossiers == 0


def test_who_wants_it_by_post_is_not_there_to_take_it(office: Office) -> None:
    with pytest.raises(ReturnWayError):
        receive_and_hand_over(office, application(procedure=BIRTH, return_by="post"))


def test_what_cannot_be_received_cannot_be_handed_over(office: Office) -> None:
    with pytest.raises(NameMissingError):
        receive_and_hand_over(office, application(" ", BIRTH))
    assert office.store.register.status().dossiers == 0


def test_it_is_offered_where_the_law_says_within_the_day(office: Office) -> None:
    catalogue = office.store.catalogue()
    assert can_be_same_visit(catalogue.get(BIRTH), "counter")
    assert not can_be_same_visit(catalogue.get(BIRTH), "post")
    assert not can_be_same_visit(catalogue.get(MARRIAGE), "counter")
