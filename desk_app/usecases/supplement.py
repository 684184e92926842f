"""What is missing is asked for once, in writing; the clock stands until it comes. Likewise a financial obligation."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.event_facts import Promise
from desk_app.domain.events import SubmittedPaper
from desk_app.domain.life_events import (
    ObligationRequested,
    ObligationSettled,
    RequestedItem,
    SupplementReceived,
    SupplementRequested,
)
from desk_app.domain.lifecycle import Move
from desk_app.domain.supplement_rules import answer_by, checked_items, next_ordinal
from desk_app.domain.terms import limit_of
from desk_app.domain.waiting import after_wait, open_wait
from desk_app.usecases.acts import MOST_REASON, Acted, Scene, act, cleaned, reason_of, stated
from desk_app.usecases.claims import checked_day
from desk_app.usecases.fees import checked_amount
from desk_app.usecases.legal import profile_on
from desk_app.usecases.office import Office
from desk_app.usecases.paper_lists import checked_papers
from desk_app.usecases.promises import new_day_after, promise_of


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """What is asked for and why; items outside the checklist need the chairman's reason and name.

    `items` are (name, note); `answer_by` None takes the office's own limit.
    """

    items: tuple[tuple[str, str], ...]
    reason: str
    answer_by: date | None = None
    override_reason: str = ""
    override_by: str = ""


def request_supplement(
    office: Office, number: str, request: SupplementRequest, *, claimed_at: datetime | None = None, paper: str = ""
) -> Acted:
    """Record the request and put its letter into the print queue: there is no request without its paper.

    Items are held against the checklist in force at reception (SupplementItemError and its kin).
    """
    reason = reason_of(office, Move.REQUEST_SUPPLEMENT, request.reason)
    asked = tuple(
        RequestedItem(cleaned(office, "items", name), cleaned(office, "items", note)) for name, note in request.items
    )
    override_reason = cleaned(office, "override_reason", request.override_reason, MOST_REASON)
    override_by = cleaned(office, "override_by", request.override_by)

    def make(scene: Scene) -> SupplementRequested:
        settings, terms = scene.work.settings(), scene.dossier.terms
        checklist = scene.work.catalogue(terms.catalogue_version).get(terms.code).papers
        items = checked_items(asked, checklist, override_reason, override_by)
        return SupplementRequested(
            ordinal=next_ordinal(scene.dossier.standing),
            legal_profile=profile_on(settings, scene.at.date()),
            letter_sequence=scene.work.next_form_sequence("supplement", scene.at.year),
            items=items,
            reason=reason,
            answer_by=checked_day("answer_by", request.answer_by, scene.at)
            if request.answer_by
            else answer_by(scene.work.calendar(), scene.at, int(settings["supplement_days"])),
            override_reason=override_reason,
            override_by=override_by,
        )

    return act(office, number, Move.REQUEST_SUPPLEMENT, make, claimed_at=claimed_at, form="supplement", paper=paper)


def receive_supplement(
    office: Office,
    number: str,
    papers: tuple[SubmittedPaper, ...],
    note: str = "",
    *,
    claimed_at: datetime | None = None,
    paper: str | None = None,
) -> Acted:
    """Record what came; the day moves by the time waited and is explained. With `paper`, a new receipt is printed."""
    checked, note = checked_papers(papers), cleaned(office, "note", note)

    def make(scene: Scene) -> SupplementReceived:
        promise, reappointed = after_waiting(scene)
        return SupplementReceived(checked, promise, note, reappointed)

    return act(office, number, Move.RECEIVE_SUPPLEMENT, make, claimed_at=claimed_at, form="receipt", paper=paper)


def request_obligation(
    office: Office,
    number: str,
    notice: str,
    amount: int | None = None,
    note: str = "",
    *,
    claimed_at: datetime | None = None,
) -> Acted:
    """Record that a financial obligation must be settled first; a `notice` (its number and day) must exist."""
    notice = stated(office, "notice", notice)
    checked = None if amount is None else checked_amount(notice, amount)
    body = ObligationRequested(notice, checked, cleaned(office, "note", note))
    return act(office, number, Move.REQUEST_OBLIGATION, lambda scene: body, claimed_at=claimed_at)


def settle_obligation(
    office: Office,
    number: str,
    receipt: str,
    note: str = "",
    *,
    claimed_at: datetime | None = None,
    paper: str | None = None,
) -> Acted:
    """Record that it was settled, by which receipt; the day moves by the time waited."""
    receipt, note = stated(office, "receipt", receipt), cleaned(office, "note", note)

    def make(scene: Scene) -> ObligationSettled:
        promise, reappointed = after_waiting(scene)
        return ObligationSettled(receipt, promise, note, reappointed)

    return act(office, number, Move.SETTLE_OBLIGATION, make, claimed_at=claimed_at, form="receipt", paper=paper)


def after_waiting(scene: Scene) -> tuple[Promise, Promise | None]:
    """Return the day in force once the wait that is on ends now, and the apology's new day if there is one."""
    wait, standing = open_wait(scene.dossier.history), scene.dossier.standing
    assert wait is not None and standing.due_at is not None  # the move was checked: this dossier waits
    calendar, keep_hour = scene.work.calendar(), scene.work.settings().keep_hour
    limit = limit_of(scene.dossier.terms)
    moved = after_wait(limit, calendar, standing.due_at, wait.since, scene.at, keep_hour=keep_hour)
    return promise_of(moved, calendar), new_day_after(standing, calendar, wait.since, scene.at)
