"""What makes two visits the same person."""

from desk_app.domain.person import Person
from desk_app.domain.text import fold


def person_key(person: Person) -> str:
    """Return the personal number; without one, the name and what else is known."""
    if person.personal_number:
        return person.personal_number
    birth = person.birth_on.isoformat() if person.birth_on else ""
    return f"{fold(person.name)}|{birth}|{person.phone}"
