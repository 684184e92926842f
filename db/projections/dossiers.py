"""The register: one row a dossier, as its events leave it.

Where a dossier stands is the domain's word (`standing.begin`, `standing.follow`); this file only keeps it in columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.engine import Connection
from db.projections import dossier_words, name_keys
from db.projections.person_columns import COLUMNS as PERSONS
from db.projections.person_columns import REGISTER_COLUMNS as PERSON_COLUMNS
from db.projections.person_columns import Persons, person_columns, persons_of
from db.projections.standing_columns import COLUMNS, columns_of, standing_of
from db.words import reversed_number
from desk_app.domain import standing as stands
from desk_app.domain.event_facts import Event, ProcedureTerms
from desk_app.domain.events import Received, Recorded, Refused
from desk_app.domain.life_events import Accepted, Amended, Registered, Shelved, SupplementRequested
from desk_app.domain.lifecycle import State
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.standing import Standing

TABLES = ("dossiers", "dossier_words", "name_keys")

_TERMS = ("procedure_code", "procedure_name", "field", "limit_unit")
_OPENED = (
    "id", "number", "number_reversed", *COLUMNS, *PERSON_COLUMNS, *_TERMS, "last_seq", "salt", "officer", "return_by",
    "original_due_at",
)  # fmt: skip
_OPEN = (
    f"INSERT INTO dossiers ({', '.join(_OPENED)}, place, answer_by) VALUES ({', '.join('?' * len(_OPENED))}, '', NULL)"
)
_READ = f"SELECT id, procedure_code, {', '.join(COLUMNS)} FROM dossiers WHERE number = ?"


def apply(connection: Connection, event: Recorded) -> None:
    """Open the dossier or move it on.

    IllegalMoveError and SecondReappointmentError leave everything as it was (the caller rolls back).
    """
    number, body = event.header.dossier, event.body
    if number is None:
        return
    if isinstance(body, (Received, Refused, Registered)):
        _open(connection, event, number, body)
    else:
        _follow(connection, event, number)


def _open(connection: Connection, event: Recorded, number: str, body: Received | Refused | Registered) -> None:
    standing = stands.begin(body, event.happened_at)
    persons = persons_of(body.applicant, body.submitter)
    connection.execute(_OPEN, tuple(_values(event, number, body, standing, persons)))
    dossier_words.add(connection, event.seq, number, persons)
    name_keys.move(connection, event.seq, None, name_keys.place_of(standing.state, persons, body.terms.code))


def _values(
    event: Recorded, number: str, body: Received | Refused | Registered, standing: Standing, persons: Persons
) -> Iterator[object]:
    yield from (event.seq, number, reversed_number(number))
    yield from columns_of(standing).values()
    yield from person_columns(persons).values()
    yield from _terms(body.terms).values()
    yield from (event.seq, body.salt, event.header.actor)
    yield body.return_by if isinstance(body, Received) else "counter"
    yield None if standing.due_at is None else milliseconds_of(standing.due_at)


def opening_columns(place: int, event: Recorded) -> dict[str, object]:
    """Return the columns that a dossier's first event gives; `place` is the row's id."""
    number, body = event.header.dossier, event.body
    if number is None or not isinstance(body, Received | Refused | Registered):
        raise ValueError("no dossier begins so")
    standing, persons = stands.begin(body, event.happened_at), persons_of(body.applicant, body.submitter)
    columns = dict(zip(_OPENED, _values(event, number, body, standing, persons), strict=True))
    return {**columns, "id": place, "place": "", "answer_by": None}


def _follow(connection: Connection, event: Recorded, number: str) -> None:
    row = connection.execute(_READ, (number,)).fetchone()
    if row is None:
        return  # begun at another desk, whose events are not here (any more): they will come again
    dossier, procedure, *values = row
    before = standing_of(values)
    after = stands.follow(before, event.body, event.happened_at)
    changes = {"last_seq": event.seq, **_differences(before, after), **columns_set_by(event, after)}
    if after.state is not before.state or isinstance(event.body, Amended):
        changes |= _known_by(connection, event, (dossier, number, procedure), before.state, after.state)
    columns = ", ".join(f"{column} = ?" for column in changes)
    connection.execute(f"UPDATE dossiers SET {columns} WHERE id = ?", (*changes.values(), dossier))


def _differences(before: Standing, after: Standing) -> dict[str, object]:
    if after is before:
        return {}
    old, new = columns_of(before), columns_of(after)
    return {column: value for column, value in new.items() if value != old[column]}


def columns_set_by(event: Recorded, after: Standing) -> dict[str, object]:
    """Return the columns that are no part of the standing and that this event sets."""
    body = event.body
    if isinstance(body, Accepted):
        due_at = milliseconds_of(body.promise.due_at)
        return {"original_due_at": due_at, "return_by": body.return_by, "officer": event.header.actor}
    if isinstance(body, SupplementRequested):
        return {"answer_by": body.answer_by.toordinal() if body.answer_by else None}
    if isinstance(body, Shelved):
        return {"place": body.place}
    if isinstance(body, Amended):
        terms = _terms(body.terms) if body.terms else {}
        return {**terms, "return_by": body.return_by} if body.return_by else terms
    if type(body) in stands.MOVE_OF and after.state is not State.SUPPLEMENT_REQUESTED:
        return {"answer_by": None}
    return {}


def _known_by(
    connection: Connection, event: Recorded, which: tuple[int, str, str], before: State, after: State
) -> dict[str, object]:
    """Return the columns of the persons an amendment changes; keep searched words and name keys with them."""
    dossier, number, procedure = which
    old = _persons(connection, dossier)
    new, code = _amended(old, event.body), procedure
    if isinstance(event.body, Amended) and event.body.terms:
        code = event.body.terms.code
    name_keys.move(
        connection, dossier, name_keys.place_of(before, old, procedure), name_keys.place_of(after, new, code)
    )
    if new == old:
        return {}
    dossier_words.replace(connection, dossier, number, old, new)
    return person_columns(new)


def _amended(old: Persons, body: Event) -> Persons:
    if not isinstance(body, Amended):
        return old
    new = old
    if body.applicant:
        new = replace(persons_of(body.applicant, None), submitter_name=old.submitter_name,
                      submitter_phone=old.submitter_phone, submitter=old.submitter)  # fmt: skip
    if body.submitter:
        other = persons_of(body.submitter, body.submitter)
        new = replace(new, submitter_name=other.submitter_name, submitter_phone=other.submitter_phone,
                      submitter=other.submitter)  # fmt: skip
    return new


def _persons(connection: Connection, dossier: int) -> Persons:
    row = connection.execute(f"SELECT {', '.join(PERSONS)} FROM dossiers WHERE id = ?", (dossier,)).fetchone()
    assert row is not None  # it was read a moment ago
    return Persons(*row)


def _terms(terms: ProcedureTerms) -> dict[str, object]:
    return dict(zip(_TERMS, (terms.code, terms.name, terms.field, terms.limit_unit), strict=True))
