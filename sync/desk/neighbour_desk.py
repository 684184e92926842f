"""What a desk answers to another desk of its commune on their own network: the district's page, signed by itself."""

from __future__ import annotations

from typing import TypeVar

from desk_app.commune_ports import CommuneLog, Neighbour
from desk_app.ports import Signer
from sync.desk.carrying import Load, load_for
from sync.wire.commune import held_in, is_sensible, page_for
from sync.wire.limits import INBOX_PAGE_BYTES
from sync.wire.messages import CarryRequest, CommuneRequest
from sync.wire.signing import DamagedNoteError, open_note, read_note, sign_note

_Request = TypeVar("_Request", CommuneRequest, CarryRequest)


def page_for_neighbour(commune: CommuneLog, signer: Signer, body: bytes) -> bytes | None:
    """Return the signed page for a signed question; None for one that is not by a desk of this commune in use.

    Who belongs to the commune says the district alone: a page of a desk vouches for nobody.
    """
    request = _asked(CommuneRequest, commune, body)
    if request is None or not is_sensible(request):
        return None
    stretches = commune.stretches_after(held_in(request), INBOX_PAGE_BYTES)
    others = (each for each in stretches if each.device != request.device)
    return sign_note(page_for(request, None, others), signer)


def load_for_neighbour(commune: CommuneLog, signer: Signer, load: Load, body: bytes) -> bytes | None:
    """Return the signed page of what a desk of this commune may carry; None for a question that is not by one."""
    request = _asked(CarryRequest, commune, body)
    return None if request is None else load_for(load, signer, request)


def _asked(kind: type[_Request], commune: CommuneLog, body: bytes) -> _Request | None:
    try:
        claimed = read_note(kind, body)
        asker = neighbour_with(commune, claimed.device)
        return None if asker is None or asker.replaced else open_note(kind, asker.public_key, body)
    except DamagedNoteError:
        return None


def neighbour_with(commune: CommuneLog, device: bytes) -> Neighbour | None:
    """Return the known device of the commune with this id."""
    return next((each for each in commune.neighbours() if each.device == device), None)
