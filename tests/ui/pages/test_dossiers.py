"""Hồ sơ by keys: search while typing, see, move, print again."""

from PySide6.QtWidgets import QApplication, QLabel

from desk_app.domain.events import NumberViewed
from desk_app.domain.lifecycle import Move, State
from desk_app.ports import PrintState
from tests.ui.pages.conftest import Open
from tests.ui.pages.memory import MemoryRegister
from tests.ui.pages.seed import office_with_a_morning
from tests.ui.pages.stage import Stage
from ui.pages.dossiers.page import DossiersPage
from ui.pages.dossiers.reading import found
from ui.tables.time_line import Step
from ui.widgets.clock import ClockState


def page_of(stage: Stage) -> DossiersPage:
    assert isinstance(stage.page, DossiersPage)
    return stage.page


def search(stage: Stage, text: str) -> None:
    stage.press("Ctrl+F")
    page_of(stage).search.clear()
    stage.write(text)


def offered(stage: Stage) -> set[Move]:
    return {deed.move for deed in page_of(stage).detail.deeds if deed.move is not None}


def open_morning(open_stage: Open) -> Stage:
    return open_stage(DossiersPage, office_with_a_morning())


def test_what_is_typed_is_found_with_its_letters_marked(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "thuy tien")
    rows = page_of(stage).list.rows
    assert {row.first for row in rows} == {"Nguyễn Thị Thuỷ Tiên", "Trần Thuý Tiên"}
    assert rows[0].marked == ((11, 4), (16, 4))
    assert page_of(stage).search.said == "3 hồ sơ"


def test_typed_accents_come_first(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "thuý")
    assert page_of(stage).list.rows[0].first == "Trần Thuý Tiên"
    search(stage, "thuỷ")
    assert page_of(stage).list.rows[0].first == "Nguyễn Thị Thuỷ Tiên"


def test_one_letter_is_enough_and_the_detail_follows(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "u")
    assert page_of(stage).list.rows
    assert page_of(stage).detail.isVisible()


def test_fast_typing_asks_once(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    register = stage.office.store.register
    assert isinstance(register, MemoryRegister)
    register.found.clear()
    search(stage, "thuy tien")
    assert register.found == ["thuy tien"]


def test_an_answer_to_what_was_typed_before_is_dropped(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "thuy")
    late = found(stage.office, "vy")
    page_of(stage)._take_found(late)
    assert {row.first.split()[-2] for row in page_of(stage).list.rows} == {"Thuỷ", "Thuý"}


def test_nothing_found_says_where_it_was_looked_for_and_what_to_try(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "chứng tử bà Sáu")
    assert page_of(stage).nothing.title.text() == "Chưa thấy hồ sơ nào khớp “chứng tử bà Sáu”"
    assert not page_of(stage).list.isVisible()
    assert page_of(stage).primary() is None


def test_a_result_that_is_ready_is_recorded_by_its_key(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    recorded: list[str] = []
    page_of(stage).recorded.connect(recorded.append)
    search(stage, "wol")
    assert offered(stage) >= {Move.START, Move.FINISH, Move.REQUEST_SUPPLEMENT, Move.WITHDRAW, Move.STOP}
    stage.press("Alt+Q", "Enter")
    number = "000.00.18.H32-261207-1001"
    assert recorded == [number]
    assert stage.office.store.register.row(number).state is State.RESULT_READY
    assert Move.FINISH not in offered(stage)
    assert page_of(stage).detail.deeds[0].move is Move.HAND_OVER
    assert page_of(stage).list.rows[0].clock is ClockState.READY


def test_ctrl_enter_takes_a_ready_result_to_its_hand_over(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    wanted: list[str] = []
    page_of(stage).hand_over_wanted.connect(wanted.append)
    search(stage, "vy")
    stage.press("Ctrl+Enter")
    assert wanted == ["000.00.18.H32-261204-1001"]


def test_what_is_over_is_only_opened_again_or_put_right(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "tran thuy")
    assert offered(stage) == {Move.REOPEN, Move.AMEND}
    stage.press("Alt+Q", "Enter")
    assert stage.office.store.register.row("000.00.18.H32-261201-1001").state is State.HANDED_OVER


def test_the_personal_number_is_covered_and_its_viewing_is_logged(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "vy")
    number = stage.find(QLabel, "personal_number")
    assert isinstance(number, QLabel)
    assert number.text() == "0660••••3311"
    before = len(stage.memory.log)
    stage.press("Alt+1", "Enter")
    assert number.text() == "066094003311"
    assert isinstance(stage.memory.log[-1].body, NumberViewed)
    assert len(stage.memory.log) == before + 1
    search(stage, "wol")
    assert "••••" in number.text()


def test_a_reprint_is_queued_by_its_key(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    wanted: list[int] = []
    page_of(stage).print_wanted.connect(wanted.append)
    search(stage, "vy")
    stage.press("Ctrl+P")
    last = stage.memory.prints[-1]
    assert wanted == [last.print_id]
    assert (last.state, last.intent.print_number) == (PrintState.WAITING, 2)


def test_the_number_is_copied_whole(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "vy")
    stage.press("Ctrl+C")
    assert QApplication.clipboard().text() == "000.00.18.H32-261204-1001"


def test_the_history_says_when_what_and_who(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "tran thuy")
    steps = page_of(stage).detail.history.steps
    assert [(step.when, step.what) for step in steps] == [
        ("01/12 10:05", "Nhận hồ sơ"),
        ("04/12 09:00", "Bắt đầu giải quyết"),
        ("04/12 09:00", "Có kết quả"),
        ("05/12 14:00", "Trả cho Trần Thuý Tiên"),
    ]
    assert all("Trần Thị Mỹ Hạnh" in step.under for step in steps)


def test_a_refusal_shows_its_reason_and_has_no_slip(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "uoc")
    chosen = [row for row in page_of(stage).list.rows if row.side == "Đã từ chối"]
    page_of(stage).list.show_rows(page_of(stage).list.rows, choose=chosen[0].id)
    assert "xin nộp tại xã Ea Kao" in page_of(stage).detail.clock.under.text
    assert not page_of(stage).detail.reprint.isVisible()


def test_filters_are_changed_by_keys(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "thuy tien")
    stage.press("Alt+→")
    assert [row.clock for row in page_of(stage).list.rows] == [ClockState.SOON]
    stage.press("Alt+→")
    assert [row.clock for row in page_of(stage).list.rows] == [ClockState.READY]
    stage.press("Alt+←", "Alt+←")
    assert len(page_of(stage).list.rows) == 3


def test_arrows_in_the_box_choose_in_the_list_and_enter_goes_to_the_moves(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "thuy tien")
    stage.press("↓")
    assert page_of(stage).list.chosen_id == "000.00.18.H32-261203-1001"
    stage.press("Enter")
    assert stage.focus_name() == "move_hand_over"
    stage.press("Esc")
    assert stage.focus_name() == "search"


def test_a_dossier_asked_for_elsewhere_is_shown(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    number = "000.00.18.H32-261207-1001"
    assert stage.window.open("page").scanned(number)
    stage.settle()
    assert page_of(stage).detail.number.text() == number


def test_a_scan_on_this_page_goes_back_to_the_window(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    unclaimed: list[str] = []
    stage.window.scan_unclaimed.connect(unclaimed.append)
    stage.scan("000.00.18.H32-261204-1001")
    assert unclaimed == ["000.00.18.H32-261204-1001"]


def test_a_long_reason_in_the_history_is_wrapped_and_not_cut(open_stage: Open) -> None:
    stage = open_morning(open_stage)
    search(stage, "vy")
    history = page_of(stage).detail.history
    short, long = Step("", "Nhận hồ sơ", "Hạnh"), Step("", "Vì sao ghi bù", "mất điện cả buổi sáng " * 12)
    history.show_steps([short, long])
    stage.settle()
    first, second = (history.visualRect(history.model().index(row, 0)) for row in (0, 1))
    assert second.height() > first.height() + 20
    assert not history.grab().isNull()
    wide = second.height()
    stage.window.resize(1100, 690)
    stage.settle()
    assert history.visualRect(history.model().index(1, 0)).height() > wide
