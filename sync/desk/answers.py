"""Reading the district's answers: nothing is believed that does not carry its signature."""

from __future__ import annotations

from sync.desk.connection import Answer, DistrictConnection
from sync.errors import DistrictAnswerError, NotEnrolledError, OtherDistrictError, RevokedError
from sync.wire.messages import Reason, Refusal
from sync.wire.signing import DamagedNoteError, open_note, read_note

_REFUSED = range(400, 500)


def refusal_in(answer: Answer, receipt_key: bytes | None) -> Refusal | None:
    """Return the refusal in an answer, if there is one signed by `receipt_key` (any signer before the enrolment)."""
    if answer.status not in _REFUSED or not answer.is_note:
        return None
    try:
        if receipt_key is None:
            return read_note(Refusal, answer.content)
        return open_note(Refusal, receipt_key, answer.content)
    except DamagedNoteError:
        return None


def shut_out(refusal: Refusal, connection: DistrictConnection) -> None:
    """Raise what a refusal of the desk itself means: NotEnrolledError, RevokedError; nothing for any other."""
    if refusal.reason == Reason.NOT_ENROLLED:
        raise NotEnrolledError(url=connection.url)
    if refusal.reason == Reason.REVOKED:
        raise RevokedError(url=connection.url)


def strange(
    connection: DistrictConnection, answer: Answer | None, receipt_key: bytes | None = None
) -> DistrictAnswerError:
    """Return the error for an answer that cannot be used; with `receipt_key`, whether another district gave it."""
    if answer is not None and receipt_key is not None and _is_anothers(answer, receipt_key):
        return OtherDistrictError(url=connection.url)
    reason = "not signed by the district" if answer is None else f"HTTP {answer.status}"
    return DistrictAnswerError(url=connection.url, reason=reason)


def _is_anothers(answer: Answer, receipt_key: bytes) -> bool:
    return refusal_in(answer, receipt_key) is None and refusal_in(answer, None) is not None
