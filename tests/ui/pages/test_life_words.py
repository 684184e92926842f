"""Every kind of event of a dossier has a sentence in its time line, and every paper a name."""

from datetime import date, datetime

import pytest

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import Event, ProcedureTerms, Promise, SubmittedPaper
from desk_app.domain.life_events import (
    LIFE_EVENTS,
    Accepted,
    Amended,
    Apologised,
    ApologyPublished,
    DueDateMoved,
    FeeLine,
    FeesRecorded,
    Forwarded,
    ObligationRequested,
    ObligationSettled,
    PostDelivered,
    Posted,
    PostReturned,
    Registered,
    Reopened,
    RequestedItem,
    Shelved,
    Stopped,
    SupplementReceived,
    SupplementRequested,
    Told,
    TurnedAway,
    Withdrawn,
)
from desk_app.domain.person import Person
from desk_app.domain.scan_events import SCAN_EVENTS, ScanAttached, ScanRemoved
from desk_app.usecases.contents import forms
from desk_app.usecases.sheets import SHEETS
from ui.pages.dossiers.life_words import life_words
from ui.paper_words import FORMS, form_words

AT = datetime(2026, 12, 14, 17, tzinfo=OFFICE_ZONE)
DAY = Promise(AT, "", "")
TERMS = ProcedureTerms("1.004873", "Xác nhận tình trạng hôn nhân", "", 3, "working_day", "", "")
PAPERS = (SubmittedPaper("Tờ khai", originals=1),)
ITEM = (RequestedItem("Tờ khai"),)
TOLD: dict[Event, str] = {
    Registered(b"", TERMS, Person("A"), None, (), "bưu chính"): "bưu chính",
    Accepted("ABCD", 1, "", DAY, (), "counter"): "hẹn Thứ Hai, 14/12/2026 17:00",
    TurnedAway("", "Không thuộc thẩm quyền", 1): "Không thuộc thẩm quyền",
    SupplementRequested(2, "", 1, ITEM, "Thiếu", date(2026, 12, 20)): "Yêu cầu bổ sung lần 2: Tờ khai",
    SupplementReceived(PAPERS, DAY, reappointed=DAY): "hẹn lại Thứ Hai",
    ObligationRequested("TB 12", 1_250_000): "1.250.000 đồng",
    ObligationSettled("BL 7", DAY): "BL 7",
    Forwarded("body", "Chi cục Thuế", AT, word="late", bag="T-1"): "đến quá hạn · túi T-1",
    Apologised("", 1, "Chậm", DAY, "Y Thông Niê"): "hẹn lại Thứ Hai",
    Told("late", "phone"): "chậm trả",
    ApologyPublished("Niêm yết"): "Niêm yết",
    Withdrawn("Đổi ý", PAPERS): "trả lại Tờ khai",
    Stopped("", 1, "Trùng", AT, "trực tiếp", "đã trả", PAPERS, 8000): "trả lại 8.000 đồng",
    Reopened("Nộp lại", "Y Thông Niê"): "giữ ngày hẹn",
    Amended("Sai dấu", False, Person("Lê An", address="Thôn 4"), return_by="post"): "trả qua bưu điện",
    DueDateMoved(9, DAY): "Nghỉ đột xuất",
    Posted("EB1", "BK-2"): "bảng kê BK-2",
    PostDelivered("Lê An"): "Lê An",
    PostReturned("Vắng nhà"): "Vắng nhà",
    Shelved("Ngăn 3"): "Để ở Ngăn 3",
    FeesRecorded((FeeLine("Phí", 1, 8000), FeeLine("Phí 2", 1, 2000, "Hộ nghèo")), "cash", "BL 1"): "miễn 2.000 đồng",
    ScanAttached(1, "Tờ khai", 3, 90_000, bytes(32), "scanner"): "Quét 3 trang Tờ khai",
    ScanRemoved(12, bytes(32), "Quét nhầm người"): "Quét nhầm người",
}


@pytest.mark.parametrize("body", TOLD, ids=lambda body: type(body).__name__)
def test_what_happened_is_told_with_its_facts(body: Event) -> None:
    words = life_words(body)
    assert words is not None
    assert TOLD[body] in f"{words[0]} {words[1]}"


def test_every_kind_of_a_dossiers_life_was_tried() -> None:
    assert {type(body) for body in TOLD} == {*LIFE_EVENTS, *SCAN_EVENTS}


def test_a_kind_nobody_knows_has_no_words_of_its_own() -> None:
    assert life_words(Event()) is None


def test_every_paper_that_can_be_queued_has_a_name() -> None:
    assert {*forms(), *SHEETS} <= set(FORMS)
    assert form_words("supplement@1207") == "Phiếu yêu cầu bổ sung"
    assert form_words("of-tomorrow@3") == "of-tomorrow@3"
