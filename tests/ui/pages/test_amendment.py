"""What was written wrongly is put right by keys, and a result gets its name and number."""

from desk_app.domain.events import Finished
from desk_app.domain.life_events import (
    Amended,
)
from tests.ui.pages.move_hands import Hands
from ui.dialogs.form_boxes import TypedBox
from ui.tables.lines import LineList


def test_only_what_is_typed_differently_is_amended(hands: Hands) -> None:
    body = hands.did("Alt+S", reason="Sai dấu", name="Nguyễn Thị Thủy Tiên")
    assert isinstance(body, Amended) and body.applicant is not None
    assert body.terms is None and body.return_by is None
    assert hands.page.detail.person.name.text() == "Nguyễn Thị Thủy Tiên"
    assert len(hands.prints) == 1


def test_the_right_procedure_is_found_by_any_part_of_its_name_and_brings_a_new_day(hands: Hands) -> None:
    first = hands.dossier.due_at
    hands.press("Alt+S")
    hands.fill("reason", "Nhầm thủ tục")
    hands.fill("procedure", "giam ho co yeu to")
    found = hands.dialog.findChild(LineList, "procedure_found")
    assert found is not None and found.isVisible()
    assert "giám hộ" in found.lines[0].cells[1].text.lower()
    hands.press("↓", "↑", "Enter")
    assert not found.isVisible()
    hands.press("Ctrl+Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, Amended) and body.terms is not None
    assert body.terms.code == hands.dossier.terms.code != "1.004873"
    assert hands.dossier.due_at != first


def test_a_procedure_half_typed_is_never_taken_for_one(hands: Hands) -> None:
    before = hands.dossier.last_seq
    hands.press("Alt+S")
    hands.fill("reason", "Nhầm thủ tục")
    hands.fill("procedure", "chứng thực")
    hands.press("Ctrl+Enter")
    assert hands.stage.focus_name() == "procedure"
    field = hands.dialog.boxes["procedure"].field
    assert field is not None and "trong danh sách" in field.message.words.text()
    assert hands.dossier.last_seq == before


def test_number_mail_and_who_handed_it_in_are_put_right(hands: Hands) -> None:
    body = hands.did(
        "Alt+S", reason="Ghi thiếu", personal_number="066198004218", email="tien@suoihuong.vn", submitter="Lò Thị Mỷ"
    )
    assert isinstance(body, Amended) and body.applicant is not None and body.submitter is not None
    assert (body.applicant.personal_number, body.applicant.email) == ("066198004218", "tien@suoihuong.vn")
    assert hands.dossier.submitter is not None and hands.dossier.submitter.name == "Lò Thị Mỷ"
    assert "Lò Thị Mỷ" in hands.page.detail.person.other.text()
    assert body.papers is None
    hands.did("Alt+S", reason="Ghi nhầm", submitter="")
    assert hands.dossier.submitter == hands.dossier.applicant


def test_a_paper_that_is_really_there_is_ticked_and_one_that_is_not_is_taken_out(hands: Hands) -> None:
    first, second = (paper.name for paper in hands.dossier.papers)
    hands.press("Alt+S")
    hands.fill("reason", "Đếm lại giấy tờ")
    hands.dialog.boxes["papers"].setFocus()
    hands.press("Home", "Space", "↓", "↓", "Space", "Ctrl+Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, Amended) and body.papers is not None
    names = [paper.name for paper in hands.dossier.papers]
    assert first not in names and second in names and len(names) == 2
    assert hands.dossier.papers[-1].originals == 1


def test_a_wrong_personal_number_is_told_under_its_field(hands: Hands) -> None:
    hands.press("Alt+S")
    hands.fill("reason", "Sai số")
    hands.fill("personal_number", "066-198")
    hands.press("Ctrl+Enter")
    assert hands.stage.focus_name() == "personal_number"


def test_a_result_is_named_and_numbered_and_enter_alone_is_enough(hands: Hands) -> None:
    hands.press("Alt+Q")
    assert hands.stage.focus_name() == "do"
    named = hands.dialog.boxes["result"]
    assert isinstance(named, TypedBox)
    name = named.line.text
    hands.fill("result_number", "125/GXN")
    hands.fill("signed_on", "9/12")
    hands.press("Ctrl+Enter")
    body = hands.dossier.history[-1].body
    assert isinstance(body, Finished)
    assert name and (body.result, body.result_number) == (name, "125/GXN")
    assert body.signed_on is not None and (body.signed_on.day, body.signed_on.month) == (9, 12)
    assert hands.says("số 125/GXN")


def test_an_amendment_of_nothing_is_refused_in_a_sentence(hands: Hands) -> None:
    hands.press("Alt+S")
    hands.fill("reason", "Thử")
    hands.press("Ctrl+Enter")
    assert "Nội dung sửa giống" in hands.dialog.problem.text()


def test_a_wrong_procedure_code_is_told_under_its_field(hands: Hands) -> None:
    hands.press("Alt+S")
    hands.fill("reason", "Nhầm thủ tục")
    hands.fill("procedure", "9.999999")
    hands.press("Ctrl+Enter")
    assert hands.stage.focus_name() == "procedure"
