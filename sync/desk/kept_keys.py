"""The desk's wrapped keys on their way to the district, and back to a new machine."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from nacl.public import PrivateKey

from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, Enrolment, Outbox, Signer
from sync.desk.address import address_of
from sync.desk.answers import refusal_in, strange
from sync.desk.connection import PATIENCE, DistrictConnection
from sync.errors import EnrolCodeRefusedError
from sync.wire.envelope import DamagedEnvelopeError, closed, opened
from sync.wire.messages import KeptKeys, KeysPage, KeysRequest, Reason
from sync.wire.signing import DamagedNoteError, read_note, sign_note


def leave_keys(
    outbox: Outbox,
    signer: Signer,
    connection: DistrictConnection,
    enrolment: Enrolment,
    clock: Clock,
    there: bytes | None,
) -> bool:
    """Send the desk's wrapped keys unless the district has them (`there`: their digest, None: it takes none)."""
    keys = outbox.kept_keys()
    if there is None or not keys or hashlib.sha256(keys).digest() == there:
        return False
    path = f"/v1/keys/{outbox.identity().device.hex()}"
    return connection.post(path, signed_keys(outbox, signer, enrolment, clock)).status == 200


def signed_keys(outbox: Outbox, signer: Signer, enrolment: Enrolment, clock: Clock) -> bytes:
    """Return the note with which a desk leaves its wrapped keys; empty if it has none to leave."""
    keys = outbox.kept_keys()
    if not keys:
        return b""
    sealed = closed(keys, enrolment.envelope_key)
    return sign_note(KeptKeys(outbox.identity().device, sealed, milliseconds_of(clock.now())), signer)


def lost_keys(
    code: str, agency_code: str, desk: int, district_url: str, *, ca_file: Path | None = None,
    patience: float = PATIENCE,
) -> bytes:  # fmt: skip
    """Return the file of keys that a desk left at the district; EnrolCodeRefusedError when the code is not for it."""
    box = PrivateKey.generate()
    asked = msgspec.msgpack.encode(KeysRequest(code.strip(), agency_code, desk, bytes(box.public_key)))
    with DistrictConnection(address_of(district_url), ca_file=ca_file, patience=patience) as connection:
        answer = connection.post("/v1/lost-keys", asked)
        if answer.status == 200 and answer.is_note:
            try:
                return opened(read_note(KeysPage, answer.content).sealed, bytes(box))
            except (DamagedNoteError, DamagedEnvelopeError) as error:
                raise strange(connection, None) from error
        refusal = refusal_in(answer, None)
        if refusal is not None and refusal.reason == Reason.CODE_REFUSED:
            raise EnrolCodeRefusedError(url=connection.url)
        raise strange(connection, answer)
