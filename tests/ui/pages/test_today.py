"""Hôm nay: the order of the day, and where Enter leads."""

from desk_app.domain.lifecycle import State
from tests.ui.pages.conftest import Open
from tests.ui.pages.seed import office_with_a_morning
from tests.ui.pages.stage import Stage
from ui.pages.today.groups import working_minutes
from ui.pages.today.page import TodayPage


def page_of(stage: Stage) -> TodayPage:
    assert isinstance(stage.page, TodayPage)
    return stage.page


def choose(stage: Stage, number: str) -> None:
    tasks = page_of(stage).list
    tasks.show_lines(tasks.lines, choose=number)
    tasks.setFocus()


def test_the_groups_stand_in_the_order_of_law_and_decency(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    headers = [(line.cells[0].text, line.cells[1].text) for line in page_of(stage).list.lines if line.header]
    assert headers == [
        ("Trễ hẹn, chưa xin lỗi", "1"),
        ("Hẹn trả ngày mai", "1"),
        ("Hẹn trả hôm nay", "2"),
        ("Hẹn trả trong ba ngày làm việc", "2"),
        ("Có kết quả, chờ người nhận", "3"),
    ]
    assert stage.page.fact == "9 việc, làm từ trên xuống"


def test_the_list_has_the_focus_and_arrows_skip_the_headers(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    assert stage.focus_name() == "tasks"
    stage.press("↓", "↓", "↓")
    assert page_of(stage).list.chosen_id == "000.00.18.H32-261204-1003"


def test_enter_opens_the_dossier_and_a_ready_result_goes_to_its_hand_over(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    opened: list[str] = []
    handed: list[str] = []
    page_of(stage).open_dossier.connect(opened.append)
    page_of(stage).hand_over_wanted.connect(handed.append)
    choose(stage, "000.00.18.H32-261204-1002")
    stage.press("Enter")
    choose(stage, "000.00.18.H32-261204-1001")
    stage.press("Enter")
    assert opened == ["000.00.18.H32-261204-1002"]
    assert handed == ["000.00.18.H32-261204-1001"]


def test_alt_q_records_a_result_that_came(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    choose(stage, "000.00.18.H32-261204-1002")
    stage.press("Alt+Q")
    assert stage.office.store.register.row("000.00.18.H32-261204-1002").state is State.RESULT_READY
    headers = {line.cells[0].text: line.cells[1].text for line in page_of(stage).list.lines if line.header}
    assert (headers["Hẹn trả hôm nay"], headers["Có kết quả, chờ người nhận"]) == ("1", "4")


def test_every_line_says_how_far_its_day_is(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    badges = [line.cells[2].text for line in page_of(stage).list.lines if not line.header]
    assert badges == ["trễ", "D-1", "D", "D", "D-3", "D-3", "", "", ""]


def test_the_badge_counts_what_is_urgent(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    badges: list[tuple[str, str]] = []
    stage.page.badge_changed.connect(lambda words, tone: badges.append((words, tone)))
    stage.page.refresh()
    stage.settle()
    assert badges == [("4", "late")]


def test_an_empty_day_says_so(open_stage: Open) -> None:
    stage = open_stage(TodayPage)
    assert page_of(stage).nothing.isVisible()
    assert page_of(stage).nothing.title.text() == "Không còn việc hẹn hôm nay."
    assert stage.focus_name() == "next_person"


def test_time_left_is_working_time(open_stage: Open) -> None:
    stage = open_stage(TodayPage, office_with_a_morning())
    line = next(line for line in page_of(stage).list.lines if line.id == "000.00.18.H32-261204-1002")
    assert line.cells[-1].text == "còn 4 giờ 34 phút"
    calendar, now = stage.office.store.calendar(), stage.memory.clock.now()
    assert working_minutes(calendar, now, now) == 0
    friday_evening = now.replace(day=11, hour=17, minute=0)
    monday_morning = now.replace(day=14, hour=8, minute=0)
    opened = calendar.shifts_on(monday_morning.date())[0].opens
    expected = 8 * 60 - (opened.hour * 60 + opened.minute)
    assert working_minutes(calendar, friday_evening, monday_morning) == expected
