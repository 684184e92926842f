"""Every error a clerk can meet has a sentence and an advice."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from desk_app.domain.errors import DateImpossibleError, DeskError, DossierNotFoundError, IllegalMoveError
from desk_app.domain.lifecycle import State
from ui.messages import has_sentence, message_of
from ui.sentences import dossiers, machine, office, typed

ROOT = Path(__file__).parents[2]
ROOMS = ("desk_app", "db", "printing", "sync", "ui")


@lru_cache(maxsize=1)
def every_error() -> dict[str, str]:
    """Return name and room of each error family member, read from the source: no room has to be loaded."""
    parents: dict[str, set[str]] = {}
    rooms: dict[str, str] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    parents.setdefault(node.name, set()).update(
                        base.id for base in node.bases if isinstance(base, ast.Name)
                    )
                    rooms[node.name] = room
    family = {"DeskError"}
    while grown := {name for name, bases in parents.items() if bases & family} - family:
        family |= grown
    return {name: rooms[name] for name in sorted(family)}


def named(name: str) -> type[DeskError]:
    return type(name, (DeskError,), {})


def test_every_error_of_every_room_has_sentence_of_its_own() -> None:
    assert [name for name in every_error() if not has_sentence(named(name))] == []


def test_no_error_is_told_in_two_ways() -> None:
    tables = (dossiers.SENTENCES, machine.SENTENCES, office.SENTENCES, typed.SENTENCES)
    assert sum(map(len, tables)) == len({name for table in tables for name in table})


def test_every_sentence_belongs_to_an_error_of_this_house() -> None:
    tables = (dossiers.SENTENCES, machine.SENTENCES, office.SENTENCES, typed.SENTENCES)
    assert {name for table in tables for name in table} - set(every_error()) == set()


def test_the_errors_of_all_rooms_were_looked_at() -> None:
    assert set(every_error().values()) >= {"desk_app", "db", "printing", "sync", "ui"}


def test_an_error_without_words_would_be_noticed() -> None:
    assert not has_sentence(named("NeverHeardOfError"))


@pytest.mark.parametrize("name", every_error())
def test_the_words_are_whole_and_polite_whatever_facts_there_are(name: str) -> None:
    message = message_of(named(name)(reason="không rõ", number="000.00.18.H32-261209-1001"))
    assert message.happened.endswith(".") and message.advice.endswith(".")
    assert not re.search(r"[{}!]|\b[Bb]ạn\b|Vui lòng|Lỗi:|hệ thống", message.whole)


def test_facts_stand_in_the_sentence() -> None:
    assert message_of(DossierNotFoundError(number="1017")).happened == "Không thấy hồ sơ nào mang số 1017."
    moved = message_of(IllegalMoveError(move="hand_over", state=State.RECEIVED, possible=()))
    assert moved.happened == "Hồ sơ đang ở bước “Được tiếp nhận” nên chưa thể “Trả kết quả”."
    dated = message_of(DateImpossibleError(field="birth_on", text="31/02/1998"))
    assert dated.happened == "Ngày giờ “31/02/1998” ở ô ngày sinh không có thật hoặc ở tương lai."
