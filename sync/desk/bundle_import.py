"""The night courier, on the way back: the district's answer is believed exactly as far as one over the line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from desk_app.domain.positional import time_of
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import Enrolment, InboxItem, Outbox, Signer
from desk_app.scan_ports import ScanOutbox
from sync.bundle.folder import DeskFolder, folder_found
from sync.desk.district_log import believed, contradiction, judged
from sync.desk.inbox_items import BaseMissingError, DamagedEntryError, Texts, item_of
from sync.desk.stick_box import opened_by_newest
from sync.desk.stick_enrolment import read_enrolment, wants_in, was_taken_in
from sync.desk.stick_scans import BelievedScans, believe_scans
from sync.errors import (
    EnrolCodeRefusedError,
    ForkError,
    NotEnrolledError,
    RevokedError,
    StickAnswerError,
    StickGoneError,
    StickWithoutAnswerError,
)
from sync.wire.messages import InboxPage, Reason, Receipt, Refusal, StickAnswer, StickQuestion
from sync.wire.scan_messages import ScanNeeds
from sync.wire.signing import DamagedNoteError, open_note

_Note = TypeVar("_Note", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Imported:
    """Events newly proven by a receipt, events that still wait, items that came down.

    `refused` are reasons for which envelopes were not taken: they go on the next stick again; `first_refused` is the
    reason that came first, and the events that are not taken because of it. `is_old` says that the
    answer is to a question from before the desk's position or epoch changed, so that only its items counted.
    `scans` are newly proven to be at the district, `scans_refused` are those it does not take. `is_taken_in` says that
    the district took the desk in, and that nothing else was read: what waits goes on the next stick.
    """

    acknowledged: int
    waiting: int
    received: int
    refused: tuple[Reason, ...] = ()
    first_refused: tuple[Reason, int, int] | None = None
    is_old: bool = False
    scans: int = 0
    scans_refused: int = 0
    is_taken_in: bool = False


def import_bundle(
    outbox: Outbox, signer: Signer, folder: Path, scans: ScanOutbox | None = None, code: str = ""
) -> Imported:
    """Believe what the stick at `folder` brings back for this desk; the same stick again changes nothing.

    ForkError once a new epoch is opened; NotEnrolledError; RevokedError; StickWithoutAnswerError, StickAnswerError,
    StickBeforeEnrolmentError; StickGoneError, StickFailedError and what `sync.bundle.files` refuses. Of a request to be
    taken in with `code`: EnrolCodeRefusedError. After all else DistrictPutBackError, DistrictContradictedError.
    """
    asks_in, enrolment = wants_in(outbox, code), outbox.identity().enrolment
    if not folder.is_dir():
        raise StickGoneError(folder=str(folder))
    own, refused = folder_found(folder, outbox.identity().device), None
    try:
        if asks_in and read_enrolment(own, outbox, signer, code):
            return Imported(0, outbox.waiting(), 0, is_taken_in=True)
    except EnrolCodeRefusedError as error:
        refused = error  # a mistyped code does not undo the enrolment that works
    content = None if enrolment is None else own.answer()
    if enrolment is not None and content is None and refused is None and was_taken_in(own, outbox):
        return Imported(0, outbox.waiting(), 0, is_taken_in=True)
    if enrolment is None or content is None:
        raise refused or StickWithoutAnswerError(folder=str(folder))
    question, answer, enrolment = opened_by_newest(content, outbox, signer, enrolment)
    done = _Reading(outbox, enrolment, question, answer, scans).done()
    if refused is not None:
        raise refused
    if not (done.acknowledged or done.received or done.scans) and _asks_anew(own, answer):
        raise StickWithoutAnswerError(folder=str(folder))
    return done


def _asks_anew(own: DeskFolder, answer: StickAnswer) -> bool:
    """Whether another question lies on the stick than the one answered there: the district has not seen this one."""
    asked = own.question()
    return asked is not None and hashlib.sha256(asked).digest() != answer.asked


class _Reading:
    """An answer that was read whole; only then anything of it counts: a damaged one changes nothing."""

    def __init__(
        self,
        outbox: Outbox,
        enrolment: Enrolment,
        question: StickQuestion,
        answer: StickAnswer,
        scans: ScanOutbox | None = None,
    ) -> None:
        self._outbox, self._enrolment, receipt_key = outbox, enrolment, enrolment.receipt_key
        self._scans, self._at = scans, answer.at
        self._question = question
        self._signed_receipt = answer.receipt
        self._receipts = _notes(Receipt, receipt_key, [answer.receipt] if answer.receipt else [])
        self._refusals = _notes(Refusal, receipt_key, answer.refusals)
        self._pages = _notes(InboxPage, receipt_key, answer.pages)
        self._needs = _notes(ScanNeeds, receipt_key, [answer.scans] if answer.scans else [])
        if any(needs.device != question.inbox.device for needs in self._needs):
            raise StickAnswerError(reason="bản quét của quầy khác")
        self._items = [item for page in self._pages for item in _items(page, question.inbox.device, receipt_key)]

    def done(self) -> Imported:
        before, identity = self._outbox.acknowledged(), self._outbox.identity()
        is_old = (self._question.inbox.epoch, self._question.turn) != (identity.epoch, self._outbox.times_rewound())
        forked: ForkError | None = None
        doubted = None if is_old else self._doubted()
        try:
            if not is_old:
                self._up()
        except ForkError as error:
            forked = error  # the way down does not wait for the way up
        received = self._down()
        if forked is not None:
            self._outbox.epoch_opened(self._newest_epoch())
            raise forked
        reasons = tuple(sorted({_reason(refusal) for refusal in self._refusals}))
        if Reason.NOT_ENROLLED in reasons:
            raise NotEnrolledError(url="")
        if Reason.REVOKED in reasons:
            raise RevokedError(url="")
        scans = BelievedScans() if is_old else self._believe_scans()
        if doubted is not None:
            raise contradiction(doubted)
        proven = max(0, self._outbox.acknowledged() - before)
        first = None if is_old else self._first_refused()
        return Imported(
            proven, self._outbox.waiting(), received, reasons, first, is_old, scans.whole, scans.refused
        )  # fmt: skip

    def _believe_scans(self) -> BelievedScans:
        """After the receipts: a scan counts as there only if the event that attached it is proven."""
        if self._scans is None or not self._needs:
            return BelievedScans()
        return believe_scans(self._outbox, self._scans, self._needs[0], time_of(self._at))

    def _doubted(self) -> DistrictDoubted | None:
        """Hold the district's log against what the desk knew when it asked; what the line has proven since, it judged.

        Before the receipt of this answer counts: that one is shown with the next stick, or over the line.
        """
        log, asked = believed(self._outbox), self._question.inbox
        known = (log.known_size, log.batch, log.root_of_known, self._outbox.acknowledged())
        if not self._pages or (asked.log_known, asked.log_batch, asked.log_root, asked.proven) != known:
            return None
        return judged(self._pages[-1], log, self._outbox, self._enrolment)

    def _up(self) -> None:
        for receipt in self._receipts:
            self._believe(receipt)
        for refusal in self._refusals:
            if refusal.reason == Reason.FORK and self._is_mine(refusal.device, refusal.epoch):
                raise ForkError(seq=refusal.head, newest_epoch=refusal.newest_epoch)
        for page in self._pages[:1]:
            self._look_how_far(page)

    def _believe(self, receipt: Receipt) -> None:
        if not self._is_mine(receipt.device, receipt.epoch):
            raise StickAnswerError(reason="biên nhận của quầy khác")
        if self._outbox.chain_at(receipt.last_seq) != receipt.last_head:
            raise ForkError(seq=receipt.last_seq, newest_epoch=0)
        if receipt.last_seq <= self._outbox.acknowledged():
            return
        self._outbox.receipt_stored(receipt.last_seq, time_of(receipt.district_at), self._signed_receipt)
        if receipt.last_seq >= self._question.last:
            # Everything that was there when the stick was written is proven: as of then, not as of now.
            self._outbox.exchange_noted(time_of(self._question.inbox.at))

    def _look_how_far(self, page: InboxPage) -> None:
        """A district behind what it had proven when this was asked was put back; another head there is a fork.

        So is an old disk that was started again after its log was restored elsewhere.
        """
        if page.held is None or not self._is_mine(page.device, page.epoch) or page.held < 0:
            return
        if page.is_superseded or self._outbox.chain_at(page.held) != page.held_head:
            raise ForkError(seq=page.held, newest_epoch=page.newest_epoch)
        if page.held < self._question.inbox.proven:
            self._outbox.rewind(page.held)

    def _down(self) -> int:
        start = self._outbox.inbox_position()
        fresh = [item for item in self._items if item.seq > start]
        if not fresh or fresh[0].seq != start + 1:
            return 0  # the line brought it already; or an older stick's items are missing, which the next one brings
        self._outbox.inbox_applied(fresh)
        return len(fresh)

    def _first_refused(self) -> tuple[Reason, int, int] | None:
        first = min(self._refusals, key=lambda refusal: refusal.first, default=None)
        return None if first is None else (_reason(first), first.first, max(first.first, self._question.last))

    def _newest_epoch(self) -> int:
        known = [page.newest_epoch for page in self._pages] + [refusal.newest_epoch for refusal in self._refusals]
        return max(known, default=0)

    def _is_mine(self, device: bytes, epoch: int) -> bool:
        identity = self._outbox.identity()
        return (device, epoch) == (identity.device, identity.epoch)


def _notes(kind: type[_Note], receipt_key: bytes, signed: Sequence[bytes]) -> list[_Note]:
    try:
        return [open_note(kind, receipt_key, note) for note in signed]
    except DamagedNoteError as error:
        raise StickAnswerError(reason="chữ ký bên trong không đúng") from error


def _items(page: InboxPage, device: bytes, receipt_key: bytes) -> list[InboxItem]:
    numbers = [entry.seq for entry in page.entries]
    if page.device != device or numbers != list(range(page.after + 1, page.after + 1 + len(numbers))):
        raise StickAnswerError(reason="trang của quầy khác hoặc thiếu mục")
    texts = Texts({})  # the question named none: the first of a page is whole, a later one may change it
    try:
        return [item_of(entry, receipt_key, texts) for entry in page.entries]
    except (DamagedEntryError, BaseMissingError) as error:
        raise StickAnswerError(reason="một mục không mở được") from error


def _reason(refusal: Refusal) -> Reason:
    try:
        return Reason(refusal.reason)
    except ValueError:
        return Reason.DAMAGED  # a newer district's reason: the envelope goes on the next stick again
