"""Control slip and register: the columns of the law, past printed, future dotted, pages that go on."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desk_app.domain.papers.control_slip import ControlHop, ControlSlip
from desk_app.domain.papers.register_book import RegisterCover, RegisterEntry, RegisterPages
from desk_app.domain.slip import LegalProfile, SlipMark
from printing.errors import SlipTooLongError, UnprintableCharacterError
from printing.fonts import Typeface
from printing.letters import VIETNAMESE
from printing.press import press_form
from tests.printing.codes_reader import BARCODE, QR, pages_of, read
from tests.printing.pages import is_nfc, second_opinion, squeezed, text_of, texts_of
from tests.printing.paper_samples import control, cover, register
from tests.printing.samples import LONG_REQUEST, NUMBER, PRINTED_AT

OLD, NEW = LegalProfile.TT01_2018, LegalProfile.TT03_2025
NOTES = (
    "Kết quả giải quyết hồ sơ do bên nhận nhập thông tin/ghi khi nhận bàn giao hồ sơ.",
    "Việc lưu vết được thực hiện tự động theo chức năng của Hệ thống thông tin giải quyết thủ tục hành chính và thể "
    "hiện trên mẫu phiếu điện tử.",
)
REGISTER_COLUMNS = (
    "STT",
    "Mã hồ sơ",
    "Tên TTHC",
    "Tên tổ chức, cá nhân",
    "Địa chỉ/SĐT",
    "Cơ quan chủ trì giải quyết",
    "Nhận và trả kết quả",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Trả kết quả",
    "Phương thức nhận kết quả",
    "Ký nhận",
)


def printed(content: object, typeface: Typeface, number: int = 1) -> bytes:
    return press_form(content, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


def under(content: Any, profile: LegalProfile) -> Any:
    return replace(content, head=replace(content.head, legal_profile=profile))


def hop(count: int) -> ControlHop:
    moment = datetime(2026, 4, 24, 8, count % 60, tzinfo=UTC)
    return ControlHop(f"Nơi {count}", f"Nơi {count + 1}", moment, f"Người {count}", f"Người {count + 1}", "Đúng hạn")


def entries(count: int, first: int = 318) -> tuple[RegisterEntry, ...]:
    sample = register().entries[0]
    return tuple(
        replace(sample, entry=first + number, number=f"000.00.18.H32-260424-{1042 + number}") for number in range(count)
    )


def test_the_control_slip_says_what_happened(typeface: Typeface) -> None:
    pdf = printed(control(), typeface)
    for text in (squeezed(text_of(pdf)), squeezed(second_opinion(pdf))):
        assert is_nfc(text)
        for told in (
            "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            "Số: 1042/PKS-TTPVHCC",
            f"Mã số hồ sơ: {NUMBER}",
            "Cơ quan (bộ phận) giải quyết hồ sơ: Công chức Tư pháp - Hộ tịch, UBND xã Cam Lâm",
            "Cơ quan phối hợp giải quyết hồ sơ: Công an xã Cam Lâm",
            "Ngày nhận: 09 giờ 14 phút, ngày 24 tháng 4 năm 2026",
            "Hẹn trả kết quả vào 17 giờ 00 phút, ngày 06 tháng 5 năm 2026",
            "1. Giao: (Bộ phận TN&TKQ)",
            "2. Nhận: Công chức Tư pháp - Hộ tịch",
            "10 giờ 05 phút, ngày 24/4/2026",
            "Trước hạn",
            "Xác minh nơi cư trú",
            "Ngô Thị Sương",
            *NOTES,
        ):
            assert squeezed(told) in text, told


def test_each_circular_has_its_own_control_slip(typeface: Typeface) -> None:
    new = text_of(printed(control(), typeface))
    old = text_of(printed(under(control(), OLD), typeface))
    assert "Mẫu số 06, Thông tư số 03/2025/TT-VPCP" in new
    assert "Mẫu số 05, Thông tư số 01/2018/TT-VPCP" in old
    assert "Kèm theo hồ sơ của" not in new
    assert "Kèm theo hồ sơ của: Nguyễn Thị Hồng Ánh" in old


def test_the_control_slip_carries_a_barcode_and_no_qr(typeface: Typeface) -> None:
    page = pages_of(printed(control(), typeface), 300)[0]
    assert read(page, 300) == {QR: set(), BARCODE: {NUMBER}}


def test_only_hops_to_come_are_dotted_for_the_hand(typeface: Typeface) -> None:
    def dashed(content: ControlSlip) -> int:
        document = pypdfium2.PdfDocument(printed(content, typeface))
        try:
            return sum(1 for item in document[0].get_objects() if pdfium.FPDFPageObj_GetDashCount(item) > 0)
        finally:
            document.close()

    past = replace(control(), hops=tuple(hop(count) for count in range(1, 6)))
    open_ones = replace(control(), hops=())
    assert dashed(past) == 0
    assert dashed(replace(control(), hops=(ControlHop("Công an xã", "Công chức Tư pháp"),))) == 5 + 4 * 7
    assert dashed(open_ones) == 5 * 7


@pytest.mark.parametrize("count", [0, 1, 5, 6, 10, 11, 23])
@pytest.mark.parametrize("profile", [OLD, NEW])
def test_hops_go_on_over_the_leaf_five_a_page(count: int, profile: LegalProfile, typeface: Typeface) -> None:
    content = under(replace(control(), hops=tuple(hop(number) for number in range(1, count + 1))), profile)
    pages = texts_of(printed(content, typeface))
    assert len(pages) == max(1, -(-count // 5))
    for number in range(1, count + 1):
        assert f"(Nơi {number})" in pages[(number - 1) // 5]
    for page in pages:
        assert page.count("1. Giao:") == 5
        assert "Tên đơn vị" in page
        assert "Ghi chú" in page
    assert [NOTES[0] in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_following_page_of_the_control_slip_carries_the_barcode_too(typeface: Typeface) -> None:
    content = replace(control(), hops=tuple(hop(number) for number in range(1, 8)))
    codes = [read(page, 300)[BARCODE] for page in pages_of(printed(content, typeface), 300)]
    assert codes == [{NUMBER}] * 2


def test_a_long_body_makes_its_hop_higher_and_loses_nothing(typeface: Typeface) -> None:
    long = "Chi nhánh Văn phòng đăng ký đất đai khu vực Cam Lâm - Cam Ranh - Khánh Sơn"
    names = "HỢP TÁC XÃ NÔNG NGHIỆP VÀ DU LỊCH SUỐI DẦU"
    one = replace(hop(1), giver=long, receiver=long, giver_name=names, receiver_name="H'Hen", note=LONG_REQUEST[:90])
    pages = texts_of(printed(replace(control(), hops=(one,) * 5), typeface))
    text = squeezed("".join(pages))
    assert len(pages) == 2
    assert text.count(squeezed(long)) == 10
    assert text.count(squeezed(names)) == 5
    assert text.count(squeezed(LONG_REQUEST[:90])) == 5


def test_a_hop_higher_than_a_page_is_refused(typeface: Typeface) -> None:
    with pytest.raises(SlipTooLongError):
        printed(replace(control(), hops=(replace(hop(1), note=LONG_REQUEST * 9),)), typeface)


def test_the_register_says_every_line_of_the_day(typeface: Typeface) -> None:
    content = register()
    text = squeezed(text_of(printed(content, typeface)))
    assert is_nfc(text)
    for told in ("SỔ THEO DÕI HỒ SƠ", "Quyển số: HT-01/2026 · Lĩnh vực: Hộ tịch", "Số: 01/STD-TTPVHCC"):
        assert squeezed(told) in text, told
    for entry in content.entries:
        for stored in (str(entry.entry), entry.number, entry.procedure, entry.applicant_name, entry.contact):
            assert squeezed(stored) in text, stored
    for told in ("09:1424/4/2026", "17:0006/5/2026", "10:2024/4/2026", "Bưuchính", "Trang41"):
        assert told in text, told


def test_the_columns_of_the_law_stand_on_every_page_and_the_head_on_the_first(typeface: Typeface) -> None:
    pages = texts_of(printed(replace(register(), entries=entries(30)), typeface))
    assert len(pages) >= 3
    for number, page in enumerate(pages):
        for column in REGISTER_COLUMNS:
            assert squeezed(column) in squeezed(page), column
        assert all(f"({count})" in page for count in range(1, 12))
        assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page) == (number == 0)
        assert f"Trang {41 + number}" in page
    told = squeezed(" ".join(pages))
    assert [told.count(f"260424-{1042 + number}") for number in range(30)] == [1] * 30


def test_the_next_day_goes_on_with_the_next_number(typeface: Typeface) -> None:
    first = replace(register(), entries=entries(3), first_page=41)
    second = replace(register(), entries=entries(2, first=321), first_page=42)
    texts = [text_of(printed(day, typeface)) for day in (first, second)]
    assert all(f" {number} 000." in texts[0] for number in (318, 319, 320))
    assert all(f" {number} 000." in texts[1] for number in (321, 322))
    assert "Trang 42" in texts[1]


def test_blank_rows_stay_ruled_for_hours_without_current(typeface: Typeface) -> None:
    def rules(content: RegisterPages) -> int:
        document = pypdfium2.PdfDocument(printed(content, typeface))
        try:
            heights = [item.get_bounds() for item in document[0].get_objects()]
            return sum(1 for left, bottom, right, top in heights if right - left > 700 and top - bottom < 2)
        finally:
            document.close()

    some = replace(register(), entries=entries(2))
    assert rules(some) - rules(replace(some, has_blank_rows=False)) == 7
    assert "ghi tay khi mất điện" in text_of(printed(some, typeface))
    assert "ghi tay" not in text_of(printed(replace(some, has_blank_rows=False), typeface))


def test_a_book_without_entries_is_a_ruled_page(typeface: Typeface) -> None:
    (page,) = texts_of(printed(replace(register(), entries=()), typeface))
    assert "Ký nhận" in page


@pytest.mark.parametrize("profile", [OLD, NEW])
def test_each_circular_numbers_its_register(profile: LegalProfile, typeface: Typeface) -> None:
    foot = "Mẫu số 06, Thông tư số 01/2018/TT-VPCP" if profile is OLD else "Mẫu số 07, Thông tư số 03/2025/TT-VPCP"
    assert foot in text_of(printed(under(register(), profile), typeface))
    assert foot in text_of(printed(under(cover(), profile), typeface))


def test_an_entry_of_great_length_is_set_smaller_then_refused(typeface: Typeface) -> None:
    sample = register().entries[0]
    long = replace(sample, procedure=LONG_REQUEST * 5, applicant_name="Ẩ" * 200)
    text = squeezed(text_of(printed(replace(register(), entries=(long,)), typeface)))
    assert squeezed(LONG_REQUEST * 5) in text
    assert "Ẩ" * 200 in text
    with pytest.raises(SlipTooLongError):
        printed(replace(register(), entries=(replace(sample, procedure=LONG_REQUEST * 30),)), typeface)


def test_every_letter_of_the_register_stands_inside_its_table(typeface: Typeface) -> None:
    sample = replace(register().entries[0], leading_body="Phòng Kinh tế, Hạ tầng và Đô thị", return_by="Trực tuyến")
    document = pypdfium2.PdfDocument(printed(replace(register(), entries=(sample,) * 20), typeface))
    try:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            assert max(right for _, _, right, _ in boxes) * 25.4 / 72 <= 285.5
            assert min(left for left, _, _, _ in boxes) * 25.4 / 72 >= 24.5
    finally:
        document.close()


def test_the_cover_prints_the_opening_and_leaves_the_closing_to_the_hand(typeface: Typeface) -> None:
    content: RegisterCover = cover()
    (text,) = texts_of(printed(content, typeface))
    for told in (
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "SỔ THEO DÕI HỒ SƠ",
        "Lĩnh vực: Hộ tịch",
        "Quyển số: HT-01/2026",
        "Mở sổ: ngày 05 tháng 01 năm 2026, từ số thứ tự 01",
        "Khóa sổ: ngày tháng năm đến số thứ tự",
        "Số trang:",
    ):
        assert told in text, told


@pytest.mark.parametrize("make", [control, register, cover])
def test_marks_and_reprints_are_boxed(make: Any, typeface: Typeface) -> None:
    content = make()
    text = text_of(printed(replace(content, head=replace(content.head, marks=frozenset(SlipMark))), typeface, 2))
    for box in ("IN LẠI LẦN 2", "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ", "GHI BÙ", "ĐÃ SỬA"):
        assert box in text
    assert "IN LẠI" not in text_of(printed(content, typeface))
    assert printed(content, typeface) == printed(content, typeface)


def test_all_vietnamese_letters_and_no_boxes(typeface: Typeface) -> None:
    spelled = " ".join(VIETNAMESE[at : at + 4] for at in range(0, len(VIETNAMESE), 4))
    noted = replace(control(), hops=(replace(hop(1), note=spelled[:80], giver=spelled[80:]),))
    text = squeezed(text_of(printed(noted, typeface)))
    assert squeezed(spelled[:80]) in text
    assert squeezed(spelled[80:]) in text
    entry = replace(register().entries[0], procedure=spelled)
    assert squeezed(spelled) in squeezed(text_of(printed(replace(register(), entries=(entry,)), typeface)))
    for broken in (
        replace(control(), hops=(replace(hop(1), note="漢"),)),
        replace(register(), entries=(replace(entry, contact="\u202e"),)),
        replace(cover(), field="😀"),
    ):
        with pytest.raises(UnprintableCharacterError):
            printed(broken, typeface)
