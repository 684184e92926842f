"""Whose dossier it is, as the register keeps it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from db.projections.person_key import person_key
from db.words import reversed_digits
from desk_app.domain.person import Person
from desk_app.domain.village import village_of


@dataclass(frozen=True, slots=True)
class Persons:
    """Applicant and submitter of a dossier; `applicant` and `submitter` are their keys, empty where there is none."""

    name: str
    personal_number: str
    phone: str
    address: str
    birth_on: int | None
    applicant: str
    submitter_name: str
    submitter_phone: str
    submitter: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names it is searched by."""
        return (self.name, self.submitter_name) if self.submitter_name else (self.name,)


COLUMNS = tuple(field.name for field in fields(Persons))
REGISTER_COLUMNS = (*COLUMNS, "phone_reversed", "village")


def persons_of(applicant: Person, submitter: Person | None) -> Persons:
    """Return what the register keeps of the two."""
    return Persons(
        name=applicant.name,
        personal_number=applicant.personal_number,
        phone=applicant.phone,
        address=applicant.address,
        birth_on=applicant.birth_on.toordinal() if applicant.birth_on else None,
        applicant=person_key(applicant),
        submitter_name=submitter.name if submitter else "",
        submitter_phone=submitter.phone if submitter else "",
        submitter=person_key(submitter) if submitter else "",
    )


def person_columns(persons: Persons) -> dict[str, object]:
    """Return the values to store, by column, with what is reckoned from them."""
    return {
        **{name: getattr(persons, name) for name in COLUMNS},
        "phone_reversed": reversed_digits(persons.phone or persons.submitter_phone),
        "village": village_of(persons.address),
    }
