"""A day's slips in one file, and what is left of it after a jam."""

from dataclasses import replace

import pytest

from desk_app.domain.slip import Slip, SlipPaper, SlipPerson
from printing.book import press_book
from printing.errors import SlipTooLongError
from printing.fonts import Typeface
from printing.paper import Paper
from printing.press import press
from tests.printing.drawn import facts_of
from tests.printing.pages import font_names, texts_of
from tests.printing.samples import PRINTED_AT, everyday, longest
from tests.printing.sheet_samples import NAMES


def day(count: int) -> list[tuple[Slip, int]]:
    """Slips of different people; every fourth has two pages."""
    made = []
    for n in range(count):
        slip = longest() if n % 4 == 3 else everyday()
        person = replace(slip.applicant, name=NAMES[n % 10])
        made.append((replace(slip, number=f"000.00.18.H32-260424-{1001 + n}", applicant=person), 1))
    return made


def test_a_book_holds_every_slip_in_order_with_the_fonts_once(typeface: Typeface) -> None:
    slips = day(12)
    book = press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
    texts = texts_of(book.pdf)
    assert book.pages == len(texts) == 15
    assert book.first_pages == (1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14)
    for (slip, _), page in zip(slips, book.first_pages, strict=True):
        assert slip.number in texts[page - 1] and slip.applicant.name in texts[page - 1]
    assert len(font_names(book.pdf)) == 3


@pytest.mark.parametrize("page", [1, 2, 5, 9, 15])
def test_after_a_jam_the_same_pages_come_from_the_missing_one_on(page: int, typeface: Typeface) -> None:
    slips = day(12)
    whole = press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
    rest = press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface, from_page=page)
    assert facts_of(rest.pdf) == facts_of(whole.pdf)[page - 1 :]
    assert rest.first_pages == whole.first_pages and rest.pages == whole.pages and rest.from_page == page


def test_a_page_in_the_hand_tells_which_slip_it_is(typeface: Typeface) -> None:
    slips = day(8)
    book = press_book(slips, Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
    for page, text in enumerate(texts_of(book.pdf), 1):
        assert slips[book.slip_on(page)][0].number in text
    for page in (0, book.pages + 1):
        with pytest.raises(IndexError):
            book.slip_on(page)


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_the_book_does_not_have_is_refused(page: int, typeface: Typeface) -> None:
    with pytest.raises(IndexError):
        press_book(day(2), Paper.A5, printed_at=PRINTED_AT, typeface=typeface, from_page=page)


@pytest.mark.parametrize("paper", list(Paper), ids=lambda paper: paper.value)
def test_slips_k_to_n_are_the_same_slips_alone(paper: Paper, typeface: Typeface) -> None:
    slips = day(6)
    whole = press_book(slips, paper, printed_at=PRINTED_AT, typeface=typeface)
    some = press_book(slips[2:4], paper, printed_at=PRINTED_AT, typeface=typeface)
    start, end = whole.first_pages[2] - 1, whole.first_pages[4] - 1
    assert facts_of(some.pdf) == facts_of(whole.pdf)[start:end]


def test_one_rare_letter_is_fetched_for_the_whole_book(typeface: Typeface) -> None:
    slips = [*day(2), (replace(everyday(), applicant=SlipPerson("Дмитрий Ångström")), 1)]
    texts = texts_of(press_book(slips, Paper.A4, printed_at=PRINTED_AT, typeface=typeface).pdf)
    assert "Дмитрий Ångström" in texts[2] and slips[0][0].number in texts[0]


def test_one_slip_too_long_for_its_sheet_does_not_keep_the_others_from_being_printed(typeface: Typeface) -> None:
    slips = day(3)
    giant = replace(slips[1][0], papers=(SlipPaper("W" * 500, 1, note="W" * 300),))
    with pytest.raises(SlipTooLongError):
        press(giant, Paper.A5, print_number=1, printed_at=PRINTED_AT, typeface=typeface)
    book = press_book([slips[0], (giant, 1), slips[2]], Paper.A5, printed_at=PRINTED_AT, typeface=typeface)
    texts = texts_of(book.pdf)
    assert giant.number in texts[book.first_pages[1] - 1] and slips[2][0].number in texts[book.first_pages[2] - 1]
    widths = [float(facts[0].split()[1]) for facts in facts_of(book.pdf)]
    assert widths[0] < 430 < widths[1]
