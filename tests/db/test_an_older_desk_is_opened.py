"""A desk made by a released program is opened by this one, with everything it knew and room for more."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from db.errors import NewerDatabaseError
from db.migrations.steps import STEPS
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.event_facts import Promise
from desk_app.domain.life_events import Apologised
from desk_app.domain.lifecycle import State
from tests.db.desk import AGENCY, open_the_desk

RELEASED = Path(__file__).parent / "released"
NEW_DAY = datetime(2026, 11, 30, 17, 0, tzinfo=OFFICE_ZONE)


def older_desk(folder: Path, name: str = "m0001") -> Path:
    """A copy of a desk as the program of that schema left it."""
    home = folder / name
    shutil.copytree(RELEASED / name, home)
    return home


def steps_done(store: DeskStore) -> list[str]:
    return [row[0] for row in store.connection.execute("SELECT name FROM schema_steps ORDER BY name")]


def test_a_desk_of_the_first_schema_is_opened_with_all_it_knew(tmp_path: Path) -> None:
    opened = open_the_desk(older_desk(tmp_path))
    store = opened.store
    assert opened.restored is None
    assert steps_done(store) == [name for name, _ in STEPS]
    rows = {row.number[-4:]: row for row in store.register.find("261121")}
    assert {tail: row.state for tail, row in rows.items()} == {
        "1001": State.HANDED_OVER, "1002": State.RESULT_READY, "1003": State.RECEIVED, "1004": State.RECEIVED,
        "1005": State.REFUSED,
    }  # fmt: skip
    assert rows["1001"].started_at is not None and rows["1001"].village == "thôn 3"
    assert rows["1001"].original_due_at == rows["1001"].due_at
    assert [row.name for row in store.register.find("wol")] == ["Y Wơl Niê"]
    assert store.register.people("đào")[0].person.phone == "0905123456"
    assert verify(store).sound
    store.close()


def test_an_upgraded_desk_goes_on_where_it_was(tmp_path: Path) -> None:
    home = older_desk(tmp_path)
    store = open_the_desk(home).store
    head = store.outbox.head()
    acknowledged = store.outbox.acknowledged()
    store.close()
    store = open_the_desk(home).store
    assert store.outbox.head() == head and store.outbox.acknowledged() == acknowledged > 0
    with store.unit_of_work("hoa") as work:
        day = datetime(2026, 11, 21, tzinfo=OFFICE_ZONE).date()
        assert work.highest_counter(AGENCY, day, 1) == 1005 and work.next_slip_sequence(2026) == 5
        apology = Apologised("TT03/2025", 1, "máy hỏng", Promise(NEW_DAY, "", ""), "Trần Văn Bình")
        work.append(apology, dossier=f"{AGENCY}-261121-1003")
        work.commit()
    assert store.register.row(f"{AGENCY}-261121-1003").reappointed_at == NEW_DAY
    assert verify(store).sound
    store.close()


def test_an_upgrade_cut_short_leaves_the_old_desk_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = older_desk(tmp_path)

    def cut(*_: object) -> int:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr("db.migrations.steps.refill", cut)
        with pytest.raises(RuntimeError):
            open_the_desk(home)
    store = open_the_desk(home).store
    assert steps_done(store) == [name for name, _ in STEPS]
    assert len(store.register.find("261121")) == 5 and verify(store).sound
    store.close()


def test_the_program_of_the_first_schema_leaves_an_upgraded_desk_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = older_desk(tmp_path)
    open_the_desk(home).store.close()
    monkeypatch.setattr("db.migrations.steps.STEPS", STEPS[:1])
    with pytest.raises(NewerDatabaseError):
        open_the_desk(home)
