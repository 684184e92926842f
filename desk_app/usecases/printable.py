"""A dossier that can be saved must be printable: letters no typeface here has are refused before anything is saved."""

from collections.abc import Iterable, Iterator

from desk_app.domain.errors import BadInputError
from desk_app.domain.events import Received
from desk_app.domain.person import Person
from desk_app.ports import Letters


class AnyLetters:
    """Every letter can be shown: where nothing is printed."""

    def unprintable_in(self, text: str) -> str:
        """Return nothing."""
        return ""


class LetterWithoutShapeError(BadInputError):
    """`field` holds `character`, which no typeface of this machine can print."""


def check_letters(letters: Letters, lines: Iterable[tuple[str, str]]) -> None:
    """LetterWithoutShapeError for the first of `lines` (field, text) that no paper can show."""
    for field, text in lines:
        if text and (character := letters.unprintable_in(text)):
            raise LetterWithoutShapeError(field=field, character=character)


def lines_of(body: Received) -> Iterator[tuple[str, str]]:
    """Return (field, text) of everything of a reception that goes on its slip."""
    for person in (body.applicant, body.submitter):
        if person is not None:
            yield from _lines_of_person(person)
    yield "authority", body.authority
    for paper in body.papers:
        yield "papers.name", paper.name
        yield "papers.note", paper.note
    yield "procedure", body.terms.name
    yield "explanation", body.promise.explanation


def _lines_of_person(person: Person) -> Iterator[tuple[str, str]]:
    yield "name", person.name
    yield "address", person.address
    yield "phone", person.phone
    yield "email", person.email
