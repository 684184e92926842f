"""The end of a desk's own log, back from the district; proven by its chain, believed for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import zstandard
from nacl.public import PrivateKey

from desk_app.domain.chain import link
from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, Signer, StoredEvent
from sync.desk.address import address_of
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import PATIENCE, Answer, DistrictConnection
from sync.errors import DistrictAnswerError
from sync.wire.envelope import DamagedEnvelopeError, opened
from sync.wire.limits import BATCH_RAW_MOST
from sync.wire.messages import LogPage, LogRequest, Reason
from sync.wire.signing import DamagedNoteError, device_of, read_note, sign_note

_Row = tuple[bytes, bytes, bytes | None]


def own_log(
    signer: Signer,
    after: int,
    head: bytes,
    district_url: str,
    *,
    clock: Clock,
    ca_file: Path | None = None,
    came: Callable[[int, int], None] = lambda done, left: None,
    patience: float = PATIENCE,
) -> list[StoredEvent]:
    """Return the desk's events after event `after`, whose chain head is `head`; none if the district has no more.

    NotEnrolledError for a desk that it does not know, RevokedError for one out of use;
    DistrictUnreachableError, DistrictAnswerError.
    """
    events: list[StoredEvent] = []
    with DistrictConnection(address_of(district_url), ca_file=ca_file, patience=patience) as connection:
        while True:
            page, rows = _page(connection, signer, after, head, clock)
            for header, digest, body in rows:
                after, head = after + 1, link(head, header, digest)
                events.append(StoredEvent(after, header, digest, body, head))
            came(len(events), max(page.last - after, 0) if page else 0)
            if page is None or not rows or after >= page.last:
                return events


def _page(
    connection: DistrictConnection, signer: Signer, after: int, head: bytes, clock: Clock
) -> tuple[LogPage | None, list[_Row]]:
    box, device = PrivateKey.generate(), device_of(signer.public_key)
    request = LogRequest(device, after, head, bytes(box.public_key), milliseconds_of(clock.now()))
    answer = connection.post(f"/v1/logs/{device.hex()}", sign_note(request, signer))
    if answer.status != 200 or not answer.is_note:
        return _refused(connection, answer)
    try:
        page = read_note(LogPage, answer.content)
        content = opened(page.sealed, bytes(box))
        if zstandard.get_frame_parameters(content).content_size > BATCH_RAW_MOST:
            raise DistrictAnswerError(url=connection.url, reason="a page without end")
        raw = zstandard.ZstdDecompressor().decompress(content, max_output_size=BATCH_RAW_MOST)
        rows = msgspec.msgpack.decode(raw, type=list[_Row])
    except (DamagedNoteError, DamagedEnvelopeError, zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise strange(connection, None) from error
    if (page.device, page.after) != (device, after):
        raise DistrictAnswerError(url=connection.url, reason="a page for another question")
    return page, rows


def _refused(connection: DistrictConnection, answer: Answer) -> tuple[None, list[_Row]]:
    refusal = refusal_in(answer, None)
    if refusal is not None:
        shut_out(refusal, connection)
    if refusal is not None and refusal.reason == Reason.FORK:
        return None, []  # the district does not go on from what the desk has: there is nothing to fetch
    raise strange(connection, answer)
