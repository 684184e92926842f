"""Duplicates: the same person written twice is found, and the crowd of namesakes mostly stays out."""

import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from desk_app.domain.likeness import Likeness, Reason, likely_same, likeness, one_typo_apart
from desk_app.domain.name_keys import KEY_LENGTH, name_keys
from desk_app.domain.person import Person
from tests.desk_app.namesakes import a_person, pairs, swapped, with_one_typo, with_plain_d, without_accents
from tests.scale import many

LIKE = [
    ("Nguyễn Văn Hùng", "nguyen van hung", {Reason.ACCENTS}),
    ("Đỗ Thị Hoà", "Do Thi Hòa", {Reason.ACCENTS}),
    ("Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG", {Reason.SAME_NAME}),
    ("Lê Thị Thuý", "Lê Thị Thúy", {Reason.SAME_NAME}),
    ("Lý Văn Quý", "Lí Văn Quí", {Reason.SAME_NAME}),
    ("Nguyễn Văn Hùng", "Hùng Nguyễn Văn", {Reason.WORD_ORDER}),
    ("Y Wơl Niê", "Nie Y Wol", {Reason.WORD_ORDER, Reason.ACCENTS}),
    ("H'Hen Niê", "H’Hen Niê", {Reason.SAME_NAME}),
    ("Trần Thị Bích", "Trần Thị Bíhc", {Reason.TYPO}),
    ("Trần Thị Bích", "Trần Thị Bch", {Reason.TYPO}),
    ("Trần Thị Bích", "Trầnn Thị Bích", {Reason.TYPO}),
    ("Trần Thị Bích", "Trần ThịBích", {Reason.TYPO}),
    ("Trần Văn Hùng", "Trần Văn Hưng", {Reason.TYPO}),
]
UNLIKE = [
    ("Trần Thị Bích", "Trần Thị Lan"),
    ("Nguyễn Văn Hùng", "Nguyễn Vân Hưng"),
    ("Lê An", "Lê"),
    ("Lê An", "Hồ Anh"),
]


@pytest.mark.parametrize(("one", "other", "reasons"), LIKE)
def test_a_like_name_is_found_with_its_reasons(one: str, other: str, reasons: set[Reason]) -> None:
    for a, b in ((one, other), (other, one)):
        found = likeness(Person(a), Person(b))
        assert (set(found.reasons), found.is_likely) == (reasons, True)
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not likeness(Person(one), Person(other)).is_likely


def test_a_number_decides_before_the_name_and_a_birth_date_before_a_namesake() -> None:
    an, number = Person("Lê An", "056195004321"), Reason.SAME_NUMBER
    assert likeness(an, Person("Hồ Bình", "056195004321")) == Likeness(frozenset({number}))
    assert not likeness(an, Person("Lê An", "056195994321")).is_likely
    assert likeness(an, Person("Lê An", "056195004312")).is_likely
    assert likeness(an, Person("Lê An", "225123456")).is_likely
    old, young = a_person(random.Random(1)), a_person(random.Random(2))
    born, other = Person("Lê An", birth_on=old.birth_on), Person("Lê An", birth_on=young.birth_on)
    assert not likeness(born, other).is_likely
    assert born.birth_on is not None
    slipped = Person("Lê An", birth_on=born.birth_on.replace(year=born.birth_on.year + 10))
    assert likeness(born, slipped) == Likeness(frozenset({Reason.SAME_NAME}))
    same_phone = [Person("Lê An", birth_on=day, phone="0912345678") for day in (old.birth_on, young.birth_on)]
    assert likeness(*same_phone).is_likely


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("lan", "lan", True), ("lan", "lam", True), ("lan", "la", True), ("lan", "lann", True), ("lan", "aln", True),
     ("lan", "nal", False), ("lan", "", False), ("a", "", True), ("lan", "mai", False), ("ab", "ba", True)],
)  # fmt: skip
def test_one_typing_error(a: str, b: str, apart: bool) -> None:
    assert one_typo_apart(a, b) is apart
    assert one_typo_apart(b, a) is apart


def test_recall_and_precision_on_the_labelled_set(record_property: Callable[[str, object], None]) -> None:
    told: Counter[tuple[bool, bool]] = Counter()
    missed: Counter[str] = Counter()
    for pair in pairs(random.Random(17), many(4_000, 20_000)):
        likely = likeness(pair.first, pair.second).is_likely
        told[pair.same, likely] += 1
        missed[pair.change] += pair.same and not likely
    recall = told[True, True] / (told[True, True] + told[True, False])
    precision = told[True, True] / (told[True, True] + told[False, True])
    record_property("recall and precision", f"{recall:.3f} {precision:.3f}")
    assert recall >= 0.95, missed
    assert precision >= 0.8


def test_any_two_likely_names_share_a_key() -> None:
    rng = random.Random(18)
    alike = 0
    for _ in range(many(3_000, 30_000)):
        name = " ".join(a_person(rng).name for _ in range(rng.choice([1, 1, 1, 3])))
        habits: list[Callable[[str], str]] = [without_accents, with_plain_d, partial(swapped, rng), str]
        typed = rng.choice(habits)(name)
        typed = with_one_typo(rng, typed) if rng.random() < 0.6 else typed
        if likeness(Person(name), Person(typed)).is_likely:
            alike += 1
            assert set(name_keys(name)) & set(name_keys(typed)), (name, typed)
    assert alike > 2_000


def test_every_single_error_in_a_name_leaves_a_key() -> None:
    """Exhaustive over places: a letter dropped, doubled, changed or exchanged, whatever the word's length."""
    for name in ("Lê An", "Y Wơl Niê", "Nguyễn Thị Thu Hà", "Ý", "Hợp tác xã Nông nghiệp Dịch vụ Suối Hương Xanh"):
        for place, letter in enumerate(name):
            if not letter.isalpha():
                continue
            head, rest, after = name[:place], name[place + 1 :], name[place + 1 : place + 2]
            wrong = [f"{head}{rest}", f"{head}{letter}{letter}{rest}", f"{head}x{rest}"]
            wrong += [f"{head}{after}{letter}{name[place + 2 :]}"] * after.isalpha()
            for typed in wrong:
                if likeness(Person(name), Person(typed)).is_likely:
                    assert set(name_keys(name)) & set(name_keys(typed)), (name, typed)


def test_keys_are_few_and_short_and_gather_no_crowd() -> None:
    rng = random.Random(19)
    crowd: Counter[str] = Counter()
    for _ in range(5_000):
        keys = name_keys(a_person(rng).name)
        assert len(keys) <= 20 and all(len(key) == KEY_LENGTH for key in keys)
        crowd.update(keys)
    assert max(crowd.values()) < 100
    assert name_keys("") == name_keys("...") == ()


def test_thousands_of_candidates_are_compared_at_once() -> None:
    rng = random.Random(20)
    people = [a_person(rng) for _ in range(3_000)]
    wanted = people[1_234]
    started = time.perf_counter()
    found = list(likely_same(Person(without_accents(wanted.name), birth_on=wanted.birth_on), people))
    assert wanted in [person for person, _ in found]
    assert time.perf_counter() - started < 2.0
