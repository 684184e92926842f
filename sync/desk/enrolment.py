"""The desk is taken in by the district: one code, once; asked again, the district gives the same answer.

A district that lost everything comes back with other keys. Only a person may say that these are to be trusted, by
entering a new code: nothing that a server says does it.
"""

from __future__ import annotations

from desk_app.domain.enrol_code import code_digest
from desk_app.ports import DeskIdentity, Enrolment, Outbox, Signer
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import DistrictConnection
from sync.desk.handover import handed_over
from sync.errors import EnrolCodeMissingError, EnrolCodeRefusedError, OtherDistrictError
from sync.wire.messages import EnrolAnswer, EnrolRequest, Reason
from sync.wire.signing import DamagedNoteError, open_note, read_note, sign_note


def is_new_code(code: str, enrolment: Enrolment) -> bool:
    """Whether somebody has entered another code since the enrolment was made."""
    digest = code_digest(code)
    return bool(digest and enrolment.code_digest) and digest != enrolment.code_digest


def enrol(outbox: Outbox, signer: Signer, connection: DistrictConnection, code: str) -> Enrolment:
    """Return what the district gave, logged unless known; EnrolCodeMissingError, EnrolCodeRefusedError.

    After a new code for another district everything counts as unsent again. Without a new code other keys than those
    of the enrolment, or to which they lead, are an OtherDistrictError.
    """
    if not code:
        raise EnrolCodeMissingError(url=connection.url)
    answer = connection.post("/v1/enrolments", signed_request(outbox, signer, code))
    if answer.status == 200 and answer.is_note:
        try:
            return taken_in(outbox, answer.content, code, connection.url)
        except DamagedNoteError as error:
            raise strange(connection, None) from error
    refusal = refusal_in(answer, None)
    if refusal is not None and refusal.reason == Reason.CODE_REFUSED:
        raise EnrolCodeRefusedError(url=connection.url)
    if refusal is not None:
        shut_out(refusal, connection)
    raise strange(connection, answer)


def signed_request(outbox: Outbox, signer: Signer, code: str) -> bytes:
    """Return how this desk asks to be taken in; the same words give the same bytes."""
    identity = outbox.identity()
    request = EnrolRequest(
        code.strip(), identity.public_key, identity.epoch, identity.agency_code, identity.agency_name, identity.desk
    )
    return sign_note(request, signer)


def taken_in(outbox: Outbox, content: bytes, code: str, url: str) -> Enrolment:
    """Return what an answer to the request gave, logged unless known. DamagedNoteError; OtherDistrictError.

    After a new code for another district everything counts as unsent again. Without one, other keys than those known,
    or to which these lead, are the OtherDistrictError.
    """
    identity = outbox.identity()
    given, enrolment = _enrolment(content, identity, code)
    known = identity.enrolment
    if known is not None and _trust(handed_over(known, given.handovers)) != _trust(enrolment):
        if not is_new_code(code, known):
            raise OtherDistrictError(url=url)
        outbox.rewind(0)
    if enrolment != known:
        outbox.enrolled(enrolment)
    return enrolment


def _trust(enrolment: Enrolment) -> tuple[bytes, bytes, bytes]:
    return enrolment.district_id, enrolment.receipt_key, enrolment.envelope_key


def _enrolment(content: bytes, identity: DeskIdentity, code: str) -> tuple[EnrolAnswer, Enrolment]:
    given = read_note(EnrolAnswer, content)
    given = open_note(EnrolAnswer, given.receipt_key, content)
    if given.device != identity.device or len(given.envelope_key) != 32:
        raise DamagedNoteError("another desk's answer")
    return given, Enrolment(given.district_id, given.receipt_key, given.envelope_key, given.label, code_digest(code))
