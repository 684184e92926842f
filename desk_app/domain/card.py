"""The QR of an identity card: fields behind bars, more or fewer of them by the year of the card."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.domain.characters import clean_line
from desk_app.domain.errors import CardNotReadableError, HealthInsuranceCardError
from desk_app.domain.person import MOST_ADDRESS, Person, clean_name, clean_sex

MOST_CODE = 2000

_PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
_OLD_NUMBER = re.compile(r"[0-9]*")
_DATE = re.compile(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})")
# DN4797931234567 alone or before a bar; the newer cards begin with ten digits and the name in hexadecimal UTF-8.
_HEALTH_INSURANCE = re.compile(r"[A-Z]{2}[0-9A-Z][0-9]{12}(\|.*)?|[0-9]{10}\|[0-9a-fA-F]{4,}\|.*", re.DOTALL)
_SCANNER_PREFIX = re.compile(r"\][A-Z][0-9a-z]")


class CardHint(Enum):
    """What on the card could not be read; the clerk types it from the card."""

    BIRTH_DATE = "birth_date"
    ISSUE_DATE = "issue_date"


@dataclass(frozen=True, slots=True)
class Card:
    """What an identity card says; `extra` are fields behind the known ones, `raw` the code as scanned."""

    personal_number: str
    old_number: str | None
    name: str
    birth_on: date | None
    sex: str | None
    address: str
    issued_on: date | None
    extra: tuple[str, ...]
    raw: str
    hints: tuple[CardHint, ...] = ()

    @property
    def person(self) -> Person:
        """The holder, as the applicant's fields are filled."""
        return Person(self.name, self.personal_number, self.birth_on, self.sex or "", self.address)


def read_card(text: str) -> Card:
    """Return the card behind a scanned QR: `number|old number|name|ddMMyyyy|sex|address|ddMMyyyy`.

    The old number may be empty or left out, the date of issue left out, more fields may follow.
    HealthInsuranceCardError for that card, CardNotReadableError for any other text, ForbiddenCharacterError for
    invisible characters in a field, TextTooLongError and NameTooLongError for a field longer than any card has.
    """
    code = _SCANNER_PREFIX.sub("", text.strip().removeprefix("\ufeff"), count=1) if "]" in text[:3] else text
    code = code.strip().removeprefix("\ufeff")
    if _HEALTH_INSURANCE.fullmatch(code):
        raise HealthInsuranceCardError()
    fields = [field.strip() for field in code.split("|")]
    if len(fields) < 6 or len(code) > MOST_CODE or not _PERSONAL_NUMBER.fullmatch(fields[0]):
        raise CardNotReadableError(text=text[:80])
    has_old_number = _OLD_NUMBER.fullmatch(fields[1]) is not None
    name, birth, sex, address, *rest = fields[2:] if has_old_number else fields[1:]
    issue = rest[0] if rest else ""
    birth_on, issued_on = _date(birth), _date(issue)
    if not any(character.isalnum() for character in name):
        raise CardNotReadableError(text=text[:80])
    return Card(
        personal_number=fields[0],
        old_number=(fields[1] if has_old_number else "") or None,
        name=clean_name(name),
        birth_on=birth_on,
        sex=clean_sex(sex) or None,
        address=clean_line("address", address, MOST_ADDRESS),
        issued_on=issued_on,
        extra=tuple(rest[1:]),
        raw=text,
        hints=_hints(birth_on, issued_on, bool(issue)),
    )


def _date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _hints(birth_on: date | None, issued_on: date | None, has_issue: bool) -> tuple[CardHint, ...]:
    hints = [CardHint.BIRTH_DATE] * (birth_on is None) + [CardHint.ISSUE_DATE] * (has_issue and issued_on is None)
    return tuple(hints)
