"""The receipt of the result says what was handed over, to whom, and whether it was in time."""

import re
from dataclasses import replace

import pytest

from desk_app.domain.papers.return_receipt import ReturnedPaper, ReturnReceipt
from desk_app.domain.slip import LegalProfile, SlipMark, SlipPerson
from printing.errors import PaperNotForFormError, SlipTooLongError, UnprintableCharacterError
from printing.fonts import Typeface
from printing.letters import VIETNAMESE
from printing.paper import Paper
from printing.press import press_form
from tests.printing.codes_reader import BARCODE, QR, pages_of, read
from tests.printing.pages import is_nfc, second_opinion, squeezed, text_of, texts_of
from tests.printing.paper_samples import return_receipt
from tests.printing.samples import LONG_REQUEST, NUMBER, PRINTED_AT, SEAL_TEXT

PAPERS = pytest.mark.parametrize("paper", [Paper.A5, Paper.A4], ids=["a5", "a4"])
TOLD = (
    "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
    f"Mã hồ sơ: {NUMBER}",
    "Trung tâm Phục vụ hành chính công xã Cam Lâm đã trả kết quả giải quyết hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị "
    "Hồng Ánh",
    "Nội dung giải quyết: Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
    "Người nhận kết quả: Nguyễn Thị Hồng Ánh; số định danh: 0561••••4321 (chủ hồ sơ)",
    "Kết quả và giấy tờ đã trao:",
    "Hẹn trả: 17 giờ 00 phút, ngày 06 tháng 5 năm 2026",
    "Giải quyết xong: 16 giờ 10 phút, ngày 05 tháng 5 năm 2026 (trước hạn)",
    "Trả kết quả: 09 giờ 02 phút, ngày 06 tháng 5 năm 2026",
    "Phí, lệ phí: 0 đồng",
    "Người nhận đã kiểm tra, kết quả đúng và đủ như trên. Giấy tiếp nhận và hẹn trả: đã thu lại.",
    "NGƯỜI NHẬN KẾT QUẢ",
    "Mẫu của phần mềm, không thuộc phụ lục thông tư",
)
CELLS = (
    "Giấy khai sinh (bản chính)",
    "212/2026",
    "05/5/2026",
    "37/2026-TLNCMC",
    "Trả lại bản chính đã nộp: Giấy chứng sinh",
)


def printed(content: ReturnReceipt, typeface: Typeface, paper: Paper | None = None, number: int = 1) -> bytes:
    return press_form(content, paper, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


@PAPERS
@pytest.mark.parametrize("profile", list(LegalProfile))
def test_it_says_everything_in_order(profile: LegalProfile, paper: Paper, typeface: Typeface) -> None:
    content = replace(return_receipt(), head=replace(return_receipt().head, legal_profile=profile))
    pdf = printed(content, typeface, paper)
    text = squeezed(text_of(pdf))
    assert is_nfc(text)
    places = [text.find(squeezed(line)) for line in TOLD]
    assert -1 not in places, TOLD[places.index(-1)]
    assert places == sorted(places)
    for cell in CELLS:
        assert squeezed(cell) in text
        assert squeezed(cell) in squeezed(second_opinion(pdf))


@PAPERS
def test_both_codes_are_read_back(paper: Paper, typeface: Typeface) -> None:
    page = pages_of(printed(return_receipt(), typeface, paper), 300)[0]
    assert read(page, 300) == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}


def test_it_is_a5_unless_asked(typeface: Typeface) -> None:
    page = pages_of(printed(return_receipt(), typeface), 72)[0]
    assert page.width < page.height < 600
    with pytest.raises(PaperNotForFormError):
        printed(return_receipt(), typeface, Paper.A4_TWO)


@PAPERS
@pytest.mark.parametrize("count", [0, 1, 4, 6, 8, 10, 12, 20, 40, 90])
def test_a_long_list_goes_over_the_leaf_whole(count: int, paper: Paper, typeface: Typeface) -> None:
    papers = tuple(ReturnedPaper(f"Kết quả số {n} của hồ sơ", 1, f"{n}/2026") for n in range(1, count + 1))
    pages = texts_of(printed(replace(return_receipt(), papers=papers), typeface, paper))
    found = [int(number) for number in re.findall(r"Kết quả số (\d+) của hồ sơ", " ".join(pages))]
    assert found == list(range(1, count + 1))
    if len(pages) > 1:
        assert f"Kết quả và giấy tờ đã trao: {count} loại, kê đầy đủ ở trang 2" in squeezed_spaces(pages[0])
        assert "Kết quả số" not in pages[0]
        assert f"Danh mục gồm {count:02d} loại giấy tờ./." in pages[-1]
        assert pages[-1].count("(Ký nháy)") == 2
        assert f"Trang {len(pages)}/{len(pages)}" in pages[-1]
        assert len(re.findall("Kết quả số", pages[-1])) >= 2


def squeezed_spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


@PAPERS
def test_the_longest_texts_are_printed_whole(paper: Paper, typeface: Typeface) -> None:
    name = "HỢP TÁC XÃ NÔNG NGHIỆP, DỊCH VỤ TỔNG HỢP VÀ DU LỊCH SINH THÁI ĐỒNG BẰNG SUỐI DẦU"
    content = replace(
        return_receipt(),
        applicant_name=name,
        request=LONG_REQUEST,
        receiver=SlipPerson("H'Hen Niê Kđăm Ê\u0306ban", "0662••••1187"),
        receiver_role="theo giấy ủy quyền số 1125 ngày 20/4/2026 của " + name,
        statement="Giấy tiếp nhận và hẹn trả: đã mất, có bản cam đoan in kèm.",
    )
    text = squeezed(text_of(printed(content, typeface, paper)))
    for stored in (name, LONG_REQUEST, content.receiver.name, content.receiver_role, content.statement):
        assert squeezed(stored) in text, stored


def test_marks_missing_values_and_the_hotline(typeface: Typeface) -> None:
    content = return_receipt()
    bare = replace(content, head=replace(content.head, hotline=""), receiver=SlipPerson("Y"), fee_text="")
    text = text_of(printed(bare, typeface))
    assert "báo ngay tại quầy" not in text
    assert "Y; số định danh: không có" in text
    assert "Phí, lệ phí: không có" in text
    marked = replace(content, head=replace(content.head, marks=frozenset({SlipMark.AMENDED})))
    text = text_of(printed(marked, typeface, number=4))
    assert "ĐÃ SỬA" in text
    assert "IN LẠI LẦN 4" in text


def test_all_vietnamese_letters_and_no_boxes(typeface: Typeface) -> None:
    spelled = " ".join(VIETNAMESE[at : at + 5] for at in range(0, len(VIETNAMESE), 5))
    content = replace(return_receipt(), papers=(ReturnedPaper(spelled, is_original_back=True),), statement=spelled)
    assert squeezed(text_of(printed(content, typeface, Paper.A4))).count(squeezed(spelled)) == 2
    with pytest.raises(UnprintableCharacterError):
        printed(replace(content, papers=(ReturnedPaper("漢"),)), typeface)


def test_a_text_longer_than_any_page_is_refused(typeface: Typeface) -> None:
    with pytest.raises(SlipTooLongError):
        printed(replace(return_receipt(), request=LONG_REQUEST * 20), typeface)
    with pytest.raises(SlipTooLongError):
        printed(replace(return_receipt(), papers=(ReturnedPaper(LONG_REQUEST * 30),) * 2), typeface)


def test_a_receipt_without_a_number_of_its_own_prints_no_empty_number(typeface: Typeface) -> None:
    content = replace(return_receipt(), head=replace(return_receipt().head, sequence_text=""))
    for paper in (Paper.A5, Paper.A4):
        text = text_of(press_form(content, paper, print_number=1, printed_at=PRINTED_AT, typeface=typeface))
        assert "Số:" not in text and "Mã hồ sơ:" in text
    assert "Số: 318" in text_of(press_form(return_receipt(), print_number=1, printed_at=PRINTED_AT, typeface=typeface))
