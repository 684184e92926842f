"""What must be done, in the order in which it should be done; each entry says why it is there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.domain.calendar import OFFICE_ZONE, Calendar
from desk_app.domain.lifecycle import State
from desk_app.domain.procedure_facts import Limit, Unit
from desk_app.domain.reappointment import Risk, apology_is_due, is_past, risk_of
from desk_app.domain.standing import Standing
from desk_app.register_rows import DossierRow
from desk_app.usecases.office import Office

_HORIZON = timedelta(days=40)  # three working days are never further away than the longest Tết
_LONG_AGO = datetime(2000, 1, 1, tzinfo=OFFICE_ZONE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier on a list; `why` is d3, d1, d0, late, apology, uncollected, supplement or posted."""

    why: str
    row: DossierRow


def today(office: Office) -> tuple[Entry, ...]:
    """Return what the day asks for: late ones, due today, within one and within three working days."""
    now, calendar = office.clock.now(), office.store.calendar()
    found = [Entry(risk.value, row) for row, risk in _at_risk(office, calendar, now)]
    return tuple(sorted(found, key=lambda entry: (_ORDER[entry.why], entry.row.promised_at or now, entry.row.number)))


def late(office: Office, at: datetime | None = None) -> tuple[Entry, ...]:
    """Return everything past the day that decides (now, or as of `at`), in work or ready after it, longest first."""
    now = at or office.clock.now()
    return tuple(Entry(Risk.LATE.value, row) for row in office.store.lists.overdue(now) if _is_late(row, now))


def apology(office: Office) -> tuple[Entry, ...]:
    """Return what needs its apology now: due on the next working day at the latest, or late, and none given."""
    now, calendar = office.clock.now(), office.store.calendar()
    near = [
        Entry("apology", row)
        for row in _near(office, now)
        if apology_is_due(standing_of(row), limit_of_row(row), calendar, now)
    ]
    ready = [
        Entry("apology", row)
        for row in office.store.lists.overdue(now, apologised=False)
        if row.state is State.RESULT_READY and _is_late(row, now)
    ]
    return (*near, *ready)


def uncollected(office: Office) -> tuple[Entry, ...]:
    """Return results that lie here, longest first."""
    return tuple(Entry("uncollected", waiting.dossier) for waiting in office.store.lists.uncollected())


def supplements(office: Office) -> tuple[Entry, ...]:
    """Return the dossiers that wait for the citizen, first the earliest last day of answer."""
    return tuple(Entry("supplement", waiting.dossier) for waiting in office.store.lists.waiting_for_supplement())


def posted(office: Office) -> tuple[Entry, ...]:
    """Return the results that the post has and has not delivered, oldest first."""
    return tuple(Entry("posted", row.dossier) for row in office.store.lists.posted())


LISTS: Mapping[str, Callable[[Office], tuple[Entry, ...]]] = {
    "today": today,
    "late": late,
    "apology": apology,
    "uncollected": uncollected,
    "supplements": supplements,
    "posted": posted,
}
"""The lists by name."""


def standing_of(row: DossierRow) -> Standing:
    """Return where a dossier stands, from its row."""
    return Standing(
        state=row.state,
        received_at=row.received_at,
        due_at=row.due_at,
        reappointed_at=row.reappointed_at,
        started_at=row.started_at,
        waiting_since=row.waiting_since,
        supplements=row.supplements,
        holder_kind=row.holder_kind,
        holder=row.holder,
        posted=row.posted,
        finished_at=row.finished_at,
        handed_over_at=row.handed_over_at,
        ended_at=row.ended_at,
    )


def limit_of_row(row: DossierRow) -> Limit:
    """Return the kind of limit that decides how lateness is compared; its length is spent already."""
    return Limit(1, Unit(row.limit_unit) if row.limit_unit else Unit.WORKING_DAY)


def _at_risk(office: Office, calendar: Calendar, now: datetime) -> Iterator[tuple[DossierRow, Risk]]:
    for row in _near(office, now):
        risk = risk_of(standing_of(row), limit_of_row(row), calendar, now)
        if risk is not None:
            yield row, risk


def _near(office: Office, now: datetime) -> tuple[DossierRow, ...]:
    return office.store.lists.due_between(_LONG_AGO, now + _HORIZON)


def _is_late(row: DossierRow, now: datetime) -> bool:
    if row.due_at is None:
        return False
    return is_past(limit_of_row(row), row.due_at, row.finished_at or row.waiting_since or now)


_ORDER = {Risk.LATE.value: 0, Risk.D0.value: 1, Risk.D1.value: 2, Risk.D3.value: 3}
