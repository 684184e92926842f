"""Everything again, commune by commune, from what the desks sealed."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from django.db import Error

from desk_app.domain.errors import DeskError
from sync.district.models import Desk, DossierRow, Hub, LogEntry
from sync.district.verifying.batches import ReceiptKeys, check_batches, heads_wanted
from sync.district.verifying.findings import Finding, Findings, Place
from sync.district.verifying.lists import check_lists
from sync.district.verifying.numbers import check_numbers
from sync.district.verifying.office import check_everywhere, check_office
from sync.district.verifying.publications import check_publications
from sync.district.verifying.streams import Seen, check_streams

_DAMAGE = (DeskError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError, msgspec.MsgspecError, Error)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what was found, the first thing first."""

    hubs: int
    desks: int
    batches: int
    events: int
    dossiers: int
    findings: tuple[Finding, ...]

    @property
    def status(self) -> int:
        """0 sound, 1 warnings only, 2 contradictions."""
        return max((int(finding.weight) for finding in self.findings), default=0)


def verify(keys: ReceiptKeys | None = None) -> Verdict:
    """Return the verdict over the database that Django has open; changes nothing."""
    findings: list[Finding] = []
    keys = keys or ReceiptKeys()
    hubs, events, sealed = list(Hub.objects.order_by("agency_code")), 0, set[bytes]()
    for hub in hubs:
        seen = Seen()
        for table, check in (
            ("log_entry", _looked_ahead(hub, seen)),
            ("event", check_streams(hub, seen)),
            ("log_entry", check_batches(hub, seen, keys)),
            ("dossier", check_lists(hub)),
            ("desk", check_office(hub)),
            ("event", check_numbers(hub)),
        ):
            findings += _readable(check, Place(table, hub.agency_code))
        events += seen.events
        sealed |= seen.receipt_keys
    known = {hub.hub for hub in hubs}
    findings += _readable(check_publications(known, keys, sealed), Place("publication"))
    findings += _readable(check_everywhere(known), Place("hub"))
    return Verdict(
        hubs=len(hubs), desks=Desk.objects.count(), batches=LogEntry.objects.count(), events=events,
        dossiers=DossierRow.objects.count(), findings=tuple(findings),
    )  # fmt: skip


def _looked_ahead(hub: Hub, seen: Seen) -> Findings:
    seen.wanted = heads_wanted(hub.hub)
    yield from ()


def _readable(check: Findings, place: Place) -> Iterable[Finding]:
    """What cannot even be read is a finding like any other."""
    found: list[Finding] = []
    try:
        for finding in check:
            found.append(finding)
    except _DAMAGE as error:
        line = (str(error).strip() or type(error).__name__).split("\n")[0]
        found.append(place.wrong(f"it cannot be read: {line}"))
    return found
