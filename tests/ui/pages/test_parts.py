"""The pure parts of the pages: checklists, typed dates, matched letters, clocks, the days of a date, drafts."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from desk_app.domain.calendar import OFFICE_ZONE, calendar_from_json
from desk_app.domain.errors import DateImpossibleError
from desk_app.domain.lifecycle import State
from desk_app.domain.procedure import Procedure, Unit, catalogue_from_json
from desk_app.ports import DossierRow
from ui.composition.reference import shipped_calendar, shipped_catalogue
from ui.pages.intake.checklist import checklist_of
from ui.pages.intake.draft import Draft, Drafts, from_text, marked, marks_of, to_text
from ui.pages.intake.typed import PersonText, Typed, grouped_number
from ui.pages.intake.typed_date import read_date, read_moment
from ui.pages.intake.why import MOST_DAYS, days_counted
from ui.tables.dossier_words import reading_of, tail_of
from ui.tables.matches import marks_in
from ui.widgets.check import Tick
from ui.widgets.clock import ClockState

CATALOGUE = catalogue_from_json(shipped_catalogue())
CALENDAR = calendar_from_json(shipped_calendar())
TODAY = date(2026, 12, 9)
NOW = datetime(2026, 12, 9, 10, 26, tzinfo=OFFICE_ZONE)
STATUS = CATALOGUE.get("1.004873")


def with_alternatives() -> Procedure:
    return next(
        procedure for procedure in CATALOGUE.procedures.values() if any(paper.group for paper in procedure.papers)
    )


def test_one_of_a_group_of_alternatives_settles_the_others() -> None:
    procedure = with_alternatives()
    places = [place for place, paper in enumerate(procedure.papers) if paper.group == first_group(procedure)]
    checklist = checklist_of(procedure).toggled(places[0])
    assert [checklist.entries[place].tick for place in places] == [
        Tick.YES,
        *[Tick.NOT_APPLICABLE] * (len(places) - 1),
    ]
    again = checklist.toggled(places[0])
    assert all(again.entries[place].tick is again.entries[place].untouched for place in places)


def first_group(procedure: Procedure) -> str:
    return next(paper.group for paper in procedure.papers if paper.group)


@pytest.mark.parametrize("procedure", CATALOGUE.search(""), ids=lambda procedure: procedure.code)
def test_every_procedure_can_be_settled_by_having_everything(procedure: Procedure) -> None:
    checklist = checklist_of(procedure)
    while checklist.open_places:
        checklist = checklist.toggled(checklist.open_places[0])
    assert checklist.have >= 1 or not procedure.papers
    assert all(paper.originals + paper.copies >= 0 and paper.name for paper in checklist.submitted())


def test_the_rest_put_aside_leaves_required_papers_to_be_seen() -> None:
    checklist = checklist_of(STATUS).rest_put_aside()
    assert checklist.open_places == (0, 1)
    assert checklist.set_aside == 6


def test_fewer_than_one_copy_is_not_counted() -> None:
    checklist = checklist_of(STATUS).counted(0, -1)
    assert checklist.entries[0].count_words == "1 bản chính"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14081998", date(1998, 8, 14)),
        ("14/8/1998", date(1998, 8, 14)),
        ("14.08.98", date(1998, 8, 14)),
        ("1-2-05", date(2005, 2, 1)),
        ("", None),
    ],
)
def test_dates_are_read_as_clerks_type_them(typed: str, read: date | None) -> None:
    assert read_date(typed, "birth_on", TODAY) == read


@pytest.mark.parametrize("typed", ["31/02/1998", "hôm qua", "10/12/2026", "1998", "00000000", "1/1/1700", "١٤٠٨١٩٩٨"])
def test_days_that_do_not_exist_or_are_to_come_are_refused(typed: str) -> None:
    with pytest.raises(DateImpossibleError):
        read_date(typed, "birth_on", TODAY)


def test_the_true_hour_of_a_late_entry() -> None:
    assert read_moment("07/12/2026 16:20", "claimed_at", NOW) == NOW.replace(day=7, hour=16, minute=20)
    assert read_moment("8h15", "claimed_at", NOW) == NOW.replace(hour=8, minute=15)
    for wrong in ("10:30", "07/12/2026", "07/12/2026 25:00", "07/12/2026 16:20 chiều"):
        with pytest.raises(DateImpossibleError):
            read_moment(wrong, "claimed_at", NOW)


@pytest.mark.parametrize(
    ("name", "typed", "marks"),
    [
        ("Nguyễn Thị Thuỷ Tiên", "thuy tien", ((11, 4), (16, 4))),
        ("Trần Thuý Tiên", "tien thuy", ((5, 4), (10, 4))),
        ("H'Hen Niê", "hen", ((2, 3),)),
        ("Đỗ Đức Đạt", "d d", ((0, 1), (3, 1))),
        ("Y Wơl Niê Kđăm", "0905", ()),
        ("Lò Thị Mỷ", "ị", ()),
    ],
)
def test_letters_that_answer_are_marked(name: str, typed: str, marks: tuple[tuple[int, int], ...]) -> None:
    assert marks_in(name, typed) == marks


def row(state: State, due: datetime | None, **more: datetime) -> DossierRow:
    return DossierRow(
        "000.00.18.H32-261204-1042", state, "A", "", "1.004873", "B", NOW - timedelta(days=5), due,
        more.get("finished_at"), more.get("handed_over_at"), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "due", "clock", "words"),
    [
        (State.RECEIVED, NOW.replace(hour=17, minute=0), ClockState.SOON, "Hôm nay 17:00"),
        (State.IN_PROGRESS, NOW.replace(day=10, hour=17, minute=0), ClockState.SOON, "Mai 17:00"),
        (State.RECEIVED, NOW.replace(day=11, hour=17, minute=0), ClockState.OK, "Còn 2 ngày"),
        (State.RECEIVED, NOW.replace(day=14, hour=17, minute=0), ClockState.OK, "Còn 3 ngày"),
        (State.RECEIVED, NOW.replace(day=8, hour=17, minute=0), ClockState.LATE, "Trễ 1 ngày"),
        (State.IN_PROGRESS, NOW.replace(day=4, hour=17, minute=0), ClockState.LATE, "Trễ 3 ngày"),
        (State.REFUSED, None, ClockState.DONE, "Đã từ chối"),
        (State.WITHDRAWN, None, ClockState.DONE, "Công dân yêu cầu rút hồ sơ"),
    ],
)
def test_the_clock_says_working_days(state: State, due: datetime | None, clock: ClockState, words: str) -> None:
    reading = reading_of(row(state, due), NOW, CALENDAR)
    assert (reading.clock, reading.words) == (clock, words)


def test_a_result_that_waits_and_one_that_went_out() -> None:
    ready = row(State.RESULT_READY, NOW, finished_at=NOW - timedelta(days=2))
    given = row(State.HANDED_OVER, NOW, finished_at=NOW, handed_over_at=NOW)
    assert reading_of(ready, NOW, CALENDAR).words == "Chờ nhận 2 ngày"
    assert reading_of(replace(ready, finished_at=NOW), NOW, CALENDAR).words == "Chờ từ hôm nay"
    assert reading_of(given, NOW, CALENDAR).words == "Đã trả 09/12/2026"


def test_the_tail_of_a_number() -> None:
    assert tail_of("000.00.18.H32-261204-1042") == "…261204-1042"
    assert grouped_number("066198004217") == "066 198 004 217"
    assert grouped_number("C1234567") == "C1234567"


def test_each_day_of_a_date_is_counted_or_says_why_not() -> None:
    days = days_counted(STATUS, CALENDAR, NOW, False)
    assert [day.count for day in days] == [0, 1, 2, 0, 0, 3]
    assert days[3].words == "nghỉ"
    assert days[-1].words == "hẹn trả 17:00"


@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY])
def test_the_last_day_counted_carries_the_number_of_the_limit(unit: Unit) -> None:
    for procedure in CATALOGUE.search(""):
        if procedure.limit.unit is unit:
            counts = [day.count for day in days_counted(procedure, CALENDAR, NOW, False)]
            assert max(counts) == procedure.limit.value or len(counts) > MOST_DAYS, procedure.code


def test_drafts_come_back_as_they_were() -> None:
    checklist = checklist_of(STATUS).toggled(0).counted(0, 1).rest_put_aside()
    typed = Typed(applicant=PersonText("Lương Ỷ Nhi", "066"), same_person=False, return_by="post")
    draft = Draft("1.004873", marks_of(checklist), typed, "10:02")
    drafts = Drafts(draft, (Draft("1.001193", (), Typed(), "09:00"),))
    back = from_text(to_text(drafts))
    assert back == drafts
    assert marked(checklist_of(STATUS), back.current.papers) == checklist


@pytest.mark.parametrize("kept", [None, "", "{}", "[]", "null", '{"current": 1, "aside": []}', "rách"])
def test_a_draft_of_another_make_gives_none_rather_than_a_window_that_fails(kept: str | None) -> None:
    assert from_text(kept) == Drafts()


def test_taking_a_draft_up_puts_what_is_in_hand_aside() -> None:
    first = Draft("1.004873", (), Typed(applicant=PersonText("A")), "09:00")
    second = Draft("1.001193", (), Typed(applicant=PersonText("B")), "10:00")
    drafts = Drafts(second, (first,)).taken_up()
    assert drafts == Drafts(first, (second,))
    assert drafts.parked() == Drafts(Draft(), (second, first))
    assert Drafts(Draft(), (first,)).dropped() == Drafts()
