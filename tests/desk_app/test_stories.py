"""The clerk's stories on a real desk: what is true after each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DateImpossibleError, DossierNotFoundError, IllegalMoveError
from desk_app.domain.events import HandedOver, NumberViewed, Received, SlipPrinted, Started
from desk_app.domain.lifecycle import State
from desk_app.domain.slip import SlipMark
from desk_app.domain.slip_seal import read_seal
from desk_app.ports import PrintState
from desk_app.usecases import handover, intake, progress, slips, tracking, upkeep
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.office import Office
from tests.desks import BIRTH, SetClock, application


def test_a_reception_has_a_number_a_date_and_its_reason(office: Office) -> None:
    done = intake.receive(office, application())
    assert done.number == "000.00.18.H32-261209-1001"
    assert done.due_at == datetime(2026, 12, 14, 17, tzinfo=OFFICE_ZONE)
    assert done.explanation == "3 ngày làm việc, tính từ Thứ Năm, 10/12/2026; nghỉ Thứ Bảy, Chủ Nhật"
    assert done.print_id is None


def test_a_dossier_beside_another_of_the_same_kind_needs_its_reason(office: Office) -> None:
    first = intake.receive(office, application()).number
    with pytest.raises(ReasonMissingError):
        intake.receive(office, replace(application(), duplicate_of=first))
    other = intake.receive(office, application(procedure="1.001731")).number
    for wrong in (other, "không có", first[:-4] + "1999"):
        with pytest.raises((intake.NotSameKindError, DossierNotFoundError)):
            intake.receive(office, replace(application(), duplicate_of=wrong, duplicate_reason="xin thêm"))
    second = intake.receive(office, replace(application(), duplicate_of=first, duplicate_reason="xin thêm"))
    received = office.store.register.dossier(second.number).intake
    assert isinstance(received, Received)
    assert (received.duplicate_of, received.duplicate_reason) == (first, "xin thêm")


def test_numbers_follow_each_other_and_start_anew_each_day(office: Office, clock: SetClock) -> None:
    first, second = (intake.receive(office, application()).number for _ in range(2))
    clock.at += timedelta(days=1)
    third = intake.receive(office, application()).number
    assert [number.split("-", 1)[1] for number in (first, second, third)] == [
        "261209-1001", "261209-1002", "261210-1001",
    ]  # fmt: skip


def test_a_clock_turned_back_gives_no_number_twice(office: Office, clock: SetClock) -> None:
    first = intake.receive(office, application()).number
    clock.at += timedelta(days=3)
    intake.receive(office, application())
    clock.at -= timedelta(days=3)
    assert intake.receive(office, application()).number == first[:-1] + "2"


def test_finishing_at_once_records_start_and_end(office: Office) -> None:
    number = intake.receive(office, application(procedure=BIRTH)).number
    progress.finish(office, number)
    dossier = office.store.register.dossier(number)
    assert dossier.state is State.RESULT_READY
    assert [type(event.body).__name__ for event in dossier.history] == ["Received", "Started", "Finished"]
    assert isinstance(dossier.history[1].body, Started)


def test_a_result_is_handed_over_once(office: Office) -> None:
    number = intake.receive(office, application()).number
    with pytest.raises(IllegalMoveError):
        handover.hand_over(office, number, "Y Wơl Niê")
    progress.start(office, number)
    progress.finish(office, number)
    handover.hand_over(office, number, "  Y  Wơl   Niê ", "representative", "giấy ủy quyền")
    body = office.store.register.dossier(number).history[-1].body
    assert body == HandedOver("Y Wơl Niê", "representative", "giấy ủy quyền")
    with pytest.raises(IllegalMoveError):
        handover.hand_over(office, number, "Y Wơl Niê")


def test_a_refused_move_leaves_no_trace(office: Office) -> None:
    number = intake.receive(office, application()).number
    before = office.store.outbox.head()
    with pytest.raises(IllegalMoveError):
        handover.hand_over(office, number, "Ai đó")
    assert office.store.outbox.head() == before


def test_a_refused_intake_gives_no_number_away(office: Office) -> None:
    with pytest.raises(DateImpossibleError):
        intake.receive(office, application(claimed_at=datetime(2030, 1, 1, tzinfo=UTC)))
    assert intake.receive(office, application()).number.endswith("-1001")


def test_a_late_entry_is_marked_on_its_slip(office: Office) -> None:
    claimed_at = datetime(2026, 12, 7, 8, 30, tzinfo=OFFICE_ZONE)
    done = intake.receive(office, application(claimed_at=claimed_at, late_entry_reason="mất điện"))
    assert done.received_at == claimed_at
    assert slips.slip_for(office, done.number).marks == frozenset({SlipMark.LATE_ENTRY})


def test_the_slip_of_the_first_day_stays_the_same_whatever_is_set_later(office: Office) -> None:
    number = intake.receive(office, application()).number
    before = slips.slip_for(office, number)
    upkeep.change_setting(office, "hotline", "1900 0000")
    upkeep.change_setting(office, "parent_body", "Ủy ban nhân dân xã khác")
    upkeep.change_day(office, datetime(2026, 12, 11, tzinfo=OFFICE_ZONE).date(), "off", "Hội làng", "nghị quyết")
    assert slips.slip_for(office, number) == before
    assert before.hotline == "0262 3851 117"
    assert before.sequence_text == "1-1/2026-TTPVHCC"


def test_a_day_off_of_the_commune_is_counted_and_named(office: Office) -> None:
    upkeep.change_day(office, datetime(2026, 12, 11, tzinfo=OFFICE_ZONE).date(), "off", "Hội làng", "nghị quyết")
    done = intake.receive(office, application())
    assert done.due_at == datetime(2026, 12, 15, 17, tzinfo=OFFICE_ZONE)
    assert "11/12/2026 (Hội làng" in done.explanation
    received = office.store.register.dossier(done.number).intake
    assert isinstance(received, Received)
    assert received.promise.calendar_version == "2026-11-21+1"


def test_the_seal_on_the_slip_verifies_with_the_desks_key(office: Office) -> None:
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    def verified(payload: bytes, signature: bytes) -> bool:
        try:
            VerifyKey(office.store.signer.public_key).verify(payload, signature)
        except BadSignatureError:
            return False
        return True

    done = intake.receive(office, application())
    seal = read_seal(slips.slip_for(office, done.number).seal_text or "", verified)
    assert seal is not None
    assert (seal.number, seal.due_at, seal.seq) == (done.number, done.due_at, done.seq)


def test_each_print_is_counted_and_logged(office: Office) -> None:
    done = intake.receive(office, application(), paper="")
    assert done.print_id is not None
    row, _ = slips.begin_print(office, done.print_id)
    assert (row.intent.paper, row.intent.print_number) == ("a5", 1)
    slips.printed(office, done.print_id, b"digest")
    again, _ = slips.begin_print(office, slips.ask_print(office, done.number, "a4"))
    assert (again.intent.paper, again.intent.print_number) == ("a4", 2)
    bodies = [event.body for event in office.store.register.dossier(done.number).history]
    assert SlipPrinted("receipt", "a5", 1, b"digest") in bodies


def test_a_print_that_did_not_come_out_is_printed_again_as_the_next(office: Office) -> None:
    done = intake.receive(office, application(), paper="")
    assert done.print_id is not None
    again = slips.settle_question(office, done.print_id, came_out=False)
    assert again is not None
    rows = {row.print_id: row for row in office.store.register.prints()}
    assert rows[done.print_id].state is PrintState.CANCELLED
    assert rows[again].intent.print_number == 2
    assert slips.settle_question(office, again, came_out=True) is None


def test_a_scan_of_the_bar_code_the_digits_or_the_qr_means_the_dossier(office: Office) -> None:
    done = intake.receive(office, application())
    seal = slips.slip_for(office, done.number).seal_text
    for text in (done.number, "261209-1001", "1001", f" {done.number}\n", seal or ""):
        assert tracking.number_scanned(office, text) == done.number
    with pytest.raises(DossierNotFoundError):
        tracking.number_scanned(office, "1999")


def test_the_digits_of_a_narrow_bar_code_mean_the_dossier(office: Office) -> None:
    upkeep.change_setting(office, "barcode", "digits")
    done = intake.receive(office, application())
    digits = slips.slip_for(office, done.number).barcode_text
    assert digits.startswith("2612091001")
    assert tracking.number_scanned(office, digits) == done.number


def test_seeing_a_whole_personal_number_is_logged(office: Office) -> None:
    number = intake.receive(office, application()).number
    assert office.store.register.row(number).masked_number == "0661••••4217"
    assert tracking.view_personal_number(office, number, "detail") == "066198004217"
    assert office.store.register.dossier(number).history[-1].body == NumberViewed("detail")


def test_today_lists_what_is_due_late_and_ready(office: Office, clock: SetClock) -> None:
    late = intake.receive(office, application("Phạm Đình Hữu Ước")).number
    clock.at = datetime(2026, 12, 11, 9, tzinfo=OFFICE_ZONE)
    tomorrow = intake.receive(office, application("Lò Thị Mỷ")).number
    clock.at = datetime(2026, 12, 15, 9, tzinfo=OFFICE_ZONE)
    ready = intake.receive(office, application("Bế Thị Nhuần")).number
    progress.finish(office, ready)
    today = intake.receive(office, application("Đỗ Đức Quỳnh", procedure=BIRTH)).number
    lists = tracking.today(office)
    assert [row.number for row in lists.overdue] == [late]
    assert [row.number for row in lists.due_tomorrow] == [tomorrow]
    assert [row.number for row in lists.due_today] == [today]
    assert [row.number for row in lists.ready] == [ready]
    assert (lists.received_today, lists.finished_today) == (2, 1)


def test_the_status_counts_dossiers_not_events(office: Office) -> None:
    for name in ("Một", "Hai"):
        progress.finish(office, intake.receive(office, application(name)).number)
    status = office.store.register.status()
    assert (status.dossiers, status.only_here) == (2, 2)
    assert status.last_exchange_at is None


def test_a_paper_written_to_a_file_is_the_print_that_waited_and_no_reprint(office: Office) -> None:
    number = intake.receive(office, application(), paper="a5").number
    intent, _ = slips.next_print(office, number)
    assert intent.print_number == 1
    slips.print_done(office, intent, bytes(32))
    assert [row.state for row in office.store.register.prints(number=number)] == [PrintState.PRINTED]
    assert slips.next_print(office, number)[0].print_number == 2
