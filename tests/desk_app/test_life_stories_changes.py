"""Withdrawn, stopped, opened again, put right: each with its reason, its dates, and every paper kept as it was."""

from datetime import date

import pytest

from desk_app.domain.errors import IllegalMoveError
from desk_app.domain.events import Received, SubmittedPaper
from desk_app.domain.life_events import Amended, FeeLine
from desk_app.domain.lifecycle import State
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.person import Person
from desk_app.domain.slip import Slip, SlipMark
from desk_app.domain.timeliness import timeliness_of
from desk_app.usecases import (
    amendment,
    apology,
    day_prints,
    ending,
    fees,
    handover,
    moved_days,
    progress,
    registration,
    slips,
    supplement,
    upkeep,
)
from desk_app.usecases.acts import ClaimOrderError, ReasonMissingError
from desk_app.usecases.amendment import Amendment
from desk_app.usecases.apology import Apology
from desk_app.usecases.contents import content_of, newest_paper
from desk_app.usecases.ending import Stop
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import (
    BURIAL,
    LANDSCAPE,
    dossier_of,
    due_on,
    go_to,
    moment,
    read_back,
    seq_of,
    take_in,
)
from tests.desks import application


@pytest.fixture
def number(office: Office) -> str:
    """A dossier due on Monday 14 December 2026."""
    return take_in(office, "2026-12-09 08:00", BURIAL)


def slip_of(office: Office, number: str, seq: int = 0) -> Slip:
    slip = content_of(office, number, PaperName(RECEIPT, seq))
    assert isinstance(slip, Slip)
    return slip


def test_a_withdrawn_dossier_stands_still_until_it_is_opened_again(office: Office, number: str) -> None:
    go_to(office, "2026-12-10 09:00")
    ending.withdraw(office, number, "đổi ý", (SubmittedPaper("Đơn", 1, 0),))
    assert dossier_of(office, number).state is State.WITHDRAWN
    with pytest.raises(IllegalMoveError) as refused:
        progress.finish(office, number)
    assert refused.value.facts["possible"] == ("reopen", "amend")
    go_to(office, "2026-12-15 09:00")
    ending.reopen(office, number, "nộp lại", "Y Chủ Tịch")
    assert (dossier_of(office, number).state, due_on(office, number)) == (State.IN_PROGRESS, date(2026, 12, 17))


def test_a_stop_has_its_notice(office: Office, number: str) -> None:
    done = ending.stop(office, number, Stop("theo đơn", asked_way="qua điện thoại", fees_returned=8000), paper="a4")
    assert done.print_id is not None
    said = read_back(office, number, PaperName("stop", done.seq))
    for part in ("theo đơn", "qua điện thoại", "8.000"):
        assert part in said


def test_an_end_and_a_new_beginning_need_a_reason(office: Office, number: str) -> None:
    before = seq_of(office)
    with pytest.raises(ReasonMissingError):
        ending.withdraw(office, number, " ")
    with pytest.raises(ReasonMissingError):
        ending.stop(office, number, Stop(""))
    assert seq_of(office) == before
    ending.stop(office, number, Stop("theo đơn"))
    with pytest.raises(ReasonMissingError):
        ending.reopen(office, number, "", "Y Chủ Tịch")


def test_a_result_opened_again_keeps_its_day(office: Office, number: str) -> None:
    progress.finish(office, number)
    go_to(office, "2026-12-18 09:00")
    ending.reopen(office, number, "sai tên", "Y Chủ Tịch")
    assert due_on(office, number) == date(2026, 12, 14)
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert (found.kind, found.finished_at) == ("open_late", None)


def test_a_dossier_that_ended_without_a_result_gets_no_slip(office: Office, number: str) -> None:
    ending.withdraw(office, number, "bà con xin rút")
    assert amendment.amend(office, number, Amendment("gõ nhầm", phone="0905111222")).print_id is None


def test_a_name_put_right_the_same_day_is_a_correction_later_an_amendment(office: Office, number: str) -> None:
    first = slip_of(office, number)
    same = amendment.amend(office, number, Amendment("gõ nhầm", name="Nguyễn Thị Thủy Tiên"))
    go_to(office, "2026-12-10 09:00")
    later = amendment.amend(office, number, Amendment("đổi số", phone="0905111222"))
    bodies = [office.store.register.event(done.seq).body for done in (same, later)]
    assert [isinstance(body, Amended) and body.same_day for body in bodies] == [True, False]
    assert slip_of(office, number) == first
    corrected, amended = slip_of(office, number, same.seq), slip_of(office, number, later.seq)
    assert (first.applicant.name, corrected.applicant.name) == ("Nguyễn Thị Thuỷ Tiên", "Nguyễn Thị Thủy Tiên")
    assert (corrected.applicant.phone, amended.applicant.phone) == ("0905318246", "0905111222")
    assert SlipMark.AMENDED not in first.marks and SlipMark.AMENDED in corrected.marks & amended.marks
    assert first.due_at == amended.due_at
    assert "0905111222" in read_back(office, number, PaperName(RECEIPT, later.seq))
    assert {row.intent.form for row in office.store.register.prints(number=number)} == {
        str(PaperName(RECEIPT, same.seq)), str(PaperName(RECEIPT, later.seq)),
    }  # fmt: skip
    intake = dossier_of(office, number).intake
    assert isinstance(intake, Received) and intake.applicant.name == "Nguyễn Thị Thuỷ Tiên"
    assert [row.number for row in office.store.register.find("Thủy Tiên", 9)] == [number]


def test_who_handed_it_in_and_what_lies_there_are_put_right_on_the_slip(office: Office, number: str) -> None:
    papers = (*dossier_of(office, number).papers, SubmittedPaper("Giấy xác nhận của thôn", originals=1))
    done = amendment.amend(office, number, Amendment("đếm sót", submitter=Person("Lò Thị Mỷ"), papers=papers))
    after = dossier_of(office, number)
    assert (after.submitter, after.papers) == (Person("Lò Thị Mỷ"), papers)
    said = read_back(office, number, PaperName(RECEIPT, done.seq))
    assert "Lò Thị Mỷ" in said and "Giấy xác nhận của thôn" in said
    with pytest.raises(amendment.NothingToAmendError):
        amendment.amend(office, number, Amendment("lại", submitter=Person("Lò Thị Mỷ"), papers=papers))


def test_a_slip_printed_again_is_the_one_in_force(office: Office, number: str) -> None:
    assert newest_paper(dossier_of(office, number), RECEIPT) == PaperName(RECEIPT)
    first = amendment.amend(office, number, Amendment("gõ nhầm", name="Nguyễn Thị Thủy Tiên"))
    again = slips.print_row(office, slips.ask_print(office, number)).intent
    assert (again.form, again.print_number) == (str(PaperName(RECEIPT, first.seq)), 2)
    name = office.store.catalogue().get(BURIAL).papers[0].name
    supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "mờ"))
    go_to(office, "2026-12-11 09:00")
    moved = supplement.receive_supplement(office, number, ())
    again = slips.print_row(office, slips.ask_print(office, number)).intent
    assert (again.form, again.print_number) == (str(PaperName(RECEIPT, moved.seq)), 1)
    assert slip_of(office, number, moved.seq).due_at == moved.due_at


def test_a_letter_printed_again_from_the_queue_is_that_letter(office: Office, number: str) -> None:
    name = office.store.catalogue().get(BURIAL).papers[0].name
    wanted = supplement.SupplementRequest(((name, ""),), "mờ")
    asked = supplement.request_supplement(office, number, wanted, paper="a4")
    assert asked.print_id is not None
    again = slips.print_row(office, slips.ask_same_again(office, asked.print_id)).intent
    assert (again.form, again.paper, again.print_number) == (str(PaperName("supplement", asked.seq)), "a4", 2)


def test_a_printed_letter_makes_no_reprint_of_the_slip_of_the_day(office: Office, number: str) -> None:
    name = office.store.catalogue().get(BURIAL).papers[0].name
    asked = supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "mờ"), paper="a4")
    assert asked.print_id is not None
    slips.begin_print(office, asked.print_id)
    slips.printed(office, asked.print_id, bytes(32))
    assert [count for _, count in day_prints.slips_of(office, [date(2026, 12, 9)])] == [1]


def test_a_procedure_chosen_wrongly_is_reckoned_from_the_same_reception(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    done = amendment.amend(office, number, Amendment("chọn nhầm", procedure=LANDSCAPE))
    assert due_on(office, number) == date(2026, 12, 23)  # ten working days after the 9th
    slip = slip_of(office, number, done.seq)
    assert (slip.limit_text, slip.received_at) == ("10 ngày làm việc", slip_of(office, number).received_at)
    assert slip_of(office, number).limit_text == "03 ngày làm việc"
    with pytest.raises(amendment.NothingToAmendError):
        amendment.amend(office, number, Amendment("lần nữa", procedure=LANDSCAPE))


def test_a_procedure_put_right_late_moves_no_day(office: Office, number: str) -> None:
    go_to(office, "2026-12-15 09:00")  # a day after its day
    done = amendment.amend(office, number, Amendment("chọn nhầm", procedure=LANDSCAPE))
    assert (dossier_of(office, number).terms.code, due_on(office, number)) == (LANDSCAPE, date(2026, 12, 14))
    assert slip_of(office, number, done.seq).due_at == slip_of(office, number).due_at
    assert moved_days.affected_by(office, office.store.calendar()) == ()
    progress.finish(office, number)
    with pytest.raises(handover.ApologyMissingError):
        handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")


def test_a_procedure_put_right_after_the_apology_is_no_second_new_day(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    told = apology.apologise(office, number, Apology("máy hỏng", date(2026, 12, 16)))
    done = amendment.amend(office, number, Amendment("chọn nhầm", procedure=LANDSCAPE))
    assert (done.due_at, due_on(office, number)) == (told.due_at, date(2026, 12, 14))
    assert moved_days.affected_by(office, office.store.calendar()) == ()


def test_a_procedure_changed_after_a_wait_keeps_the_wait(office: Office, number: str) -> None:
    name = office.store.catalogue().get(BURIAL).papers[0].name
    go_to(office, "2026-12-10 09:00")
    supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "mờ"))
    go_to(office, "2026-12-14 09:00")
    supplement.receive_supplement(office, number, ())
    amendment.amend(office, number, Amendment("chọn nhầm", procedure=LANDSCAPE))
    assert due_on(office, number) == date(2026, 12, 25)


def test_what_a_paper_says_does_not_change_with_the_settings(office: Office, number: str) -> None:
    name = office.store.catalogue().get(BURIAL).papers[0].name
    asked = supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "mờ"))
    names = [PaperName(RECEIPT), PaperName("supplement", asked.seq)]
    before = [content_of(office, number, each) for each in names]
    for setting, value in (
        ("hotline", "1900 1234"), ("agency_name", "phường Khác"), ("place", "Nơi Khác"), ("footer", "chân trang"),
        ("barcode", "digits"), ("slip_suffix", "KHAC"), ("full_personal_number_on_paper", "yes"),
    ):  # fmt: skip
        upkeep.change_setting(office, setting, value)
    amendment.amend(office, number, Amendment("đổi", name="Người Khác"))
    assert [content_of(office, number, each) for each in names] == before


def test_the_fees_stand_on_the_slip_and_on_the_receipt_of_the_result(office: Office, number: str) -> None:
    lines = (FeeLine("Lệ phí hộ tịch", 1, 8000), FeeLine("Bản sao", 2, 0, "hộ nghèo"))
    recorded = fees.record_fees(office, number, lines, "cash", "BL-7")
    slip = slip_of(office, number, recorded.seq)
    assert [(fee.name, fee.amount, fee.exemption) for fee in slip.fees] == [
        ("Lệ phí hộ tịch", 8000, ""), ("Bản sao", 0, "hộ nghèo"),
    ]  # fmt: skip
    assert slip_of(office, number).fees == ()
    progress.finish(office, number)
    done = handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên", paper="a5")
    said = read_back(office, number, PaperName("return-receipt", done.seq), "a5")
    assert "8.000" in said
    with pytest.raises(fees.PaymentWayError):
        fees.record_fees(office, number, lines, "cow")


def test_what_came_by_post_is_taken_in_or_turned_away(office: Office) -> None:
    go_to(office, "2026-12-09 08:00")
    taken = registration.register(office, application("Y Một", BURIAL), "bưu chính")
    turned = registration.register(office, application("Y Hai", BURIAL), "cổng dịch vụ công")
    assert (dossier_of(office, taken).state, dossier_of(office, taken).due_at) == (State.REGISTERED, None)
    go_to(office, "2026-12-10 08:00")
    done = registration.accept(office, taken, paper="a5")
    assert (done.state, due_on(office, taken)) == (State.RECEIVED, date(2026, 12, 15))
    slip = slip_of(office, taken)
    assert slip == slip_of(office, taken, done.seq) and slip.lookup_code
    refused = registration.turn_away(office, turned, "không thuộc thẩm quyền")
    assert refused.state is State.REFUSED
    assert "không thuộc thẩm quyền" in read_back(office, turned, PaperName("refusal", refused.seq))
    with pytest.raises(IllegalMoveError):
        registration.accept(office, turned)
    amended = amendment.amend(office, taken, Amendment("gõ nhầm", name="Y Mốt"))
    assert amended.print_id is not None and slip_of(office, taken, amended.seq).applicant.name == "Y Mốt"


def test_acts_entered_late_keep_their_order(office: Office, number: str) -> None:
    go_to(office, "2026-12-14 09:00")
    done = progress.start(office, number, claimed_at=moment("2026-12-10 08:00"))
    assert done.at == moment("2026-12-10 08:00")
    before = seq_of(office)
    with pytest.raises(ClaimOrderError) as refused:
        progress.finish(office, number, claimed_at=moment("2026-12-09 17:00"))
    assert refused.value.facts["after"] == done.at and seq_of(office) == before
    progress.finish(office, number, claimed_at=moment("2026-12-10 16:00"))
    assert dossier_of(office, number).finished_at == moment("2026-12-10 16:00")
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert found.kind == "early"
