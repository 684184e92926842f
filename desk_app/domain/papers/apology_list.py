"""Apologies to be published, without a person's name: the number tells the owner, and nobody else."""

from dataclasses import dataclass
from datetime import date

from desk_app.domain.papers.letter_head import LetterHead


@dataclass(frozen=True)
class PublishedApology:
    """One apology: `letter` is the number of its letter (`09/PXL`), the dates are the old and the new promise."""

    number: str
    request: str
    letter: str
    was_due_on: date
    new_due_on: date
    reason: str


@dataclass(frozen=True)
class ApologyList:
    """The apologies of a period, both days included; `words` is the body's own sentence of apology."""

    head: LetterHead
    first_day: date
    last_day: date
    words: str
    rows: tuple[PublishedApology, ...]
    signer_title: str
    signer_name: str
