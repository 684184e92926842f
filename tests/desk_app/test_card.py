"""The QR of identity cards, of every kind a scanner brings."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.card import CardHint, read_card
from desk_app.domain.errors import CardNotReadableError, DeskError, ForbiddenCharacterError, HealthInsuranceCardError
from tests.scale import many

SEVEN = "056190001234|225123456|Nguyễn Thị Hoa|01051990|Nữ|Thôn 1, xã Cam Lâm, tỉnh Khánh Hòa|15042021"


def test_seven_fields_fill_everything() -> None:
    card = read_card(SEVEN)
    assert card.personal_number == "056190001234"
    assert card.old_number == "225123456"
    assert card.name == "Nguyễn Thị Hoa"
    assert card.birth_on == date(1990, 5, 1)
    assert card.sex == "Nữ"
    assert card.address == "Thôn 1, xã Cam Lâm, tỉnh Khánh Hòa"
    assert card.issued_on == date(2021, 4, 15)
    assert card.extra == ()
    assert card.hints == ()
    assert card.raw == SEVEN
    assert card.person.name == "Nguyễn Thị Hoa"
    assert card.person.personal_number == "056190001234"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "  ", "\t"])
def test_what_a_scanner_adds_does_not_matter(ending: str) -> None:
    assert read_card(f" {SEVEN}{ending}").person == read_card(SEVEN).person
    assert read_card(f"]Q3{SEVEN}").person == read_card(SEVEN).person


def test_an_empty_old_number_is_none() -> None:
    card = read_card(SEVEN.replace("225123456", ""))
    assert card.old_number is None
    assert card.name == "Nguyễn Thị Hoa"


def test_six_fields_without_the_old_number() -> None:
    card = read_card(SEVEN.replace("|225123456", ""))
    assert (card.old_number, card.name, card.issued_on) == (None, "Nguyễn Thị Hoa", date(2021, 4, 15))


def test_six_fields_without_the_date_of_issue() -> None:
    card = read_card(SEVEN.removesuffix("|15042021"))
    assert (card.old_number, card.name, card.issued_on) == ("225123456", "Nguyễn Thị Hoa", None)
    assert card.hints == ()


def test_trailing_fields_are_kept() -> None:
    card = read_card(SEVEN + "||Nguyễn Văn Cha|Trần Thị Mẹ")
    assert card.extra == ("", "Nguyễn Văn Cha", "Trần Thị Mẹ")
    assert card.issued_on == date(2021, 4, 15)


@pytest.mark.parametrize("bad", ["31021990", "00001990", "1990", "", "010590", "o1051990", "０1051990", "01059999999"])
def test_a_bad_birth_date_is_a_hint(bad: str) -> None:
    card = read_card(SEVEN.replace("01051990", bad))
    assert card.birth_on is None
    assert card.hints == (CardHint.BIRTH_DATE,)
    assert card.name == "Nguyễn Thị Hoa"


def test_a_bad_date_of_issue_is_a_hint() -> None:
    assert read_card(SEVEN.replace("15042021", "15132021")).hints == (CardHint.ISSUE_DATE,)
    assert read_card(SEVEN.replace("15042021", "15/04/2021")).issued_on == date(2021, 4, 15)


def test_names_stay_as_the_card_has_them() -> None:
    assert read_card(SEVEN.replace("Nguyễn Thị Hoa", "NGUYEN THI HOA")).name == "NGUYEN THI HOA"
    assert read_card(SEVEN.replace("Nguyễn Thị Hoa", "H'Hen Niê")).name == "H'Hen Niê"


@pytest.mark.parametrize(
    "code",
    [
        "DN4797931234567|4e677579e1bb856e|01/01/1990|1|Xã Cam Lâm|79 - 024|01/01/2025|-|15/04/2025|$",
        "DN4797931234567",
        "7931234567|4e677579e1bb856e205468e1bb8b|01/01/1990|2|Xã Cam Lâm|79 - 024|01/01/2025|-|15/04/2025|$\n",
    ],
)
def test_a_health_insurance_card_is_refused_by_name(code: str) -> None:
    with pytest.raises(HealthInsuranceCardError):
        read_card(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "|||||||",
        "000.00.18.H32-261121-1042",
        "https://example.vn/?a|b|c|d|e|f",
        "05619000123|225123456|A|01011990|Nam|B|15042021",
        "０56190001234|225123456|A|01011990|Nam|B|15042021",
        "056190001234|225123456||01011990|Nam|B|15042021",
        "056190001234|225123456|A",
        SEVEN + "|" + "x" * 3000,
    ],
)
def test_anything_else_is_no_card(code: str) -> None:
    with pytest.raises(CardNotReadableError):
        read_card(code)


def test_an_invisible_character_on_a_card_is_refused_by_name() -> None:
    with pytest.raises(ForbiddenCharacterError) as refused:
        read_card(SEVEN.replace("Hoa", "Hoa\u202e"))
    assert "RIGHT-TO-LEFT OVERRIDE" in str(refused.value.facts["character"])


field = st.text() | st.sampled_from(["", "056190001234", "225123456", "Nguyễn Văn A", "01011990", "Nam", "15042021"])


@given(st.text() | st.lists(field, max_size=10).map("|".join) | st.lists(field).map(lambda f: "|".join([SEVEN, *f])))
@settings(max_examples=many(500, 10_000), deadline=None)
def test_any_scan_is_a_card_or_one_sentence(text: str) -> None:
    try:
        card = read_card(text)
    except DeskError:
        return
    assert len(card.personal_number) == 12
    assert card.name
    assert card.raw == text
