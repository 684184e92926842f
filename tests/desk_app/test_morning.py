"""The morning's list: each dossier once, in the section that calls for it first, in the order of doing."""

from datetime import date, datetime, timedelta

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.usecases import apology, bags, handover, intake, progress, supplement
from desk_app.usecases.morning import Section, morning, rows_of
from desk_app.usecases.office import Office
from desk_app.usecases.supplement import SupplementRequest
from tests.desks import SetClock, application

WEDNESDAY = datetime(2026, 12, 2, 8, 30, tzinfo=OFFICE_ZONE)  # three working days: due Monday, 7 December


@pytest.fixture
def clock() -> SetClock:
    return SetClock(WEDNESDAY)


def on(clock: SetClock, day: int, hour: int = 9) -> None:
    clock.at = datetime(2026, 12, day, hour, tzinfo=OFFICE_ZONE)


def sections(office: Office) -> dict[Section, list[str]]:
    return {section: [task.row.number for task in tasks] for section, tasks in morning(office).sections.items()}


@pytest.mark.parametrize(
    ("day", "section"),
    [(2, Section.SOON), (3, Section.SOON), (4, Section.APOLOGY), (6, Section.APOLOGY), (7, Section.TODAY),
     (8, Section.LATE), (20, Section.LATE)],
)  # fmt: skip
def test_a_dossier_comes_nearer_day_by_day(office: Office, clock: SetClock, day: int, section: Section) -> None:
    number = intake.receive(office, application()).number
    on(clock, day)
    assert sections(office) == {section: [number]}


@pytest.mark.parametrize(
    ("day", "section"), [(9, Section.TOMORROW), (10, Section.TODAY), (11, Section.LATE_AGAIN)]
)  # fmt: skip
def test_after_the_apology_its_new_day_says_what_is_to_be_done(
    office: Office, clock: SetClock, day: int, section: Section
) -> None:
    number = intake.receive(office, application()).number
    on(clock, 4)
    apology.apologise(office, number, apology.Apology("chờ xác minh", new_on=date(2026, 12, 10)), paper=None)
    on(clock, day)
    assert sections(office) == {section: [number]}


def test_a_result_that_came_late_owes_its_apology_before_anything_else(office: Office, clock: SetClock) -> None:
    late, in_time = (intake.receive(office, application(name)).number for name in ("Lò Thị Mỷ", "Bế Thị Nhuần"))
    on(clock, 4)
    progress.finish(office, in_time)
    on(clock, 9)
    progress.finish(office, late)
    assert sections(office) == {Section.LATE: [late], Section.READY: [in_time]}


@pytest.mark.parametrize(
    ("day", "expected"),
    [(3, {}), (9, {Section.SUPPLEMENT_REMIND}), (14, {Section.SUPPLEMENT_REMIND}), (15, {Section.SUPPLEMENT_OVERDUE})],
)
def test_who_was_asked_for_papers_is_reminded_in_time(
    office: Office, clock: SetClock, day: int, expected: set[Section]
) -> None:
    number = intake.receive(office, application()).number
    item = office.store.register.dossier(number).papers[0].name
    request = SupplementRequest(((item, ""),), "thiếu giấy", date(2026, 12, 14))
    supplement.request_supplement(office, number, request)
    on(clock, day)
    assert set(sections(office)) == set(expected)


def test_post_and_bags_under_way_are_not_forgotten(office: Office) -> None:
    sent = intake.receive(office, application("Trương Kỳ Vỹ", return_by="post")).number
    progress.finish(office, sent)
    handover.post(office, sent, "EK123456789VN")
    carried = intake.receive(office, application()).number
    bag = bags.pack(office, "officer", "Đinh Văn Quyết", (carried,), paper=None).bag
    day = morning(office)
    assert [task.tracking for task in day.sections[Section.POSTED]] == ["EK123456789VN"]
    assert [each.bag for each in day.bags] == [bag]
    assert day.tasks == 3  # the dossier in the bag is due within three days besides
    bags.receive_bag(office, bag, "Đinh Văn Quyết")
    assert morning(office).bags == ()


def test_the_order_is_the_order_of_doing(office: Office, clock: SetClock) -> None:
    late = intake.receive(office, application("Lò Thị Mỷ")).number
    clock.at += timedelta(days=1)
    due = intake.receive(office, application("Bế Thị Nhuần")).number
    clock.at += timedelta(days=1)
    tomorrow = intake.receive(office, application("Y Wơl Niê Kđăm")).number
    on(clock, 8)
    fresh = intake.receive(office, application("H'Hen Niê")).number
    assert [row.number for row in rows_of(morning(office))] == [late, tomorrow, due, fresh]
