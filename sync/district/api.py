"""The desks' door: signed notes in and out, sizes checked before anything is read."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import base64
import binascii

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sync.district.commune import page_of_commune
from sync.district.contact import note_contact
from sync.district.door import answered, body_of, desk_of, for_a_desk, number_of, own_keys, refusal, refused, said_by
from sync.district.hub import known_device, take_in
from sync.district.inbox import continued_after, page_after
from sync.district.ingest import NotTaken, ingest, open_batch
from sync.district.kept_keys import MOST_BYTES, give_keys, keep_keys
from sync.district.models import Desk
from sync.district.own_log import log_page
from sync.wire.commune import is_sensible
from sync.wire.envelope import DamagedEnvelopeError, can_close
from sync.wire.messages import (
    NOTE_TYPE,
    CommuneRequest,
    EnrolAnswer,
    EnrolRequest,
    InboxRequest,
    KeptKeys,
    KeysRequest,
    LogRequest,
    Reason,
)
from sync.wire.signing import DamagedNoteError, device_of, open_note, read_note, sign_note


@csrf_exempt
@require_POST
def enrolments(request: HttpRequest) -> HttpResponse:
    """Take a desk in by its one-time code; the same desk may ask again, without the code for the newest keys alone."""
    body = body_of(request)
    status, answer = refusal(Reason.TOO_LARGE) if body is None else taken_in(body)
    return HttpResponse(answer, content_type=NOTE_TYPE, status=status)


def taken_in(body: bytes) -> tuple[int, bytes]:
    """Return status and signed note for a request to be taken in."""
    try:
        asked = open_note(EnrolRequest, read_note(EnrolRequest, body).public_key, body)
    except DamagedNoteError:
        return refusal(Reason.DAMAGED)
    device = take_in(asked, timezone.now()) if asked.code else known_device(asked)
    if isinstance(device, Reason):
        return refusal(device, device_of(asked.public_key))
    return 200, keys_given(device)


def keys_given(device: bytes) -> bytes:
    """Return the district's public keys for a device that is taken in, and what leads to them; signed."""
    keys = own_keys()
    public = (keys.receipts.public_key, keys.envelope_public)
    return sign_note(EnrolAnswer(device, keys.district_id, *public, keys.label, keys.handovers), keys.receipts)


@csrf_exempt
@require_POST
def take_events(request: HttpRequest, device: str, epoch: str) -> HttpResponse:
    """Take a batch in; answer with the receipt. Served, it has a short way of its own."""
    status, answer = taken(body_of(request), bytes.fromhex(device), int(epoch), number_of(request.GET.get("first")))
    return HttpResponse(answer, content_type=NOTE_TYPE, status=status)


def taken(body: bytes | None, device: bytes, epoch: int, first: int) -> tuple[int, bytes]:
    """Return status and signed note for a batch that says it comes from `device`; `body` None was too large."""
    if body is None:
        return refusal(Reason.TOO_LARGE)
    arrived = open_batch(body, own_keys())
    if isinstance(arrived, NotTaken):
        return refusal(arrived.reason, device, epoch, first)
    header = arrived.header
    if (header.device, header.epoch) != (device, epoch):
        return refusal(Reason.DAMAGED, device, epoch, first)
    outcome = ingest(arrived, own_keys(), timezone.now())
    if isinstance(outcome, NotTaken):
        return refusal(outcome.reason, device, epoch, header.first, outcome.head, outcome.chain)
    return 200, outcome


@for_a_desk
def take_keys(desk: Desk, body: bytes) -> HttpResponse:
    """Keep the wrapped keys that a desk leaves; the answer is its own note again."""
    left = keys_left(desk, body)
    return refused(Reason.DAMAGED, bytes(desk.device)) if left is None else answered(left)


def keys_left(desk: Desk, signed: bytes) -> KeptKeys | None:
    """Return the note by which a desk left its keys, once they are kept; None when it is none of this desk."""
    left = said_by(desk, KeptKeys, signed)
    try:
        content = None if left is None else own_keys().opened(left.envelope)
    except DamagedEnvelopeError:
        return None
    if content is None or len(content) > MOST_BYTES:
        return None
    keep_keys(desk, content)
    return left


@csrf_exempt
@require_POST
def lost_keys(request: HttpRequest) -> HttpResponse:
    """Give the keys that a desk left to a new machine, by a one-time code; only the recovery code opens them."""
    body = body_of(request)
    if body is None:
        return refused(Reason.TOO_LARGE)
    try:
        asked = msgspec.msgpack.decode(body, type=KeysRequest)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return refused(Reason.DAMAGED)
    page = give_keys(asked, timezone.now()) if can_close(asked.box_key) else None
    return refused(Reason.CODE_REFUSED) if page is None else answered(page)


@for_a_desk
def own_log(desk: Desk, body: bytes) -> HttpResponse:
    """Give a desk that came back on a new machine the end of its log, sealed so that only it can read it."""
    asked = said_by(desk, LogRequest, body)
    if asked is None:
        return refused(Reason.DAMAGED, bytes(desk.device))
    page = log_page(desk, asked)
    return refused(Reason.FORK, bytes(desk.device), head=asked.after) if page is None else answered(page)


@for_a_desk
def commune(desk: Desk, body: bytes) -> HttpResponse:
    """Give a desk what it lacks of the logs of its commune's other desks, sealed so that only it can read them."""
    asked = said_by(desk, CommuneRequest, body)
    if asked is None or not is_sensible(asked):
        return refused(Reason.DAMAGED, bytes(desk.device))
    return answered(page_of_commune(desk, asked))


@require_GET
def inbox(request: HttpRequest, device: str) -> HttpResponse:
    """Give the next page of a device's inbox; what it says it holds is acknowledged by asking for more."""
    desk = desk_of(device)
    if desk is None:
        return refused(Reason.NOT_ENROLLED, bytes.fromhex(device))
    asked = _asked(request, desk)
    if asked is None:
        return refused(Reason.DAMAGED, bytes(desk.device))
    note_contact(desk, asked, timezone.now())
    if asked.after > desk.inbox_last:
        # This district was put back to an older backup: the numbers it gave since are used up.
        desk = continued_after(desk, asked.after)
    return answered(page_after(desk, asked, own_keys(), timezone.now()))


def _asked(request: HttpRequest, desk: Desk) -> InboxRequest | None:
    scheme, _, signed = request.headers.get("Authorization", "").partition(" ")
    try:
        asked = said_by(desk, InboxRequest, base64.b64decode(signed, validate=True))
    except (binascii.Error, ValueError):
        return None
    return asked if asked is not None and scheme == "Desk" and is_in_range(asked) else None


def is_in_range(asked: InboxRequest) -> bool:
    """Whether the numbers of a question fit into the tables."""
    log = (asked.log_known or 0, asked.log_batch)
    in_range = all(0 <= number < 2**62 for number in (asked.after, asked.desk_head, asked.proven, *log))
    return in_range and 0 <= asked.epoch < 2**31
