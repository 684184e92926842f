"""Mẫu số 01 says what the slip says, in the order of the law, on every paper; nothing is lost when room is short."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk_app.domain.slip import (
    LegalProfile,
    Slip,
    SlipFee,
    SlipMark,
    SlipPaper,
    SlipPerson,
    SlipReappointment,
    SlipStage,
)
from printing.errors import SlipTooLongError, UnprintableCharacterError
from printing.fonts import Typeface
from printing.letters import VIETNAMESE
from printing.paper import SHEETS, Paper
from printing.press import press, press_many, press_recovery
from tests.printing.pages import font_names, is_nfc, second_opinion, squeezed, text_of, texts_of
from tests.printing.samples import LONG_REQUEST, PRINTED_AT, TWELVE_PAPERS, everyday, highland, longest

LAW_ORDER = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ:",
    "Trung tâm Phục vụ hành chính công xã Cam Lâm",
    "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:",
    "Số định danh cá nhân/tổ chức:",
    "Địa chỉ:",
    "Số điện thoại:",
    "Email:",
    "Nội dung yêu cầu giải quyết:",
    "Thành phần hồ sơ nộp gồm:",
    "Số lượng hồ sơ: 01 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là:",
    "Thời gian nhận hồ sơ: 09 giờ 14 phút, ngày 24 tháng 4 năm 2026",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 06 tháng 5 năm 2026",
    "Cách tính:",
    "Đăng ký nhận kết quả tại:",
    "Vào Sổ theo dõi hồ sơ, Quyển số: HT-01/2026",
    "Số thứ tự: 318",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
)
PAPERS = pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.value)


def printed(slip: Slip, paper: Paper, typeface: Typeface, number: int = 1) -> bytes:
    return press(slip, paper, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


def stored_texts(slip: Slip) -> list[str]:
    """Every text of a slip that must be found on the paper."""
    people = [slip.applicant, *([slip.submitter] if slip.submitter else [])]
    texts = [
        getattr(person, name) for person in people for name in ("name", "masked_number", "address", "phone", "email")
    ]
    texts += [text for paper in slip.papers for text in (paper.name, paper.note, paper.reused_from)]
    texts += [slip.agency_name, slip.sequence_text, slip.number, slip.lookup_code, slip.request, slip.limit_text]
    texts += [slip.explanation, slip.return_at, slip.submitter_name, slip.officer_name, slip.authority, slip.hotline]
    texts += [slip.book or "", slip.book_entry or "", slip.fee_text or "", slip.parent_body.upper()]
    return [text for text in texts if text]


HARD = {
    "everyday": everyday(),
    "longest": longest(),
    "highland": highland(),
    "twelve papers": replace(everyday(), papers=TWELVE_PAPERS),
    "three-line procedure": replace(everyday(), request=LONG_REQUEST),
    "fee and hotline": replace(everyday(), fee_text="8.000 ₫ (đã nộp)"),
    "one paper, nothing else": replace(
        everyday(), applicant=SlipPerson("Lò Thị È"), papers=(SlipPaper("Tờ khai", 1),), explanation="", hotline=""
    ),
    "a desk not yet set up": replace(everyday(), parent_body="", agency_name="", place="", hotline=""),
    "name of 200 letters": replace(everyday(), applicant=SlipPerson("Nguyễn Thị Ỗ " * 15 + "Ánh")),
    "name without a space": replace(everyday(), applicant=SlipPerson("Ẩ" * 200), submitter_name="Ẩ" * 60),
    "forty papers": replace(longest(), papers=tuple(SlipPaper(f"Giấy tờ thứ {n} của hồ sơ", 1) for n in range(1, 41))),
    "everything long": replace(
        longest(),
        explanation="nghỉ Thứ Bảy, Chủ Nhật và 30/04/2026 (Ngày Chiến thắng); " * 12,
        return_at="Nhà riêng, qua dịch vụ bưu chính công ích, " * 5,
        request=LONG_REQUEST * 3,
    ),
}


@PAPERS
@pytest.mark.parametrize("case", HARD)
def test_the_paper_says_everything_the_slip_says(case: str, paper: Paper, typeface: Typeface) -> None:
    slip = HARD[case]
    text = squeezed(text_of(printed(slip, paper, typeface)))
    assert is_nfc(text)
    for stored in stored_texts(slip):
        assert squeezed(stored) in text, stored


@PAPERS
@pytest.mark.parametrize("profile", list(LegalProfile))
def test_the_lines_stand_in_the_order_of_the_law(profile: LegalProfile, paper: Paper, typeface: Typeface) -> None:
    slip = replace(everyday(), legal_profile=profile)
    text = texts_of(printed(slip, paper, typeface))[0]
    places = [text.find(line) for line in LAW_ORDER]
    assert -1 not in places, LAW_ORDER[places.index(-1)]
    assert places == sorted(places)
    assert f"Thông tư số {'01/2018' if profile is LegalProfile.TT01_2018 else '03/2025'}/TT-VPCP" in text


def test_a_second_reader_copies_the_same_text(typeface: Typeface) -> None:
    text = squeezed(second_opinion(printed(everyday(), Paper.A4, typeface)))
    for stored in stored_texts(everyday()):
        assert squeezed(stored) in text, stored


def test_all_vietnamese_letters_are_printed_and_read_back_in_all_styles(typeface: Typeface) -> None:
    assert len(VIETNAMESE) == 134
    half = len(VIETNAMESE) // 2
    spelled = f"{VIETNAMESE[:half]} {VIETNAMESE[half:]}"
    slip = replace(
        everyday(),
        applicant=SlipPerson(spelled, address=spelled),
        papers=(SlipPaper("x", note=spelled),),
    )
    pdf = printed(slip, Paper.A4, typeface)
    for read in (text_of(pdf), second_opinion(pdf)):
        assert squeezed(read).count(squeezed(spelled)) >= 3


def test_decomposed_text_is_printed_composed(typeface: Typeface) -> None:
    composed = everyday()
    decomposed = replace(composed, applicant=replace(composed.applicant, name="Nguyễn Thị Hồng Ánh"))
    assert printed(decomposed, Paper.A5, typeface) == printed(composed, Paper.A5, typeface)


def test_the_same_slip_gives_the_same_bytes(typeface: Typeface) -> None:
    first = printed(longest(), Paper.A4, typeface)
    assert printed(longest(), Paper.A4, typeface) == first
    assert printed(longest(), Paper.A4, typeface, number=2) != first


def test_a_reprint_shows_the_same_content_and_says_which_print_it_is(typeface: Typeface) -> None:
    first = text_of(printed(everyday(), Paper.A5, typeface))
    again = text_of(printed(everyday(), Paper.A5, typeface, number=3))
    assert "In lần 1, 09 giờ 15 phút ngày 24/4/2026" in first
    assert "IN LẠI" not in first
    assert "IN LẠI LẦN 3" in again
    assert again.replace("IN LẠI LẦN 3", "").replace("In lại lần 3", "In lần 1").split() == first.split()


def test_training_and_late_entry_are_marked(typeface: Typeface) -> None:
    text = text_of(printed(replace(everyday(), marks=frozenset(SlipMark)), Paper.A4, typeface))
    assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in text
    assert "GHI BÙ" in text
    assert "TẬP HUẤN" not in text_of(printed(everyday(), Paper.A4, typeface))


def test_only_embedded_fonts_are_named(typeface: Typeface) -> None:
    pdf = printed(everyday(), Paper.A4, typeface)
    fonts = font_names(pdf)
    assert len(fonts) == 3
    assert all(fonts.values())
    assert b"Helvetica" not in pdf


def test_a_missing_value_says_so_and_leaves_nothing_to_fill_in(typeface: Typeface) -> None:
    text = text_of(printed(everyday(), Paper.A5, typeface))
    assert "Email: không có" in text
    assert "...." not in text
    assert "…" not in text


def test_the_book_is_printed_only_if_given(typeface: Typeface) -> None:
    assert "Quyển số" not in text_of(printed(highland(), Paper.A5, typeface))


def test_the_submitter_and_the_authority_are_both_named(typeface: Typeface) -> None:
    slip = longest()
    text = text_of(printed(slip, Paper.A4, typeface))
    assert "Người ủy quyền: chủ hồ sơ nêu trên; người được ủy quyền: H'Hen Niê Kđăm" in text
    without = text_of(printed(replace(slip, authority=""), Paper.A4, typeface))
    assert "Người nộp hồ sơ: H'Hen Niê Kđăm" in without


def test_twelve_ordinary_papers_fit_one_a4(typeface: Typeface) -> None:
    pages = texts_of(printed(replace(everyday(), papers=TWELVE_PAPERS), Paper.A4, typeface))
    assert len(pages) == 1


def test_a_list_that_does_not_fit_goes_to_page_two_whole(typeface: Typeface) -> None:
    first, second = texts_of(printed(longest(), Paper.A5, typeface))
    assert "Thành phần hồ sơ nộp gồm: 12 loại giấy tờ, kê đầy đủ ở trang 2" in first
    assert "Danh mục gồm 12 loại giấy tờ./." in second
    assert "Trang 1/2" in first
    assert "Trang 2/2" in second
    assert second.count("(Ký nháy)") == 2
    for paper in TWELVE_PAPERS:
        assert squeezed(paper.name) in squeezed(second)
        assert squeezed(paper.name) not in squeezed(first) or paper.name == "Giấy ủy quyền"


@pytest.mark.parametrize("count", [0, 1, 6, 9, 13, 17, 20, 25, 33, 60, 99])
@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5], ids=lambda paper: paper.value)
def test_overflow_never_loses_a_paper(count: int, paper: Paper, typeface: Typeface) -> None:
    papers = tuple(SlipPaper(f"Văn bản số {n} về việc riêng", 1) for n in range(1, count + 1))
    pages = texts_of(printed(replace(everyday(), papers=papers), paper, typeface))
    found = re.findall(r"Văn bản số (\d+) về việc riêng", " ".join(pages))
    assert [int(number) for number in found] == list(range(1, count + 1))
    if len(pages) > 2:
        assert len(re.findall(r"Văn bản số", pages[-1])) >= 2


def test_two_copies_share_a_sheet_or_take_two(typeface: Typeface) -> None:
    (together,) = texts_of(printed(everyday(), Paper.A4_TWO, typeface))
    assert "(Liên 1: Lưu)" in together
    assert "(Liên 2: Giao khách hàng)" in together
    apart = texts_of(printed(longest(), Paper.A4_TWO, typeface))
    assert len(apart) == 4
    assert "(Liên 1: Lưu)" in apart[0]
    assert "(Liên 2: Giao khách hàng)" in apart[2]


def test_times_are_office_times_whatever_zone_they_come_in(typeface: Typeface) -> None:
    slip = replace(
        everyday(),
        received_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
        due_at=datetime(2026, 2, 9, 10, 0, tzinfo=UTC),
    )
    text = text_of(printed(slip, Paper.A4, typeface))
    assert "Cam Lâm, ngày 01 tháng 02 năm 2026" in text
    assert "06 giờ 30 phút, ngày 01 tháng 02 năm 2026" in text
    assert "17 giờ 00 phút, ngày 09 tháng 02 năm 2026" in text


def test_the_head_carries_the_day_of_issue(typeface: Typeface) -> None:
    text = text_of(printed(replace(everyday(), issued_on=date(2026, 4, 27)), Paper.A4, typeface))
    assert "Cam Lâm, ngày 27 tháng 4 năm 2026" in text


@pytest.mark.parametrize(
    "hostile", ["<b>đậm</b> & <script>", "a\\) Tj ET (b", "%PDF-1.7 endstream", "{x} $HOME `id` \"'"]
)
def test_hostile_text_is_printed_as_text(hostile: str, typeface: Typeface) -> None:
    slip = replace(everyday(), applicant=SlipPerson(hostile), papers=(SlipPaper(hostile, 1),))
    text = squeezed(text_of(printed(slip, Paper.A4, typeface)))
    assert text.count(squeezed(hostile)) == 2


@pytest.mark.parametrize("character", ["\n", "\x00", "\u202e", "\u200b", "\ufeff", "\ue000", "漢", "😀", "\u0e01"])
@pytest.mark.parametrize("place", ["name", "paper", "officer"])
def test_what_no_page_can_show_is_refused_by_name(character: str, place: str, typeface: Typeface) -> None:
    text = f"An{character}h"
    slip = {
        "name": replace(everyday(), applicant=SlipPerson(text)),
        "paper": replace(everyday(), papers=(SlipPaper(text, 1),)),
        "officer": replace(everyday(), officer_name=text),
    }[place]
    with pytest.raises(UnprintableCharacterError) as refused:
        printed(slip, Paper.A5, typeface)
    assert refused.value.character == character
    assert f"U+{ord(character):04X}" in str(refused.value.facts["name"])


def test_letters_outside_the_cut_faces_come_from_the_full_font(typeface: Typeface) -> None:
    name = "Дмитрий Ångström Ἀθηνᾶ"
    assert "Д" not in typeface.upright.glyphs
    pdf = printed(replace(everyday(), applicant=SlipPerson(name)), Paper.A5, typeface)
    assert name in text_of(pdf)


def test_a_slip_longer_than_any_form_is_refused_not_cut(typeface: Typeface) -> None:
    with pytest.raises(SlipTooLongError):
        printed(replace(everyday(), request="Một nội dung rất dài " * 600), Paper.A5, typeface)


def test_many_slips_share_one_file_and_its_fonts(typeface: Typeface) -> None:
    slips = [(replace(everyday(), number=f"000.00.18.H32-260424-{1042 + n}"), 1) for n in range(20)]
    pdf = press_many(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
    pages = texts_of(pdf)
    assert len(pages) == 20
    assert all(slip.number in page for (slip, _), page in zip(slips, pages, strict=True))
    assert len(pdf) < 20 * 6 * 1024 + 32 * 1024


@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.value)
def test_an_everyday_slip_weighs_at_most_32_kib(paper: Paper, typeface: Typeface) -> None:
    assert len(printed(everyday(), paper, typeface)) <= 32 * 1024


def test_the_recovery_sheet_shows_the_code_in_eight_groups(typeface: Typeface) -> None:
    code = "K7QM-9XWD-3HTP-RV6N-2CJF-8YBG-4ZLS-5EAU"
    pdf = press_recovery("Bộ phận Một cửa xã Cam Lâm", "Trần Văn Bình", code, date(2026, 4, 24), typeface=typeface)
    (text,) = texts_of(pdf)
    assert " ".join(code.split("-")) in text
    assert "Trần Văn Bình" in text
    assert press_recovery(
        "Bộ phận Một cửa xã Cam Lâm", "Trần Văn Bình", code.replace("-", ""), date(2026, 4, 24), typeface=typeface
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", ["W" * 200, "Ặ" * 200, "NGUYỄN " * 28 + "ANH", "x" * 200])
def test_the_longest_name_a_desk_takes_in_is_printed_whole(name: str, paper: Paper, typeface: Typeface) -> None:
    slip = replace(everyday(), applicant=replace(everyday().applicant, name=name), submitter_name=name)
    assert squeezed(text_of(printed(slip, paper, typeface))).count(squeezed(name)) >= 2


FEES = (SlipFee("Lệ phí đăng ký khai sinh", 0, "miễn: đúng hạn"), SlipFee("Phí cấp bản sao trích lục", 8_000))


@PAPERS
def test_fees_stand_line_by_line_with_their_sum_in_words(paper: Paper, typeface: Typeface) -> None:
    text = text_of(printed(replace(everyday(), fees=FEES), paper, typeface))
    assert (
        "Phí, lệ phí: Lệ phí đăng ký khai sinh: 0 đồng (miễn: đúng hạn); Phí cấp bản sao trích lục: 8.000 đồng. "
        "Tổng cộng: 8.000 đồng (Tám nghìn đồng)"
    ) in text
    one = text_of(printed(replace(everyday(), fees=FEES[1:]), paper, typeface))
    assert "Phí, lệ phí: Phí cấp bản sao trích lục: 8.000 đồng (Tám nghìn đồng)" in one
    assert "Phí, lệ phí" not in text_of(printed(everyday(), paper, typeface))


@PAPERS
def test_an_interlinked_dossier_shows_both_dates(paper: Paper, typeface: Typeface) -> None:
    stage = SlipStage("Công an xã Cam Lâm", datetime(2026, 4, 29, 10, 0, tzinfo=UTC))
    text = text_of(printed(replace(everyday(), stage=stage), paper, typeface))
    whole = text.find("Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 06 tháng 5 năm 2026")
    part = text.find("Trong đó, thời gian trả kết quả tại Công an xã Cam Lâm: 17 giờ 00 phút, ngày 29 tháng 4 năm 2026")
    assert 0 < whole < part


@PAPERS
def test_after_a_reappointment_both_dates_are_told(paper: Paper, typeface: Typeface) -> None:
    slip = replace(
        everyday(),
        due_at=datetime(2026, 5, 11, 10, 0, tzinfo=UTC),
        reappointment=SlipReappointment(everyday().due_at, "09/PXL"),
    )
    text = text_of(printed(slip, paper, typeface))
    assert "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 11 tháng 5 năm 2026" in text
    assert "Hẹn lại một lần theo phiếu xin lỗi số 09/PXL; hẹn lần đầu: 17 giờ 00 phút, ngày 06 tháng 5 năm 2026" in text


@PAPERS
def test_a_paper_held_already_says_where_it_came_from(paper: Paper, typeface: Typeface) -> None:
    text = text_of(printed(everyday(), paper, typeface))
    assert squeezed("(đã có, dùng lại từ hồ sơ 000.00.18.H32-250911-1007)") in squeezed(text)


@PAPERS
def test_an_amended_slip_and_one_from_the_pad_say_so(paper: Paper, typeface: Typeface) -> None:
    slip = replace(everyday(), marks=frozenset({SlipMark.AMENDED, SlipMark.PAPER_PAD}))
    text = text_of(printed(slip, paper, typeface, number=2))
    assert "ĐÃ SỬA" in text
    assert "TỪ TẬP PHIẾU GIẤY" in text
    assert "ĐÃ SỬA" not in text_of(printed(everyday(), paper, typeface))


def test_the_commune_adds_its_own_sentence_where_there_is_room(typeface: Typeface) -> None:
    slip = replace(everyday(), footer="Tra cứu tại trang thông tin của xã.")
    assert slip.footer in text_of(printed(slip, Paper.A4, typeface))


def test_fees_too_long_for_the_smallest_sheet_go_over_the_leaf(typeface: Typeface) -> None:
    many = tuple(SlipFee(f"Phí thẩm định hạng mục thứ {n} của công trình", 1_000 * n) for n in range(1, 21))
    pages = texts_of(printed(replace(longest(), fees=many), Paper.A5, typeface))
    assert "Phí, lệ phí: xem trang 2" in pages[0]
    whole = squeezed(" ".join(pages))
    assert all(squeezed(fee.name) in whole for fee in many)
    assert squeezed("210.000 đồng (Hai trăm mười nghìn đồng)") in whole
