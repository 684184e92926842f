"""Reading what an office needs beyond single dossiers: lists of work, the book of days, what is known of a person.

Each changes nothing, answers with frozen rows, and belongs to the thread that opened the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from desk_app.book_rows import Bag, Closing, Closure, DayFacts, FeeRow, Pad
from desk_app.domain.dossier import Dossier
from desk_app.domain.lifecycle import State
from desk_app.domain.person import Person
from desk_app.domain.reuse import HeldPaper
from desk_app.register_rows import (
    ApologyRow,
    DecisionRow,
    DossierRow,
    DuplicateRow,
    HolderLoad,
    LateFacts,
    PostedRow,
    UncollectedRow,
    WaitingRow,
)


class WorkLists(Protocol):
    """What must be done, and to whom; at most 2,000 rows each unless said otherwise."""

    def due_between(self, since: datetime, until: datetime) -> tuple[DossierRow, ...]:
        """Return dossiers in work whose promised time lies in [since, until), soonest first: D-3, D-1 and D lists."""

    def overdue(self, now: datetime, *, apologised: bool | None = None) -> tuple[DossierRow, ...]:
        """Return those in work whose due time has passed, and results ready after it, longest first.

        `apologised` False: only those without an apology, True: only with. Whether it is late in law (whole days,
        half-days) is the domain's word.
        """

    def waiting_for_supplement(self) -> tuple[WaitingRow, ...]:
        """Return the dossiers that wait for the citizen, first the earliest last day of answer."""

    def uncollected(self) -> tuple[UncollectedRow, ...]:
        """Return results that lie here, longest first; those with the post are in `posted`."""

    def posted(self) -> tuple[PostedRow, ...]:
        """Return results that the post has and has not delivered, oldest first."""

    def decisions(self) -> tuple[DecisionRow, ...]:
        """Return what the upper body decided and nobody here has acted on, oldest first; those that do not fit too."""

    def by_village(self, states: Sequence[State] = (State.RESULT_READY,)) -> dict[str, tuple[DossierRow, ...]]:
        """Return dossiers in these states by village, in the order of a Vietnamese list; key empty: none is named."""

    def apologies(self, since: datetime, until: datetime, *, unpublished: bool = False) -> tuple[ApologyRow, ...]:
        """Return the apologies written in [since, until), oldest first; `unpublished`: only those to be published."""

    def late_facts(self, since: datetime, until: datetime, now: datetime) -> tuple[LateFacts, ...]:
        """Return every dossier due in [since, until) that was not finished by its due time as of `now`, any number."""

    def holders(self, now: datetime) -> tuple[HolderLoad, ...]:
        """Return who holds unfinished dossiers, the desk first."""

    def held_by(self, kind: str, name: str) -> tuple[DossierRow, ...]:
        """Return the unfinished dossiers that somebody holds, soonest promise first."""

    def unfinished(self) -> tuple[Dossier, ...]:
        """Return every dossier in states 2, 4, 5 and 6 that this desk writes, with its history, any number."""


class PersonFile(Protocol):
    """What is known here of one person. Whoever has a personal number is known by it, else by name, birth and phone."""

    def possible_duplicates(self, person: Person, procedure: str, limit: int = 20) -> tuple[DuplicateRow, ...]:
        """Return unfinished dossiers of the same procedure code that are likely the same person's, newest first.

        What is likely says `likeness` of the domain; at 100,000 dossiers within 200 ms.
        """

    def held_papers(self, person: Person, most_dossiers: int = 50) -> tuple[HeldPaper, ...]:
        """Return the papers given with the person's latest dossiers, newest first; expired ones too."""

    def ready_for(self, person: Person) -> tuple[DossierRow, ...]:
        """Return the results that lie here for a person (as applicant or submitter), oldest first."""


class OfficeBooks(Protocol):
    """The day, its numbers and paper stocks, bags, closures and fees."""

    def day_facts(self, on: date, next_working_day: date) -> DayFacts:
        """Return what the closing page of a day says, as the register stands now."""

    def receptions(self, on: date) -> tuple[DossierRow, ...]:
        """Return what was received on a day, in the order of their numbers: what `print-day` prints."""

    def closing(self, on: date) -> Closing | None:
        """Return the newest closing of a day."""

    def closings(self, limit: int = 31) -> tuple[Closing, ...]:
        """Return the closings, newest first."""

    def pads(self, on: date | None = None) -> tuple[Pad, ...]:
        """Return the pads reserved for a day (None: all), newest first."""

    def bag(self, bag: str) -> Bag | None:
        """Return the newest bag of this code; only here `taken_out` is filled in."""

    def bag_holding(self, number: str) -> Bag | None:
        """Return the bag under way that holds this dossier: the last that took it in, and nobody has opened it."""

    def bags_under_way(self) -> tuple[Bag, ...]:
        """Return the bags that were packed and not opened, oldest first."""

    def closure(self, seq: int) -> Closure | None:
        """Return the closure at this place of the log."""

    def closures(self, limit: int = 50) -> tuple[Closure, ...]:
        """Return the closures, newest first."""

    def fees(self, since: datetime, until: datetime) -> tuple[FeeRow, ...]:
        """Return the fees recorded in [since, until), as they stand now, in the order of recording."""

    def fee(self, number: str) -> FeeRow | None:
        """Return the fees of a dossier as they stand."""
