"""A desk without a line is taken in by two files on a stick: the request of the line goes, its answer comes back."""

from __future__ import annotations

import hashlib

import msgspec

from desk_app.ports import Outbox, Signer
from sync.bundle.folder import DeskFolder
from sync.desk.enrolment import is_new_code, signed_request, taken_in
from sync.errors import (
    EnrolCodeRefusedError,
    RevokedError,
    StickAnswerError,
    StickBeforeEnrolmentError,
    StickWithoutAnswerError,
)
from sync.wire.messages import EnrolAnswer, Reason, Refusal, StickEnrolment
from sync.wire.signing import DamagedNoteError, open_note, read_note


def wants_in(outbox: Outbox, code: str) -> bool:
    """Whether the desk has to ask: it was never taken in, or somebody entered a new code.

    StickBeforeEnrolmentError for a desk that has neither keys nor a code.
    """
    enrolment = outbox.identity().enrolment
    if enrolment is None and not code.strip():
        raise StickBeforeEnrolmentError()
    return enrolment is None or is_new_code(code, enrolment)


def lay_request(own: DeskFolder, outbox: Outbox, signer: Signer, code: str) -> None:
    """Lay the request down; nothing that lies on the stick already answers it."""
    own.put_request(signed_request(outbox, signer, code))


def read_enrolment(own: DeskFolder, outbox: Outbox, signer: Signer, code: str) -> bool:
    """Take the district's answer to the request with this very code; whether there was one that took the desk in.

    What the line would not believe is not believed: EnrolCodeRefusedError, RevokedError, StickAnswerError. A desk that
    was never taken in needs one: StickWithoutAnswerError.
    """
    content, is_new = own.taken_in(), outbox.identity().enrolment is None
    if content is None:
        if is_new:
            raise StickWithoutAnswerError(folder=str(own.path.parent.parent))
        return False
    said = _said(content)
    if said.asked != hashlib.sha256(signed_request(outbox, signer, code)).digest():
        if is_new:
            raise StickAnswerError(reason="trả lời cho quầy khác hoặc mã ghi danh khác")
        return False
    if not said.answer:
        raise _refused(said.refusal)
    try:
        taken_in(outbox, said.answer, code, "")
    except DamagedNoteError as error:
        raise _damaged() from error
    return True


def was_taken_in(own: DeskFolder, outbox: Outbox) -> bool:
    """Whether the answer by which this desk was taken in still lies there: the same stick again is no error."""
    content, identity = own.taken_in(), outbox.identity()
    if content is None or identity.enrolment is None:
        return False
    try:
        given = open_note(EnrolAnswer, identity.enrolment.receipt_key, _said(content).answer)
    except (DamagedNoteError, StickAnswerError):
        return False
    return given.device == identity.device


def _said(content: bytes) -> StickEnrolment:
    try:
        return msgspec.msgpack.decode(content, type=StickEnrolment)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _damaged() from error


def _refused(signed: bytes) -> EnrolCodeRefusedError | RevokedError | StickAnswerError:
    try:
        reason = read_note(Refusal, signed).reason
    except DamagedNoteError:
        return _damaged()
    if reason == Reason.CODE_REFUSED:
        return EnrolCodeRefusedError(url="")
    return RevokedError(url="") if reason == Reason.REVOKED else _damaged()


def _damaged() -> StickAnswerError:
    return StickAnswerError(reason="tệp ghi danh hỏng")
