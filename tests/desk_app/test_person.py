"""Names as people have them; what nobody can see is refused by name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import (
    DeskError,
    ForbiddenCharacterError,
    NameMissingError,
    NameTooLongError,
    TextTooLongError,
)
from desk_app.domain.person import Person, clean_name, clean_person, clean_phone, clean_sex


@pytest.mark.parametrize(
    "name",
    ["Y Wơl", "H'Hen Niê", "nguyễn văn a", "NGUYỄN VĂN A", "Lê Thị Ngọc-Ánh", "Ö", "Công ty 1/5 (Chi nhánh)", "H’Hen"],
)
def test_a_name_stays_as_typed(name: str) -> None:
    assert clean_name(name) == name


def test_a_name_is_composed_and_its_blanks_are_single() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hoà")
    assert clean_name(f"  {decomposed.replace(' ', '   ')}\n") == "Nguyễn Thị Hoà"
    assert clean_name("Nguyễn\u00a0Thị\u3000Hoà") == "Nguyễn Thị Hoà"


@pytest.mark.parametrize("name", ["", "   ", "\n", "...", "-'"])
def test_an_empty_name_is_missing(name: str) -> None:
    with pytest.raises(NameMissingError):
        clean_name(name)


def test_a_name_has_at_most_200_characters() -> None:
    assert len(clean_name("ễ" * 200)) == 200
    assert len(clean_name(unicodedata.normalize("NFD", "ễ" * 200))) == 200
    with pytest.raises(NameTooLongError) as refused:
        clean_name("a" * 201)
    assert refused.value.facts == {"most": 200}


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200d", "U+200D ZERO WIDTH JOINER"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "U+00AD SOFT HYPHEN"),
        ("\u2060", "U+2060 WORD JOINER"),
        ("\u034f", "U+034F COMBINING GRAPHEME JOINER"),
        ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\x00", "U+0000 CONTROL CHARACTER"),
        ("\x07", "U+0007 CONTROL CHARACTER"),
        ("\t", "U+0009 CONTROL CHARACTER"),
        ("\n", "U+000A CONTROL CHARACTER"),
        ("\x85", "U+0085 CONTROL CHARACTER"),
        ("\ue000", "U+E000 CHARACTER WITHOUT A NAME"),
        ("\ud800", "U+D800 CHARACTER WITHOUT A NAME"),
    ],
)
def test_what_nobody_can_see_is_refused_by_name(character: str, named: str) -> None:
    with pytest.raises(ForbiddenCharacterError) as refused:
        clean_name(f"Nguyễn{character}Văn A")
    assert refused.value.facts == {"field": "name", "character": named}


@given(st.text())
def test_any_text_is_a_clean_name_or_one_sentence(text: str) -> None:
    try:
        name = clean_name(text)
    except DeskError:
        return
    assert unicodedata.is_normalized("NFC", name)
    assert 1 <= len(name) <= 200
    assert clean_name(name) == name
    name.encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0905 123 456", "0905123456"),
        ("0905.123.456", "0905123456"),
        ("+84 905 123 456", "0905123456"),
        ("+84 (0)905-123-456", "0905123456"),
        ("(0258) 3 821 000", "02583821000"),
        ("18001096", "18001096"),
        ("0905123456, 0912345678", "0905123456, 0912345678"),
        ("0905 123 456 (con gái)", "0905 123 456 (con gái)"),
        ("không có", "không có"),
        ("", ""),
    ],
)
def test_a_phone_number_is_taken_as_people_write_it(typed: str, kept: str) -> None:
    assert clean_phone(typed) == kept


def test_a_person_is_cleaned_field_by_field() -> None:
    person = clean_person(Person(" Y  Wơl ", "056 190 001 234", None, "nữ", " Buôn  1 ", "+84905123456", "a@b.vn "))
    assert person == Person("Y Wơl", "056190001234", None, "Nữ", "Buôn 1", "0905123456", "a@b.vn")
    assert clean_person(Person("A")) == Person("A")
    with pytest.raises(ForbiddenCharacterError) as refused:
        clean_person(Person("A", address="thôn\u200b1"))
    assert refused.value.facts["field"] == "address"
    with pytest.raises(TextTooLongError):
        clean_person(Person("A", email="a" * 101))


def test_sex_is_written_one_way() -> None:
    assert [clean_sex(text) for text in ("NAM", "nữ", "nu", "", "Khác")] == ["Nam", "Nữ", "Nữ", "", "Khác"]
