"""Recall of people who have been here."""

from datetime import date

from db.engine import Connection, Row
from db.search import LEAST_PERSONAL_NUMBER, match_of
from db.words import folded_words, range_of
from desk_app.domain.person import Person
from desk_app.domain.positional import time_of
from desk_app.domain.text import fold
from desk_app.ports import KnownPerson

_COLUMNS = "name, personal_number, birth_on, sex, address, phone, email, last_seen_at, dossiers, folded, person"
_DOSSIERS_LOOKED_AT = 200  # newest first: who comes often is found at once, and no name costs more than this


def people_named(connection: Connection, text: str, limit: int) -> tuple[KnownPerson, ...]:
    """Return people of this name or personal number; whose name begins so first, then who was here last."""
    text = text.strip()
    if any(character.isdigit() for character in text):
        rows = _by_personal_number(connection, text.replace(" ", "").upper(), limit)
    else:
        rows = _by_name(connection, text)
    beginning = fold(text)
    rows.sort(key=lambda row: (not str(row[9]).startswith(beginning), -int(row[7]), row[10]))
    return tuple(_known(row) for row in rows[:limit])


def _by_personal_number(connection: Connection, beginning: str, limit: int) -> list[Row]:
    """The key of a person with a personal number is that number."""
    order = "last_seen_at DESC" if len(beginning) >= LEAST_PERSONAL_NUMBER else "person"
    return connection.execute(
        f"SELECT {_COLUMNS} FROM people WHERE person >= ? AND person < ? AND personal_number <> ''"
        f" ORDER BY {order} LIMIT ?",
        (*range_of(beginning), limit),
    ).fetchall()


def _by_name(connection: Connection, text: str) -> list[Row]:
    words = folded_words(text)
    if not words:
        return []
    visits = connection.execute(
        "SELECT applicant, submitter FROM dossiers WHERE id IN (SELECT rowid FROM dossier_words"
        " WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?)",
        (match_of(words, begun={words[-1]}), _DOSSIERS_LOOKED_AT),
    ).fetchall()
    keys = list({key for visit in visits for key in visit if key})
    marks = ",".join("?" * len(keys))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM people WHERE person IN ({marks})", keys).fetchall()
    return [row for row in rows if _has(str(row[9]), words)]


def _has(folded: str, words: list[str]) -> bool:
    own = folded_words(folded)
    return all(word in own for word in words[:-1]) and any(each.startswith(words[-1]) for each in own)


def _known(row: Row) -> KnownPerson:
    name, personal_number, birth_on, sex, address, phone, email, last_seen_at, dossiers, _, _ = row
    person = Person(
        name=name,
        personal_number=personal_number,
        birth_on=None if birth_on is None else date.fromordinal(birth_on),
        sex=sex,
        address=address,
        phone=phone,
        email=email,
    )
    return KnownPerson(person, time_of(last_seen_at), dossiers)
