"""What was typed about people, as texts; and the persons read from it, or what is wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import DeskError
from desk_app.domain.identity import clean_personal_number
from desk_app.domain.person import MOST_ADDRESS, Person, clean_name, clean_phone, clean_sex
from ui.office_time import date_words
from ui.pages.intake.typed_date import read_date

Read = TypeVar("Read")

COUNTER, POST = "counter", "post"
RETURN_WORDS = {COUNTER: "Tại quầy này", POST: "Qua bưu điện"}


@dataclass(frozen=True)
class PersonText:
    """The boxes of one person, as typed."""

    name: str = ""
    personal_number: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        return self == PersonText()


@dataclass(frozen=True)
class Typed:
    """Everything typed on the page but the papers."""

    applicant: PersonText = field(default_factory=PersonText)
    same_person: bool = True
    submitter: PersonText = field(default_factory=PersonText)
    authority: str = ""
    return_by: str = COUNTER
    claimed: str = ""
    claimed_reason: str = ""
    sets: int = 1

    @property
    def is_empty(self) -> bool:
        return self.applicant.is_empty and self.submitter.is_empty and not self.authority


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which box (object name)."""

    box: str
    error: DeskError


def text_of(person: Person) -> PersonText:
    """Return a known person as the boxes show it."""
    return PersonText(
        person.name,
        grouped_number(person.personal_number),
        date_words(person.birth_on) if person.birth_on else "",
        person.sex,
        person.address,
        person.phone,
    )


def grouped_number(number: str) -> str:
    """Return a card number in groups of three: "066 198 004 217"; others as they are."""
    if len(number) == 12 and number.isascii() and number.isdigit():
        return " ".join(number[place : place + 3] for place in range(0, 12, 3))
    return number


def merged(before: PersonText, card: PersonText) -> PersonText:
    """Return what a card changes: what it says replaces, what it leaves out (a phone) stays for the same person."""
    same = not before.personal_number or before.personal_number == card.personal_number
    kept = before if same else PersonText()
    return replace(
        card,
        birth=card.birth or kept.birth,
        sex=card.sex or kept.sex,
        address=card.address or kept.address,
        phone=card.phone or kept.phone,
    )


def person_so_far(typed: PersonText, now: datetime) -> Person:
    """Return the person while it is typed: what cannot be read yet is left out, never complained about."""

    def tried(read: Callable[[], Read | None]) -> Read | None:
        try:
            return read()
        except DeskError:
            return None

    return Person(
        tried(lambda: clean_name(typed.name)) or "",
        tried(lambda: clean_personal_number(typed.personal_number)) or "",
        tried(lambda: read_date(typed.birth, "birth_on", now.date())),
        address=tried(lambda: clean_line("address", typed.address, MOST_ADDRESS)) or "",
        phone=tried(lambda: clean_phone(typed.phone)) or "",
    )


def person_of(typed: PersonText, prefix: str, now: datetime) -> tuple[Person | None, list[Problem]]:
    """Return the person, or None and every box that is wrong, in the order of the form."""
    problems: list[Problem] = []

    def tried(box: str, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except DeskError as error:
            problems.append(Problem(f"{prefix}_{box}", error))
            return None

    name = tried("name", lambda: clean_name(typed.name))
    number = tried("number", lambda: clean_personal_number(typed.personal_number))
    birth_on = tried("birth", lambda: read_date(typed.birth, "birth_on", now.date()))
    sex = tried("sex", lambda: clean_sex(typed.sex))
    address = tried("address", lambda: clean_line("address", typed.address, MOST_ADDRESS))
    phone = tried("phone", lambda: clean_phone(typed.phone))
    if problems:
        return None, problems
    return Person(name or "", number or "", birth_on, sex or "", address or "", phone or ""), []
