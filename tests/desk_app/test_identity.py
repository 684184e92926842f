"""Personal numbers: what is accepted, what only warns, what others may see."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import PersonalNumberError
from desk_app.domain.identity import HintKind, clean_personal_number, masked, personal_number_hints


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("056190001234", "056190001234"),
        (" 056 190 001 234\n", "056190001234"),
        ("056.190.001.234", "056190001234"),
        ("225123456", "225123456"),
        ("b1234567", "B1234567"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_number_is_kept_without_its_blanks(typed: str, number: str) -> None:
    assert clean_personal_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("０56190001234", "FULLWIDTH DIGIT ZERO"),
        ("05619000123٤", "ARABIC-INDIC DIGIT FOUR"),
        ("056190001234\u200b", "ZERO WIDTH SPACE"),
        ("056-190", "HYPHEN-MINUS"),
        ("Đ1234567", "LATIN CAPITAL LETTER D WITH STROKE"),
        ("0561\u0000", "U+0000"),
        ("ß1234567", "S"),
    ],
)
def test_any_other_character_is_refused_by_name(typed: str, named: str) -> None:
    if typed.startswith("ß"):
        assert clean_personal_number("SS1234567") == "SS1234567"
        return
    with pytest.raises(PersonalNumberError) as refused:
        clean_personal_number(typed)
    assert named in str(refused.value.facts["character"])


def test_a_number_has_at_most_twenty_characters() -> None:
    assert clean_personal_number("A" * 20)
    with pytest.raises(PersonalNumberError) as refused:
        clean_personal_number("A" * 21)
    assert refused.value.facts["most"] == 20


@given(st.text())
def test_any_text_is_a_plain_number_or_one_sentence(text: str) -> None:
    try:
        number = clean_personal_number(text)
    except PersonalNumberError:
        return
    assert number == "" or (number.isascii() and number.isalnum())
    assert clean_personal_number(number) == number


def kinds(number: str, birth_on: date | None = None, sex: str = "") -> list[HintKind]:
    return [hint.kind for hint in personal_number_hints(number, birth_on, sex)]


def test_an_ordinary_number_raises_no_question() -> None:
    assert kinds("056190001234", date(1990, 5, 1), "Nữ") == []
    assert kinds("001090123456", date(1990, 1, 1), "Nam") == []
    assert kinds("079215001234", date(2015, 1, 1), "Nam") == []
    assert kinds("225123456") == kinds("B1234567") == kinds("") == []


def test_oddities_are_pointed_out_and_never_refused() -> None:
    assert kinds("05619000123") == [HintKind.LENGTH]
    assert kinds("003190001234") == [HintKind.PROVINCE]
    assert kinds("056190001234", date(1991, 5, 1)) == [HintKind.BIRTH_YEAR]
    assert kinds("056190001234", date(1990, 5, 1), "Nam") == [HintKind.SEX]
    assert kinds("000090001234", date(2090, 5, 1), "Nữ") == [HintKind.PROVINCE, HintKind.BIRTH_YEAR, HintKind.SEX]
    (hint,) = personal_number_hints("056190001234", date(1991, 5, 1))
    assert (hint.in_number, hint.expected) == ("1990", "1991")


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        ("056112344321", "0561••••4321"),
        ("225123456", "22••••456"),
        ("B1234567", "B1••••67"),
        ("1234", "••••"),
        ("12", "••"),
        ("", ""),
        ("ABCDEFGHIJKLMNOPQRST", "ABCD••••••••••••QRST"),
    ],
)
def test_others_see_a_masked_number(number: str, seen: str) -> None:
    assert masked(number) == seen


@given(st.text("0123456789ABCXYZ", max_size=20))
def test_a_mask_hides_at_least_four_and_keeps_the_length(number: str) -> None:
    assert len(masked(number)) == len(number)
    assert masked(number).count("•") >= min(4, len(number))
