"""What the desk's own sheets say that document an event of the office: the closing page, a bag's list, a pad."""

from collections.abc import Callable, Mapping
from datetime import date

from desk_app.domain.calendar import OFFICE_ZONE
from desk_app.domain.dossier_number import DossierNumber, counters_to
from desk_app.domain.events import Recorded
from desk_app.domain.history import dossier_from, until
from desk_app.domain.office_events import BagPacked, DayClosed, DayNumbers, PadReserved
from desk_app.domain.papers.bag_list import BagList, BagRow
from desk_app.domain.papers.day_closing import (
    DayClosing,
    DossierCounts,
    Drawer,
    LogSeal,
    NumberSum,
    PrintCounts,
    ReturnCounts,
    Sending,
)
from desk_app.domain.papers.letter_head import LetterHead
from desk_app.domain.papers.pad_sheets import PadSheets
from desk_app.domain.slip import LegalProfile
from desk_app.settings import Settings
from desk_app.usecases.legal import profile_on
from desk_app.usecases.letters import PaperNotThereError
from desk_app.usecases.office import Office
from desk_app.usecases.paper_scene import desk_name

WAYS = {"counter": "trực tiếp", "post": "bưu chính", "portal": "trực tuyến"}


def bag_list(office: Office, event: Recorded) -> BagList:
    """Return the list of a bag (bảng kê bàn giao)."""
    body = event.body
    if not isinstance(body, BagPacked):
        raise PaperNotThereError(number="", form="bag")
    register = office.store.register
    dossiers = [dossier_from(until(register.dossier(number).history, event.seq)) for number in body.numbers]
    return BagList(
        head=sheet_head(office, event),
        bag_code=body.bag,
        giver=body.from_name,
        receiver=body.to_name,
        sealed_at=event.happened_at,
        rows=tuple(
            BagRow(
                dossier.number,
                dossier.applicant.name,
                dossier.terms.name,
                (dossier.standing.promised_at or dossier.received_at).astimezone(OFFICE_ZONE).date(),
                sum(paper.originals + paper.copies + paper.certified for paper in dossier.papers),
            )
            for dossier in dossiers
        ),
        officer_name=body.from_name,
    )


def pad(office: Office, event: Recorded) -> PadSheets:
    """Return the sheets of a paper pad."""
    body = event.body
    if not isinstance(body, PadReserved):
        raise PaperNotThereError(number="", form="pad")
    agency = office.store.register.settings_as_of(event.seq)["agency_code"]
    numbers = tuple(str(DossierNumber(agency, body.on, counter)) for counter in counters_to(body.first, body.last))
    return PadSheets(sheet_head(office, event), numbers, f"{body.first}–{body.last}")


def closing(office: Office, event: Recorded) -> DayClosing:
    """Return the closing page of a day (trang chốt ngày), from the event two people signed."""
    body = event.body
    if not isinstance(body, DayClosed):
        raise PaperNotThereError(number="", form="closing")
    identity, settings = office.store.outbox.identity(), office.store.register.settings_as_of(event.seq)
    return DayClosing(
        head=sheet_head(office, event),
        day=body.on,
        desk=settings.desk,
        closed_at=event.happened_at,
        dossiers=_dossiers(body),
        returns=_returns(body),
        prints=_prints(body),
        drawer=_drawer(body),
        sending=_sending(body, settings),
        seal=LogSeal(
            device=identity.device.hex(),
            epoch=identity.epoch,
            first_event=body.first_seq,
            last_event=body.last_seq,
            head=body.head,
            seal_text=f"{body.on.isoformat()} {body.last_seq} {body.head.hex()}",
        ),
        made_by=body.signed_by,
        checked_by=body.witnessed_by,
    )


def sheet_head(office: Office, event: Recorded) -> LetterHead:
    """Return the head of a sheet of the desk's own."""
    settings = office.store.register.settings_as_of(event.seq)
    return office_head(settings, event.happened_at.astimezone(OFFICE_ZONE).date())


def office_head(settings: Settings, on: date) -> LetterHead:
    """Return the head of a sheet the desk writes on a day, by that day's legal profile."""
    return LetterHead(
        legal_profile=LegalProfile(profile_on(settings, on)),
        parent_body=settings["parent_body"],
        agency_name=desk_name(settings),
        place=settings["place"],
        sequence_text="",
        issued_on=on,
        hotline=settings["hotline"],
        footer=settings["footer"],
    )


def _dossiers(body: DayClosed) -> DossierCounts:
    return DossierCounts(
        carried_in=body.counts.carried_in,
        received=body.received,
        by_way=tuple((WAYS.get(way.way, way.way), way.count) for way in body.counts.ways),
        finished=body.finished,
        withdrawn_or_stopped=body.counts.ended,
        in_progress=body.counts.in_progress,
        numbers=_numbers(body.counts.numbers),
    )


def _numbers(numbers: DayNumbers | None) -> NumberSum | None:
    if numbers is None:
        return None
    return NumberSum(numbers.given, numbers.late, numbers.not_received, numbers.elsewhere)


def _drawer(body: DayClosed) -> Drawer | None:
    money = body.counts.money
    if money is None:
        return None
    receipts = money.receipts
    return Drawer(
        collected=money.cash,
        receipts=len(receipts),
        first=receipts[0] if receipts else "",
        last=receipts[-1] if receipts else "",
        counted=None,
        paid_in_on=None,
        returned=money.returned,
        not_cash=money.not_cash,
    )


def _returns(body: DayClosed) -> ReturnCounts:
    return ReturnCounts(
        handed_over=body.handed_over,
        uncollected=body.counts.uncollected,
        due_next=body.due_next,
        due_next_on=body.due_next_on or body.on,
        late_without_apology=body.counts.late_without_apology,
        supplements_overdue=body.counts.supplements_overdue,
        refused=body.refused,
        entered_late=body.counts.entered_late,
    )


def _prints(body: DayClosed) -> PrintCounts:
    return PrintCounts(
        slips=body.counts.prints,
        first=body.first_number,
        last=body.last_number,
        supplement_requests=body.counts.supplements_asked,
        refusals=body.refused,
        apologies=body.counts.apologies,
        reprinted=body.counts.reprinted,
        spoiled=body.counts.spoiled,
        sheets=body.counts.sheets,
    )


def _sending(body: DayClosed, settings: Settings) -> Sending:
    return Sending(
        upstream=f"máy chủ {settings['upstream_label']}",
        waiting=body.not_at_district,
        last_sent_at=body.last_sent_at,
        gaps=tuple(
            f"{gap.first}–{gap.last}: {gap.reason}" if gap.last > gap.first else f"{gap.first}: {gap.reason}"
            for gap in body.gaps
        ),
    )


SHEETS: Mapping[str, Callable[[Office, Recorded], object]] = {"bag": bag_list, "pad": pad, "closing": closing}
"""The sheets that document an event of the office, by name."""
