"""Forms 02 to 05 say what they were given, in the words and order of the law; a long one goes on over the leaf."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from desk_app.domain.papers.apology_letter import ApologyLetter
from desk_app.domain.papers.refusal_letter import RefusalLetter
from desk_app.domain.papers.stop_notice import StopNotice
from desk_app.domain.papers.supplement_letter import SupplementLetter
from desk_app.domain.slip import LegalProfile, SlipMark, SlipPerson
from printing.errors import (
    FormNotInProfileError,
    PaperNotForFormError,
    SlipTooLongError,
    UnprintableCharacterError,
)
from printing.fonts import Typeface
from printing.letters import VIETNAMESE
from printing.paper import Paper
from printing.press import press_form
from tests.printing.codes_reader import BARCODE, QR, pages_of, read
from tests.printing.pages import font_names, is_nfc, second_opinion, squeezed, text_of, texts_of
from tests.printing.paper_samples import CODES, apology, refusal, stop, supplement
from tests.printing.samples import LONG_REQUEST, NUMBER, PRINTED_AT, SEAL_TEXT, TWELVE_PAPERS

LETTERS: dict[str, Callable[[], Any]] = {
    "supplement": supplement,
    "refusal": refusal,
    "apology": apology,
    "stop": stop,
}
OLD = LegalProfile.TT01_2018
NEW = LegalProfile.TT03_2025
TITLES = {
    ("supplement", OLD): ("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mẫu số 02, Thông tư số 01/2018/TT-VPCP"),
    ("supplement", NEW): ("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mẫu số 02, Thông tư số 03/2025/TT-VPCP"),
    ("refusal", OLD): ("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Mẫu số 03, Thông tư số 01/2018/TT-VPCP"),
    ("refusal", NEW): ("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Mẫu số 03, Thông tư số 03/2025/TT-VPCP"),
    ("apology", OLD): ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Mẫu số 04, Thông tư số 01/2018/TT-VPCP"),
    ("apology", NEW): (
        "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Mẫu số 04, Thông tư số 03/2025/TT-VPCP",
    ),
    ("stop", NEW): ("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mẫu số 05, Thông tư số 03/2025/TT-VPCP"),
}
LAW = {
    "supplement": (
        "Số: 17/PBS-TTPVHCC",
        "Hồ sơ của: Nguyễn Thị Hồng Ánh",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Địa chỉ: Số 12",
        "Số điện thoại: 0905 123 456",
        "Email: không có",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Văn bản",
        "2. Tờ khai",
        "3. Bản chính",
        "Lý do: hồ sơ chưa đủ",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ông Trần Văn Bình số điện thoại "
        "0258 3 863 000 để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
        "(Ký và ghi rõ họ tên)",
        "Trần Văn Bình",
    ),
    "refusal": (
        "Số: 04/PTC-TTPVHCC",
        "Trung tâm Phục vụ hành chính công xã Cam Lâm",
        "Tiếp nhận hồ sơ của: Phạm Y Wơl",
        "Số định danh cá nhân/tổ chức: 0662••••1187",
        "Địa chỉ:",
        "Số điện thoại:",
        "Email:",
        "Mã hồ sơ (nếu có): không có",
        "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh",
        "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ "
        "thể như sau:",
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
    "apology": (
        "Số: 09/PXL",
        "Kính gửi: Bà Nguyễn Thị Hồng Ánh",
        "Ngày 24 tháng 4 năm 2026, Ủy ban nhân dân xã Cam Lâm tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục "
        "hành chính Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con của Ông/Bà/Tổ chức; số định danh: "
        f"0561••••4321; mã số hồ sơ: {NUMBER}",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 06 tháng 5 năm 2026",
        "Tuy nhiên đến nay, Ủy ban nhân dân xã Cam Lâm chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời "
        "hạn quy định ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        "Lý do:",
        "Ủy ban nhân dân xã Cam Lâm xin trân trọng gửi lời xin lỗi đến Ông (Bà)/Tổ chức vì sự chậm trễ trong quá trình "
        "giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông (Bà)/Tổ chức.",
        "Ủy ban nhân dân xã Cam Lâm xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vào "
        "ngày 11 tháng 5 năm 2026",
        "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ),
    "stop": (
        "Số: 02/TBD-TTPVHCC",
        "Kính gửi: Bà Nguyễn Thị Hồng Ánh",
        "Ông (Bà)/Tổ chức: Nguyễn Thị Hồng Ánh",
        "Số định danh cá nhân/tổ chức:",
        f"Mã hồ sơ: {NUMBER}",
        "Đề nghị dừng nhận lúc: 14 giờ 20 phút, ngày 28 tháng 4 năm 2026",
        "Lý do đề nghị dừng:",
        "Kiểm tra lúc 14 giờ 25 phút, ngày 28 tháng 4 năm 2026:",
        "thông báo dừng giải quyết hồ sơ nêu trên kể từ 14 giờ 25 phút, ngày 28 tháng 4 năm 2026.",
        "NGƯỜI ĐỀ NGHỊ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
}
ALL = pytest.mark.parametrize("name", LETTERS)
LONGEST_NAME = "HỢP TÁC XÃ NÔNG NGHIỆP, DỊCH VỤ TỔNG HỢP VÀ DU LỊCH SINH THÁI ĐỒNG BẰNG SUỐI DẦU"


def printed(content: object, typeface: Typeface, number: int = 1) -> bytes:
    return press_form(content, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


def under(content: Any, profile: LegalProfile) -> Any:
    return replace(content, head=replace(content.head, legal_profile=profile))


def told(value: object) -> list[str]:
    """Every text of a content that must stand on the paper; form 02 has no personal number, 02 and 05 no hotline."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for item in value for text in told(item)]
    if not is_dataclass(value):
        return []
    hidden = {"seal_text", "barcode_text", "parent_body", "agency_name"}
    if isinstance(value, SupplementLetter):
        value = replace(value, applicant=replace(value.applicant, masked_number=""))
    if isinstance(value, SupplementLetter | StopNotice):
        value = replace(value, head=replace(value.head, hotline=""))
    return [text for item in fields(value) if item.name not in hidden for text in told(getattr(value, item.name))]


def hard(name: str) -> dict[str, Any]:
    """A letter with everything that has broken a form before."""
    content = LETTERS[name]()
    cases = {"everyday": content}
    if name == "apology":
        cases["longest"] = replace(
            content,
            addressee=LONGEST_NAME,
            body_name="Ủy ban nhân dân xã Nam Cam Ranh",
            procedure=LONG_REQUEST,
            signs_for="KT. CHỦ TỊCH",
            signer_title="PHÓ CHỦ TỊCH",
        )
        cases["highland"] = replace(content, addressee="Ông Y Wơl Êban Rơ\u0306ng", personal_number="")
        return cases
    long = SlipPerson(
        LONGEST_NAME, "4201••••9876", LONG_REQUEST, "0905 123 456", "htx.suoidau.camlam@khanhhoa.example.vn"
    )
    cases["longest"] = replace(content, applicant=long, request=LONG_REQUEST)
    cases["highland"] = replace(content, applicant=SlipPerson("H'Hen Niê Kđăm", address="Buôn Ê\u0306a Kô\u0306"))
    cases["one word"] = replace(content, applicant=SlipPerson("Y"), request="Chứng thực")
    if name == "supplement":
        items = tuple(paper.name for paper in TWELVE_PAPERS)
        cases["twelve papers"] = replace(content, items=items, request=LONG_REQUEST)
    return cases


HARD = [(name, case) for name in LETTERS for case in hard(name)]


@pytest.mark.parametrize(("name", "case"), HARD)
def test_a_letter_says_everything_it_was_given(name: str, case: str, typeface: Typeface) -> None:
    content = hard(name)[case]
    text = squeezed(text_of(printed(content, typeface)))
    assert is_nfc(text)
    assert squeezed(content.head.agency_name.upper()) in text
    assert squeezed(content.head.parent_body.upper()) in text
    for stored in told(content):
        assert squeezed(stored) in text, stored


@ALL
def test_a_second_reader_copies_the_same_text(name: str, typeface: Typeface) -> None:
    text = squeezed(second_opinion(printed(LETTERS[name](), typeface)))
    assert [stored for stored in told(LETTERS[name]()) if squeezed(stored) not in text] == []


@ALL
@pytest.mark.parametrize("profile", list(LegalProfile))
def test_the_words_of_the_law_stand_in_their_order(name: str, profile: LegalProfile, typeface: Typeface) -> None:
    content = under(LETTERS[name](), profile)
    if (name, profile) not in TITLES:
        with pytest.raises(FormNotInProfileError):
            printed(content, typeface)
        return
    title, foot = TITLES[name, profile]
    text = squeezed(text_of(printed(content, typeface)))
    assert squeezed(title) in text
    assert squeezed(foot) in text
    at = 0
    for line in LAW[name]:
        found = text.find(squeezed(line), at)
        assert found >= 0, line
        at = found + 1


@ALL
def test_both_codes_are_read_back(name: str, typeface: Typeface) -> None:
    content = replace(LETTERS[name](), codes=CODES)
    found = read(pages_of(printed(content, typeface), 300)[0], 300)
    assert found == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}


def test_a_refusal_without_a_number_has_a_qr_and_no_barcode(typeface: Typeface) -> None:
    pdf = printed(refusal(), typeface)
    assert read(pages_of(pdf, 300)[0], 300) == {QR: {SEAL_TEXT}, BARCODE: set()}
    assert "Mã tra cứu" not in text_of(pdf)


@ALL
def test_a_reprint_and_the_marks_are_boxed(name: str, typeface: Typeface) -> None:
    content = LETTERS[name]()
    plain = text_of(printed(content, typeface))
    assert "In lần 1, 09 giờ 15 phút ngày 24/4/2026" in plain
    for box in ("IN LẠI", "TẬP HUẤN", "GHI BÙ", "ĐÃ SỬA", "TỪ TẬP PHIẾU GIẤY"):
        assert box not in plain
    marked = replace(content, head=replace(content.head, marks=frozenset(SlipMark)))
    text = text_of(printed(marked, typeface, 3))
    boxes = ("IN LẠI LẦN 3", "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ", "GHI BÙ", "ĐÃ SỬA", "TỪ TẬP PHIẾU GIẤY")
    assert [box for box in boxes if box not in text] == []


@ALL
def test_the_same_letter_gives_the_same_bytes_and_names_only_embedded_fonts(name: str, typeface: Typeface) -> None:
    first = printed(LETTERS[name](), typeface)
    assert printed(LETTERS[name](), typeface) == first
    assert all(font_names(first).values())


@ALL
def test_all_vietnamese_letters_are_printed_justified_or_not(name: str, typeface: Typeface) -> None:
    spelled = " ".join(VIETNAMESE[at : at + 5] for at in range(0, len(VIETNAMESE), 5))
    content = LETTERS[name]()
    value: Any = (spelled,) if name == "refusal" else spelled
    assert squeezed(spelled) in squeezed(text_of(printed(replace(content, reason=value), typeface)))


@ALL
@pytest.mark.parametrize("character", ["\n", "\u202e", "\u200b", "漢", "😀"])
def test_what_no_page_can_show_is_refused(name: str, character: str, typeface: Typeface) -> None:
    value: Any = (f"lý{character}do",) if name == "refusal" else f"lý{character}do"
    with pytest.raises(UnprintableCharacterError):
        printed(replace(LETTERS[name](), reason=value), typeface)


@pytest.mark.parametrize("items", [1, 5, 8, 9, 10, 11, 12, 14, 20, 40, 80])
def test_a_long_letter_goes_on_and_the_signature_never_stands_alone(items: int, typeface: Typeface) -> None:
    content = replace(supplement(), items=tuple(f"Giấy tờ thứ {n} còn thiếu." for n in range(1, items + 1)))
    pages = texts_of(printed(content, typeface))
    whole = " ".join(pages)
    assert [whole.count(f"{n}. Giấy tờ thứ {n} còn thiếu.") for n in range(1, items + 1)] == [1] * items
    assert [page.count("NGƯỜI HƯỚNG DẪN") for page in pages] == [0] * (len(pages) - 1) + [1]
    if len(pages) > 1:
        before = pages[-1].split("NGƯỜI HƯỚNG DẪN")[0]
        assert "để được hướng dẫn./." in before
        assert "Trong quá trình" in before
        assert f"Trang {len(pages)}/{len(pages)}" in pages[-1]
        assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (tiếp theo trang" in pages[-1]


def test_a_following_page_carries_the_barcode_again(typeface: Typeface) -> None:
    pdf = printed(replace(supplement(), reason="Một lý do cần nói rõ. " * 120), typeface)
    pages = pages_of(pdf, 300)
    assert len(pages) == 2
    assert read(pages[0], 300) == {QR: {SEAL_TEXT}, BARCODE: {NUMBER}}
    assert read(pages[1], 300) == {QR: set(), BARCODE: {NUMBER}}


def test_a_letter_of_a_hundred_pages_is_refused(typeface: Typeface) -> None:
    with pytest.raises(SlipTooLongError):
        printed(replace(supplement(), reason="Một lý do rất dài. " * 4000), typeface)


def test_a_letter_is_not_laid_out_for_a5(typeface: Typeface) -> None:
    with pytest.raises(PaperNotForFormError):
        press_form(supplement(), Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface)


def test_missing_values_say_so_and_no_notes_hang_in_the_air(typeface: Typeface) -> None:
    content = replace(refusal(), applicant=SlipPerson("Lò Thị È"), head=replace(refusal().head, hotline=""))
    text = text_of(printed(content, typeface))
    assert "Số định danh cá nhân/tổ chức: không có Địa chỉ: không có" in text
    assert "18001096" not in text
    assert "...." not in text


def test_the_commune_adds_its_own_sentence(typeface: Typeface) -> None:
    footer = "Tra cứu tại trang thông tin của xã."
    content = replace(supplement(), head=replace(supplement().head, footer=footer))
    assert footer in text_of(printed(content, typeface))


def test_without_a_hotline_the_request_sends_to_the_desk_and_names_no_telephone(typeface: Typeface) -> None:
    content = replace(supplement(), contact_phone="", head=replace(supplement().head, hotline=""))
    for profile in LegalProfile:
        content = replace(content, head=replace(content.head, legal_profile=profile))
        text = squeezed(text_of(press_form(content, print_number=1, printed_at=PRINTED_AT, typeface=typeface)))
        assert squeezed("liên hệ với ông Trần Văn Bình tại nơi nộp hồ sơ để được hướng dẫn./.") in text
        assert squeezed("số điện thoại không có") not in text
        assert squeezed("Số điện thoại: 0905 123 456") in text


def test_who_signs_for_the_head_is_named_above_his_title(typeface: Typeface) -> None:
    content = replace(apology(), signs_for="KT. CHỦ TỊCH", signer_title="PHÓ CHỦ TỊCH")
    text = text_of(printed(content, typeface))
    assert text.find("KT. CHỦ TỊCH") < text.find("PHÓ CHỦ TỊCH") < text.find("Lê Thị Minh Châu")
    assert "THỦ TRƯỞNG" not in text


def test_days_and_months_are_written_as_the_decree_wants(typeface: Typeface) -> None:
    content: ApologyLetter = replace(apology(), new_due_on=date(2027, 2, 3))
    assert "vào ngày 03 tháng 02 năm 2027" in text_of(printed(content, typeface))
    content = replace(content, received_at=datetime.fromisoformat("2026-01-01T23:30:00+00:00"))
    assert "Ngày 02 tháng 01 năm 2026, Ủy ban" in text_of(printed(content, typeface))


def test_braces_in_a_value_are_only_text(typeface: Typeface) -> None:
    hostile: SupplementLetter = replace(supplement(), reason="{officer} {0} {} %s </b>", items=("{item}",))
    text = text_of(printed(hostile, typeface))
    assert "{officer} {0} {} %s </b>" in text
    assert "1. {item}" in text


def test_a_refusal_may_have_several_reasons(typeface: Typeface) -> None:
    content: RefusalLetter = replace(refusal(), reason=("Lý do một.", "Lý do hai."))
    text = text_of(printed(content, typeface))
    assert text.find("Lý do một.") < text.find("Lý do hai.") < text.find("Xin thông báo")
