"""One device: everything known of it, its keys compared with people over the telephone, taking it out of use."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from desk_app.domain.comparison import comparison_string
from sync.district.acts import Deed, note_act
from sync.district.errors import DistrictInputError
from sync.district.fleet import DeskLine, desk_lines
from sync.district.keys import DistrictKeys
from sync.district.models import Desk, Hub, Stream


@dataclass(frozen=True, slots=True)
class StreamLine:
    """An epoch of a device: how far it goes, after which event it branches off, when it was last heard."""

    epoch: int
    head_seq: int
    base_seq: int
    heard_at: datetime | None
    forked_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """What the page of a device shows; `comparison` are the digits that the desk shows too."""

    line: DeskLine
    hub: int
    enrolled_at: datetime
    replaced_at: datetime | None
    revoked_at: datetime | None
    revoked_reason: str
    compared_at: datetime | None
    has_keys: bool
    comparison: str
    streams: tuple[StreamLine, ...]
    others: tuple[str, ...]


def device_facts(device: bytes, now: datetime) -> DeviceFacts | None:
    """Return everything known of a device; None for an unknown one."""
    desk = Desk.objects.filter(device=device).first()
    if desk is None:
        return None
    keys: DistrictKeys = settings.DISTRICT_KEYS
    streams = Stream.objects.filter(hub=desk.hub, device=device).order_by("epoch")
    same = Desk.objects.filter(hub=desk.hub, number=desk.number).exclude(device=device).order_by("enrolled_at")
    [line] = [each for each in desk_lines(now, device=device) if each.device == device.hex()][:1]
    return DeviceFacts(
        line=line, hub=desk.hub, enrolled_at=desk.enrolled_at, replaced_at=desk.replaced_at,
        revoked_at=desk.revoked_at, revoked_reason=desk.revoked_reason, compared_at=desk.compared_at,
        has_keys=bool(desk.kept_keys),
        comparison=comparison_string(bytes(desk.public_key), keys.receipts.public_key, keys.envelope_public),
        streams=tuple(
            StreamLine(stream.epoch, stream.head_seq, stream.base_seq, stream.heard_at, stream.forked_at)
            for stream in streams
        ),
        others=tuple(bytes(other).hex() for other in same.values_list("device", flat=True)),
    )  # fmt: skip


def revoke(device: bytes, reason: str, by: str, at: datetime) -> None:
    """Take a device out of use: from now on nothing is taken from it and nothing given; DistrictInputError."""
    reason = _one_line(reason)
    with transaction.atomic():
        desk = _desk(device)
        if not reason:
            raise DistrictInputError("A reason is needed")
        if desk.revoked_at is None:
            Desk.objects.filter(hub=desk.hub, device=device).update(revoked_at=at, revoked_reason=reason)
            note_act(by, Deed.DEVICE_REVOKED, at, subject=_named(desk), note=reason, hub=desk.hub)


def keys_compared(device: bytes, by: str, at: datetime) -> None:
    """Keep that people read the same digits at both ends; DistrictInputError for an unknown device."""
    with transaction.atomic():
        desk = _desk(device)
        Desk.objects.filter(hub=desk.hub, device=device).update(compared_at=at)
        note_act(by, Deed.KEYS_COMPARED, at, subject=_named(desk), hub=desk.hub)


def _desk(device: bytes) -> Desk:
    desk = Desk.objects.select_for_update().filter(device=device).first()
    if desk is None:
        raise DistrictInputError("No such device")
    return desk


def _named(desk: Desk) -> str:
    agency_code = Hub.objects.values_list("agency_code", flat=True).get(hub=desk.hub)
    return f"quầy {desk.number}, {agency_code}, máy {bytes(desk.device).hex()[:8]}"


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:300]
