"""What is known here of one person: unfinished dossiers alike, papers already given, results to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from db.engine import Connection
from db.projections.person_key import person_key
from db.row_of_register import rows_where
from db.trouble import translated
from db.unit_of_work import read_dossier
from db.work_lists import OPEN
from desk_app.domain.likeness import Likeness, likeness_of, shape_of
from desk_app.domain.name_keys import name_keys
from desk_app.domain.person import Person
from desk_app.domain.reuse import HeldPaper, held_papers
from desk_app.ports import DossierRow, EventCodec
from desk_app.register_rows import DuplicateRow

UNFINISHED = f"(state = 1 OR {OPEN})"
_MOST_READY = 200
_MOST_CANDIDATES = 3000  # of one procedure, alike in name and unfinished: no counter has so many
# Whoever has a personal number is in the index of numbers, everybody else in that of the keys.
_OWN = {True: "personal_number = ?", False: "applicant = ? AND personal_number = ''"}


class DeskPersonFile:
    """Fulfils `PersonFile` on the desk's database."""

    def __init__(self, connection: Connection, codec: EventCodec) -> None:
        self._connection = connection
        self._codec = codec

    def possible_duplicates(self, person: Person, procedure: str, limit: int = 20) -> tuple[DuplicateRow, ...]:
        """Return unfinished dossiers of the procedure that are likely the same person's, newest first."""
        shape = shape_of(person)
        with translated():
            found = ((each, likeness_of(shape, shape_of(known))) for each, known in self._candidates(person, procedure))
            likely = islice(((each, likeness) for each, likeness in found if likeness.is_likely), limit)
            return tuple(self._duplicate(each, likeness) for each, likeness in likely)

    def held_papers(self, person: Person, most_dossiers: int = 50) -> tuple[HeldPaper, ...]:
        """Return the papers of the person's latest dossiers, newest first."""
        with translated():
            rows = rows_where(
                self._connection,
                f"{_OWN[bool(person.personal_number)]} ORDER BY id DESC LIMIT ?",
                (person_key(person), most_dossiers),
            )
        return held_papers(read_dossier(self._connection, self._codec, row.number) for row in rows)

    def ready_for(self, person: Person) -> tuple[DossierRow, ...]:
        """Return the results that lie here for a person, oldest first."""
        key = person_key(person)
        with translated():
            return rows_where(
                self._connection,
                f"id IN (SELECT id FROM dossiers WHERE {_OWN[bool(person.personal_number)]}"
                " UNION SELECT id FROM dossiers WHERE submitter = ? AND submitter <> '')"
                " AND state = 9 AND posted = 0 ORDER BY finished_at, id LIMIT ?",
                (key, key, _MOST_READY),
            )

    def _candidates(self, person: Person, procedure: str) -> Iterator[tuple[int, Person]]:
        """Yield the dossiers that share the number or a key of the name, newest first, with what a comparison needs."""
        keys = name_keys(person.name)
        condition = " OR ".join(f"instr(keys, ?{place})" for place in range(4, 4 + len(keys))) or "0"
        rows = self._connection.execute(
            "SELECT id, name, personal_number, birth_on, phone FROM dossiers WHERE id IN ("
            f"SELECT dossier FROM name_keys WHERE procedure = ?1 AND ({condition})"
            " UNION SELECT id FROM dossiers WHERE personal_number = ?2 AND personal_number <> ''"
            f" AND procedure_code = ?1 AND {UNFINISHED}) ORDER BY id DESC LIMIT ?3",
            (procedure, person.personal_number, _MOST_CANDIDATES, *keys),
        )
        for dossier, name, number, birth_on, phone in rows.fetchall():
            yield dossier, Person(name, number, None if birth_on is None else date.fromordinal(birth_on), phone=phone)

    def _duplicate(self, dossier: int, likeness: Likeness) -> DuplicateRow:
        (row,) = rows_where(self._connection, "id = ?", (dossier,))
        return DuplicateRow(row, read_dossier(self._connection, self._codec, row.number).applicant, likeness)
