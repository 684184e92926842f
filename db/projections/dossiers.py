"""The register: one row a dossier, as its events leave it, and the words it is found by."""

from db.engine import Connection
from db.projections.person_key import person_key
from db.words import reversed_digits, reversed_number, searched_words
from desk_app.domain.events import Finished, HandedOver, Received, Recorded, Refused, Started
from desk_app.domain.lifecycle import Move, State, after
from desk_app.domain.positional import milliseconds_of

TABLES = ("dossiers", "dossier_words")

_MOVES: dict[type, tuple[Move, str | None]] = {
    Started: (Move.START, None),
    Finished: (Move.FINISH, "finished_at"),
    HandedOver: (Move.HAND_OVER, "handed_over_at"),
}


def apply(connection: Connection, event: Recorded) -> None:
    """Open the dossier or move it on. IllegalMoveError leaves everything as it was (the caller rolls back)."""
    number, body = event.header.dossier, event.body
    if number is None:
        return
    if isinstance(body, Received | Refused):
        _open(connection, event, number, body)
        return
    connection.execute("UPDATE dossiers SET last_seq = ? WHERE number = ?", (event.seq, number))
    if type(body) in _MOVES:
        _move(connection, event, number)


def _open(connection: Connection, event: Recorded, number: str, body: Received | Refused) -> None:
    received = isinstance(body, Received)
    person, other = body.applicant, body.submitter
    phone = person.phone or (other.phone if other else "")
    connection.execute(
        "INSERT INTO dossiers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?, ?)",
        (
            event.seq,
            number,
            int(State.RECEIVED if received else State.REFUSED),
            person.name,
            person.personal_number,
            reversed_digits(phone),
            reversed_number(number),
            body.terms.code,
            body.terms.name,
            milliseconds_of(event.happened_at),
            milliseconds_of(body.promise.due_at) if isinstance(body, Received) else None,
            event.seq,
            body.salt,
            person_key(person),
            person_key(other) if other else "",
        ),
    )
    names = (person.name, other.name) if other else (person.name,)
    connection.execute(
        "INSERT INTO dossier_words (rowid, words) VALUES (?, ?)", (event.seq, searched_words(names, number))
    )


def _move(connection: Connection, event: Recorded, number: str) -> None:
    row = connection.execute("SELECT state FROM dossiers WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise ValueError("a dossier that never began")
    move, column = _MOVES[type(event.body)]
    state = after(State(row[0]), move)
    connection.execute("UPDATE dossiers SET state = ? WHERE number = ?", (int(state), number))
    if column:
        connection.execute(
            f"UPDATE dossiers SET {column} = ? WHERE number = ?", (milliseconds_of(event.happened_at), number)
        )
