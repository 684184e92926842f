"""What every address of the desks shares: who asks, what they sent within its limit, signed notes and refusals back."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sync.district.epochs import newest_epoch
from sync.district.keys import DistrictKeys
from sync.district.models import Desk
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.messages import NOTE_TYPE, Reason, Refusal
from sync.wire.signing import DamagedNoteError, open_note, sign_note

_Note = TypeVar("_Note", bound=msgspec.Struct)
_STATUS = {
    Reason.GAP: 409, Reason.FORK: 409, Reason.DAMAGED: 400, Reason.NOT_ENROLLED: 403, Reason.CODE_REFUSED: 403,
    Reason.DICTIONARY: 415, Reason.TOO_LARGE: 413, Reason.SALT: 422, Reason.REVOKED: 403,
}  # fmt: skip


def for_a_desk(answer: Callable[[Desk, bytes], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Return the view that takes a POST of a device (its id in hexadecimal) and gives `answer` its desk and body.

    An unknown device and a body beyond the limit are refused before.
    """

    @csrf_exempt
    @require_POST
    @wraps(answer)
    def view(request: HttpRequest, device: str) -> HttpResponse:
        desk, body = desk_of(device), body_of(request)
        if desk is None or body is None:
            return refused(Reason.NOT_ENROLLED if desk is None else Reason.TOO_LARGE, bytes.fromhex(device))
        return answer(desk, body)

    return view


def said_by(desk: Desk, kind: type[_Note], signed: bytes) -> _Note | None:
    """Return the note that a desk signed about itself (its `device`); None when it is none of this desk."""
    try:
        note = open_note(kind, bytes(desk.public_key), signed)
    except DamagedNoteError:
        return None
    return note if getattr(note, "device", None) == bytes(desk.device) else None


def desk_of(device: str) -> Desk | None:
    """Return the desk of a device id in hexadecimal; None for one that was never taken in."""
    return Desk.objects.filter(device=bytes.fromhex(device)).first()


def body_of(request: HttpRequest) -> bytes | None:
    """Return what was sent, None beyond the limit; the length is looked at before the first byte of the body is."""
    if number_of(request.headers.get("Content-Length")) > ENVELOPE_MOST:
        return None
    body = request.read(ENVELOPE_MOST + 1)
    return None if len(body) > ENVELOPE_MOST else body


def number_of(text: str | None) -> int:
    """Return the number in a header or an address; 0 when there is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 19 else 0


def own_keys() -> DistrictKeys:
    """Return the keys of the district that answers."""
    keys: DistrictKeys = settings.DISTRICT_KEYS
    return keys


def answered(note: msgspec.Struct) -> HttpResponse:
    """Return a note as an answer, signed."""
    return HttpResponse(sign_note(note, own_keys().receipts), content_type=NOTE_TYPE)


def refused(reason: Reason, device: bytes = b"", epoch: int = 0, first: int = 0, head: int = 0) -> HttpResponse:
    """Return the signed refusal as an answer."""
    status, note = refusal(reason, device, epoch, first, head)
    return HttpResponse(note, content_type=NOTE_TYPE, status=status)


def refusal(
    reason: Reason, device: bytes = b"", epoch: int = 0, first: int = 0, head: int = 0, chain: bytes = b""
) -> tuple[int, bytes]:
    """Return status and signed note of a refusal; `chain` is that after event `head`, where it is known."""
    newest = newest_epoch(device) if reason in (Reason.FORK, Reason.GAP) else 0
    note = Refusal(int(reason), device, epoch, first, head, newest, chain)
    return _STATUS[reason], sign_note(note, own_keys().receipts)
