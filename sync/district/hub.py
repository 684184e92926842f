"""Hubs, enrolment codes, devices."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from sync.district.inbox import deliver_latest
from sync.district.models import Desk, EnrolCode, Hub
from sync.wire.messages import EnrolRequest
from sync.wire.signing import device_of

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another


def hub_of(agency_code: str) -> int:
    """Return the hub id of a commune: 48 bits of its code's hash, the same on every server, no sequence needed."""
    return int.from_bytes(hashlib.sha256(agency_code.encode()).digest()[:6], "big")


def make_code(agency_code: str, desk: int, name: str, at: datetime) -> str:
    """Return a fresh one-time code for a desk of a commune."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    hub = hub_of(agency_code)
    with transaction.atomic():
        Hub.objects.get_or_create(hub=hub, defaults={"agency_code": agency_code})
        EnrolCode.objects.create(hub=hub, code_hash=hash_of_code(code), desk=desk, name=name, made_at=at)
    return code


def take_in(request: EnrolRequest, at: datetime) -> bytes | None:
    """Return the device id of the desk that was taken in, or None if its code is not for it. Repeatable."""
    device = device_of(request.public_key)
    with transaction.atomic():
        code = EnrolCode.objects.select_for_update().filter(code_hash=hash_of_code(request.code)).first()
        if code is None or code.hub != hub_of(request.agency_code) or code.desk != request.desk:
            return None
        if code.public_key is not None and bytes(code.public_key) != request.public_key:
            return None
        is_first_use = code.public_key is None
        EnrolCode.objects.filter(pk=code.pk).update(public_key=request.public_key)
        Hub.objects.filter(hub=code.hub).update(name=_clean(request.agency_name))
        desk, is_new = Desk.objects.get_or_create(
            hub=code.hub, device=device,
            defaults={
                "number": request.desk, "name": code.name, "public_key": request.public_key,
                "enrolled_at": at, "last_contact_at": at, "epoch": request.epoch,
            },
        )  # fmt: skip
        if is_new:
            deliver_latest(desk)
        if is_new or is_first_use:
            _replace_others(desk, at)
    return device


def devices_of(agency_code: str, desk: int) -> int:
    """Return how many devices are taken in as this desk and not replaced."""
    return Desk.objects.filter(hub=hub_of(agency_code), number=desk, replaced_at__isnull=True).count()


def _replace_others(desk: Desk, at: datetime) -> None:
    # What the older device still sends is stored all the same: nothing may block a desk.
    same = Desk.objects.filter(hub=desk.hub, number=desk.number)
    same.exclude(device=desk.device).filter(replaced_at__isnull=True).update(replaced_at=at)
    same.filter(device=desk.device).update(replaced_at=None)


def hash_of_code(code: str) -> bytes:
    """Return what is kept of a one-time code, however it was typed."""
    return hashlib.sha256("".join(code.upper().split()).replace("-", "").encode()).digest()


def _clean(text: str) -> str:
    return text.replace("\x00", "")[:200]
