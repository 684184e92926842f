"""What one look at a dossier tells: where its clock leads, who has it, what lies there, what is awaited."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.desks import SetClock
from tests.ui.pages.move_hands import Hands, on_day, shown_again
from ui.look import look
from ui.resources.tokens import LIGHT
from ui.tables.lines import LineList
from ui.widgets.button import Kind


def words_of(shown: LineList) -> list[str]:
    return [", ".join(cell.text for cell in line.cells) for line in shown.lines]


def test_a_clock_that_stands_says_the_day_it_would_lead_to_if_all_came_today(hands: Hands, clock: SetClock) -> None:
    hands.press("Alt+B", "Space", "Ctrl+Enter")
    card = hands.page.detail.clock
    assert (card.label.text(), card.date.text()) == ("Nộp đủ hôm nay thì hẹn trả", "Thứ Hai, 14/12/2026")
    on_day(clock, 15)
    shown_again(hands)
    assert card.date.text() == "Thứ Sáu, 18/12/2026"
    hands.press("Alt+B", "Ctrl+Enter")
    assert (card.label.text(), card.date.text()) == ("Hẹn trả", "Thứ Sáu, 18/12/2026")


def test_what_was_asked_for_is_awaited_until_it_comes(hands: Hands) -> None:
    hands.press("Alt+B", "↓", "↓", "Space", "Ctrl+Enter")
    awaited = [line for line in words_of(hands.page.detail.papers) if "đang chờ" in line]
    assert len(awaited) == 1
    hands.press("Alt+B", "Ctrl+Enter")
    said = words_of(hands.page.detail.papers)
    assert not [line for line in said if "đang chờ" in line]
    assert awaited[0].partition(",")[0] in said[-1]


def test_the_line_of_the_time_is_dotted_where_the_clock_stood(hands: Hands) -> None:
    hands.press("Alt+B", "Space", "Ctrl+Enter")
    hands.did("Alt+G")
    hands.press("Alt+B", "Ctrl+Enter")
    steps = {step.what.partition(":")[0]: step.paused for step in hands.page.detail.history.steps}
    assert (steps["Nhận hồ sơ"], steps["Yêu cầu bổ sung"], steps["Đã báo cho dân"]) == (False, True, True)
    assert steps["Đã bổ sung"] is False


def test_what_was_told_stands_beside_what_was_printed(hands: Hands) -> None:
    hands.did("Alt+G", note="người nhà nghe máy")
    assert any("Đã báo" in line and "gọi điện" in line for line in words_of(hands.page.detail.prints))


def test_who_has_it_and_since_when_is_a_line_of_its_own(hands: Hands) -> None:
    card = hands.page.detail.clock
    assert "Đang ở quầy." in card.under.text and card.holder.isHidden()
    hands.did("Alt+C", to_name="Lê Văn An")
    assert card.holder.text == "Đang ở: Lê Văn An, từ Thứ Tư, 09/12/2026 10:26."
    assert card.holder.isVisible()


def test_putting_right_and_opening_again_are_never_the_next_step(hands: Hands) -> None:
    hands.did("Alt+R", reason="Đổi ý")
    kinds = {button.kind for button in hands.page.detail.buttons.values()}
    assert kinds == {Kind.SECONDARY}
    before = hands.dossier.last_seq
    hands.press("Ctrl+Enter")
    assert hands.page.moves.dialog is None and hands.dossier.last_seq == before


def test_a_result_at_the_post_is_said_to_be_there(hands: Hands) -> None:
    hands.press("Alt+Q", "Enter", "Alt+U")
    hands.stage.scan("EB123456789VN")
    hands.press("Enter")
    assert hands.says("Đang ở bưu điện") and not hands.says("Đang chờ người nhận")


@pytest.mark.parametrize("size", [(1366, 690), (1280, 690), (910, 490)])
def test_nothing_of_a_long_life_is_cut(hands: Hands, size: tuple[int, int]) -> None:
    hands.did("Alt+O", place="Ngăn 3, kệ B")
    hands.did("Alt+C", to_name="H'Hen Niê, công chức Tư pháp – Hộ tịch")
    hands.press("Alt+B", "Space", "Space", "Space", "Ctrl+Enter")
    hands.did("Alt+G")
    window = hands.stage.window
    window.resize(*size)
    hands.stage.settle()
    assert (window.width(), window.height()) == size
    detail = hands.page.detail
    for button in (*detail.buttons.values(), detail.reprint, detail.more):
        assert button.isHidden() or button.width() >= button.sizeHint().width()
    facts = detail.person.facts
    assert facts.height() >= facts.heightForWidth(facts.width())


@pytest.mark.parametrize("size", [(1366, 690), (910, 490)])
def test_every_field_of_a_long_form_is_reached_and_seen(hands: Hands, size: tuple[int, int]) -> None:
    hands.stage.window.resize(*size)
    hands.press("Alt+S")
    seen = []
    for _ in range(len(hands.dialog.boxes)):
        name = hands.stage.focus_name()
        box = hands.dialog.boxes[name].focusProxy()
        assert box is not None
        assert box.visibleRegion().boundingRect().height() == box.height(), name
        seen.append(name)
        hands.press("Tab")
    assert seen == list(hands.dialog.boxes)


def test_a_larger_text_makes_the_lists_beside_it_higher(hands: Hands, qapp: QApplication) -> None:
    hands.did("Alt+O", place="Ngăn 3")
    shown = hands.page.detail.papers
    low = shown.maximumHeight()
    look().show_in(qapp, LIGHT, 150)
    try:
        assert shown.maximumHeight() >= shown.content_height() > low
    finally:
        look().show_in(qapp, LIGHT, 100)
    assert shown.maximumHeight() == low
