"""A dossier ends before its result, and may be opened again: withdrawn on the citizen's wish, stopped, reopened."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import Reopened, Stopped, Withdrawn
from desk_app.domain.lifecycle import Move
from desk_app.domain.person import clean_name
from desk_app.domain.waiting import open_wait
from desk_app.usecases.acts import Acted, ClaimOrderError, Scene, act, cleaned, reason_of
from desk_app.usecases.claims import checked_claim
from desk_app.usecases.fees import checked_amount
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import checked_papers
from desk_app.usecases.supplement import after_waiting


@dataclass(frozen=True, slots=True)
class Stop:
    """A wish to stop (NĐ 118/2025, Điều 21): when and which way it came, and what the check at once found."""

    reason: str
    asked_at: datetime | None = None
    asked_way: str = ""
    finding: str = ""
    returned: tuple[SubmittedPaper, ...] = ()
    fees_returned: int = 0


def withdraw(
    office: Office,
    number: str,
    reason: str,
    returned: tuple[SubmittedPaper, ...] = (),
    *,
    claimed_at: datetime | None = None,
) -> Acted:
    """Record that the citizen took the dossier back, and which papers went with it."""
    body = Withdrawn(reason_of(office, Move.WITHDRAW, reason), checked_papers(returned))
    return act(office, number, Move.WITHDRAW, lambda scene: body, claimed_at=claimed_at)


def stop(
    office: Office, number: str, wish: Stop, *, claimed_at: datetime | None = None, paper: str | None = None
) -> Acted:
    """Record that work was stopped; with `paper`, the notice (Mẫu số 05 of 2025) goes to the queue."""
    reason = reason_of(office, Move.STOP, wish.reason)
    way, finding = cleaned(office, "asked_way", wish.asked_way), cleaned(office, "finding", wish.finding)
    returned, fees = checked_papers(wish.returned), checked_amount("fees_returned", wish.fees_returned)
    asked_at = checked_claim(wish.asked_at, office.clock.now(), "asked_at")

    def make(scene: Scene) -> Stopped:
        if asked_at is not None and asked_at < scene.dossier.received_at:
            raise ClaimOrderError(after=scene.dossier.received_at)
        return Stopped(
            legal_profile=profile_on(scene.work.settings(), scene.at.date()),
            letter_sequence=scene.work.next_form_sequence("stop", scene.at.year),
            reason=reason,
            asked_at=asked_at,
            asked_way=way,
            finding=finding,
            returned=returned,
            fees_returned=fees,
        )

    return act(office, number, Move.STOP, make, claimed_at=claimed_at, form="stop", paper=paper)


def reopen(office: Office, number: str, reason: str, approved_by: str, *, claimed_at: datetime | None = None) -> Acted:
    """Record that work goes on, for a reason somebody answers for.

    While it was withdrawn or stopped the clock stood; a finished or returned dossier keeps its day.
    """
    reason, approver = reason_of(office, Move.REOPEN, reason), clean_name(approved_by)

    def make(scene: Scene) -> Reopened:
        if open_wait(scene.dossier.history) is None or scene.dossier.due_at is None:
            return Reopened(reason, approver)
        return Reopened(reason, approver, *after_waiting(scene))

    return act(office, number, Move.REOPEN, make, claimed_at=claimed_at)
