"""The district's newest keys, handed over by those that the desk trusts: no person is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desk_app.domain.errors import DeskError
from desk_app.ports import Enrolment, Outbox, Signer
from sync.desk.answers import refusal_in
from sync.desk.connection import DistrictConnection
from sync.errors import DistrictAnswerError, NotEnrolledError, OtherDistrictError
from sync.wire.messages import EnrolAnswer, EnrolRequest, KeyHandover, Reason
from sync.wire.signing import DamagedNoteError, open_note, read_note, sign_note

_KEY = 32


def newest_keys(
    outbox: Outbox, signer: Signer, connection: DistrictConnection, enrolment: Enrolment
) -> Enrolment | None:
    """Return the enrolment with the keys that the district has now, logged; None if they are still the same.

    OtherDistrictError when it has other keys to which nothing leads; NotEnrolledError when whoever answers does
    not know this desk.
    Only a chain of notes is believed, each signed by the receipt key before it, that begins at the key trusted so far.
    """
    identity = outbox.identity()
    request = EnrolRequest(
        "", identity.public_key, identity.epoch, identity.agency_code, identity.agency_name, identity.desk
    )
    try:
        answer = connection.post("/v1/enrolments", sign_note(request, signer))
        if answer.status != 200 or not answer.is_note:
            refusal = refusal_in(answer, None)
            is_unknown = refusal is not None and refusal.reason == Reason.CODE_REFUSED
            raise NotEnrolledError(url=connection.url) if is_unknown else DistrictAnswerError(url=connection.url)
        newest = newest_in(answer.content, enrolment)
    except NotEnrolledError:
        raise
    except (DeskError, DamagedNoteError):
        return None
    if newest is None:
        raise OtherDistrictError(url=connection.url)
    if newest == enrolment:
        return None
    outbox.enrolled(newest)
    return newest


def newest_in(content: bytes, trusted: Enrolment) -> Enrolment | None:
    """Return the keys in a signed `EnrolAnswer`; None if nothing leads there from those trusted. DamagedNoteError."""
    said = read_note(EnrolAnswer, content)
    said = open_note(EnrolAnswer, said.receipt_key, content)
    newest = handed_over(trusted, said.handovers)
    return newest if newest.receipt_key == said.receipt_key else None


def handed_over(trusted: Enrolment, handovers: Iterable[bytes]) -> Enrolment:
    """Return the enrolment with the last keys to which a chain of notes leads from those that are trusted."""
    for signed in handovers:
        trusted = _after(trusted, signed)
    return trusted


def _after(trusted: Enrolment, signed: bytes) -> Enrolment:
    try:
        note = open_note(KeyHandover, trusted.receipt_key, signed)
    except DamagedNoteError:
        return trusted  # one before the key that is trusted
    if note.district_id != trusted.district_id or not len(note.receipt_key) == len(note.envelope_key) == _KEY:
        return trusted
    return replace(trusted, receipt_key=note.receipt_key, envelope_key=note.envelope_key)
