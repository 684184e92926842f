"""The wrapped keys of desks: left by the desk itself, given out once by a code that people of the district make."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sync.district.acts import BY_DEVICE, Deed, note_act
from sync.district.hub import hash_of_code, hub_of, is_usable
from sync.district.models import Desk, EnrolCode
from sync.wire.envelope import closed
from sync.wire.messages import KeysPage, KeysRequest

MOST_BYTES = 64 * 1024


def keep_keys(desk: Desk, content: bytes) -> None:
    """Keep what a desk left, in place of what it left before."""
    Desk.objects.filter(hub=desk.hub, device=desk.device).update(kept_keys=content)


def give_keys(asked: KeysRequest, at: datetime) -> KeysPage | None:
    """Return the keys of the desk that the code was made for, or None. The code is used up for any other machine."""
    with transaction.atomic():
        code = (
            EnrolCode.objects.select_for_update()
            .filter(hub=hub_of(asked.agency_code), code_hash=hash_of_code(asked.code))
            .first()
        )
        if code is None or code.hub != hub_of(asked.agency_code) or code.desk != asked.desk:
            return None
        if code.public_key is None and not is_usable(code, at):
            return None
        desks = Desk.objects.filter(hub=code.hub, number=code.desk, replaced_at__isnull=True, revoked_at__isnull=True)
        desk = desks.exclude(kept_keys=b"").order_by("-last_contact_at").first()
        if desk is None or (code.public_key is not None and bytes(code.public_key) != bytes(desk.public_key)):
            return None
        EnrolCode.objects.filter(pk=code.pk).update(public_key=bytes(desk.public_key))
        said = f"quầy {desk.number}, {asked.agency_code}, máy {bytes(desk.device).hex()[:8]}"
        note_act(BY_DEVICE, Deed.KEYS_GIVEN, at, subject=said, hub=desk.hub)
    return KeysPage(bytes(desk.device), closed(bytes(desk.kept_keys), asked.box_key))
