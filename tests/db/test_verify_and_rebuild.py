"""The check finds what was changed, and a rebuild puts it right."""

from pathlib import Path

import pytest

from db.engine import DatabaseError, open_database
from db.keys import derived
from db.rebuild import rebuild
from db.verify import verify
from desk_app.domain.events import Finished, Started
from tests.db.desk import make_desk, open_the_desk, receive


def test_a_healthy_desk_is_sound_and_a_rebuild_changes_nothing(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    for name in ("Trần Văn An", "Đào Thị Hoà", "Y Wơl Niê"):
        receive(store, name)
    before = store.register.find("o")
    verdict = verify(store)
    assert verdict.sound and verdict.findings == () and verdict.events == store.outbox.head()[0]
    assert rebuild(store) == verdict.events
    assert verify(store).sound
    assert store.register.find("o") == before
    store.close()


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("UPDATE dossiers SET name = 'Ai Đó'", "dossiers: name of a row is not what the log says"),
        ("UPDATE dossiers SET state = 9, place = 'B'", "dossiers: state, place of a row is not what the log says"),
        ("DELETE FROM people", "people: rows are missing or too many"),
        (
            "UPDATE highest_numbers SET highest = highest - 1",
            "highest_numbers: highest of a row is not what the log says",
        ),
        ("INSERT INTO dossier_words (rowid, words) VALUES (99, 'ma')", "dossier_words: rows are missing or too many"),
        ("INSERT INTO setting_changes VALUES ('desk', 3, '2')", "setting_changes: rows are missing or too many"),
        # One row more at the very end, where a comparison in pairs would have stopped.
        ("INSERT INTO setting_changes VALUES ('zzz', 3, '2')", "setting_changes: rows are missing or too many"),
        ("DELETE FROM event_index WHERE seq = 2", "event_index: rows are missing or too many"),
        ("DROP TABLE name_keys", "name_keys: the table is missing"),
    ],
)
def test_a_derived_table_that_says_something_else_is_found_by_its_columns(
    tmp_path: Path, damage: str, finding: str
) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    receive(store)
    store.connection.execute(damage)
    assert verify(store).findings == (finding,)
    store.close()


@pytest.mark.parametrize(
    "damage", ["UPDATE dossiers SET name = 'Ai Đó'", "DELETE FROM people", "DELETE FROM event_index"]
)
def test_a_rebuild_puts_the_derived_tables_right(tmp_path: Path, damage: str) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    receive(store)
    store.connection.execute(damage)
    assert not verify(store).sound
    rebuild(store)
    assert verify(store).sound
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET body = (SELECT body FROM events WHERE seq = 2) WHERE seq = 3",
        "UPDATE events SET header = (SELECT header FROM events WHERE seq = 2) WHERE seq = 3",
        "UPDATE events SET chain = zeroblob(32) WHERE seq = 4",
        "DELETE FROM events WHERE seq = 5",
        "UPDATE events SET digest = zeroblob(32) WHERE seq = 6",
    ],
)
def test_a_log_changed_by_whoever_holds_the_key_is_found(tmp_path: Path, damage: str) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    receive(store)
    with pytest.raises(DatabaseError, match="append-only"):
        store.connection.execute(damage)
    store.connection.execute("DROP TRIGGER events_stay")
    store.connection.execute("DROP TRIGGER events_are_kept")
    store.connection.execute(damage)
    assert not verify(store).sound
    store.close()


def test_a_changed_second_copy_is_found(tmp_path: Path) -> None:
    make_desk(tmp_path)
    store = open_the_desk(tmp_path).store
    number = receive(store).header.dossier
    with store.unit_of_work("hoa") as work:
        work.append(Started(), dossier=number)
        work.append(Finished(), dossier=number)
        work.commit()
    store.second_copy_flush()
    copy = tmp_path / "second-copy/events.copy"
    content = bytearray(copy.read_bytes())
    content[-5] ^= 1
    copy.write_bytes(content)
    assert not verify(store).sound
    store.close()


def test_without_the_key_the_file_is_no_database(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with pytest.raises(DatabaseError):
        open_database(tmp_path / "desk.db", derived(bytes(32), "database"))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert "Suối Hương".encode() not in path.read_bytes()
