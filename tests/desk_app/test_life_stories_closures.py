"""A storm day: who is affected first, then the writing, the notices, and the way back while no notice is out."""

from datetime import date

import pytest

from desk_app.domain.calendar import DayType
from desk_app.domain.paper_name import PaperName
from desk_app.usecases import apology, closures, progress, slips, upkeep
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.apology import Apology
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import BURIAL, LANDSCAPE, POOR, dossier_of, due_on, go_to, read_back, seq_of, take_in

STORM = (date(2026, 12, 10), date(2026, 12, 11))


def test_the_plan_lists_who_is_moved_and_writes_nothing(office: Office) -> None:
    soon = take_in(office, "2026-12-09 08:00", BURIAL, "Y Một")
    later = take_in(office, "2026-12-09 08:30", LANDSCAPE, "Y Hai")
    calendar_days = take_in(office, "2026-12-01 09:00", POOR, "Y Ba")  # due on the 16th: the storm does not touch it
    go_to(office, "2026-12-09 16:00")
    before, head = seq_of(office), office.store.outbox.head()
    found = closures.plan_closure(office, STORM, "bão số 9")
    assert [(each.number, str(each.new_due_at.date())) for each in found] == [
        (soon, "2026-12-16"), (later, "2026-12-25"),
    ]  # fmt: skip
    assert (seq_of(office), office.store.outbox.head()) == (before, head)
    assert office.store.calendar().is_working_day(STORM[0])
    assert str(due_on(office, soon)) == "2026-12-14"
    done = closures.declare_closure(office, STORM, "bão số 9")
    assert done.moved == tuple(sorted((soon, later))) and done.print_ids == ()
    assert [str(due_on(office, number)) for number in (soon, later, calendar_days)] == [
        "2026-12-16", "2026-12-25", "2026-12-16",
    ]  # fmt: skip


def test_a_notice_names_the_storm_both_days_and_why(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    done = closures.declare_closure(office, STORM, "bão số 9", paper="a4")
    assert len(done.print_ids) == 1
    moved = dossier_of(office, number).history[-1]
    said = read_back(office, number, PaperName("closure-notice", moved.seq))
    for part in ("bão số 9", "ngày 14 tháng 12", "ngày 16 tháng 12", "ngày 10 tháng 12", "ngày 11 tháng 12"):
        assert part in said


def test_it_is_undone_as_if_it_had_not_been(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    apologised = take_in(office, "2026-12-08 08:00", BURIAL, "Y Hai")
    apology.apologise(office, apologised, Apology("quá tải", date(2026, 12, 18)))
    before = [dossier_of(office, each).standing for each in (number, apologised)]
    days = (date(2026, 12, 10), date(2026, 12, 18))
    done = closures.declare_closure(office, days, "bão số 9")
    moved = dossier_of(office, apologised).standing
    assert moved.reappointed_at is not None and moved.reappointed_at.date() == date(2026, 12, 21)
    assert set(closures.undo_closure(office, done.closure, "bão tan")) == {number, apologised}
    assert [dossier_of(office, each).standing for each in (number, apologised)] == before
    assert all(office.store.calendar().is_working_day(day) for day in days)
    with pytest.raises(closures.ClosureGoneError):
        closures.undo_closure(office, done.closure, "lần nữa")


def test_a_working_saturday_is_a_working_saturday_again(office: Office) -> None:
    saturday = date(2026, 12, 12)
    go_to(office, "2026-12-09 08:00")
    upkeep.change_day(office, saturday, DayType.WORKING.value, "làm bù", "làm bù")
    number = take_in(office, "2026-12-09 09:00", BURIAL)
    assert due_on(office, number) == saturday
    done = closures.declare_closure(office, (saturday,), "mất điện")
    assert due_on(office, number) == date(2026, 12, 14)
    closures.undo_closure(office, done.closure, "có điện")
    assert due_on(office, number) == saturday
    mark = office.store.calendar().mark_on(saturday)
    assert mark is not None and mark.type is DayType.WORKING


def test_once_a_notice_is_out_the_word_is_given(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    done = closures.declare_closure(office, STORM, "bão số 9", paper="a4")
    (print_id,) = done.print_ids
    slips.begin_print(office, print_id)
    before = seq_of(office)
    with pytest.raises(closures.NoticePrintedError):
        closures.undo_closure(office, done.closure, "bão tan")
    slips.printed(office, print_id, bytes(32))
    with pytest.raises(closures.NoticePrintedError):
        closures.undo_closure(office, done.closure, "bão tan")
    assert seq_of(office) == before + 1 and str(due_on(office, number)) == "2026-12-16"


def test_a_notice_that_failed_keeps_nobody_from_undoing(office: Office) -> None:
    take_in(office, "2026-12-09 08:00", BURIAL)
    done = closures.declare_closure(office, STORM, "bão số 9", paper="a4")
    slips.begin_print(office, done.print_ids[0])
    slips.print_failed(office, done.print_ids[0], "hết giấy")
    assert closures.undo_closure(office, done.closure, "bão tan") != ()


def test_without_a_reason_no_day_is_closed_and_none_moved(office: Office) -> None:
    take_in(office, "2026-12-09 08:00", BURIAL)
    head = office.store.outbox.head()
    with pytest.raises(ReasonMissingError):
        closures.declare_closure(office, STORM, "  ")
    with pytest.raises(ReasonMissingError):
        closures.apply_new_calendar(office, "")
    assert office.store.outbox.head() == head


def test_days_that_are_closed_already_are_no_closure(office: Office) -> None:
    go_to(office, "2026-12-09 08:00")
    for days in ((), (date(2026, 12, 12),), (date(2027, 1, 1),), closures.days_between(STORM[0], date(2027, 6, 1))):
        with pytest.raises(closures.ClosureDaysError):
            closures.declare_closure(office, days, "bão")


def test_a_changed_calendar_moves_what_was_promised_when_somebody_says_so(office: Office) -> None:
    moved = take_in(office, "2026-12-09 08:00", BURIAL, "Y Một")
    done = take_in(office, "2026-12-09 08:30", BURIAL, "Y Hai")
    progress.finish(office, done)
    upkeep.change_day(office, STORM[0], "off", "nghỉ bù", "Quyết định 12")
    assert str(due_on(office, moved)) == "2026-12-14"  # a promise moves only by an act
    head = office.store.outbox.head()
    (found,) = closures.plan_new_calendar(office)
    assert (found.number, str(found.new_due_at.date())) == (moved, "2026-12-15")
    assert office.store.outbox.head() == head
    applied = closures.apply_new_calendar(office, "Quyết định 12", paper="a4")
    assert (applied.moved, len(applied.print_ids)) == ((moved,), 1)
    assert [str(due_on(office, number)) for number in (moved, done)] == ["2026-12-15", "2026-12-14"]
    said = read_back(office, moved, PaperName("closure-notice", dossier_of(office, moved).history[-1].seq))
    assert "lịch làm việc thay đổi (Quyết định 12)" in said
    assert "ngày 15 tháng 12" in said


def test_a_calendar_that_moves_nothing_writes_nothing(office: Office) -> None:
    take_in(office, "2026-12-09 08:00", BURIAL)
    head = office.store.outbox.head()
    with pytest.raises(closures.NothingMovesError):
        closures.apply_new_calendar(office, "Quyết định 12")
    assert office.store.outbox.head() == head


def test_what_followed_a_calendar_goes_back_only_with_the_calendar(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    upkeep.change_day(office, STORM[0], "off", "nghỉ bù", "Quyết định 12")
    applied = closures.apply_new_calendar(office, "Quyết định 12")
    with pytest.raises(closures.CalendarStaysError):
        closures.undo_closure(office, applied.closure, "nhầm")
    upkeep.change_day(office, STORM[0], "", "", "thu hồi Quyết định 12")
    closures.apply_new_calendar(office, "thu hồi Quyết định 12")
    assert str(due_on(office, number)) == "2026-12-14"
