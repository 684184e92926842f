"""What is on the page as an application for the desk, or every box that is wrong."""

from datetime import datetime

from desk_app.domain.errors import DeskError
from desk_app.domain.procedure import Procedure, Unit
from desk_app.usecases.intake import Application
from desk_app.usecases.same_visit import can_be_same_visit
from ui.pages.intake.checklist import Checklist
from ui.pages.intake.side import SameVisit
from ui.pages.intake.typed import Problem, Typed, person_of
from ui.pages.intake.typed_date import read_moment


def application_of(
    procedure: Procedure, checklist: Checklist, typed: Typed, now: datetime
) -> tuple[Application | None, list[Problem]]:
    """Return the application, or None and the problems in the order of the form. `now` in office time."""
    applicant, problems = person_of(typed.applicant, "applicant", now)
    submitter = None
    if not typed.same_person:
        submitter, more = person_of(typed.submitter, "submitter", now)
        problems += more
    claimed_at = None
    try:
        claimed_at = read_moment(typed.claimed, "claimed_at", now)
    except DeskError as error:
        problems.append(Problem("claimed_at", error))
    if problems or applicant is None:
        return None, problems
    return (
        Application(
            procedure=procedure.code,
            applicant=applicant,
            submitter=submitter,
            authority="" if typed.same_person else typed.authority,
            papers=checklist.submitted(),
            sets=typed.sets,
            return_by=typed.return_by,
            claimed_at=claimed_at,
            late_entry_reason=typed.claimed_reason if claimed_at else "",
        ),
        [],
    )


def same_visit_of(procedure: Procedure | None, typed: Typed) -> SameVisit:
    """Return whether the result may be given in the same visit: a one-step procedure offers nothing else first."""
    if procedure is None or not can_be_same_visit(procedure, typed.return_by):
        return SameVisit.NO
    return SameVisit.FIRST if procedure.limit.unit is Unit.IMMEDIATE else SameVisit.OFFERED


def moment_of_reception(claimed: str, now: datetime) -> datetime:
    """Return the hour a dossier counts from: the true one of a late entry once it can be read, else `now`."""
    try:
        return read_moment(claimed, "claimed_at", now) or now
    except DeskError:
        return now
