"""Whatever somebody does at the desk: row and fold agree, no illegal state, what is refused leaves no trace."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.projections import dossiers
from desk_app.domain.dossier import dossier_of
from desk_app.domain.life_events import Apologised
from desk_app.domain.lifecycle import WAITING_STATES, State
from desk_app.domain.standing import Standing
from desk_app.domain.timeliness import timeliness_of
from desk_app.domain.waiting import open_wait, waits_of
from desk_app.usecases.office import Office
from desk_app.usecases.work_lists import standing_of
from tests.desk_app.acting_desk import ActingDesk
from tests.desks import make_office
from tests.scale import many

STEPS = 250
FORMS = ("supplement", "refusal", "apology", "stop")
YEARS = (2026, 2027)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where the machine offers it: no disk is on trial here."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as quick:
        yield Path(quick)


def traces(office: Office) -> tuple[object, ...]:
    """Return what a refused act must leave as it was: the log, the numbers given next, and the print queue."""
    with office.store.unit_of_work(office.actor) as work:
        letters = tuple(work.next_form_sequence(form, year) for form in FORMS for year in YEARS)
        slips = tuple(work.next_slip_sequence(year) for year in YEARS)
    return office.store.outbox.head(), letters, slips, len(office.store.register.prints())


def check_dossier(office: Office, number: str) -> None:
    """Row and fold say the same, and the facts of one dossier agree with each other."""
    dossier, row = office.store.register.dossier(number), office.store.register.row(number)
    standing = dossier.standing
    assert dossier_of(dossier.history).standing == standing
    assert standing_of(row) == standing
    assert (row.name, row.procedure_code, row.place) == (dossier.applicant.name, dossier.terms.code, dossier.place)
    assert sum(isinstance(event.body, Apologised) for event in dossier.history) <= 1
    check_standing(standing)
    wait = open_wait(dossier.history)
    away = standing.state in (State.WITHDRAWN, State.STOPPED)
    assert (wait is not None) == (standing.state in WAITING_STATES or away)
    found = timeliness_of(dossier, office.clock.now(), office.store.calendar())
    assert found.late_seconds == sum(found.late_seconds_by_holder.values())
    closed = [each.until - each.since for each in waits_of(dossier.history) if each.until is not None]
    assert all(span.total_seconds() >= 0 for span in closed)
    assert found.paused_seconds >= sum(int(span.total_seconds()) for span in closed)


def check_standing(standing: Standing) -> None:
    state = standing.state
    assert (standing.waiting_since is not None) == (state in WAITING_STATES)
    assert (standing.finished_at is not None) == (state in (State.RESULT_READY, State.HANDED_OVER))
    assert (standing.handed_over_at is not None) == (state is State.HANDED_OVER)
    assert (standing.ended_at is not None) == (state in (State.REFUSED, State.WITHDRAWN, State.STOPPED))
    assert (standing.due_at is None) == (state in (State.REGISTERED, State.REFUSED)) or state is State.REFUSED
    assert not standing.posted or state is State.RESULT_READY
    if standing.reappointed_at is not None:
        assert standing.due_at is not None


def lived(office: Office, seed: int, steps: int) -> ActingDesk:
    desk = ActingDesk(office, seed)
    before = traces(office)
    for _ in range(steps):
        done = desk.step()
        after = traces(office)
        if done.startswith("-"):
            assert after == before, done
        before = after
    for number in desk.numbers:
        check_dossier(office, number)
    return desk


def test_log_and_register_agree_whatever_is_done(folder: Path) -> None:
    done: set[str] = set()
    refused: set[str] = set()
    for seed in range(many(8, 160)):
        office = make_office(folder / str(seed))
        desk = lived(office, seed, STEPS)
        done |= set(desk.done)
        refused |= set(desk.refused)
        office.store.close()
    assert {"supplement", "apologise", "stop", "reopen", "declare", "undo", "post", "amend", "pack", "close"} <= done
    assert {"supplement", "apologise", "hand_over", "reopen", "declare", "pack", "accept", "close"} <= refused


def test_a_register_that_forgets_the_one_new_day_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(before: object, after: Standing) -> dict[str, object]:
        return whole(before, replace(after, reappointed_at=None))  # type: ignore[arg-type]

    whole = dossiers._differences
    monkeypatch.setattr(dossiers, "_differences", forgetful)
    with pytest.raises(AssertionError):
        for seed in range(4):
            office = make_office(folder / str(seed))
            with closing(office.store):
                lived(office, seed, STEPS)
