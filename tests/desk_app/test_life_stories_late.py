"""A late result: one apology with one new day, told and published apart from it, and no hand-over without it."""

from dataclasses import replace
from datetime import date

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier import dossier_of as fold
from desk_app.domain.errors import (
    BadInputError,
    IllegalMoveError,
    NewDayClosedError,
    NewDayNotAfterError,
    SecondReappointmentError,
)
from desk_app.domain.events import Recorded
from desk_app.domain.life_events import Apologised
from desk_app.domain.lifecycle import Move
from desk_app.domain.moves import moves_of
from desk_app.domain.paper_name import RECEIPT, PaperName
from desk_app.domain.person import Person
from desk_app.domain.timeliness import Timing, timeliness_of
from desk_app.usecases import apology, ending, handover, progress, supplement, upkeep, work_lists
from desk_app.usecases.acts import ReasonMissingError
from desk_app.usecases.apology import Apology
from desk_app.usecases.contents import content_of
from desk_app.usecases.office import Office
from tests.desk_app.life_desk import BURIAL, dossier_of, due_on, go_to, read_back, seq_of, take_in


@pytest.fixture
def number(office: Office) -> str:
    """A dossier due on Monday 14 December 2026."""
    return take_in(office, "2026-12-09 08:00", BURIAL)


def dossier_with(history: tuple[Recorded, ...], event: Recorded) -> object:
    return fold((*history, replace(event, seq=history[-1].seq + 1)))


def promised_on(office: Office, number: str) -> date:
    promised = dossier_of(office, number).standing.promised_at
    assert promised is not None
    return promised.astimezone(OFFICE_ZONE).date()


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("2026-12-09 09:00", ["d3"]),
        ("2026-12-10 09:00", ["d3"]),
        ("2026-12-11 09:00", ["d1"]),
        ("2026-12-13 09:00", ["d1"]),  # Sunday: Monday's dossiers are due within one working day
        ("2026-12-14 09:00", ["d0"]),
        ("2026-12-14 23:00", ["d0"]),  # a term in days ends with its last day (Civil Code, Article 148)
        ("2026-12-15 09:00", ["late"]),
    ],
)
def test_the_morning_says_how_near_the_day_is(office: Office, number: str, now: str, why: list[str]) -> None:
    go_to(office, now)
    assert [entry.why for entry in work_lists.today(office)] == why
    due = why[0] in ("d1", "d0", "late")
    assert [entry.row.number for entry in work_lists.apology(office)] == ([number] if due else [])


def test_a_result_ready_in_time_leaves_nothing_to_apologise_for(office: Office, number: str) -> None:
    go_to(office, "2026-12-14 09:00")
    progress.finish(office, number)
    go_to(office, "2026-12-21 09:00")
    before = seq_of(office)
    assert Move.APOLOGISE not in moves_of(dossier_of(office, number))
    for attempt in (
        lambda: apology.draft_apology(office, number),
        lambda: apology.apologise(office, number, Apology("máy hỏng")),
    ):
        with pytest.raises(apology.ReadyInTimeError):
            attempt()
    assert seq_of(office) == before


def test_a_result_ready_late_is_apologised_for(office: Office, number: str) -> None:
    go_to(office, "2026-12-15 09:00")
    progress.finish(office, number)
    assert Move.APOLOGISE in moves_of(dossier_of(office, number))
    apology.apologise(office, number, Apology("máy hỏng"))
    with pytest.raises(SecondReappointmentError):
        apology.apologise(office, number, Apology("lần nữa"))


def test_the_clerk_never_signs_as_the_head(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    done = apology.apologise(office, number, Apology("máy hỏng"))
    name = PaperName("apology", done.seq)
    said = read_back(office, number, name)
    assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in said and office.actor_name not in said
    upkeep.change_setting(office, "signer_name", "Lê Văn Chủ")
    other = take_in(office, "2026-12-11 09:30")
    letter = apology.apologise(office, other, Apology("máy hỏng"))
    assert "Lê Văn Chủ" in read_back(office, other, PaperName("apology", letter.seq))


def test_one_key_drafts_the_apology_a_day_before(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    before = seq_of(office)
    draft = apology.draft_apology(office, number)
    assert seq_of(office) == before
    assert (draft.number, draft.new_on) == (number, date(2026, 12, 17))
    apology.apologise(office, number, Apology("máy hỏng"))
    assert promised_on(office, number) == draft.new_on
    assert due_on(office, number) == date(2026, 12, 14)  # the old day goes on deciding


def test_the_letter_has_every_field_of_the_form(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    done = apology.apologise(office, number, Apology("máy hỏng", date(2026, 12, 16), "Y Chủ Tịch", "CHỦ TỊCH"))
    assert done.print_id is not None
    said = read_back(office, number, PaperName("apology", done.seq))
    for part in ("Nguyễn Thị Thuỷ Tiên", "máy hỏng", "Y Chủ Tịch", "CHỦ TỊCH", "/PXL", "16", "14"):
        assert part in said
    assert "XIN LỖI" in said.upper()


def test_an_apologised_slip_shows_both_days(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    done = apology.apologise(office, number, Apology("máy hỏng", date(2026, 12, 16)))
    said = read_back(office, number, PaperName(RECEIPT, done.seq))
    assert "14/12/2026" in said and "16/12/2026" in said
    assert "16/12/2026" not in read_back(office, number, PaperName(RECEIPT))


@pytest.mark.parametrize(
    ("new_on", "error"),
    [
        (date(2026, 12, 14), NewDayNotAfterError),
        (date(2026, 12, 1), NewDayNotAfterError),
        (date(2026, 12, 19), NewDayClosedError),
        (date(2027, 1, 1), NewDayClosedError),
    ],
)
def test_the_new_day_is_a_working_day_after_the_old_one(
    office: Office, number: str, new_on: date, error: type[BadInputError]
) -> None:
    before = seq_of(office)
    with pytest.raises(error):
        apology.apologise(office, number, Apology("máy hỏng", new_on))
    with pytest.raises(ReasonMissingError):
        apology.apologise(office, number, Apology(" "))
    assert seq_of(office) == before


def test_a_second_new_day_is_refused_on_every_way_round(office: Office, number: str) -> None:
    apology.apologise(office, number, Apology("máy hỏng"))
    with pytest.raises(SecondReappointmentError):
        apology.apologise(office, number, Apology("máy hỏng nữa", date(2026, 12, 30)))
    with pytest.raises(SecondReappointmentError):
        apology.draft_apology(office, number)
    ending.withdraw(office, number, "đổi ý")
    ending.reopen(office, number, "nộp lại", "Y Chủ Tịch")
    progress.finish(office, number)
    ending.reopen(office, number, "sai tên", "Y Chủ Tịch")
    before = seq_of(office)
    with pytest.raises(SecondReappointmentError):
        apology.apologise(office, number, Apology("lần hai", date(2027, 1, 5)))
    assert seq_of(office) == before


def test_the_log_itself_takes_no_second_new_day(office: Office, number: str) -> None:
    done = apology.apologise(office, number, Apology("máy hỏng"))
    body, before = office.store.register.event(done.seq).body, seq_of(office)
    assert isinstance(body, Apologised)
    with office.store.unit_of_work(office.actor) as work, pytest.raises(SecondReappointmentError):
        work.append(body, dossier=number)
    with pytest.raises(SecondReappointmentError):
        dossier_with(dossier_of(office, number).history, office.store.register.event(done.seq))
    assert seq_of(office) == before


def test_a_wait_moves_the_one_new_day_and_makes_no_second(office: Office, number: str) -> None:
    apology.apologise(office, number, Apology("máy hỏng", date(2026, 12, 17)))
    go_to(office, "2026-12-10 09:00")
    name = office.store.catalogue().get(BURIAL).papers[0].name
    supplement.request_supplement(office, number, supplement.SupplementRequest(((name, ""),), "thiếu"))
    with pytest.raises(IllegalMoveError):
        apology.apologise(office, number, Apology("lần hai"))
    go_to(office, "2026-12-14 09:00")
    supplement.receive_supplement(office, number, ())
    assert (due_on(office, number), promised_on(office, number)) == (date(2026, 12, 16), date(2026, 12, 21))
    with pytest.raises(SecondReappointmentError):
        apology.apologise(office, number, Apology("lần hai"))


def test_no_late_result_leaves_without_its_apology(office: Office, number: str) -> None:
    go_to(office, "2026-12-16 09:00")
    progress.finish(office, number)
    before = seq_of(office)
    with pytest.raises(handover.ApologyMissingError):
        handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")
    with pytest.raises(handover.ApologyMissingError):
        handover.post(office, number, "EB123456789VN")
    assert seq_of(office) == before
    assert [entry.row.number for entry in work_lists.apology(office)] == [number]
    apology.apologise(office, number, Apology("quá tải"))
    assert work_lists.apology(office) == ()
    handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert found.kind == "late"


def test_a_result_in_time_collected_late_is_not_late(office: Office, number: str) -> None:
    go_to(office, "2026-12-14 18:00")  # after closing hours of its last day
    progress.finish(office, number)
    go_to(office, "2027-01-20 09:00")
    handover.hand_over(office, number, "Nguyễn Thị Thuỷ Tiên")
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert (found.kind, found.late_seconds, dict(found.late_seconds_by_holder)) == ("on_time", 0, {})


def test_the_late_list_and_the_apology_list_agree_with_the_class(office: Office, number: str) -> None:
    in_time = take_in(office, "2026-12-15 08:00", BURIAL, "Y Hai")
    go_to(office, "2026-12-16 09:00")
    assert [entry.row.number for entry in work_lists.late(office)] == [number]
    apology.apologise(office, number, Apology("quá tải"))
    assert [entry.row.number for entry in work_lists.late(office)] == [number]
    found = timeliness_of(dossier_of(office, number), office.clock.now(), office.store.calendar())
    assert (found.kind, found.due_at != found.original_due_at) == ("open_late", True)
    assert dossier_of(office, in_time).finished_at is None


def test_telling_and_publishing_are_recorded_apart_from_the_apology(office: Office, number: str) -> None:
    go_to(office, "2026-12-11 09:00")
    apology.tell(office, number, "late", "sms")
    assert dossier_of(office, number).standing.reappointed_at is None
    apology.apologise(office, number, Apology("máy hỏng"))
    since, until = dossier_of(office, number).received_at, office.clock.now()
    (row,) = office.store.lists.apologies(since, until, unpublished=True)
    assert row.told_at is not None and row.told_at < row.apologised_at and row.published_at is None
    apology.publish(office, number, "trang tin của xã")
    (row,) = office.store.lists.apologies(since, office.clock.now())
    assert (row.published_in, row.reason) == ("trang tin của xã", "máy hỏng")
    assert office.store.lists.apologies(since, office.clock.now(), unpublished=True) == ()
    with pytest.raises(apology.TellingError):
        apology.tell(office, number, "late", "pigeon")


def test_a_named_representative_and_the_receipt_of_a_late_result_say_late(office: Office, number: str) -> None:
    go_to(office, "2026-12-16 09:00")
    progress.finish(office, number)
    apology.apologise(office, number, Apology("quá tải"))
    done = handover.hand_over(
        office, number, "Lò Văn Sáu", "representative", "card", authority="giấy ủy quyền số 3",
        statement="mất giấy hẹn", paper="a5",
    )  # fmt: skip
    said = read_back(office, number, PaperName("return-receipt", done.seq), "a5")
    for part in ("Lò Văn Sáu", "giấy ủy quyền số 3", "mất giấy hẹn", "quá hạn"):
        assert part in said
    assert content_of(office, number, PaperName("return-receipt", done.seq)).timeliness == "quá hạn"  # type: ignore[attr-defined]
    assert Person("Lò Văn Sáu").name == dossier_of(office, number).collector


def test_a_clock_put_back_makes_no_late_result_on_time(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    go_to(office, "2026-12-15 09:00")
    progress.finish(office, number)
    ending.reopen(office, number, "sai tên", "Chủ tịch")
    go_to(office, "2026-12-14 09:15")  # the promised day, once more
    done = progress.finish(office, number)
    dossier = dossier_of(office, number)
    assert done.at == dossier.history[-2].happened_at
    assert dossier.history[-1].header.recorded_at < done.at  # the log keeps what the clock showed
    assert timeliness_of(dossier, office.clock.now(), office.store.calendar()).timing is Timing.LATE


def test_a_clock_that_was_far_ahead_for_a_while_makes_nothing_late(office: Office) -> None:
    number = take_in(office, "2026-12-09 08:00", BURIAL)
    go_to(office, "2031-01-01 08:00")
    progress.start(office, number)
    go_to(office, "2026-12-10 08:00")
    assert progress.finish(office, number).at.year == 2026
