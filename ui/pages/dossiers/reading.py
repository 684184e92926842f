"""What the page asks the desk for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desk_app.domain.calendar import Calendar
from desk_app.ports import DossierRow
from desk_app.scan_ports import ScanRow
from desk_app.usecases import tracking
from desk_app.usecases.office import Office
from desk_app.usecases.tracking import Detail
from ui.pages.dossiers.history import Others

MOST = 60


@dataclass(frozen=True)
class Found:
    """What answers to `text`, and the clock and calendar to read it by."""

    text: str
    rows: tuple[DossierRow, ...]
    now: datetime
    calendar: Calendar


@dataclass(frozen=True)
class Shown:
    """One dossier with everything its pane shows."""

    detail: Detail
    officers: Mapping[str, str]
    now: datetime
    calendar: Calendar
    upstream: str
    others: Others = field(default_factory=lambda: Others({}, {}))
    scans: tuple[ScanRow, ...] = ()


def found(office: Office, text: str) -> Found:
    """Return the dossiers that answer to `text`, best first."""
    return Found(text, office.store.register.find(text, MOST), office.clock.now(), office.store.calendar())


def found_one(office: Office, number: str) -> Found:
    """Return one dossier as if it had been searched for; DossierNotFoundError."""
    return Found("", (office.store.register.row(number),), office.clock.now(), office.store.calendar())


def shown(office: Office, number: str) -> Shown:
    """Return the dossier `number`; DossierNotFoundError."""
    return Shown(
        detail=tracking.show(office, number),
        officers=dict(office.store.register.officers()),
        now=office.clock.now(),
        calendar=office.store.calendar(),
        upstream=office.store.settings()["upstream_label"],
        others=Others(office.store.commune.desks(), office.store.commune.officers()),
        scans=office.store.scans.of_dossier(number),
    )
