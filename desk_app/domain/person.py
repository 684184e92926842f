"""People as they stand before the counter: names as typed, and what is known beside the name."""

import re
from dataclasses import dataclass
from datetime import date

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import NameMissingError, NameTooLongError, TextTooLongError
from desk_app.domain.identity import FEMALE, MALE, clean_personal_number
from desk_app.domain.text import fold

MOST_NAME, MOST_ADDRESS, MOST_CONTACT, MOST_SEX = 200, 500, 100, 20

_SEXES = {"nam": MALE, "nu": FEMALE}
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_PHONE_FILLING = str.maketrans("", "", " .-()/\u00a0")


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen or an organisation; only the name is always there."""

    name: str
    personal_number: str = ""
    birth_on: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


def clean_person(person: Person) -> Person:
    """Return the person fit to store and print; the errors of the single fields."""
    return Person(
        name=clean_name(person.name),
        personal_number=clean_personal_number(person.personal_number),
        birth_on=person.birth_on,
        sex=clean_sex(person.sex),
        address=clean_line("address", person.address, MOST_ADDRESS),
        phone=clean_phone(person.phone),
        email=clean_line("email", person.email, MOST_CONTACT),
    )


def clean_name(text: str) -> str:
    """Return the name as typed (never capitals), NFC, single blanks, 1 to 200 characters of any alphabet.

    NameMissingError without a letter or digit, NameTooLongError, ForbiddenCharacterError for what nobody can see.
    """
    try:
        name = clean_line("name", text, MOST_NAME)
    except TextTooLongError as error:
        raise NameTooLongError(most=MOST_NAME) from error
    if not any(character.isalnum() for character in name):
        raise NameMissingError()
    return name


def clean_phone(text: str) -> str:
    """Return a phone number with a leading 0 and no filling; what is no single number stays as typed (two numbers)."""
    line = clean_line("phone", text, MOST_CONTACT)
    number = line.translate(_PHONE_FILLING)
    if not number.isascii() or not _PHONE.fullmatch(number):
        return line
    if number.startswith("+84"):
        return "0" + number.removeprefix("+84").removeprefix("0")
    return number


def clean_sex(text: str) -> str:
    """Return `Nam` or `Nữ` however they are written, else the line as typed."""
    line = clean_line("sex", text, MOST_SEX)
    return _SEXES.get(fold(line), line)
