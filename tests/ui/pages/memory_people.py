"""What the desk in memory knows of a person, by the domain's own words on likeness and held papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.domain.dossier import Dossier
from desk_app.domain.lifecycle import State
from desk_app.domain.likeness import likeness
from desk_app.domain.person import Person
from desk_app.domain.reuse import HeldPaper, held_papers
from desk_app.ports import DossierRow
from desk_app.register_rows import DuplicateRow

if TYPE_CHECKING:
    from tests.ui.pages.memory import Memory

OPEN = (
    State.REGISTERED,
    State.RECEIVED,
    State.IN_PROGRESS,
    State.SUPPLEMENT_REQUESTED,
    State.OBLIGATION_REQUESTED,
)


class MemoryPeople:
    """Fulfils `PersonFile` on a list."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def possible_duplicates(self, person: Person, procedure: str, limit: int = 20) -> tuple[DuplicateRow, ...]:
        found = [
            DuplicateRow(self._memory.row(dossier), dossier.applicant, likeness(person, dossier.applicant))
            for dossier in reversed(self._memory.dossiers())
            if dossier.terms.code == procedure and dossier.state in OPEN
        ]
        return tuple(row for row in found if row.likeness.is_likely)[:limit]

    def held_papers(self, person: Person, most_dossiers: int = 50) -> tuple[HeldPaper, ...]:
        return held_papers(self._of(person)[:most_dossiers])

    def ready_for(self, person: Person) -> tuple[DossierRow, ...]:
        return tuple(self._memory.row(each) for each in self._of(person) if each.state is State.RESULT_READY)

    def _of(self, person: Person) -> list[Dossier]:
        number = person.personal_number
        return [
            dossier
            for dossier in self._memory.dossiers()
            if (dossier.applicant.personal_number == number if number else dossier.applicant.name == person.name)
        ]
