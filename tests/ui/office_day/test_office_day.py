"""Sổ ngày: every piece with keys alone, on a real desk."""

from collections import Counter as Count
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.usecases import bags, intake, progress, upkeep
from desk_app.usecases.list_papers import ListPaper
from desk_app.usecases.office import Office
from tests.desks import SetClock, application, make_office
from tests.ui.office_day.desk import OnADesk
from ui.widgets.button import Button
from ui.widgets.field import Choice, LabelledField
from ui.widgets.text import Text

MORNING = datetime(2026, 12, 9, 8, 30, tzinfo=OFFICE_ZONE)
NUMBER = "000.00.18.H32-261209-{}"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture
def office(tmp_path: Path, clock: SetClock, qapp: QApplication) -> Iterator[Office]:
    """A desk with three dossiers, 1001 to 1003; the last one is ready."""
    office = make_office(tmp_path, clock)
    numbers = [intake.receive(office, application(name)).number for name in ("Lò Thị Mỷ", "Bế Thị Nhuần", "H'Hen Niê")]
    progress.finish(office, numbers[-1])
    yield office
    office.store.close()


@pytest.fixture
def desk(office: Office) -> Iterator[OnADesk]:
    desk = OnADesk(office)
    yield desk
    desk.stage.close()


def test_a_bag_is_packed_by_scans_and_opened_by_one_scan_and_its_exceptions(desk: OnADesk) -> None:
    for counter in (1001, 1002, 1002):
        desk.stage.scan(NUMBER.format(counter))
    assert len(desk.lines()) == 2
    desk.press("Ctrl+Enter")
    assert desk.office.store.books.bags_under_way() == ()  # nobody was named
    desk.write("pack_to", "Đinh Văn Quyết")
    desk.press("Ctrl+Enter")
    (bag,) = desk.office.store.books.bags_under_way()
    assert bag.numbers == (NUMBER.format(1001), NUMBER.format(1002))
    assert bag.bag in desk.told[-1]
    assert [row.intent.form for row in desk.office.store.register.prints()] == [f"bag@{_seq(desk)}"]
    desk.stage.scan(bag.bag)
    assert desk.page.panel is desk.page.panels[1]
    desk.press("Space")
    desk.stage.scan(NUMBER.format(1003))
    assert [line[-1] for line in desk.lines()] == ["thiếu", "có", "thừa"]
    desk.press("Ctrl+Enter")
    opened = desk.office.store.books.bag(bag.bag)
    assert opened is not None
    assert (opened.missing, opened.surplus) == ((NUMBER.format(1001),), (NUMBER.format(1003),))
    desk.stage.scan(bag.bag)
    assert [line[-1] for line in desk.lines()] == ["thiếu", "có", "thừa"]
    assert "Trần Thị Mỹ Hạnh nhận" in desk.page.panel.head.note.text()
    assert not desk.page.panel.do.isVisible()


def _seq(desk: OnADesk) -> int:
    return int(desk.office.store.register.prints()[0].intent.form.partition("@")[2])


def test_a_dossier_in_a_bag_nobody_opened_is_taken_out_of_it_first(desk: OnADesk) -> None:
    first = bags.pack(desk.office, "officer", "Lê An", (NUMBER.format(1001),))
    desk.stage.scan(NUMBER.format(1001))
    assert desk.lines() == [] and first.bag in desk.problem and "Lê An" in desk.problem
    desk.press("Alt+L")
    assert len(desk.lines()) == 1 and desk.problem == ""
    desk.write("pack_to", "Đinh Văn Quyết")
    desk.press("Ctrl+Enter")
    assert len(desk.office.store.books.bags_under_way()) == 2
    desk.stage.scan(first.bag)
    assert [line[-1] for line in desk.lines()] == ["thiếu"]


def test_a_dossier_is_taken_out_of_the_bag_with_del(desk: OnADesk) -> None:
    desk.stage.scan(NUMBER.format(1001))
    desk.page.panel.list.setFocus()
    desk.press("Del")
    assert desk.lines() == []


def test_a_storm_day_is_looked_at_before_it_is_written_and_can_be_taken_back(desk: OnADesk) -> None:
    before = desk.office.store.outbox.head()
    desk.press("Alt+3")
    desk.write("closure_first", "10/12/2026")
    desk.press("Ctrl+Enter")
    assert desk.office.store.outbox.head() == before  # no reason yet
    desk.write("closure_reason", "bão số 9")
    desk.press("Ctrl+Enter")
    assert [line[0] for line in desk.lines()] == ["Lò Thị Mỷ", "Bế Thị Nhuần"]
    assert desk.office.store.outbox.head() == before
    desk.press("Ctrl+Enter")
    (closure,) = desk.office.store.books.closures()
    assert closure.days == (date(2026, 12, 10),)
    assert len(closure.moves) == 2
    assert not desk.office.store.calendar().is_working_day(date(2026, 12, 10))
    desk.page.panel.list.setFocus()
    desk.press("Alt+U")
    desk.stage.write("báo nhầm")
    desk.press("Ctrl+Enter")
    assert desk.office.store.calendar().is_working_day(date(2026, 12, 10))
    assert "như cũ" in desk.told[-1]


def test_a_changed_calendar_moves_promised_days_after_a_look(desk: OnADesk) -> None:
    desk.press("Alt+3", "Alt+L")
    assert "giữ nguyên" in desk.problem
    upkeep.change_day(desk.office, date(2026, 12, 10), "off", "nghỉ bù", "Quyết định 12")
    desk.press("Alt+L")
    assert [line[0] for line in desk.lines()] == ["Lò Thị Mỷ", "Bế Thị Nhuần"]
    desk.press("Ctrl+Enter")
    assert desk.office.store.books.closures() == ()  # no reason yet
    desk.write("closure_reason", "Quyết định 12")
    desk.press("Ctrl+Enter")
    (closure,) = desk.office.store.books.closures()
    assert (closure.days, len(closure.moves)) == ((), 2)
    assert desk.lines()[0][0] == "Theo lịch mới"


def test_what_changed_since_the_look_is_looked_at_again(desk: OnADesk) -> None:
    desk.press("Alt+3")
    desk.write("closure_first", "10/12/2026")
    desk.write("closure_reason", "bão số 9")
    desk.press("Ctrl+Enter")
    desk.write("closure_first", "11/12/2026")
    desk.press("Ctrl+Enter")
    assert desk.office.store.books.closures() == ()
    assert desk.page.panel.do.text() == "Ghi nghỉ đột xuất"


def test_the_day_is_closed_by_two_people_and_closed_again_when_something_came(desk: OnADesk) -> None:
    desk.press("Alt+4")
    assert ("Số đầu, số cuối", "…261209-1001 → …261209-1003") in desk.lines()
    desk.press("Ctrl+Enter")
    assert desk.office.store.books.closings() == ()
    desk.write("closing_witness", "Trần Thị Mỹ Hạnh")
    desk.press("Ctrl+Enter")
    assert "trùng tên" in desk.problem
    desk.write("closing_witness", "Đinh Văn Quyết")
    desk.press("Ctrl+Enter")
    (closed,) = desk.office.store.books.closings()
    assert (closed.body.signed_by, closed.body.witnessed_by) == ("Trần Thị Mỹ Hạnh", "Đinh Văn Quyết")
    assert desk.page.panel.do.text() == "Chốt lại và in"
    desk.press("Ctrl+Enter")
    assert len(desk.office.store.books.closings()) == 2


def test_a_pad_is_reserved_a_sheet_entered_and_a_sheet_given_up(desk: OnADesk, clock: SetClock) -> None:
    desk.press("Alt+5", "Alt+T")
    desk.stage.write("3")
    desk.press("Ctrl+Enter")
    assert [line[0] for line in desk.lines()] == ["Tờ 1004", "Tờ 1005", "Tờ 1006"]
    clock.at = MORNING.replace(hour=14)
    desk.write("pad_procedure", "1.004873")
    desk.write("pad_name", "Y Wơl Niê Kđăm")
    desk.press("Ctrl+Enter")
    assert len(desk.lines()) == 3  # a sheet has an hour
    desk.write("pad_hour", "9h40")
    desk.press("Ctrl+Enter")
    dossier = desk.office.store.register.dossier(NUMBER.format(1004))
    assert (dossier.applicant.name, dossier.received_at) == ("Y Wơl Niê Kđăm", MORNING.replace(hour=9, minute=40))
    desk.press("Alt+H")
    desk.stage.write("rách")
    desk.press("Ctrl+Enter")
    assert [line[0] for line in desk.lines()] == ["Tờ 1006"]


def test_an_unclear_procedure_gives_no_sheet_away(desk: OnADesk, clock: SetClock) -> None:
    desk.press("Alt+5", "Alt+T")
    desk.stage.write("1")
    desk.press("Ctrl+Enter")
    clock.at = MORNING.replace(hour=14)
    for name, text in (("pad_procedure", "đăng ký"), ("pad_name", "Lò Thị Mỷ"), ("pad_hour", "9:00")):
        desk.write(name, text)
    desk.press("Ctrl+Enter")
    assert "chưa rõ" in desk.problem
    assert len(desk.lines()) == 1


def test_a_list_shows_what_is_printed(desk: OnADesk) -> None:
    wanted: list[tuple[ListPaper, ...]] = []
    desk.page.papers_wanted.connect(wanted.append)
    desk.press("Alt+6")
    assert desk.lines() == [("H'Hen Niê", "thôn 4 · 0905318246", "có từ hôm nay")]
    desk.press("Ctrl+Enter")
    assert [paper.title for paper in wanted[0]] == ["danh-sach-chua-nhan-ket-qua"]
    desk.press("↓")
    assert desk.lines()[0] == ("thôn 4",)
    desk.press("↓")
    assert desk.lines() == []
    desk.press("Ctrl+Enter")
    assert (len(wanted), desk.problem) == (1, "Danh sách không có hồ sơ nào để in.")


def test_the_list_for_the_post_names_its_post_office(desk: OnADesk, office: Office) -> None:
    number = intake.receive(office, application("Y Wơl Niê Kđăm", return_by="post")).number
    progress.finish(office, number)
    for name, said in (("", "Suối Hương"), ("Bưu điện Văn hóa xã", "Bưu điện Văn hóa xã")):
        upkeep.change_setting(office, "post_office", name)
        desk.press("Alt+1", "Alt+6")
        desk.page.panels[5].findChild(Choice, "list_name").setCurrentIndex(0)  # type: ignore[union-attr]
        desk.press("↓", "↓", "↓")
        assert desk.lines()[0][0] == "Y Wơl Niê Kđăm"
        shown = desk.page.panels[5].findChildren(Text)
        assert any(f"Bưu cục nhận: {said}." in text.text() for text in shown if text.isVisible())


def test_free_sheets_have_the_focus_and_the_key_that_gives_one_up_is_seen(desk: OnADesk) -> None:
    desk.press("Alt+5", "Alt+T")
    desk.stage.write("2")
    desk.press("Ctrl+Enter", "Alt+1", "Alt+5")
    assert desk.stage.focus_name() == "pad_list"
    spoil = desk.page.findChild(Button, "pad_spoil")
    assert spoil is not None and spoil.isVisible()


def cut_fields(desk: OnADesk) -> list[str]:
    """Return the fields of the panel that are lower than what they say needs."""
    fields = [field for field in desk.page.panel.findChildren(LabelledField) if field.isVisible()]
    return [field.box.objectName() for field in fields if field.height() < field.minimumSizeHint().height()]


def test_a_field_that_is_cut_would_be_noticed(desk: OnADesk) -> None:
    desk.press("Alt+5")
    next(each for each in desk.page.findChildren(LabelledField) if each.box.objectName() == "pack_scan").setFixedHeight(
        9
    )
    desk.press("Alt+1")
    assert cut_fields(desk) == ["pack_scan"]


@pytest.mark.parametrize("place", range(6))
def test_every_panel_has_its_keys_its_names_and_its_focus(desk: OnADesk, place: int) -> None:
    desk.press(f"Alt+{place + 1}")
    chords = [binding.chord.text for binding in desk.page.bindings() if binding.when()]
    assert [chord for chord, times in Count(chords).items() if times > 1] == []
    controls = [each for each in desk.page.findChildren(QWidget) if each.isVisible()]
    controls = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each.objectName() for each in controls if not each.accessibleName()] == []
    focused = QApplication.focusWidget()
    assert focused is not None
    assert desk.page.panel.isAncestorOf(focused)
    assert cut_fields(desk) == []
    desk.stage.window.resize(910, 490)
    desk.stage.settle()
    assert cut_fields(desk) == []
    bottom = desk.page.mapTo(desk.stage.window, desk.page.rect().bottomLeft()).y()
    assert bottom <= desk.stage.window.height()
