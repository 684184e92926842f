"""Scans come back from the district to a desk whose files are gone; believed when they fit the root in its log."""

from __future__ import annotations

from pathlib import Path

from nacl.public import PrivateKey

from desk_app.domain.positional import milliseconds_of
from desk_app.domain.scan_errors import ScanNotThereError
from desk_app.domain.scan_tree import chunks_of, root_of
from desk_app.ports import Clock, Enrolment, Signer
from desk_app.scan_ports import ScanRow
from sync.desk.address import address_of
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import PATIENCE, DistrictConnection
from sync.wire.envelope import DamagedEnvelopeError, opened
from sync.wire.messages import Reason
from sync.wire.scan_messages import WISH_MOST_CHUNKS, ScanChunks, ScanWish
from sync.wire.signing import DamagedNoteError, device_of, open_note, sign_note


def fetch_scan(
    row: ScanRow,
    signer: Signer,
    enrolment: Enrolment,
    district_url: str,
    *,
    clock: Clock,
    ca_file: Path | None = None,
    patience: float = PATIENCE,
) -> bytes:
    """Return the content of a scan; ScanNotThereError, and the errors of a round. Some seconds on a slow line."""
    content = bytearray()
    with DistrictConnection(address_of(district_url), ca_file=ca_file, patience=patience) as connection:
        for first in range(0, chunks_of(row.size), WISH_MOST_CHUNKS):
            content += _chunks(connection, row, first, signer, enrolment, clock)
    if len(content) != row.size or root_of(bytes(content)) != row.root:
        raise ScanNotThereError(scan=row.scan)
    return bytes(content)


def _chunks(
    connection: DistrictConnection, row: ScanRow, first: int, signer: Signer, enrolment: Enrolment, clock: Clock
) -> bytes:
    box, device = PrivateKey.generate(), device_of(signer.public_key)
    count = min(WISH_MOST_CHUNKS, chunks_of(row.size) - first)
    wish = ScanWish(device, row.root, first, count, bytes(box.public_key), milliseconds_of(clock.now()))
    answer = connection.post(f"/v1/scans/{device.hex()}/chunks", sign_note(wish, signer))
    if answer.status != 200 or not answer.is_note:
        refusal = refusal_in(answer, enrolment.receipt_key)
        if refusal is not None:
            shut_out(refusal, connection)
        if refusal is not None and refusal.reason == Reason.GAP:
            raise ScanNotThereError(scan=row.scan)
        raise strange(connection, answer, enrolment.receipt_key)
    try:
        given = open_note(ScanChunks, enrolment.receipt_key, answer.content)
        if (given.device, given.root, given.first) != (device, row.root, first):
            raise strange(connection, None)
        return opened(given.sealed, bytes(box))
    except (DamagedNoteError, DamagedEnvelopeError) as error:
        raise strange(connection, None) from error
