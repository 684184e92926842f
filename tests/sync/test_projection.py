"""The district's list says of every dossier what the desk's own fold says."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.store import DeskStore
from desk_app.domain.event_facts import Event, ProcedureTerms, Promise
from desk_app.domain.events import EVENTS, Received, Started
from desk_app.domain.life_events import Apologised, Forwarded
from desk_app.domain.person import Person
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.standing import BEGINNINGS, MOVE_OF
from sync.desk.exchange import run_round
from sync.district import progress
from sync.district.dossier_facts import DossierFacts
from sync.district.intake_rows import PersonRow, PromiseRow, Row, TermsRow
from sync.district.progress import ROWS
from sync.district.projection import SHOWN, Projection
from sync.wire.batch import pack, unpack
from sync.wire.reckoning import ReckonedEvent, reckon
from tests.db.desk import make_desk, open_the_desk
from tests.db.random_lives import RandomDesk
from tests.scale import many
from tests.sync.clocks import StillClock
from tests.sync.fake_outbox import FakeOutbox
from tests.sync.real_district import RealDistrict
from tests.sync.synthetic_day import Happening


def test_bodies_are_read_at_the_places_where_they_lie() -> None:
    pairs: dict[type, type[Row]] = {**ROWS, ProcedureTerms: TermsRow, Promise: PromiseRow, Person: PersonRow}
    for kind, short in pairs.items():
        names = [field.name for field in fields(kind)]
        assert names[: len(short.__struct_fields__)] == list(short.__struct_fields__), kind


def test_every_kind_that_moves_or_dates_a_dossier_is_shown() -> None:
    assert {event.kind for event in (*MOVE_OF, *BEGINNINGS, *ROWS)} <= SHOWN
    dated = {event for event in EVENTS if event.kind >= 20 and any(field.name == "promise" for field in fields(event))}
    assert dated <= set(ROWS)


def reckoned(store: DeskStore) -> tuple[ReckonedEvent, ...]:
    """The whole log as a district reckons it."""
    events = store.outbox.events_after(0, 10**9)
    before = store.outbox.chain_at(0)
    assert before is not None
    batch = pack(
        events, device=bytes(16), epoch=1, before=before, desk_head=events[-1].seq, sealed_at=StillClock().at,
        signer=store.signer,
    )  # fmt: skip
    return reckon(unpack(batch), {})


def projected(events: tuple[ReckonedEvent, ...], size: int) -> tuple[dict[str, DossierFacts], list[str]]:
    """Project in batches, each starting from what the ones before left."""
    known: dict[str, DossierFacts] = {}
    parked: list[str] = []
    for first in range(0, len(events), size):
        projection = Projection(known)
        for event in events[first : first + size]:
            projection.follow(event)
        known |= {**projection.begun, **projection.moved}
        parked += [each.reason for each in projection.parked]
    return known, parked


def told(store: DeskStore, number: str) -> tuple[object, ...]:
    dossier = store.register.dossier(number)
    standing = dossier.standing
    times = (standing.received_at, standing.due_at, standing.reappointed_at, standing.finished_at,
             standing.handed_over_at, standing.ended_at)  # fmt: skip
    return (
        standing.state, *(None if at is None else milliseconds_of(at) for at in times), standing.holder_kind,
        standing.holder, dossier.applicant.name, dossier.terms.code,
    )  # fmt: skip


def shown(facts: DossierFacts) -> tuple[object, ...]:
    return (
        facts.status, facts.received_at, facts.due_at, facts.reappointed_at, facts.finished_at, facts.handed_over_at,
        facts.ended_at, facts.holder_kind, facts.holder, facts.name, facts.procedure_code,
    )  # fmt: skip


def wrong_of(home: Path, seed: int) -> list[str]:
    """Return the dossiers of a random desk that the district shows differently; parked reasons as they are."""
    make_desk(home)
    store = open_the_desk(home).store
    desk = RandomDesk(store, seed)
    for _ in range(120):
        desk.step()
    events = reckoned(store)
    wrong: list[str] = []
    for size in (1, 7, len(events)):
        known, parked = projected(events, size)
        wrong += parked
        wrong += [number for number in desk.numbers if shown(known[number]) != told(store, number)]
    store.close()
    return wrong


def test_random_lives_are_shown_as_the_desk_tells_them(tmp_path: Path) -> None:
    for seed in range(many(5, 120)):
        assert wrong_of(tmp_path / str(seed), seed) == []


def test_a_district_that_ignores_closures_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {kind: step for kind, step in progress._STEPS.items() if kind != 55}
    monkeypatch.setattr(progress, "_STEPS", kept)
    assert any(wrong_of(tmp_path / str(seed), seed) for seed in range(6))


def test_a_second_new_day_is_kept_but_not_believed(district: RealDistrict) -> None:
    agency = "000.00.71.H32"
    outbox = FakeOutbox(seed=71, agency_code=agency)
    received = next(each for each in outbox.day.happenings(40) if isinstance(each.body, Received))
    number, at = received.dossier, received.at
    assert number is not None and isinstance(received.body, Received)
    due_at = received.body.promise.due_at
    first, second = due_at + timedelta(days=3), due_at + timedelta(days=9)
    outbox.append(received)
    bodies: tuple[Event, ...] = (Started(), Forwarded("body", "Sở Tư pháp", None), _apology(first))
    for body in bodies:
        outbox.append(Happening(body, number, at, "cb01"))
    clock = StillClock()
    run_round(outbox, outbox.signer, district.url, district.code(1, agency), clock=clock)
    outbox.append(Happening(_apology(second), number, at, "cb01"))
    assert run_round(outbox, outbox.signer, district.url, "", clock=clock).pending == 0
    (line,) = (line for line in district.dossiers() if line["agency"] == agency)
    assert datetime.fromisoformat(line["due_at"]) == due_at == datetime.fromisoformat(line["original_due_at"])
    assert datetime.fromisoformat(line["reappointed_at"]) == first
    assert (line["holder_kind"], line["holder"]) == ("body", "Sở Tư pháp")
    assert line["conflicts"] == ["a second new day: the law allows one"]
    assert district.events(outbox.device) == outbox.sent_events()


def _apology(to: datetime) -> Apologised:
    return Apologised("TT03/2025", 1, "máy hỏng", Promise(to, "", ""), "Trần Văn Bình")
