"""The rows of a dossier that several desks wrote, written at once from its fold instead of event by event."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from db.engine import Connection
from db.projections import bags, closures, dossier_words, lateness, name_keys
from db.projections.dossiers import columns_set_by, opening_columns
from db.projections.person_columns import COLUMNS as PERSONS
from db.projections.person_columns import Persons, person_columns, persons_of
from db.projections.standing_columns import columns_of
from desk_app.domain import standing as stands
from desk_app.domain.events import Received, Recorded, Refused
from desk_app.domain.life_events import DueDateMoved, FeesRecorded, Registered
from desk_app.domain.lifecycle import State
from desk_app.domain.merge import Merged
from desk_app.domain.positional import milliseconds_of

TABLES = ("own_persons",)

_HASH_BITS = 20  # beside the milliseconds, that no two dossiers begun in one have the same row
_OF_A_DOSSIER = ("apologies", "tellings", "postings", "fees", "closure_moves")
_SHARE = "INSERT OR IGNORE INTO own_persons SELECT number, applicant, submitter FROM dossiers WHERE number = ?"
_OLD = f"SELECT id, state, procedure_code, {', '.join(PERSONS)} FROM dossiers WHERE number = ?"


def share(connection: Connection, number: str) -> None:
    """From here on others write this dossier too: note whose it is by this desk's own events."""
    connection.execute(_SHARE, (number,))
    connection.execute("INSERT OR IGNORE INTO own_persons VALUES (?, '', '')", (number,))


def is_shared(connection: Connection, number: str) -> bool:
    """Do others write this dossier too?"""
    return connection.execute("SELECT 1 FROM own_persons WHERE dossier = ?", (number,)).fetchone() is not None


def forget(connection: Connection, number: str) -> None:
    """Take every row of the dossier out of the register."""
    row = connection.execute(_OLD, (number,)).fetchone()
    if row is not None:
        place, state, procedure, *values = row
        persons = Persons(*values)
        dossier_words.remove(connection, place, number, persons)
        name_keys.move(connection, place, name_keys.place_of(State(state), persons, procedure), None)
        connection.execute("DELETE FROM dossiers WHERE id = ?", (place,))
    for table in _OF_A_DOSSIER:
        connection.execute(f"DELETE FROM {table} WHERE dossier = ?", (number,))


def write(connection: Connection, found: Merged, device: bytes) -> None:
    """Put the dossier into the register as its fold says; `device` is this desk's own."""
    dossier = found.dossier
    own = [event for event in dossier.history if event.device == device]
    opening = _opening(found, own)
    persons = persons_of(dossier.applicant, dossier.submitter)
    place = opening.seq if opening.device == device else _place_of(opening)
    columns = opening_columns(place, opening) | _set_by_events(found)
    columns |= columns_of(dossier.standing) | person_columns(persons)
    terms = dossier.terms
    columns |= {
        "procedure_code": terms.code, "procedure_name": terms.name, "field": terms.field,
        "limit_unit": terms.limit_unit, "officer": dossier.officer, "return_by": dossier.return_by,
        "place": dossier.place, "last_seq": max((event.seq for event in own), default=0),
        "origin": None if opening.device == device else opening.device,
        "custody": None if found.holder == device else found.holder,
        "news": int(found.has_news_for(device)), "conflicts": len(found.open_conflicts),
    }  # fmt: skip
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO dossiers ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))
    dossier_words.add(connection, place, dossier.number, persons)
    name_keys.move(connection, place, None, name_keys.place_of(dossier.state, persons, terms.code))
    _write_beside(connection, found, device)


def _opening(found: Merged, own: list[Recorded]) -> Recorded:
    """Two desks may have begun one number: rows go by this desk's own, whose salt blinds its later events."""
    begun_here = [event for event in own if type(event.body) in stands.BEGINNINGS]
    return begun_here[0] if begun_here else found.applied[0][0]


def _set_by_events(found: Merged) -> dict[str, object]:
    columns: dict[str, object] = {}
    for event, before in found.applied:
        if before is not None:
            columns |= columns_set_by(event, stands.follow(before, event.body, event.happened_at))
        elif isinstance(event.body, Received | Refused | Registered):
            due_at = stands.begin(event.body, event.happened_at).due_at
            columns["original_due_at"] = None if due_at is None else milliseconds_of(due_at)
    return columns


def _write_beside(connection: Connection, found: Merged, device: bytes) -> None:
    for event, before in found.applied:
        placed = event if event.device == device else replace(event, seq=_place_of(event))
        lateness.apply(connection, placed)
        if isinstance(event.body, FeesRecorded):
            bags.apply(connection, placed)
        elif isinstance(event.body, DueDateMoved) and event.device == device and before is not None:
            closures.moved(connection, event, event.body, before.due_at)


def _place_of(event: Recorded) -> int:
    """Return a row of its own for an event that is not in this desk's log: below 0, newer ones higher."""
    at = max(0, min(milliseconds_of(event.header.recorded_at), 2**42))
    mark = int.from_bytes(sha256(event.device + event.chain).digest()[:4], "big") >> (32 - _HASH_BITS)
    return (at << _HASH_BITS | mark) - 2**63
