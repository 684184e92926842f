"""Which hub a device belongs to: the one question that cannot name its hub, asked once for a device and remembered."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from functools import lru_cache

from django.db.models import F

from sync.district.models import Desk

_REMEMBERED = 20_000  # devices: more than a province has


@lru_cache(maxsize=_REMEMBERED)
def hub_of_device(device: bytes) -> int:
    """Return the hub of a device that is in use, if it has one; LookupError, which is not remembered."""
    desks = Desk.objects.filter(device=device).order_by(F("revoked_at").asc(nulls_first=True), "-enrolled_at")
    hub: int | None = desks.values_list("hub", flat=True).first()
    if hub is None:
        raise LookupError(device.hex())
    return hub


def forget_hubs() -> None:
    """Ask again: a device was taken in elsewhere."""
    hub_of_device.cache_clear()
