"""Personal numbers: what is accepted, what is only pointed out, and how they are shown to others."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desk_app.domain.characters import name_of
from desk_app.domain.errors import PersonalNumberError

MOST = 20
CARD_LENGTH, OLD_CARD_LENGTH = 12, 9

MALE, FEMALE = "Nam", "Nữ"

# Provinces of birth registration as the card numbers have them; the merged provinces of 2025 keep their old codes.
_PROVINCES = frozenset({
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42,
    44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86,
    87, 89, 91, 92, 93, 94, 95, 96,
})  # fmt: skip
_FIRST_COUNTRY = 100  # above the provinces come the countries of people born abroad


class HintKind(Enum):
    """What looks odd about a personal number; none of it refuses the person at the counter."""

    LENGTH = "length"
    PROVINCE = "province"
    BIRTH_YEAR = "birth_year"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class Hint:
    """One oddity: what the number says (`in_number`) and what was typed or is usual (`expected`)."""

    kind: HintKind
    in_number: str
    expected: str


def clean_personal_number(text: str) -> str:
    """Return a card number, 9-digit number or passport: ASCII digits and capital letters, at most 20.

    Blanks and dots between the groups are how people write it, and are dropped; an empty text stays empty. Anything
    else is refused: PersonalNumberError names the `character`, or `most` when it is too long. Look-alike digits from
    other scripts are refused too, or one person would have two numbers.
    """
    number = text.strip().replace(" ", "").replace("\u00a0", "").replace(".", "").upper()
    if number and not (number.isascii() and number.isalnum()):
        odd = next(character for character in number if not (character.isascii() and character.isalnum()))
        raise PersonalNumberError(character=name_of(odd), most=MOST)
    if len(number) > MOST:
        raise PersonalNumberError(character="", most=MOST)
    return number


def personal_number_hints(number: str, birth_on: date | None = None, sex: str = "") -> tuple[Hint, ...]:
    """Return what looks odd (Circular 59/2021/TT-BCA, Article 4: place, century and sex, year of birth, six digits)."""
    if not number or not number.isdigit() or len(number) == OLD_CARD_LENGTH:
        return ()
    if len(number) != CARD_LENGTH:
        return (Hint(HintKind.LENGTH, str(len(number)), str(CARD_LENGTH)),)
    hints = (_province_hint(number), _birth_hint(number, birth_on), _sex_hint(number, sex))
    return tuple(hint for hint in hints if hint is not None)


def masked(number: str) -> str:
    """Return the number as others may see it: `0561••••4321`; four characters at least stay hidden."""
    shown = max(0, min(8, len(number) - 4))
    head, tail = shown // 2, shown - shown // 2
    hidden = len(number) - head - tail
    return number[:head] + "•" * hidden + number[len(number) - tail :]


def _province_hint(number: str) -> Hint | None:
    code = number[:3]
    known = int(code) in _PROVINCES or int(code) >= _FIRST_COUNTRY
    return None if known else Hint(HintKind.PROVINCE, code, "")


def _birth_hint(number: str, birth_on: date | None) -> Hint | None:
    year = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if birth_on is None or birth_on.year == year:
        return None
    return Hint(HintKind.BIRTH_YEAR, str(year), str(birth_on.year))


def _sex_hint(number: str, sex: str) -> Hint | None:
    in_number = FEMALE if int(number[3]) % 2 else MALE
    return Hint(HintKind.SEX, in_number, sex) if sex in (MALE, FEMALE) and sex != in_number else None
