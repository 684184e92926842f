"""What the other desks of the commune wrote comes to this one: asked for by what is held, believed by its chains."""

from __future__ import annotations

from collections.abc import Callable

from nacl.public import PrivateKey

from desk_app.commune_ports import CommuneLog, Stretch, StretchRefusedError
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, Signer
from sync.desk.answers import strange
from sync.desk.connection import Answer, DistrictConnection
from sync.wire.commune import DamagedPageError, content_of, in_pieces, mark_of, short_head
from sync.wire.messages import CommunePage, CommuneRequest
from sync.wire.signing import DamagedNoteError, open_note, sign_note

_PIECE = 100  # events folded in one look into the desk: some tenths of a second at most
_PAGES_A_ROUND = 200


def has_news(commune: CommuneLog, mark: bytes | None) -> bool:
    """Whether whoever sent this mark knows more of the commune, or other things, than is held here."""
    return bool(mark) and mark != mark_of(commune.neighbours(), commune.held())


def fetch_commune(
    commune: CommuneLog,
    signer: Signer,
    connection: DistrictConnection,
    their_key: bytes,
    clock: Clock,
    came: Callable[[int, int], None] = lambda done, left: None,
) -> int:
    """Return how many events of other desks came and were folded in; DistrictAnswerError, and as the connection.

    `their_key` signs the pages. A stretch that does not go on from what is held is of another history of its device
    (a copied disk): that stream is asked for once more from its beginning, and both histories are kept.
    """
    count, afresh = 0, set[tuple[bytes, int]]()
    for _ in range(_PAGES_A_ROUND):
        before = commune.held()
        for stretch in _asked(commune, signer, connection, their_key, clock):
            try:
                count += _taken(commune, stretch)
            except StretchRefusedError:
                if (stretch.device, stretch.epoch) not in afresh:
                    afresh.add((stretch.device, stretch.epoch))
                    commune.heard_afresh(stretch.device, stretch.epoch)
            came(count, 0)
        if commune.held() == before:
            return count
    return count


def _asked(
    commune: CommuneLog, signer: Signer, connection: DistrictConnection, their_key: bytes, clock: Clock
) -> tuple[Stretch, ...]:
    box = PrivateKey.generate()
    streams = commune.held()
    held = tuple((each.device, each.epoch, each.seq) for each in streams)
    heads = tuple(short_head(each.head) for each in streams)
    request = CommuneRequest(commune.device, held, bytes(box.public_key), milliseconds_of(clock.now()), heads)
    answer: Answer = connection.post(f"/v1/commune/{commune.device.hex()}", sign_note(request, signer))
    if answer.status == 404 and not answer.is_note:
        return ()  # an older program answers there
    if answer.status != 200 or not answer.is_note:
        raise strange(connection, answer, their_key)
    try:
        page = open_note(CommunePage, their_key, answer.content)
        neighbours, stretches = content_of(page, request, bytes(box))
    except (DamagedNoteError, DamagedPageError) as error:
        raise strange(connection, None) from error
    if neighbours is not None:
        commune.neighbours_told(neighbours)
    return stretches


def _taken(commune: CommuneLog, stretch: Stretch) -> int:
    return sum(commune.taken_in(piece) for piece in in_pieces(stretch, _PIECE))
