"""What the other desks of the commune wrote comes to this one: asked for by what is held, believed by its chains."""

from __future__ import annotations

from collections.abc import Callable

from nacl.public import PrivateKey

from desk_app.commune_ports import CommuneLog, Stretch, StretchRefusedError
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, Signer
from sync.desk.answers import strange
from sync.desk.connection import Answer, DistrictConnection
from sync.wire.commune import DamagedPageError, content_of, in_pieces, mark_of
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

    `their_key` signs the pages. A stretch that does not go on from what is held is left out, and asked for again.
    """
    count = 0
    for _ in range(_PAGES_A_ROUND):
        news = 0
        stretches = _asked(commune, signer, connection, their_key, clock)
        for stretch in stretches:
            news += _taken(commune, stretch)
            came(count + news, 0)
        count += news
        if not news:
            return count
    return count


def _asked(
    commune: CommuneLog, signer: Signer, connection: DistrictConnection, their_key: bytes, clock: Clock
) -> tuple[Stretch, ...]:
    box = PrivateKey.generate()
    held = tuple((each.device, each.epoch, each.seq) for each in commune.held())
    request = CommuneRequest(commune.device, held, bytes(box.public_key), milliseconds_of(clock.now()))
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
    count = 0
    for piece in in_pieces(stretch, _PIECE):
        try:
            count += commune.taken_in(piece)
        except StretchRefusedError:
            break  # of another history than what is held: what was held stays
    return count
