"""Whatever happens to dossiers and to the office's day: the register says what the fold says, and a rebuild agrees."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from db.projections import dossiers
from db.projections.standing_columns import COLUMNS, columns_of, standing_of
from db.rebuild import rebuild
from db.store import DeskStore
from db.verify import verify
from desk_app.domain.event_facts import Event
from desk_app.domain.lifecycle import OPEN_STATES
from desk_app.domain.village import village_of
from tests.db.desk import make_desk, open_the_desk
from tests.db.random_lives import NOT_PLAYED, PLAYED, RandomDesk
from tests.scale import many

STEPS = 200


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where the machine offers it: no disk is on trial here."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as quick:
        yield Path(quick)


@contextmanager
def lived_in(home: Path, seed: int, steps: int = STEPS) -> Iterator[tuple[DeskStore, RandomDesk]]:
    make_desk(home)
    store = open_the_desk(home).store
    desk = RandomDesk(store, seed)
    for _ in range(steps):
        desk.step()
    yield store, desk
    store.close()


def differences(store: DeskStore) -> list[str]:
    """Return where the register says another thing than the dossier's own events."""
    wrong = []
    columns = ", ".join(("number", "place", "return_by", "name", "applicant", "village", "procedure_code", *COLUMNS))
    for row in store.connection.execute(f"SELECT {columns} FROM dossiers").fetchall():
        number, place, return_by, name, _, village, procedure, *values = row
        dossier = store.register.dossier(number)
        said = (standing_of(values), place, return_by, name, village, procedure)
        meant = (
            standing_of(columns_of(dossier.standing).values()), dossier.place, dossier.return_by,
            dossier.applicant.name, village_of(dossier.applicant.address), dossier.terms.code,
        )  # fmt: skip
        if said != meant:
            wrong.append(f"{number}: {said} is not {meant}")
    return wrong


def test_register_fold_and_rebuild_agree_on_random_lives(folder: Path) -> None:
    played: set[type[Event]] = set()
    for seed in range(many(8, 250)):
        with lived_in(folder / str(seed), seed) as (store, desk):
            assert differences(store) == []
            verdict = verify(store)
            assert verdict.sound, (seed, verdict.findings)
            rebuild(store)
            assert verify(store).sound and differences(store) == []
            rows = store.register.find("261121", 999)
            assert len(store.lists.unfinished()) == sum(
                row.state in OPEN_STATES and row.held_by is None for row in rows
            )
            played |= desk.played
    assert set(PLAYED) - played == set() and not NOT_PLAYED & played


def test_names_are_found_as_they_are_now(folder: Path) -> None:
    with lived_in(folder / "names", 77) as (store, desk):
        for number in desk.numbers:
            dossier = store.register.dossier(number)
            names = {dossier.applicant.name, dossier.submitter.name if dossier.submitter else ""}
            for name in ("Đào Thị Hoà", "Y Wơl Niê"):
                found = number in {row.number for row in store.register.find(name, 999)}
                assert found == (name in names)


def test_a_register_that_forgets_the_holder_is_noticed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(before: object, after: object) -> dict[str, object]:
        kept = replace(after, holder=before.holder)  # type: ignore[type-var, attr-defined]
        return whole(before, kept)  # type: ignore[arg-type]

    whole = dossiers._differences
    monkeypatch.setattr(dossiers, "_differences", forgetful)
    assert any(_differs(folder / str(seed), seed) for seed in range(30))


def _differs(home: Path, seed: int) -> bool:
    with lived_in(home, seed) as (store, _):
        return bool(differences(store))
