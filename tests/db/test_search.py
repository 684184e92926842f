"""Finding dossiers and people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from db.store import DeskStore
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import DossierNotFoundError
from desk_app.domain.person import Person
from tests.db.desk import AGENCY, make_desk, open_the_desk, received

PEOPLE = (
    Person("Nguyễn Thị Đào", "046185001234", phone="0905123456"),
    Person("Nguyễn Văn Dao", "046085009876", phone="+84 91 234 5678"),
    Person("Y Wơl Niê", "066198004217"),
    Person("H'Hen Êban", "C1234567"),
    Person("Trần Đức Hoà", "", phone="0262 3851 117"),
    Person("Trần Đức Hòa", "", phone=""),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskStore]:
    home = tmp_path_factory.mktemp("search")
    make_desk(home)
    store = open_the_desk(home).store
    for place, person in enumerate(PEOPLE, 1):
        with store.unit_of_work("hoa") as work:
            work.append(received(person.name, place, applicant=person), dossier=f"{AGENCY}-261121-{1040 + place}")
            work.commit()
    yield store
    store.close()


def found(store: DeskStore, text: str) -> list[str]:
    return [row.name for row in store.register.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("đào", ["Nguyễn Thị Đào", "Nguyễn Văn Dao"]),
        ("dao", ["Nguyễn Văn Dao", "Nguyễn Thị Đào"]),
        ("nguyen", ["Nguyễn Văn Dao", "Nguyễn Thị Đào"]),
        ("NGUYỄN đ", ["Nguyễn Thị Đào", "Nguyễn Văn Dao"]),
        ("thi ngu", ["Nguyễn Thị Đào"]),
        ("wol", ["Y Wơl Niê"]),
        ("h'hen", ["H'Hen Êban"]),
        ("eban", ["H'Hen Êban"]),
        ("hoà", ["Trần Đức Hoà", "Trần Đức Hòa"]),
        ("1043", ["Y Wơl Niê"]),
        ("104", [person.name for person in reversed(PEOPLE)]),
        ("261121-1044", ["H'Hen Êban"]),
        ("000.00.18.H32-261121-1044", ["H'Hen Êban"]),
        ("H32-261121-1044", ["H'Hen Êban"]),
        ("000.00.18.h32-261121-104", [person.name for person in reversed(PEOPLE)]),
        ("43", []),  # two digits are no tail of anything
        ("3456", ["Nguyễn Thị Đào"]),
        ("123 456", ["Nguyễn Thị Đào"]),
        ("0912345678", ["Nguyễn Văn Dao"]),
        ("+84912345678", ["Nguyễn Văn Dao"]),
        ("117", ["Trần Đức Hoà"]),
        ("046185", ["Nguyễn Thị Đào"]),
        ("046185001234", ["Nguyễn Thị Đào"]),
        ("c1234567", ["H'Hen Êban"]),
        ("không có ai", []),
        ("", []),
        ("   ", []),
        ("-", []),
        ('" OR 1 NEAR(', []),
        ("words:đào*", []),
    ],
)
def test_a_dossier_is_found_by_what_people_say(store: DeskStore, text: str, names: list[str]) -> None:
    assert found(store, text) == names


def test_text_typed_in_pieces_is_found_as_well(store: DeskStore) -> None:
    assert found(store, unicodedata.normalize("NFD", "Nguyễn Thị Đào")) == ["Nguyễn Thị Đào"]


def test_a_list_is_cut_at_its_limit_newest_first(store: DeskStore) -> None:
    assert [row.number[-4:] for row in store.register.find("261121", 2)] == ["1046", "1045"]


def test_a_part_typed_or_scanned_means_one_dossier(store: DeskStore) -> None:
    number = f"{AGENCY}-261121-1044"
    for tail in (number, "261121-1044", "2611211044", "1044", "044"):
        assert store.register.number_ending(tail) == number
    for tail in ("", "9999", "--"):
        with pytest.raises(DossierNotFoundError):
            store.register.number_ending(tail)


def test_people_who_have_been_here_are_recalled(store: DeskStore) -> None:
    assert [known.person.name for known in store.register.people("nguy")] == ["Nguyễn Văn Dao", "Nguyễn Thị Đào"]
    assert [known.person.name for known in store.register.people("dao")] == ["Nguyễn Văn Dao", "Nguyễn Thị Đào"]
    assert store.register.people("04618")[0].person == PEOPLE[0]
    assert store.register.people("") == () and store.register.people("%") == ()


def test_a_persons_own_dossiers(store: DeskStore) -> None:
    assert [row.name for row in store.register.dossiers_of("046185001234")] == ["Nguyễn Thị Đào"]
    assert store.register.dossiers_of("") == ()
    assert store.register.dossiers_of("046185001234")[0].masked_number != "046185001234"


def test_facts_left_out_at_the_next_visit_are_kept(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    first = Person("Lê Văn Tám", "046185005555", phone="0905", address="thôn 1")
    for place, person in enumerate((first, replace(first, phone="0906", address="")), 1):
        with store.unit_of_work("hoa") as work:
            work.append(received(person.name, place, applicant=person), dossier=f"{AGENCY}-261121-{1000 + place}")
            work.commit()
    (known,) = store.register.people("lê văn")
    assert (known.person.phone, known.person.address, known.dossiers) == ("0906", "thôn 1", 2)
    assert known.last_seen_at > datetime(2026, 11, 21, tzinfo=OFFICE_ZONE)
    store.close()
