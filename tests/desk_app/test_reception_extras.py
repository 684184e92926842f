"""What a reception may bring along: fees on its slip, papers that lie here already, no person at the counter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.domain.errors import ExemptionReasonError, PaperExpiredError
from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.fees import exempted, fee_line
from desk_app.domain.life_events import FeeLine, FeesRecorded
from desk_app.domain.lifecycle import State
from desk_app.domain.paper_name import PaperName
from desk_app.domain.person import Person
from desk_app.domain.procedure_facts import Fee
from desk_app.domain.reuse import reused
from desk_app.domain.slip import SlipFee
from desk_app.usecases import fees, intake, registration, same_visit, slips
from desk_app.usecases.held import PaperNotHeldError, papers_offered
from desk_app.usecases.office import Office
from tests.desks import MARRIAGE, OFFICER, SetClock, application

PROOF = 6  # a paper of that procedure that is neither a form nor only shown
LINES = (FeeLine("Lệ phí", 1, 15_000), FeeLine("Bản sao", 2, 16_000, "hộ nghèo"))
ON_SLIP = (SlipFee("Lệ phí", 15_000, ""), SlipFee("Bản sao", 16_000, "hộ nghèo"))


def test_the_slip_of_the_reception_shows_the_fees_of_the_same_click(office: Office) -> None:
    done = intake.receive(office, replace(application(), fees=LINES, paid_by="cash"), paper="")
    assert slips.slip_for(office, done.number).fees == ON_SLIP
    row = office.store.books.fee(done.number)
    assert row is not None
    assert (row.amount, row.paid_by) == (15_000, "cash")
    assert done.print_id is not None
    _, content = slips.begin_print(office, done.print_id)
    assert content == slips.slip_for(office, done.number)


def test_the_slip_of_the_reception_does_not_change_with_later_fees(office: Office) -> None:
    with_fees = intake.receive(office, replace(application(), fees=LINES)).number
    without = intake.receive(office, application()).number
    first = slips.slip_for(office, with_fees)
    for number in (with_fees, without):
        acted = fees.record_fees(office, number, (FeeLine("Lệ phí", 1, 9_000),), "cash")
        assert slips.next_print(office, number, name=PaperName("receipt", acted.seq))[1].fees == (  # type: ignore[attr-defined]
            SlipFee("Lệ phí", 9_000, ""),
        )
    assert slips.slip_for(office, with_fees) == first
    assert slips.slip_for(office, without).fees == ()


def test_a_reception_whose_fees_are_senseless_writes_nothing(office: Office) -> None:
    for wrong in (FeeLine("", 1, 1), FeeLine("Lệ phí", 1, -1)):
        with pytest.raises(fees.FeeError):
            intake.receive(office, replace(application(), fees=(wrong,)))
    with pytest.raises(fees.PaymentWayError):
        intake.receive(office, replace(application(), fees=LINES, paid_by="vàng"))
    assert office.store.register.status().dossiers == 0


def test_fees_are_kept_too_where_the_result_is_given_at_once(office: Office) -> None:
    paid = replace(application(procedure="2.000815"), fees=LINES, paid_by="cash")
    number = same_visit.receive_and_hand_over(office, paid).number
    history = office.store.register.dossier(number).history
    assert [type(event.body).__name__ for event in history] == [
        "Received", "FeesRecorded", "Started", "Finished", "HandedOver",
    ]  # fmt: skip
    assert isinstance(history[1].body, FeesRecorded)
    assert history[1].body.at_reception


def test_an_exemption_without_a_reason_is_none() -> None:
    with pytest.raises(ExemptionReasonError):
        exempted(fee_line("Lệ phí", Fee(15_000, "case", False)), " ")


def given(office: Office, valid_until: date | None) -> tuple[str, str]:
    """Take a paper of the procedure in once; return its name and the dossier."""
    name = office.store.catalogue().get(MARRIAGE).papers[PROOF].name
    paper = SubmittedPaper(name, originals=1, valid_until=valid_until)
    return name, intake.receive(office, application(papers=(paper,))).number


def test_a_paper_given_before_is_offered_with_where_it_lies_and_who_saw_it(office: Office) -> None:
    name, first = given(office, date(2027, 3, 1))
    procedure = office.store.catalogue().get(MARRIAGE)
    (offer,) = papers_offered(office, application().applicant, procedure)
    assert (offer.required, offer.held.dossier, offer.held.seen_by) == (name, first, OFFICER)
    assert (offer.held.valid_until, offer.expired) == (date(2027, 3, 1), False)
    assert papers_offered(office, Person(""), procedure) == ()
    assert papers_offered(office, Person("Trần Văn Bình", "066190000001"), procedure) == ()
    second = intake.receive(office, application(papers=(reused(offer),))).number
    assert [paper.reused_from for paper in slips.slip_for(office, second).papers] == [first]


def test_a_paper_is_taken_over_only_from_where_it_lies(office: Office) -> None:
    name, first = given(office, None)
    second = intake.receive(office, application()).number
    lines = [SubmittedPaper(name, copies=1, reused_from=each) for each in (first[:-4] + "9999", second)]
    lines.append(SubmittedPaper("Giấy chưa ai nộp", copies=1, reused_from=first))
    for line in lines:
        with pytest.raises(PaperNotHeldError):
            intake.receive(office, application(papers=(line,)))
    fitting = application(papers=(SubmittedPaper(name, copies=1, reused_from=first),))
    with pytest.raises(PaperNotHeldError):
        intake.receive(office, replace(fitting, applicant=Person("Trần Văn Bình", "066190000001")))
    assert intake.receive(office, fitting).number


def test_forms_and_papers_that_were_only_shown_are_not_offered(office: Office) -> None:
    intake.receive(office, application())
    held = office.store.people.held_papers(application().applicant)
    assert len(held) == 2
    assert papers_offered(office, application().applicant, office.store.catalogue().get(MARRIAGE)) == ()


def test_an_expired_paper_is_not_taken_over_without_a_word(office: Office, clock: SetClock) -> None:
    _, first = given(office, date(2026, 12, 10))
    clock.at += timedelta(days=2)
    (offer,) = papers_offered(office, application().applicant, office.store.catalogue().get(MARRIAGE))
    assert offer.expired
    silent = SubmittedPaper(offer.required, copies=1, reused_from=first, valid_until=date(2026, 12, 10))
    for line in (silent, replace(silent, valid_until=None)):
        with pytest.raises(PaperExpiredError):
            intake.receive(office, application(papers=(line,)))
    number = intake.receive(office, application(papers=(reused(offer, "đang xin cấp lại"),))).number
    taken = office.store.register.dossier(number).intake
    assert isinstance(taken, Received)
    assert [(paper.reused_from, paper.note) for paper in taken.papers] == [(first, "đang xin cấp lại")]


def test_what_came_by_post_is_registered_and_promises_nothing(office: Office) -> None:
    number = registration.register(office, application(), "post")
    row = office.store.register.row(number)
    assert (row.state, row.due_at) == (State.REGISTERED, None)
