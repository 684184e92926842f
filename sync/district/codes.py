"""One-time codes and what became of them."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sync.district.models import Desk, EnrolCode, Hub

_MOST = 100


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code that nobody has used and that still opens."""

    hub: int
    code_hash: str
    commune: str
    agency_code: str
    desk: int
    name: str
    made_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class UncomparedLine:
    """A device in use whose digits nobody has compared over the telephone."""

    device: str
    commune: str
    agency_code: str
    number: int
    enrolled_at: datetime


def code_lines(now: datetime) -> list[CodeLine]:
    """Return the open codes, newest first."""
    hubs = {hub.hub: hub for hub in Hub.objects.all()}
    is_open = EnrolCode.objects.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), public_key__isnull=True)
    return [
        CodeLine(
            row.hub, bytes(row.code_hash).hex(), hubs[row.hub].name, hubs[row.hub].agency_code, row.desk, row.name,
            row.made_at, row.expires_at,
        )
        for row in is_open.order_by("-made_at")[:_MOST]
    ]  # fmt: skip


def uncompared() -> list[UncomparedLine]:
    """Return the devices in use that were not compared, newest first."""
    hubs = {hub.hub: hub for hub in Hub.objects.all()}
    rows = Desk.objects.filter(compared_at__isnull=True, replaced_at__isnull=True, revoked_at__isnull=True)
    listed = rows.order_by("-enrolled_at").values_list("hub", "device", "number", "enrolled_at")[:_MOST]
    return [
        UncomparedLine(
            bytes(device).hex(), hubs[hub].name or hubs[hub].agency_code, hubs[hub].agency_code, number, enrolled_at
        )
        for hub, device, number, enrolled_at in listed
    ]
