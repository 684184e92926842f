"""A device's inbox as rows: one more, its number without a gap."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from django.db.models import F

from sync.district.models import Desk, InboxRow


def deliver(desk: Desk, content_hash: bytes) -> None:
    """Put one publication into a device's inbox; inside the caller's transaction, the desk's row locked."""
    desk.inbox_last += 1
    InboxRow.objects.create(hub=desk.hub, device=desk.device, seq=desk.inbox_last, content_hash=content_hash)
    Desk.objects.filter(pk=desk.pk).update(inbox_last=F("inbox_last") + 1)
