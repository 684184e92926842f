"""The stick, joined to an opened desk: what waits goes out, what the district answered comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk_app.usecases.office import Office
from desk_app.usecases.refusals import refusal_noted
from desk_app.usecases.stick import stick_left
from ui.composition.lane_outbox import Answer, LaneOutbox, LaneSigner, OnStore
from ui.composition.scan_sending import LaneScans


@dataclass(frozen=True, slots=True)
class StickWritten:
    """Dossiers, logged acts and files now on the stick, and scans. All of them still count as only here.

    `scans_left` found no room on it and wait for the next one. `asks_in` says that the desk asks to be taken in;
    without keys it lays nothing else down.
    """

    dossiers: int
    events: int
    files: int
    scans: int = 0
    scans_left: int = 0
    asks_in: bool = False


@dataclass(frozen=True, slots=True)
class StickRead:
    """Acts newly proven, dossiers still only here, items that came down.

    `again` says that something was not taken and goes on the next stick; `is_old` that the answer is to an earlier
    stick than the desk's last word, so that its receipt did not count. `scans` are newly proven to be there,
    `scans_refused` are not taken. `digits` are to be compared by telephone: the district took the desk in just now.
    """

    acknowledged: int
    only_here: int
    received: int
    again: bool
    is_old: bool
    scans: int = 0
    scans_refused: int = 0
    digits: str = ""


class OneThread:
    """Stands in for a lane where there is only one thread."""

    def __call__(self, work: Callable[[], Answer]) -> Answer:
        return work()


def stick_written(office: Office, folder: Path, on_store: OnStore | None = None) -> StickWritten:
    """Lay everything that waits on the stick; the desk is looked at on the store lane, the stick waited for here."""
    from sync.desk.bundle_export import export_bundle

    lane = on_store or OneThread()
    outbox, signer = LaneOutbox(office.store.outbox, lane), LaneSigner(office.store.signer, lane)
    waiting = lane(office.store.register.status).only_here
    scans = LaneScans(office.store.scan_outbox, lane)
    laid = export_bundle(outbox, signer, office.clock, folder, scans, lane(office.store.settings)["enrol_code"])
    if laid.events:
        lane(lambda: stick_left(office.store, office.clock.now(), laid.last))
    return StickWritten(waiting, laid.events, laid.files, laid.scans, laid.scans_left, laid.asks_in)


def stick_read(office: Office, folder: Path, on_store: OnStore | None = None) -> StickRead:
    """Believe what came back on the stick; errors as `import_bundle`."""
    from sync.desk.bundle_import import import_bundle

    lane = on_store or OneThread()
    outbox, signer = LaneOutbox(office.store.outbox, lane), LaneSigner(office.store.signer, lane)
    code = lane(office.store.settings)["enrol_code"]
    read = import_bundle(outbox, signer, folder, LaneScans(office.store.scan_outbox, lane), code)
    if read.first_refused is not None:
        reason, first, last = read.first_refused
        lane(lambda: refusal_noted(office.store, reason.name, first, last, office.clock.now()))
    only_here = lane(office.store.register.status).only_here
    digits = lane(office.store.outbox.identity).comparison() if read.is_taken_in else ""
    return StickRead(
        read.acknowledged, only_here, read.received, bool(read.refused), read.is_old, read.scans, read.scans_refused,
        digits,
    )  # fmt: skip
