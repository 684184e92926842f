"""Reading the district's answers: nothing is believed that does not carry its signature."""

from __future__ import annotations

from sync.desk.connection import Answer, DistrictConnection
from sync.errors import DistrictAnswerError
from sync.wire.messages import Refusal
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


def strange(connection: DistrictConnection, answer: Answer | None) -> DistrictAnswerError:
    """Return the error for an answer that no district server gives."""
    reason = "not signed by the district" if answer is None else f"HTTP {answer.status}"
    return DistrictAnswerError(url=connection.url, reason=reason)
