"""Events go up in batches; one counts as delivered only when a receipt agrees with the desk's own chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk_app.domain.positional import time_of
from desk_app.ports import Clock, Enrolment, Outbox, Signer
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import Answer, DistrictConnection
from sync.desk.pace import Pace
from sync.desk.sealing import Packing, SealedEvents, sealed_after
from sync.errors import BatchRefusedError, DistrictAnswerError, DistrictUnreachableError, ForkError
from sync.wire.messages import Reason, Receipt, Refusal
from sync.wire.signing import DamagedNoteError, open_note

_TRIES = 3  # failures in a row before the round is left to the next one


class Push:
    """Sends everything that waits. Made for one round."""

    def __init__(
        self,
        outbox: Outbox,
        signer: Signer,
        connection: DistrictConnection,
        enrolment: Enrolment,
        clock: Clock,
        pace: Pace,
        proven: Callable[[int, int], None],
    ) -> None:
        self._outbox = outbox
        self._signer = signer
        self._connection = connection
        self._enrolment = enrolment
        self._clock = clock
        self._pace = pace
        self._proven = proven
        self._packing = Packing()
        self._failures = 0
        self.sent = 0
        self.acknowledged = 0

    def everything(self) -> None:
        """Send until nothing waits. ForkError, NotEnrolledError; after three failures in a row the last one."""
        while self._outbox.waiting() > 0 and (sealed := self._next()) is not None:
            try:
                self._send(sealed)
            except (DistrictUnreachableError, DistrictAnswerError):
                self._failures += 1
                self._pace.broke()
                if self._failures >= _TRIES:
                    raise
            else:
                self._pace.went_well()

    def _next(self) -> SealedEvents | None:
        after, key = self._outbox.acknowledged(), self._enrolment.envelope_key
        return sealed_after(self._outbox, self._signer, self._clock, after, self._pace.size, key, self._packing)

    def _send(self, sealed: SealedEvents) -> None:
        answer = self._connection.post(
            f"/v1/streams/{sealed.device.hex()}/{sealed.epoch}/events?first={sealed.first}&last={sealed.last}",
            sealed.envelope,
        )
        self.sent += sealed.count
        if answer.status == 200 and answer.is_note:
            self._believe(answer.content, sealed.first - 1)
        else:
            self._refused(answer, sealed)

    def _believe(self, content: bytes, after: int) -> None:
        receipt = self._receipt(content)
        mine = self._outbox.chain_at(receipt.last_seq)
        if mine != receipt.last_head:
            # Signed, for this stream, and not our history: the disk was copied, or rolled back below what was proven.
            raise ForkError(seq=receipt.last_seq, newest_epoch=0)
        if receipt.last_seq <= after:
            raise DistrictAnswerError(url=self._connection.url, reason="an old receipt")
        self._outbox.receipt_stored(receipt.last_seq, time_of(receipt.district_at), content)
        self._failures = 0
        self.acknowledged += receipt.last_seq - after
        self._proven(self.acknowledged, self._outbox.waiting())

    def _receipt(self, content: bytes) -> Receipt:
        try:
            receipt = open_note(Receipt, self._enrolment.receipt_key, content)
        except DamagedNoteError as error:
            raise strange(self._connection, None) from error
        identity = self._outbox.identity()
        if (receipt.device, receipt.epoch) != (identity.device, identity.epoch):
            raise DistrictAnswerError(url=self._connection.url, reason="another desk's receipt")
        return receipt

    def _refused(self, answer: Answer, sealed: SealedEvents) -> None:
        refusal = refusal_in(answer, self._enrolment.receipt_key)
        identity = self._outbox.identity()
        if refusal is None or (refusal.device, refusal.epoch) != (identity.device, identity.epoch):
            raise strange(self._connection, answer, self._enrolment.receipt_key)
        shut_out(refusal, self._connection)
        if refusal.first != sealed.first:
            raise strange(self._connection, answer, self._enrolment.receipt_key)
        self._answer_refusal(refusal, sealed)

    def _answer_refusal(self, refusal: Refusal, sealed: SealedEvents) -> None:
        if refusal.reason == Reason.FORK:
            raise ForkError(seq=refusal.head, newest_epoch=refusal.newest_epoch)
        if refusal.reason == Reason.GAP and refusal.head < sealed.first - 1:
            if refusal.head_chain and self._outbox.chain_at(refusal.head) != refusal.head_chain:
                # It was put back, and another machine with this identity came first: that place is not in this log.
                raise ForkError(seq=refusal.head, newest_epoch=refusal.newest_epoch)
            self._outbox.rewind(refusal.head)
        elif refusal.reason == Reason.DICTIONARY and self._packing.with_dictionary:
            self._packing = replace(self._packing, with_dictionary=False)
        elif refusal.reason == Reason.SALT and not self._packing.with_digests:
            self._packing = replace(self._packing, with_digests=True)
        else:
            raise self._not_taken(refusal, sealed)
        self._failures += 1  # a district that only ever refuses must not hold the round for ever
        if self._failures > _TRIES:
            raise self._not_taken(refusal, sealed)

    def _not_taken(self, refusal: Refusal, sealed: SealedEvents) -> BatchRefusedError:
        reason = Reason(refusal.reason).name if refusal.reason in set(Reason) else str(refusal.reason)
        return BatchRefusedError(url=self._connection.url, reason=reason, first=sealed.first, last=sealed.last)
