"""Money in figures and in words, as a receipt writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.money import MOST, amount_in_words, dong

WORDS = {
    0: "Không đồng",
    1: "Một đồng",
    4: "Bốn đồng",
    5: "Năm đồng",
    10: "Mười đồng",
    11: "Mười một đồng",
    14: "Mười bốn đồng",
    15: "Mười lăm đồng",
    20: "Hai mươi đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi tư đồng",
    25: "Hai mươi lăm đồng",
    29: "Hai mươi chín đồng",
    41: "Bốn mươi mốt đồng",
    44: "Bốn mươi tư đồng",
    55: "Năm mươi lăm đồng",
    99: "Chín mươi chín đồng",
    100: "Một trăm đồng",
    101: "Một trăm linh một đồng",
    104: "Một trăm linh bốn đồng",
    105: "Một trăm linh năm đồng",
    110: "Một trăm mười đồng",
    111: "Một trăm mười một đồng",
    115: "Một trăm mười lăm đồng",
    121: "Một trăm hai mươi mốt đồng",
    500: "Năm trăm đồng",
    555: "Năm trăm năm mươi lăm đồng",
    999: "Chín trăm chín mươi chín đồng",
    1_000: "Một nghìn đồng",
    1_001: "Một nghìn không trăm linh một đồng",
    1_010: "Một nghìn không trăm mười đồng",
    1_015: "Một nghìn không trăm mười lăm đồng",
    1_021: "Một nghìn không trăm hai mươi mốt đồng",
    1_100: "Một nghìn một trăm đồng",
    2_000: "Hai nghìn đồng",
    3_000: "Ba nghìn đồng",
    5_000: "Năm nghìn đồng",
    8_000: "Tám nghìn đồng",
    10_000: "Mười nghìn đồng",
    15_000: "Mười lăm nghìn đồng",
    21_000: "Hai mươi mốt nghìn đồng",
    24_500: "Hai mươi tư nghìn năm trăm đồng",
    50_000: "Năm mươi nghìn đồng",
    100_000: "Một trăm nghìn đồng",
    105_000: "Một trăm linh năm nghìn đồng",
    120_500: "Một trăm hai mươi nghìn năm trăm đồng",
    1_000_000: "Một triệu đồng",
    1_000_005: "Một triệu không trăm linh năm đồng",
    1_005_000: "Một triệu không trăm linh năm nghìn đồng",
    1_050_000: "Một triệu không trăm năm mươi nghìn đồng",
    1_500_000: "Một triệu năm trăm nghìn đồng",
    21_004_015: "Hai mươi mốt triệu không trăm linh bốn nghìn không trăm mười lăm đồng",
    105_000_000: "Một trăm linh năm triệu đồng",
    1_000_000_000: "Một tỷ đồng",
    1_000_000_001: "Một tỷ không trăm linh một đồng",
    1_000_001_000: "Một tỷ không trăm linh một nghìn đồng",
    1_001_000_000: "Một tỷ không trăm linh một triệu đồng",
    2_021_000_000: "Hai tỷ không trăm hai mươi mốt triệu đồng",
    1_000_000_500: "Một tỷ năm trăm đồng",
    21_000_000_000: "Hai mươi mốt tỷ đồng",
    1_000_000_000_000: "Một nghìn tỷ đồng",
    1_005_000_000_000: "Một nghìn không trăm linh năm tỷ đồng",
    1_000_000_000_000_000: "Một triệu tỷ đồng",
    123_456_789_012: (
        "Một trăm hai mươi ba tỷ bốn trăm năm mươi sáu triệu bảy trăm tám mươi chín nghìn không trăm mười hai đồng"
    ),
}
DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5}
DIGITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


@pytest.mark.parametrize(("amount", "words"), WORDS.items(), ids=[str(amount) for amount in WORDS])
def test_an_amount_in_words(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words


def test_the_south_says_le() -> None:
    assert amount_in_words(1_105_000, "lẻ") == "Một triệu một trăm lẻ năm nghìn đồng"


@pytest.mark.parametrize("amount", [-1, MOST + 1])
def test_no_words_for_what_is_no_amount(amount: int) -> None:
    with pytest.raises(ValueError, match="no amount"):
        amount_in_words(amount)


def test_figures_carry_dots_between_thousands() -> None:
    assert [dong(amount) for amount in (0, 8_000, 1_250_000)] == ["0 đồng", "8.000 đồng", "1.250.000 đồng"]


def listened(words: str) -> int:
    """The amount that a person writes down who hears these words: written apart from the code it checks."""
    billions, _, rest = words.lower().removesuffix(" đồng").rpartition(" tỷ")
    return _below_a_billion(billions) * 10**9 + _below_a_billion(rest)


def _below_a_billion(words: str) -> int:
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * {"nghìn": 1000, "triệu": 10**6}[word], 0, 0
    return total + group + digit


@given(st.integers(0, MOST))
def test_who_hears_the_words_writes_down_the_amount(amount: int) -> None:
    assert listened(amount_in_words(amount)) == amount


@given(st.integers(0, 2_000_000))
def test_two_amounts_never_sound_alike(amount: int) -> None:
    assert listened(amount_in_words(amount)) == amount
    assert amount_in_words(amount) != amount_in_words(amount + 1)
