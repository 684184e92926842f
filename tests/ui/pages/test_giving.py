"""Results handed over on a real desk: together, with originals, by authority, without the slip, late, by post."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.events import HandedOver, SubmittedPaper
from desk_app.domain.lifecycle import State
from desk_app.domain.paper_name import paper_name
from desk_app.domain.papers.lost_slip import LostSlipStatement
from desk_app.usecases import handover, progress
from desk_app.usecases.contents import content_of
from desk_app.usecases.intake import receive
from desk_app.usecases.office import Office
from printing.contents import press_content
from tests.desks import BIRTH, SetClock, application, make_office
from tests.ui.pages.memory import Memory
from tests.ui.pages.stage import Stage
from ui.pages.hand_over.page import HandOverPage

CARD = "066198004217||Nguyễn Thị Thuỷ Tiên|14081998|Nữ|Thôn 4, xã Suối Hương, tỉnh Đắk Lắk|15042021"


class Hands:
    """The hand-over page of a real desk."""

    def __init__(self, office: Office) -> None:
        class Clocked:
            clock = office.clock

        self.office = office
        self.stage = Stage(HandOverPage, (office, cast(Memory, Clocked())))
        self.printed: list[int] = []
        self.page.print_wanted.connect(self.printed.append)

    @property
    def page(self) -> HandOverPage:
        assert isinstance(self.stage.page, HandOverPage)
        return self.stage.page

    @property
    def verdict(self) -> str:
        return self.page.card.band.title.text()

    def state(self, number: str) -> State:
        return self.office.store.register.row(number).state

    def given(self, number: str) -> HandedOver:
        bodies = [event.body for event in self.office.store.register.dossier(number).history]
        return next(body for body in bodies if isinstance(body, HandedOver))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def hands(tmp_path: Path, qapp: QApplication, clock: SetClock) -> Iterator[Hands]:
    office = make_office(tmp_path, clock)
    hands = Hands(office)
    yield hands
    hands.stage.close()
    office.store.close()


def ready(office: Office, **more: str) -> str:
    number = receive(office, application(**more)).number
    progress.finish(office, number)
    return number


def test_all_results_of_one_person_go_out_in_one_go(hands: Hands) -> None:
    first, second = ready(hands.office), ready(hands.office, procedure=BIRTH)
    hands.stage.scan(first)
    assert "2 kết quả" in hands.page.others.open.text()
    hands.stage.press("Alt+C")
    assert (hands.state(first), hands.state(second)) == (State.HANDED_OVER, State.HANDED_OVER)
    assert len(hands.page.just_given.list.lines) == 2


def test_what_is_late_without_apology_stays_when_the_others_go(hands: Hands, clock: SetClock) -> None:
    late = receive(hands.office, application(procedure=BIRTH)).number
    first = ready(hands.office)
    clock.at = datetime(2026, 12, 21, 9, tzinfo=OFFICE_ZONE)
    progress.finish(hands.office, late)
    hands.stage.scan(first)
    assert hands.page.others.isVisible() and not hands.page.others.open.isVisible()
    hands.stage.press("Alt+C", "Enter")
    assert (hands.state(first), hands.state(late)) == (State.HANDED_OVER, State.RESULT_READY)


def test_a_late_result_is_apologised_for_at_once_and_then_given(hands: Hands, clock: SetClock) -> None:
    number = receive(hands.office, application()).number
    clock.at = datetime(2026, 12, 21, 9, tzinfo=OFFICE_ZONE)
    progress.finish(hands.office, number)
    hands.stage.scan(number)
    assert hands.verdict == "Có kết quả, trễ hẹn và chưa xin lỗi"
    hands.stage.press("Alt+X", "Enter")
    assert len(hands.printed) == 1
    hands.stage.press("Enter")
    assert hands.state(number) is State.HANDED_OVER


def test_originals_go_back_with_the_result_and_a_receipt_is_printed(hands: Hands) -> None:
    brought = (SubmittedPaper("Sổ hộ khẩu", originals=1), SubmittedPaper("Thẻ", originals=1, note="xuất trình"))
    number = ready(hands.office, papers=brought)  # type: ignore[arg-type]
    hands.stage.scan(number)
    hands.stage.press("Alt+O", "Enter")
    assert hands.page.card.back.text() == "Trả 1 bản chính"
    hands.stage.press("Enter")
    assert [paper.name for paper in hands.given(number).returned] == ["Sổ hộ khẩu"]
    forms = [row.intent.form for row in hands.office.store.register.prints(number=number)]
    assert forms[-1].startswith("return-receipt@")


def test_without_the_slip_a_statement_is_printed_to_be_signed(hands: Hands) -> None:
    number = ready(hands.office)
    hands.stage.scan(CARD)
    hands.stage.press("Enter")
    row = hands.office.store.register.prints(number=number)[-1]
    content = content_of(hands.office, number, paper_name(row.intent.form))
    assert isinstance(content, LostSlipStatement)
    assert (content.person.name, content.card) == ("Nguyễn Thị Thuỷ Tiên", "thẻ căn cước")
    pdf = press_content(content, row.intent.paper, print_number=1, printed_at=content.stated_at)
    assert pdf.startswith(b"%PDF")
    assert hands.printed


def test_a_slip_that_is_there_needs_no_statement(hands: Hands) -> None:
    number = ready(hands.office)
    hands.stage.scan(number)
    assert not hands.page.card.lost.isVisible()
    hands.stage.press("Enter")
    assert hands.given(number).statement == ""


def test_a_representative_shows_an_authority(hands: Hands) -> None:
    number = ready(hands.office)
    hands.stage.scan(number)
    hands.stage.press("Alt+3")
    hands.stage.write("Trương Kỳ Anh")
    hands.stage.press("Ctrl+Enter")
    assert hands.page.card.collectors.paper.is_wrong
    hands.stage.write("Giấy ủy quyền số 12")
    hands.stage.press("Ctrl+Enter")
    assert hands.given(number).authority == "Giấy ủy quyền số 12"


def test_what_the_post_has_is_said_and_comes_back_here(hands: Hands) -> None:
    number = ready(hands.office)
    handover.post(hands.office, number, "EB123456789VN")
    hands.stage.scan(number)
    assert hands.verdict == "Kết quả đang ở bưu điện"
    assert not hands.page.card.give.isVisible()
    hands.stage.press("Alt+L")
    hands.stage.write("Không có người nhận")
    hands.stage.press("Ctrl+Enter")
    assert hands.verdict == "Đúng hồ sơ, đã có kết quả"


def test_no_two_keys_clash_whatever_is_shown(hands: Hands, clock: SetClock) -> None:
    number = ready(hands.office)
    hands.stage.scan(number)
    keys = [binding.chord.text for binding in hands.page.bindings() if binding.when()]
    assert len(set(keys)) == len(keys)
