"""The desk's own papers say what their content says, break where the rules break them, and carry codes that read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise

import pytest
from PIL import ImageChops

from desk_app.domain.papers.village_list import VillageList, VillageRow
from desk_app.domain.slip import LegalProfile, SlipMark
from printing.errors import SlipTooLongError, UnprintableCharacterError
from printing.fonts import Typeface
from printing.forms.profiles import wording_of
from printing.forms.registry import form_named, form_of
from printing.letters import VIETNAMESE, clean
from printing.parts.grid import share
from printing.press import press_form
from tests.printing import sheet_samples
from tests.printing.codes_reader import BARCODE, CLEAN, QR, Wear, pages_of, read, worn
from tests.printing.pages import font_names, is_nfc, squeezed, text_of, texts_of
from tests.printing.samples import PRINTED_AT, SEAL_TEXT

LISTS = ("bag_list", "postal_manifest", "joint_slip", "village_list", "uncollected_list", "apology_list")
PAPERS = (*LISTS, "day_closing", "storm_notice", "lost_slip", "pad_sheets")
NOT_SHOWN = {"seal_text", "hotline", "footer", "barcode_text", "village", "issued_on"}
LONGEST = "CÔNG TẰNG TÔN NỮ HOÀNG QUỲNH NHƯ " * 6
FORM_NAMES = {name: name.replace("_", "-") for name in PAPERS} | {
    "bag_list": "bag", "day_closing": "closing", "storm_notice": "closure-notice", "pad_sheets": "pad",
}  # fmt: skip
EVERY = pytest.mark.parametrize("name", PAPERS)


def sample(name: str, *arguments: object) -> object:
    make: Callable[..., object] = getattr(sheet_samples, name)
    return make(*arguments)


def printed(name: str, content: object, typeface: Typeface, number: int = 1) -> bytes:
    assert form_of(content) is form_named(FORM_NAMES[name])
    return press_form(content, print_number=number, printed_at=PRINTED_AT, typeface=typeface)


def said(content: object) -> Iterator[str]:
    """Every text of a content that a reader must find on the paper."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, tuple):
        for item in content:
            yield from said(item)
    elif is_dataclass(content):
        for item in fields(content):
            value = getattr(content, item.name)
            if item.name in ("parent_body", "agency_name"):
                yield value.upper()
            elif item.name not in NOT_SHOWN:
                yield from said(value)


@EVERY
def test_the_paper_says_everything_its_content_says(name: str, typeface: Typeface) -> None:
    content = sample(name)
    text = text_of(printed(name, content, typeface))
    assert is_nfc(text)
    for told in said(content):
        assert squeezed(clean(told)) in squeezed(text), told


@EVERY
def test_every_font_is_embedded_and_the_same_content_gives_the_same_bytes(name: str, typeface: Typeface) -> None:
    pdf = printed(name, sample(name), typeface)
    assert all(font_names(pdf).values())
    assert printed(name, sample(name), typeface) == pdf


@EVERY
def test_a_reprint_and_a_training_print_say_so(name: str, typeface: Typeface) -> None:
    content: VillageList = sample(name)  # type: ignore[assignment]
    training = replace(content, head=replace(content.head, marks=frozenset({SlipMark.TRAINING})))
    text = text_of(printed(name, training, typeface, number=3))
    assert "IN LẠI LẦN 3" in text and "In lại lần 3, 09 giờ 15 phút" in text
    assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in text
    assert "TẬP HUẤN" not in text_of(printed(name, content, typeface))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 9, 10, 11, 13, 14, 15, 28, 29, 40])
def test_no_row_is_lost_and_the_signatures_take_two_rows_along(name: str, count: int, typeface: Typeface) -> None:
    content = sample(name, count)
    pages = texts_of(printed(name, content, typeface))
    rows = content.rows  # type: ignore[attr-defined]
    keys = [row.number_tail if isinstance(row, VillageRow) else row.number for row in rows]
    found = [sum(squeezed(key) in squeezed(page) for key in keys) for page in pages]
    assert sum(found) == count
    assert count < 2 or len(pages) == 1 or found[-1] >= 2
    assert all("(tiếp theo)" in page for page in pages[1:])
    assert all("TT" in page for page, rows_there in zip(pages, found, strict=True) if rows_there)
    assert "Ký và ghi rõ họ tên" in pages[-1]
    assert not any("Ký và ghi rõ họ tên" in page for page in pages[:-1])
    assert f"Trang {len(pages)}/{len(pages)}" in pages[-1]
    assert count or "không có" in pages[0]


@pytest.mark.parametrize(("count", "pages"), [(8, 1), (10, 1), (12, 2), (15, 2), (28, 2)])
def test_a_bag_of_ten_ordinary_dossiers_fits_one_page_with_its_close(
    count: int, pages: int, typeface: Typeface
) -> None:
    content = sheet_samples.bag_list(count)
    short = replace(content, rows=tuple(replace(row, applicant="Trần Thị Kim Liên") for row in content.rows))
    assert len(texts_of(printed("bag_list", short, typeface))) == pages


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("text", [LONGEST, "Ẩ" * 200, VIETNAMESE, "H'Hen Niê Kđăm", "Y Wơl Êban Rơ\u0306ng", "È"])
def test_the_longest_and_the_oddest_names_are_printed_whole(name: str, text: str, typeface: Typeface) -> None:
    content = sample(name, 3)
    row = content.rows[1]  # type: ignore[attr-defined]
    field = {"joint_slip": "request", "apology_list": "reason", "village_list": "name", "postal_manifest": "recipient"}
    changed = replace(row, **{field.get(name, "applicant"): text})
    pdf = printed(name, replace(content, rows=(changed, changed)), typeface)  # type: ignore[type-var]
    found = squeezed(text_of(pdf))
    assert found.count(squeezed(clean(text))) >= 2


@pytest.mark.parametrize("name", LISTS)
def test_a_row_higher_than_a_page_is_refused_not_cut(name: str, typeface: Typeface) -> None:
    content = sample(name, 2)
    row = content.rows[0]  # type: ignore[attr-defined]
    field = {"joint_slip": "request", "apology_list": "reason", "village_list": "name", "postal_manifest": "recipient"}
    changed = replace(row, **{field.get(name, "applicant"): "Một tên rất dài " * 200})
    with pytest.raises(SlipTooLongError):
        printed(name, replace(content, rows=(changed,)), typeface)  # type: ignore[type-var]


@EVERY
def test_what_no_page_can_show_is_refused_by_name(name: str, typeface: Typeface) -> None:
    content: VillageList = sample(name)  # type: ignore[assignment]
    with pytest.raises(UnprintableCharacterError):
        printed(name, replace(content, head=replace(content.head, place="Cam\u202eLâm")), typeface)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("wear", [CLEAN, Wear("blur 1 px", blur=1), Wear("turned", turn=2)], ids=lambda wear: wear.name)
def test_the_codes_of_a_bag_are_read_from_a_worn_page(dpi: int, wear: Wear, typeface: Typeface) -> None:
    content = sheet_samples.bag_list(8)
    page = pages_of(printed("bag_list", content, typeface), dpi)[0]
    found = read(worn(page, wear), dpi)
    assert found[QR] == {SEAL_TEXT[:150]}
    tails = {f"260424{1042 + n}" for n in range(8)}
    assert {code[:-1] for code in found[BARCODE] if code[0] != "T"} == tails
    assert "T260424-103" in found[BARCODE]


@pytest.mark.parametrize("name", ["postal_manifest", "joint_slip"])
def test_every_row_of_a_list_has_a_barcode_of_its_own(name: str, typeface: Typeface) -> None:
    page = pages_of(printed(name, sample(name, 4), typeface), 203)[0]
    assert {code[:-1] for code in read(page, 203)[BARCODE]} == {f"260424{1042 + n}" for n in range(4)}


def test_a_training_mark_touches_no_code(typeface: Typeface) -> None:
    content = sheet_samples.bag_list(8)
    training = replace(content, head=replace(content.head, marks=frozenset({SlipMark.TRAINING})))
    pages = [pages_of(printed("bag_list", this, typeface), 203)[0] for this in (content, training)]
    mark = ImageChops.difference(*pages).crop((0, pages[0].height // 8, *pages[0].size)).getbbox()
    assert mark and mark[0] > 93 / 25.4 * 203
    assert read(pages[0], 203) == read(pages[1], 203)


def test_a_foreign_number_too_long_for_any_bars_stands_alone(typeface: Typeface) -> None:
    content = sheet_samples.bag_list(1)
    long = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    pdf = printed("bag_list", replace(content, rows=(replace(content.rows[0], number=long),)), typeface)
    assert long in squeezed(text_of(pdf))
    assert read(pages_of(pdf, 203)[0], 203)[BARCODE] == {"T260424-103"}


def test_the_day_page_writes_its_sum_out_and_says_when_it_does_not_match(typeface: Typeface) -> None:
    content = sheet_samples.day_closing()
    assert re.search(r"46 \+ 31 = 24 \+ 1 \+ 52 .*khớp", text_of(printed("day_closing", content, typeface)))
    wrong = replace(content, dossiers=replace(content.dossiers, in_progress=50, numbers=None))
    text = text_of(printed("day_closing", wrong, typeface))
    assert "lệch +2" in text and "khớp" not in text
    assert re.search(r"33 – 2 ghi bù .*= 31 .*khớp", text_of(printed("day_closing", content, typeface)))
    wrong = replace(content, dossiers=replace(content.dossiers, received=30))
    assert text_of(printed("day_closing", wrong, typeface)).count("lệch -1") == 2


def test_the_day_page_shows_the_chain_in_sixteen_groups_and_its_qr(typeface: Typeface) -> None:
    content = sheet_samples.day_closing()
    pdf = printed("day_closing", content, typeface)
    assert len(content.seal.groups) == 16
    assert content.seal.head.hex() in re.sub(r"\s", "", text_of(pdf))
    assert read(pages_of(pdf, 203)[0], 203)[QR] == {content.seal.seal_text}


def test_a_day_without_anything_prints_zeros_and_says_what_there_is_not(typeface: Typeface) -> None:
    content = sheet_samples.day_closing()
    quiet = replace(
        content,
        prints=replace(content.prints, slips=0, first="", last="", reprinted=()),
        drawer=None,
        sending=replace(content.sending, waiting=0, last_sent_at=None),
        dossiers=replace(content.dossiers, by_way=()),
    )
    (text,) = texts_of(printed("day_closing", quiet, typeface))
    assert "Mẫu 01 0" in text and "In lại 0" in text
    assert "Không thu, không hoàn tiền không có" in text
    assert "Đã lên đủ; chưa gửi lần nào đã gửi đủ" in text


def test_a_day_with_hundreds_of_gaps_is_still_one_page(typeface: Typeface) -> None:
    content = sheet_samples.day_closing()
    gaps = tuple(f"{1001 + n} (giấy hỏng, đã hủy và giữ lại)" for n in range(300))
    many = replace(content, sending=replace(content.sending, gaps=gaps), prints=replace(content.prints, reprinted=gaps))
    (text,) = texts_of(printed("day_closing", many, typeface))
    assert "và 292 số khác" in text


def test_a_village_list_has_no_place_for_what_the_case_is_about() -> None:
    names = {item.name for item in (*fields(VillageList), *fields(VillageRow))}
    assert not names & {"request", "procedure", "papers", "result", "fee_text", "contents"}


def test_an_apology_list_for_publication_names_nobody(typeface: Typeface) -> None:
    content = sheet_samples.apology_list()
    assert not {item.name for item in fields(content.rows[0])} & {"applicant", "name", "address", "phone"}
    assert not any(name in text_of(printed("apology_list", content, typeface)) for name in sheet_samples.NAMES)


def test_the_waiting_results_are_counted_by_age() -> None:
    content = sheet_samples.uncollected_list(12)
    assert content.by_age() == (3, 3, 3, 3)
    assert sum(content.by_age()) == len(content.rows)


@pytest.mark.parametrize("heights", [[10.0] * n for n in range(1, 40)])
def test_rows_are_shared_so_that_no_page_overflows(heights: list[float]) -> None:
    pages = share(heights, 70, 95, 45)
    assert sum(pages) == len(heights)
    assert all(count * 10 <= room for count, room in zip(pages, [70, *[95] * 9], strict=False))
    last_room = 70 if len(pages) == 1 else 95
    assert pages[-1] * 10 + 45 <= last_room
    assert len(pages) == 1 or pages[-1] >= min(2, len(heights))
    assert all(before for before, _ in pairwise(pages[1:]))


def test_a_storm_notice_says_why_the_old_date_and_the_new_one(typeface: Typeface) -> None:
    content = sheet_samples.storm_notice()
    pdf = printed("storm_notice", content, typeface)
    (text,) = texts_of(pdf)
    assert "không làm việc từ ngày 05 tháng 5 năm 2026 đến hết ngày 06 tháng 5 năm 2026" in text
    assert "hẹn trả kết quả lúc 17 giờ 00 phút, ngày 06 tháng 5 năm 2026" in text
    assert "Thời gian trả kết quả mới: 17 giờ 00 phút, ngày 08 tháng 5 năm 2026" in text
    found = read(pages_of(pdf, 203)[0], 203)
    assert found == {QR: {SEAL_TEXT}, BARCODE: {sheet_samples.number(0)}}
    one_day = replace(content, closed_to=content.closed_from)
    assert "đến hết" not in text_of(printed("storm_notice", one_day, typeface))


def test_a_storm_notice_is_one_page_with_the_longest_texts_or_is_refused(typeface: Typeface) -> None:
    content = sheet_samples.storm_notice()
    long = replace(content, request="Một thủ tục có tên rất dài " * 12, apology=content.apology * 3)
    assert len(texts_of(printed("storm_notice", long, typeface))) == 1
    with pytest.raises(SlipTooLongError):
        printed("storm_notice", replace(content, request="Một nội dung rất dài " * 300), typeface)


@pytest.mark.parametrize("count", [1, 2, 9, 30])
def test_a_lost_slip_statement_names_every_dossier_and_both_sign(count: int, typeface: Typeface) -> None:
    pages = texts_of(printed("lost_slip", sheet_samples.lost_slip(count), typeface))
    assert all(sheet_samples.number(n) in " ".join(pages) for n in range(count))
    assert "Tôi cam đoan" in pages[-1] and "NGƯỜI CAM ĐOAN" in pages[-1] and "NGƯỜI TIẾP NHẬN" in pages[-1]


@pytest.mark.parametrize("profile", list(LegalProfile))
def test_a_pad_has_the_lines_of_the_law_in_their_order(profile: LegalProfile, typeface: Typeface) -> None:
    content = sheet_samples.pad_sheets(1, has_copies=False)
    content = replace(content, head=replace(content.head, legal_profile=profile))
    (text,) = texts_of(printed("pad_sheets", content, typeface))
    words = wording_of(profile)
    lines = (
        words.title, words.number, words.received_from, words.personal_number, words.address, words.phone, words.email,
        words.request, words.papers, words.sets, words.limit, words.received_at, words.due_at, words.return_at,
        words.book, words.book_entry, words.submitter_signs, words.officer_signs,
    )  # fmt: skip
    places = [text.find(line) for line in lines]
    assert -1 not in places, lines[places.index(-1)]
    assert places == sorted(places)
    assert "TỪ TẬP PHIẾU GIẤY" in text and "1900–1949" in text


@pytest.mark.parametrize(
    ("count", "has_copies", "sheets_made"), [(1, True, 1), (5, True, 5), (1, False, 1), (5, False, 3)]
)
def test_a_pad_gives_each_number_two_halves_or_one(
    count: int, has_copies: bool, sheets_made: int, typeface: Typeface
) -> None:
    content = sheet_samples.pad_sheets(count, has_copies)
    pages = texts_of(printed("pad_sheets", content, typeface))
    assert len(pages) == sheets_made
    for number in content.numbers:
        assert sum(page.count(f"Mã hồ sơ: {number}") for page in pages) == (2 if has_copies else 1)
    assert ("(Liên 1: Lưu)" in pages[0]) is has_copies


def test_both_codes_of_both_halves_of_a_pad_are_read_back(typeface: Typeface) -> None:
    content = sheet_samples.pad_sheets(2, has_copies=False)
    found = read(pages_of(printed("pad_sheets", content, typeface), 300)[0], 300)
    assert found == {QR: set(content.numbers), BARCODE: set(content.numbers)}


def test_the_longest_names_of_a_desk_leave_the_pad_whole(typeface: Typeface) -> None:
    content = sheet_samples.pad_sheets(1)
    long = replace(content.head, place="Đặc khu Phú Quý xa bờ", agency_name="Trung tâm Phục vụ hành chính công " * 2)
    text = text_of(printed("pad_sheets", replace(content, head=long), typeface))
    assert "NGƯỜI NỘP HỒ SƠ" in text and "tháng" in text
