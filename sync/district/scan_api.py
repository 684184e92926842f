"""The desks' door for scans: what is missing, and parts of what was asked for."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from sync.district import scans
from sync.district.door import answered, for_a_desk, own_keys, refused, said_by
from sync.district.models import Desk
from sync.wire.envelope import DamagedEnvelopeError
from sync.wire.messages import Reason
from sync.wire.scan_messages import ScanHeld, ScanNeeds, ScanOffer, ScanPart, ScanWish


@for_a_desk
def missing(desk: Desk, body: bytes) -> HttpResponse:
    """Say what is missing of the scans that a desk offers."""
    needs = needs_said(desk, body)
    return refused(Reason.DAMAGED, bytes(desk.device)) if needs is None else answered(needs)


@for_a_desk
def take_part(desk: Desk, body: bytes) -> HttpResponse:
    """Take some pieces of a scan; the answer says what is held of it then. Sent again it changes nothing."""
    held = part_taken(desk, body)
    return refused(Reason.DAMAGED, bytes(desk.device)) if held is None else answered(held)


@for_a_desk
def give_chunks(desk: Desk, body: bytes) -> HttpResponse:
    """Give a desk back what it sent, when its own file is gone; sealed so that only it can read it."""
    wish = said_by(desk, ScanWish, body)
    if wish is None:
        return refused(Reason.DAMAGED, bytes(desk.device))
    chunks = scans.given(desk, wish)
    return refused(Reason.GAP, bytes(desk.device)) if chunks is None else answered(chunks)


def needs_said(desk: Desk, signed: bytes) -> ScanNeeds | None:
    """Return what is missing of the scans in a signed offer; None when it is none of this desk."""
    offer = said_by(desk, ScanOffer, signed)
    return None if offer is None else scans.needs_of(desk, offer, timezone.now())


def part_taken(desk: Desk, envelope: bytes) -> ScanHeld | None:
    """Return what is held after the part in an envelope; None if it is none of this desk or fits nowhere. OSError."""
    try:
        part = said_by(desk, ScanPart, own_keys().opened(envelope))
    except DamagedEnvelopeError:
        return None
    return None if part is None else scans.take_part(desk, part, timezone.now())
