"""Taken in and handed over in the same visit: one transaction, and no slip.

Decree 23/2015, Article 7, and its guidance: a receipt with hour and date is owed only where the result is not given at
once. The register has the dossier all the same, with its number and who took the result away.
"""

from desk_app.domain.errors import DeskError
from desk_app.domain.events import Finished, HandedOver, Started
from desk_app.domain.procedure import Procedure, Unit
from desk_app.usecases.intake import Acknowledgement, Application, acknowledged, number_of, take_in
from desk_app.usecases.office import Office
from desk_app.usecases.return_ways import COUNTER, checked_return

SAME_VISIT = "same_visit"  # the proof: the person never left the counter
AT_ONCE = (Unit.IMMEDIATE, Unit.SAME_DAY)


class NotSameVisitError(DeskError):
    """The procedure `code` has a limit in days or hours: its result is not given in the same visit."""


def can_be_same_visit(procedure: Procedure, return_by: str) -> bool:
    """Tell whether the law lets the result be given at once, and the person is there to take it."""
    return procedure.limit.unit in AT_ONCE and return_by == COUNTER


def receive_and_hand_over(office: Office, application: Application) -> Acknowledgement:
    """Take a dossier in, finish it and give the result to whoever handed it in. Costs one sync, prints nothing.

    NotSameVisitError and ReturnWayError where that cannot be; else the errors of `intake.receive`.
    """
    checked_return(application.return_by, (COUNTER,))
    with office.store.unit_of_work(office.actor) as work:
        if not can_be_same_visit(work.catalogue().get(application.procedure), application.return_by):
            raise NotSameVisitError(code=application.procedure)
        recorded, body = take_in(office, work, application)
        relation = "submitter" if body.submitter else "applicant"
        collected = HandedOver((body.submitter or body.applicant).name, relation, SAME_VISIT)
        for event in (Started(), Finished(), collected):
            work.append(event, dossier=number_of(recorded), claimed_at=recorded.header.claimed_at)
        work.commit()
    return acknowledged(recorded, body)
