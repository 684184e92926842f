"""The desk is taken in by the district: one code, once; asked again, the district gives the same answer."""

from __future__ import annotations

from desk_app.ports import DeskIdentity, Enrolment, Outbox, Signer
from sync.desk.answers import refusal_in, strange
from sync.desk.connection import DistrictConnection
from sync.errors import EnrolCodeMissingError, EnrolCodeRefusedError
from sync.wire.messages import EnrolAnswer, EnrolRequest, Reason
from sync.wire.signing import DamagedNoteError, open_note, read_note, sign_note


def enrol(outbox: Outbox, signer: Signer, connection: DistrictConnection, code: str) -> Enrolment:
    """Return what the district gave, logged unless known; EnrolCodeMissingError, EnrolCodeRefusedError."""
    if not code:
        raise EnrolCodeMissingError(url=connection.url)
    identity = outbox.identity()
    answer = connection.post("/v1/enrolments", sign_note(_request(identity, code), signer))
    if answer.status == 200 and answer.is_note:
        enrolment = _enrolment(answer.content, identity, connection)
        if enrolment != identity.enrolment:
            outbox.enrolled(enrolment)
        return enrolment
    refusal = refusal_in(answer, None)
    if refusal is not None and refusal.reason == Reason.CODE_REFUSED:
        raise EnrolCodeRefusedError(url=connection.url)
    raise strange(connection, answer)


def _request(identity: DeskIdentity, code: str) -> EnrolRequest:
    return EnrolRequest(
        code.strip(), identity.public_key, identity.epoch, identity.agency_code, identity.agency_name, identity.desk
    )


def _enrolment(content: bytes, identity: DeskIdentity, connection: DistrictConnection) -> Enrolment:
    try:
        given = read_note(EnrolAnswer, content)
        given = open_note(EnrolAnswer, given.receipt_key, content)
    except DamagedNoteError as error:
        raise strange(connection, None) from error
    if given.device != identity.device or len(given.envelope_key) != 32:
        raise strange(connection, None)
    return Enrolment(given.district_id, given.receipt_key, given.envelope_key, given.label)
