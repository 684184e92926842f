"""What a desk answers to another desk of its commune on their own network: the district's page, signed by itself."""

from __future__ import annotations

from desk_app.commune_ports import CommuneLog, Neighbour
from desk_app.ports import Signer
from sync.wire.commune import held_in, is_sensible, page_for
from sync.wire.limits import INBOX_PAGE_BYTES
from sync.wire.messages import CommuneRequest
from sync.wire.signing import DamagedNoteError, open_note, read_note, sign_note


def page_for_neighbour(commune: CommuneLog, signer: Signer, body: bytes) -> bytes | None:
    """Return the signed page for a signed question; None for one that is not by a desk of this commune in use.

    Who belongs to the commune says the district alone: a page of a desk vouches for nobody.
    """
    try:
        claimed = read_note(CommuneRequest, body)
        asker = neighbour_with(commune, claimed.device)
        if asker is None or asker.replaced or not is_sensible(claimed):
            return None
        request = open_note(CommuneRequest, asker.public_key, body)
    except DamagedNoteError:
        return None
    stretches = commune.stretches_after(held_in(request), INBOX_PAGE_BYTES)
    others = (each for each in stretches if each.device != asker.device)
    return sign_note(page_for(request, None, others), signer)


def neighbour_with(commune: CommuneLog, device: bytes) -> Neighbour | None:
    """Return the known device of the commune with this id."""
    return next((each for each in commune.neighbours() if each.device == device), None)
