"""Hubs, enrolment codes, devices."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from sync.district.acts import BY_COMMAND, BY_DEVICE, Deed, note_act
from sync.district.inbox import deliver_latest
from sync.district.models import Desk, EnrolCode, Hub
from sync.wire.messages import EnrolRequest, Reason
from sync.wire.signing import device_of

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another


def hub_of(agency_code: str) -> int:
    """Return the hub id of a commune: 48 bits of its code's hash, the same on every server, no sequence needed."""
    return int.from_bytes(hashlib.sha256(agency_code.encode()).digest()[:6], "big")


def make_code(
    agency_code: str, desk: int, name: str, at: datetime, *, lasts: timedelta | None = None, by: str = BY_COMMAND
) -> str:
    """Return a fresh one-time code for a desk of a commune; it must be used within `lasts` (None: whenever)."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    hub = hub_of(agency_code)
    with transaction.atomic():
        Hub.objects.get_or_create(hub=hub, defaults={"agency_code": agency_code})
        EnrolCode.objects.create(
            hub=hub, code_hash=hash_of_code(code), desk=desk, name=name, made_at=at,
            expires_at=None if lasts is None else at + lasts,
        )  # fmt: skip
        note_act(by, Deed.CODE_MADE, at, subject=f"quầy {desk}, {agency_code}", hub=hub)
    return code


def withdraw_code(hub: int, code_hash: bytes, by: str, at: datetime) -> bool:
    """Let an unused code open nothing any more; return whether there was one."""
    with transaction.atomic():
        unused = EnrolCode.objects.filter(hub=hub, code_hash=code_hash, public_key__isnull=True)
        code = unused.select_for_update().first()
        if code is None:
            return False
        unused.update(expires_at=at)
        agency_code = Hub.objects.values_list("agency_code", flat=True).get(hub=hub)
        note_act(by, Deed.CODE_WITHDRAWN, at, subject=f"quầy {code.desk}, {agency_code}", hub=hub)
    return True


def is_usable(code: EnrolCode, at: datetime) -> bool:
    """Whether a code that nobody used may still be used first."""
    return code.expires_at is None or at < code.expires_at


def take_in(request: EnrolRequest, at: datetime) -> bytes | Reason:
    """Return the device id of the desk that was taken in, or why it was not. Repeatable.

    A device out of use comes back only by a code that nobody has used.
    """
    device = device_of(request.public_key)
    with transaction.atomic():
        code = (
            EnrolCode.objects.select_for_update()
            .filter(hub=hub_of(request.agency_code), code_hash=hash_of_code(request.code))
            .first()
        )
        if code is None or code.hub != hub_of(request.agency_code) or code.desk != request.desk:
            return Reason.CODE_REFUSED
        if code.public_key is not None and bytes(code.public_key) != request.public_key:
            return Reason.CODE_REFUSED
        is_first_use = code.public_key is None
        if is_first_use and not is_usable(code, at):
            return Reason.CODE_REFUSED
        if not is_first_use and Desk.objects.filter(device=device, revoked_at__isnull=False).exists():
            return Reason.REVOKED
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
            Desk.objects.filter(hub=desk.hub, device=device).update(
                revoked_at=None, revoked_reason="", compared_at=None
            )
            said = f"quầy {request.desk}, {request.agency_code}, máy {device.hex()[:8]}"
            note_act(BY_DEVICE, Deed.DEVICE_TAKEN_IN, at, subject=said, hub=code.hub)
    return device


def known_device(request: EnrolRequest) -> bytes | Reason:
    """Return the device that asks if it was taken in and is in use, or why it gets no answer; changes nothing."""
    device = device_of(request.public_key)
    desk = Desk.objects.filter(hub=hub_of(request.agency_code), device=device, revoked_at__isnull=True).first()
    return Reason.CODE_REFUSED if desk is None or bytes(desk.public_key) != request.public_key else device


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
