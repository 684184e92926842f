"""What the exchange page reads from the desk in one go, and its lines."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.ports import DeskStatus, DossierRow, Enrolment
from desk_app.usecases.office import Office
from desk_app.usecases.refusals import Refused, refusal_in_force
from desk_app.usecases.stick import stick_under_way
from ui.office_time import at_office
from ui.resources.tokens import Role
from ui.tables.dossier_words import tail_of
from ui.tables.lines import Cell, Line

MOST_LINES = 200


@dataclass(frozen=True)
class Compared:
    """The digits to be compared by telephone, and the enrolment they were made for; "" before there is one."""

    enrolment: Enrolment | None = None
    digits: str = ""


NOT_ENROLLED = Compared()


@dataclass(frozen=True)
class Reading:
    """The desk's side of the line: counts, the dossiers only here, who the upstream is, what it sent down."""

    status: DeskStatus
    only_here: tuple[DossierRow, ...]
    now: datetime
    label: str
    address: str
    is_enrolled: bool
    has_code: bool
    hotline: str
    catalogue: str
    calendar: str
    compared: Compared
    stick_at: datetime | None = None
    refused: Refused | None = None
    scans_unsent: int = 0


@dataclass(frozen=True)
class Arrived:
    """A dossier that was only here and is proven now, and when this page saw it."""

    row: DossierRow
    at: datetime


def read(office: Office, known: Compared = NOT_ENROLLED) -> Reading:
    """Return everything the page shows; on the store lane. Digits `known` from before cost nothing again."""
    store = office.store
    identity = store.outbox.identity()
    if known.enrolment != identity.enrolment:
        known = Compared(identity.enrolment, identity.comparison())
    settings = store.settings()
    return Reading(
        status=store.register.status(),
        only_here=store.register.only_here(MOST_LINES),
        now=office.clock.now(),
        label=settings["upstream_label"],
        address=settings["district_url"],
        is_enrolled=identity.enrolment is not None,
        has_code=bool(settings["enrol_code"]),
        hotline=settings["hotline"],
        catalogue=store.catalogue().version,
        calendar=store.calendar().version,
        compared=known,
        stick_at=stick_under_way(store),
        refused=refusal_in_force(store),
        scans_unsent=store.scans.unsent(),
    )


def waiting_line(row: DossierRow) -> Line:
    """Return the line of a dossier that is only here."""
    return _line(row, Cell("Chỉ có trên máy này", 190, Role.SECOND_MEDIUM, "soon", icon="clock"))


def refused_line(row: DossierRow, upstream: str) -> Line:
    """Return the line of a dossier that the upstream would not take; it stays until a receipt proves it."""
    return _line(row, Cell(f"{upstream} chưa nhận", 190, Role.SECOND_MEDIUM, "late", icon="alert-triangle"))


def arrived_line(arrived: Arrived, upstream: str) -> Line:
    """Return the line of a dossier that was proven while the page looked."""
    words = f"{upstream} đã nhận {at_office(arrived.at):%H:%M:%S}"
    return _line(arrived.row, Cell(words, 190, Role.SECOND_MEDIUM, "ok", icon="circle-check"))


def _line(row: DossierRow, state: Cell) -> Line:
    return Line(
        row.number,
        (
            Cell(tail_of(row.number), 112, Role.FIGURES_STRONG),
            Cell(row.name, 210, Role.BODY_MEDIUM),
            Cell(row.procedure_name, 0, Role.SECOND, "ink2"),
            state,
        ),
    )
