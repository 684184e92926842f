"""Scans on their way to the district, joined to an opened desk: within the hours and the daily share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.scan_errors import ScanNotThereError
from desk_app.scan_ports import ScanOffered, ScanOutbox, ScanRow
from desk_app.usecases.office import Office
from sync.desk.scan_pace import ScanPace as ScanPace
from sync.desk.scan_pace import may_send
from ui.composition.exchange import DistrictNotNamedError
from ui.composition.lane_outbox import LaneOutbox, LaneSigner, OnStore

if TYPE_CHECKING:
    from sync.desk.scans import ScansResult

_MB = 1024 * 1024


def send_scans_between(
    office: Office,
    on_store: OnStore,
    *,
    at_any_hour: bool = False,
    stop: Callable[[], bool] = lambda: False,
    pace: ScanPace | None = None,
) -> ScansResult | None:
    """Send scans on the wire lane until all are there, the day's share is used up or `stop`; None: not now.

    Errors as a round; what was taken stays taken.
    """
    settings = on_store(office.store.settings)
    scans, outbox = LaneScans(office.store.scan_outbox, on_store), LaneOutbox(office.store.outbox, on_store)
    now = office.clock.now()
    known = outbox.acknowledged()
    if not settings["district_url"] or not (scans.waiting(known, 1) or scans.gone(known)):
        return None
    from sync.desk.scans import send_scans

    left = int(settings["scan_daily_mb"]) * _MB - scans.bytes_sent(now.toordinal())
    if left <= 0 or not (at_any_hour or may_send(now, settings["scan_hours"])):
        return None
    return send_scans(
        outbox,
        scans,
        LaneSigner(office.store.signer, on_store),
        settings["district_url"],
        clock=office.clock,
        most_bytes=left,
        ca_file=Path(settings["district_ca"]) if settings["district_ca"] else None,
        stop=stop,
        pace=pace,
    )


def fetch_scans(office: Office, number: str = "") -> tuple[int, int]:
    """Fetch the scans whose files are gone, of a dossier or of all; return how many came, and how many are not there.

    On the thread that owns the desk. DistrictNotNamedError, and the errors of a round.
    """
    settings, enrolment = office.store.settings(), office.store.outbox.identity().enrolment
    if not settings["district_url"] or enrolment is None:
        raise DistrictNotNamedError()
    from sync.desk.scan_fetching import fetch_scan

    ca_file = Path(settings["district_ca"]) if settings["district_ca"] else None
    came = lacking = 0
    for row in office.store.scans.missing(number):
        try:
            content = fetch_scan(
                row, office.store.signer, enrolment, settings["district_url"], clock=office.clock, ca_file=ca_file
            )
        except ScanNotThereError:
            lacking += 1
        else:
            office.store.scans.keep(content)
            came += 1
    return came, lacking


class LaneScans:
    """Fulfils `ScanOutbox` by asking the real one on its own thread."""

    def __init__(self, scans: ScanOutbox, on_store: OnStore) -> None:
        self._scans, self._on_store = scans, on_store

    def waiting(self, last_seq: int, most: int) -> tuple[ScanRow, ...]:
        """Return what waits."""
        return self._on_store(lambda: self._scans.waiting(last_seq, most))

    def offered(self, row: ScanRow) -> ScanOffered:
        """Return a scan with its hashes."""
        return self._on_store(lambda: self._scans.offered(row))

    def chunks(self, scan: ScanRow, first: int, count: int | None) -> bytes:
        """Return some chunks."""
        return self._on_store(lambda: self._scans.chunks(scan, first, count))

    def gone(self, last_seq: int) -> tuple[tuple[int, bytes], ...]:
        """Return what counts no more."""
        return self._on_store(lambda: self._scans.gone(last_seq))

    def sent(self, root: bytes, at: datetime) -> None:
        """Note what is there."""
        self._on_store(lambda: self._scans.sent(root, at))

    def lacking(self, roots: Sequence[bytes]) -> None:
        """Note what is not there."""
        self._on_store(lambda: self._scans.lacking(roots))

    def dropped(self, roots: Sequence[bytes]) -> None:
        """Note what is deleted there."""
        self._on_store(lambda: self._scans.dropped(roots))

    def bytes_sent(self, day: int) -> int:
        """Return the day's bytes."""
        return self._on_store(lambda: self._scans.bytes_sent(day))

    def note_bytes_sent(self, day: int, count: int) -> None:
        """Count bytes."""
        self._on_store(lambda: self._scans.note_bytes_sent(day, count))
