"""What a desk says of itself when it asks for its inbox, kept for the people who look after the desks."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from desk_app.domain.positional import milliseconds_of, time_of
from sync.district.intake_rows import EARLIEST, LATEST
from sync.district.models import Desk
from sync.wire.messages import InboxRequest

_MOST = 2**62
_PROGRAM_MOST = 40


def note_contact(desk: Desk, asked: InboxRequest, at: datetime) -> None:
    """Keep what the question says; a number that no desk can mean counts as not said."""
    waiting = asked.oldest_waiting
    Desk.objects.filter(hub=desk.hub, device=desk.device).update(
        last_contact_at=at,
        reported_head=asked.desk_head,
        epoch=asked.epoch,
        inbox_acknowledged=Greatest(F("inbox_acknowledged"), asked.after),
        program="".join(letter for letter in asked.program if letter.isprintable())[:_PROGRAM_MOST],
        free_disk=asked.free_disk if 0 <= asked.free_disk < _MOST else None,
        oldest_waiting_at=time_of(waiting) if 0 < waiting < LATEST else None,
        clock_ahead=asked.at - milliseconds_of(at) if EARLIEST <= asked.at <= LATEST else None,
    )
