"""A labelled set of pairs: one person written twice, and different people who look alike; drawn, but repeatable."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.domain.person import Person

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
          "Dương", "Lý", "Niê", "Mlô", "Ksor", "Rơ Châm"]  # fmt: skip
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thị Thu", "Ngọc", "Hữu", "Quang", "Thanh", "Thị Mỹ", "Xuân", "Đình", ""]
GIVEN = ["An", "Anh", "Bình", "Chi", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hà", "Hạnh", "Hải", "Hằng", "Hiền",
         "Hòa", "Hùng", "Hưng", "Hương", "Khánh", "Lan", "Liên", "Linh", "Long", "Mai", "Nam", "Nga", "Ngân", "Nhung",
         "Oanh", "Phúc", "Phương", "Quân", "Quý", "Sơn", "Tâm", "Thảo", "Thủy", "Tiến", "Trang", "Tú", "Tuấn", "Uyên",
         "Vân", "Vinh", "Xuân", "Yến", "Ý", "H'Hen", "Wơl"]  # fmt: skip
LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class Pair:
    """Two writings; `change` says how the second was made, `same` whether they are one person."""

    first: Person
    second: Person
    same: bool
    change: str


def a_person(rng: random.Random) -> Person:
    """Return a person as a card gives one."""
    name = " ".join(f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}".split())
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(25_000))
    century = 0 if born.year < 2000 else 2
    number = f"0{rng.randint(10, 96)}{century + rng.randint(0, 1)}{born.year % 100:02}{rng.randrange(1_000_000):06}"
    return Person(name, number, born, phone=f"09{rng.randrange(10**8):08}")


def known_less(rng: random.Random, person: Person) -> Person:
    """Return the person as an old entry may have it: some facts were not written down."""
    return replace(
        person,
        personal_number=person.personal_number if rng.random() < 0.4 else "",
        birth_on=person.birth_on if rng.random() < 0.7 else None,
        phone=person.phone if rng.random() < 0.5 else "",
    )


def misread(rng: random.Random, person: Person) -> Person:
    """Return the person, one time in twenty with a birth date typed wrong."""
    born = person.birth_on
    if born is None or rng.random() > 0.05:
        return person
    wrong = [born.replace(year=born.year + rng.choice([-10, -1, 1, 10])) if (born.month, born.day) != (2, 29) else born]
    wrong += [born.replace(day=born.month, month=born.day)] if born.day <= 12 else []
    wrong += [born + timedelta(days=rng.randint(1, 60))]
    return replace(person, birth_on=rng.choice(wrong))


def without_accents(name: str) -> str:
    """Return the name as a keyboard without a Vietnamese typing program gives it."""
    bare = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def with_plain_d(name: str) -> str:
    """Return the name with d for đ."""
    return name.replace("đ", "d").replace("Đ", "D")


def swapped(rng: random.Random, name: str) -> str:
    """Return the words in another order."""
    words = name.split()
    rng.shuffle(words)
    return " ".join(words)


def with_one_typo(rng: random.Random, name: str) -> str:
    """Return the name with one letter wrong, missing, too many, or two neighbours exchanged."""
    text = unicodedata.normalize("NFC", name)
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    place, kind = rng.choice(places), rng.randrange(4)
    if kind == 0:
        return text[:place] + rng.choice(LETTERS) + text[place + 1 :]
    if (
        kind == 1
        and text[:place] + text[place + 1 :]
        and len(text.split()) == len((text[:place] + text[place + 1 :]).split())
    ):
        return text[:place] + text[place + 1 :]
    if kind == 2 and place + 1 in places:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + rng.choice(LETTERS) + text[place:]


def pairs(rng: random.Random, count: int) -> Iterator[Pair]:
    """Yield labelled pairs, about half of each label."""
    changes = ["none", "accents", "d", "order", "typo", "accents and order", "order and typo", "accents and typo"]
    for _ in range(count // 2):
        person, change = a_person(rng), rng.choice(changes)
        name = person.name
        if "accents" in change:
            name = without_accents(name)
        if change == "d":
            name = with_plain_d(name)
        if "order" in change:
            name = swapped(rng, name)
        if "typo" in change:
            name = with_one_typo(rng, name)
        yield Pair(person, misread(rng, known_less(rng, replace(person, name=name))), True, change)
        yield _strangers(rng, person)


def _strangers(rng: random.Random, person: Person) -> Pair:
    """Another person: of the same name, of the family, or anybody."""
    other, kind = a_person(rng), rng.choice(["namesake", "sibling", "anybody"])
    words = person.name.split()
    if kind == "namesake":
        other = replace(other, name=person.name)
    if kind == "sibling":
        other = replace(other, name=" ".join([*words[:-1], rng.choice(GIVEN)]))
    if other.name == person.name and kind == "sibling":
        kind = "namesake"
    return Pair(person, known_less(rng, other), False, kind)
