"""Close of day (chốt ngày): what the day was, in one event that two people sign and every later page rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from desk_app.book_rows import DayFacts, DayGap, GapReason
from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.errors import BadInputError, DeskError
from desk_app.domain.events import Recorded
from desk_app.domain.office_events import DayClosed, DayCounts, NumberGap
from desk_app.domain.paper_name import PaperName
from desk_app.domain.person import clean_name
from desk_app.domain.supplement_rules import is_unanswered
from desk_app.usecases.acts import ask_paper
from desk_app.usecases.claims import checked_past_day
from desk_app.usecases.office import Office
from desk_app.usecases.tracking import next_working_day
from desk_app.usecases.work_lists import late


class SameSignerError(BadInputError):
    """The day is signed by two people; both names are `name`."""


class NoSuchGapError(BadInputError):
    """No gap of the day begins with the counter `counter`; `allowed` do."""


class GapUnexplainedError(BadInputError):
    """The counters `first` to `last` have no dossier and no reason."""


class DayClosedAlreadyError(DeskError):
    """The day `on` was closed already; what came after it can be closed with `again`."""


@dataclass(frozen=True, slots=True)
class DayToClose:
    """What the closing page would say now."""

    on: date
    facts: DayFacts
    closed_before: bool


def day_to_close(office: Office, on: date | None = None) -> DayToClose:
    """Return the day as it stands (today without `on`); writes nothing."""
    books = office.store.books
    on = on or office.clock.now().astimezone(OFFICE_ZONE).date()
    facts = books.day_facts(on, next_working_day(office.store.calendar(), on))
    facts = replace(facts, counts=_with_lateness(office, on, facts.counts))
    return DayToClose(on, facts, books.closing(on) is not None)


def close_day(
    office: Office,
    signed_by: str,
    witnessed_by: str,
    reasons: Mapping[int, str] | None = None,
    *,
    on: date | None = None,
    again: bool = False,
    paper: str | None = "a4",
) -> Recorded:
    """Write the closing and put its page into the print queue.

    `reasons` gives the first counter of a gap nobody has explained its reason (GapUnexplainedError otherwise).
    """
    first, second = clean_name(signed_by), clean_name(witnessed_by)
    if first.casefold() == second.casefold():
        raise SameSignerError(name=first)
    day = day_to_close(office, on)
    checked_past_day("on", day.on, office.clock.now())
    if day.closed_before and not again:
        raise DayClosedAlreadyError(on=day.on)
    gaps = tuple(_explained(gap, reasons or {}) for gap in day.facts.gaps)
    facts = day.facts
    with office.store.unit_of_work(office.actor) as work:
        recorded = work.append(
            DayClosed(
                on=day.on,
                received=facts.received,
                refused=facts.refused,
                finished=facts.finished,
                handed_over=facts.handed_over,
                first_number=facts.first_number,
                last_number=facts.last_number,
                gaps=gaps,
                due_next=facts.due_next,
                not_at_district=facts.not_at_district,
                last_seq=facts.seq,
                head=facts.head,
                signed_by=first,
                witnessed_by=second,
                counts=facts.counts,
                due_next_on=facts.due_next_on,
                first_seq=facts.first_seq,
                last_sent_at=facts.last_sent_at,
            )
        )
        if paper is not None:
            ask_paper(work, "", PaperName("closing", recorded.seq), paper)
        work.commit()
    return recorded


def _with_lateness(office: Office, on: date, counts: DayCounts) -> DayCounts:
    """Add what only the law can count: as it stands now, or stood when the day was over."""
    at = min(office.clock.now(), datetime.combine(on + timedelta(days=1), time(), OFFICE_ZONE) - timedelta(seconds=1))
    waiting = office.store.lists.waiting_for_supplement()
    return replace(
        counts,
        late_without_apology=sum(entry.row.reappointed_at is None for entry in late(office, at)),
        supplements_overdue=sum(is_unanswered(row.answer_by, at) for row in waiting),
    )


def gap_words(gap: DayGap) -> str:
    """Return what explains a gap without anybody's reason; empty when nothing does."""
    return gap.words or _KNOWN.get(gap.reason, "")


def _explained(gap: DayGap, reasons: Mapping[int, str]) -> NumberGap:
    reason = gap.words or reasons.get(gap.first, "").strip() or gap_words(gap)
    if not reason:
        raise GapUnexplainedError(first=gap.first, last=gap.last)
    return NumberGap(gap.first, gap.last, reason)


_KNOWN = {
    GapReason.PAD: "tập phiếu giấy chưa dùng",
    GapReason.RESTORE: "bỏ trống khi khôi phục dữ liệu",
    GapReason.SET_HIGHER: "đặt số đầu ngày cao hơn",
}
