"""The box a desk's answer comes back in: a key made for one question, and found again by the desk alone."""

from __future__ import annotations

import hashlib

import msgspec

from desk_app.ports import Enrolment, Outbox, Signer
from sync.desk.handover import newest_in
from sync.errors import StickAnswerError
from sync.wire.envelope import DamagedEnvelopeError, opened, public_key_of
from sync.wire.messages import InboxRequest, StickAnswer, StickQuestion, StickReply
from sync.wire.signing import DamagedNoteError, open_note

_DOMAIN = b"quay-mot-cua/stick-box/1"


def box_key_for(asked: InboxRequest, signer: Signer) -> bytes:
    """Return the X25519 private key of the answer to `asked`.

    Signing the same words gives the same signature (Ed25519), so nothing need be kept at the desk between the way out
    and the way back, and nobody without the desk's key can reckon it. The signature itself never leaves the desk.
    """
    return hashlib.sha256(signer.sign(_DOMAIN + msgspec.msgpack.encode(asked))).digest()


def opened_by_newest(
    content: bytes, outbox: Outbox, signer: Signer, enrolment: Enrolment
) -> tuple[StickQuestion, StickAnswer, Enrolment]:
    """Return question and answer, and the keys that opened them: those trusted, or newer ones they were handed over to.

    Newer keys are logged once they open this answer. StickAnswerError.
    """
    try:
        return *opened_reply(content, signer, enrolment.receipt_key), enrolment
    except StickAnswerError:
        newest = _newest(content, enrolment)
        if newest is None or newest == enrolment:
            raise
        question, answer = opened_reply(content, signer, newest.receipt_key)
        outbox.enrolled(newest)
        return question, answer, newest


def _newest(content: bytes, enrolment: Enrolment) -> Enrolment | None:
    try:
        reply = msgspec.msgpack.decode(content, type=StickReply)
        return newest_in(reply.keys, enrolment) if reply.keys else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def opened_reply(content: bytes, signer: Signer, receipt_key: bytes) -> tuple[StickQuestion, StickAnswer]:
    """Return this desk's own question and the district's answer to it; StickAnswerError when it is anything else."""
    try:
        reply = msgspec.msgpack.decode(content, type=StickReply)
        question = open_note(StickQuestion, signer.public_key, reply.question)
        box = box_key_for(question.inbox, signer)
        if public_key_of(box) != question.box_key:
            raise StickAnswerError(reason="câu hỏi không phải của quầy này")
        answer = open_note(StickAnswer, receipt_key, opened(reply.sealed, box))
    except (msgspec.MsgspecError, ValueError, RecursionError, DamagedNoteError, DamagedEnvelopeError) as error:
        raise StickAnswerError(reason="tệp hỏng hoặc không có chữ ký của máy chủ đã ghi danh quầy này") from error
    if answer.asked != hashlib.sha256(reply.question).digest():
        raise StickAnswerError(reason="trả lời cho một câu hỏi khác")
    return question, answer
