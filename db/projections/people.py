"""People who have been here: the facts last given, for recall at the next visit."""

from db.engine import Connection
from db.projections.person_key import person_key
from desk_app.domain.events import Received, Recorded, Refused
from desk_app.domain.life_events import Amended, Registered
from desk_app.domain.person import Person
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.text import fold

TABLES = ("people",)

# What is left empty this time keeps the fact given before.
_UPSERT = """INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (person) DO UPDATE SET
    name = excluded.name, folded = excluded.folded, birth_on = coalesce(excluded.birth_on, birth_on),
    sex = iif(excluded.sex = '', sex, excluded.sex),
    address = iif(excluded.address = '', address, excluded.address),
    phone = iif(excluded.phone = '', phone, excluded.phone),
    email = iif(excluded.email = '', email, excluded.email),
    last_seen_at = max(last_seen_at, excluded.last_seen_at), dossiers = dossiers + 1"""


# Of a dossier that others write too, who it belongs to is taken from this desk's own events alone.
_OWN = "UPDATE own_persons SET applicant = ?, submitter = ? WHERE dossier = ?"
_FORGET = "UPDATE people SET dossiers = dossiers - 1 WHERE person = ?"
_GONE = "DELETE FROM people WHERE person = ? AND dossiers < 1"


def apply(connection: Connection, event: Recorded) -> None:
    """Remember applicant and submitter; runs before the register, which still says who they were."""
    body = event.body
    if isinstance(body, (Received, Refused, Registered)):
        people = {person_key(person): person for person in (body.submitter, body.applicant) if person is not None}
        for key, person in people.items():
            connection.execute(_UPSERT, _row(key, person, milliseconds_of(event.happened_at)))
        submitter = person_key(body.submitter) if body.submitter else ""
        connection.execute(_OWN, (person_key(body.applicant), submitter, event.header.dossier))
    elif isinstance(body, Amended) and (body.applicant or body.submitter):
        _amend(connection, event, body)


def _amend(connection: Connection, event: Recorded, body: Amended) -> None:
    """A dossier put right is another person's visit: the one written by mistake has one less."""
    number = event.header.dossier
    shared = connection.execute("SELECT applicant, submitter FROM own_persons WHERE dossier = ?", (number,)).fetchone()
    row = (
        shared or connection.execute("SELECT applicant, submitter FROM dossiers WHERE number = ?", (number,)).fetchone()
    )
    applicant, submitter = row or ("", "")
    given = {person_key(person): person for person in (body.submitter, body.applicant) if person is not None}
    before = {applicant, submitter} - {""}
    now = (
        person_key(body.applicant) if body.applicant else applicant,
        person_key(body.submitter) if body.submitter else submitter,
    )
    if shared:
        connection.execute(_OWN, (*now, number))
    after = set(now) - {""}
    for key in sorted(before & set(given) | (before - after)):
        connection.execute(_FORGET, (key,))
    for key, person in given.items():
        connection.execute(_UPSERT, _row(key, person, milliseconds_of(event.happened_at)))
    for key in sorted(before - after):
        connection.execute(_GONE, (key,))


def _row(key: str, person: Person, seen_at: int) -> tuple[object, ...]:
    return (
        key,
        person.name,
        fold(person.name),
        person.personal_number,
        person.birth_on.toordinal() if person.birth_on else None,
        person.sex,
        person.address,
        person.phone,
        person.email,
        seen_at,
    )
