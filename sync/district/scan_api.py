"""The desks' door for scans: what is missing, and parts of what was asked for."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sync.district import api, scans
from sync.district.models import Desk
from sync.wire.envelope import DamagedEnvelopeError
from sync.wire.messages import NOTE_TYPE, Reason
from sync.wire.scan_messages import ScanHeld, ScanNeeds, ScanOffer, ScanPart, ScanWish
from sync.wire.signing import DamagedNoteError, open_note


@csrf_exempt
@require_POST
def missing(request: HttpRequest, device: str) -> HttpResponse:
    """Say what is missing of the scans that a desk offers."""
    known = _known(request, device)
    if isinstance(known, HttpResponse):
        return known
    desk, body = known
    needs = needs_said(desk, body)
    return _refused(Reason.DAMAGED, bytes(desk.device)) if needs is None else api._note(needs)


@csrf_exempt
@require_POST
def take_part(request: HttpRequest, device: str) -> HttpResponse:
    """Take some pieces of a scan; the answer says what is held of it then. Sent again it changes nothing."""
    known = _known(request, device)
    if isinstance(known, HttpResponse):
        return known
    desk, body = known
    held = part_taken(desk, body)
    return _refused(Reason.DAMAGED, bytes(desk.device)) if held is None else api._note(held)


@csrf_exempt
@require_POST
def give_chunks(request: HttpRequest, device: str) -> HttpResponse:
    """Give a desk back what it sent, when its own file is gone; sealed so that only it can read it."""
    known = _known(request, device)
    if isinstance(known, HttpResponse):
        return known
    desk, body = known
    try:
        wish = open_note(ScanWish, bytes(desk.public_key), body)
    except DamagedNoteError:
        return _refused(Reason.DAMAGED, bytes(desk.device))
    chunks = scans.given(desk, wish) if wish.device == bytes(desk.device) else None
    return _refused(Reason.GAP, bytes(desk.device)) if chunks is None else api._note(chunks)


def needs_said(desk: Desk, signed: bytes) -> ScanNeeds | None:
    """Return what is missing of the scans in a signed offer; None when it is none of this desk."""
    try:
        offer = open_note(ScanOffer, bytes(desk.public_key), signed)
    except DamagedNoteError:
        return None
    return scans.needs_of(desk, offer, timezone.now()) if offer.device == bytes(desk.device) else None


def part_taken(desk: Desk, envelope: bytes) -> ScanHeld | None:
    """Return what is held after the part in an envelope; None if it is none of this desk or fits nowhere. OSError."""
    try:
        part = open_note(ScanPart, bytes(desk.public_key), api._keys().opened(envelope))
    except (DamagedNoteError, DamagedEnvelopeError):
        return None
    return scans.take_part(desk, part, timezone.now()) if part.device == bytes(desk.device) else None


def _known(request: HttpRequest, device: str) -> tuple[Desk, bytes] | HttpResponse:
    desk, body = api._desk(bytes.fromhex(device)), api._body(request)
    if desk is None or body is None:
        return _refused(Reason.NOT_ENROLLED if desk is None else Reason.TOO_LARGE, bytes.fromhex(device))
    return desk, body


def _refused(reason: Reason, device: bytes) -> HttpResponse:
    status, note = api._refusal(reason, device)
    return HttpResponse(note, content_type=NOTE_TYPE, status=status)
