"""A stick comes in: every desk's envelopes go the way they would go over the line, and each desk gets its answer."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from desk_app.domain.errors import DeskError
from desk_app.domain.positional import milliseconds_of, time_of
from sync.bundle.files import content_of
from sync.bundle.folder import ANSWER_MOST, DeskFolder, devices_on, folder_found
from sync.district import api
from sync.district.inbox import continued_after, page_after
from sync.district.intake_rows import EARLIEST, LATEST
from sync.district.keys import DistrictKeys
from sync.district.models import Desk
from sync.district.stick_scans import scans_taken
from sync.district.stick_troubles import EnvelopesRefused, reason_in, unanswered
from sync.errors import StickRequestDamagedError, StickRequestRefusedError
from sync.wire.envelope import can_close, closed
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.messages import (
    EnrolRequest,
    InboxRequest,
    Reason,
    Receipt,
    Refusal,
    StickAnswer,
    StickEnrolment,
    StickQuestion,
    StickReply,
)
from sync.wire.scan_messages import ScanNeeds, ScanState
from sync.wire.signing import DamagedNoteError, device_of, open_note, read_note, sign_note

_ROOM_FOR_PAGES = ANSWER_MOST - 2 * ENVELOPE_MOST


@dataclass
class TakenFromDesk:
    """What came of one desk's folder.

    `taken` and `not_taken` count its envelopes; `scans` and `scans_missing` the scans on it that are held whole now,
    and those that are not; `answered` whether the stick now holds an answer; `refused` is why files, or the whole
    folder, were left alone. `taken_in` says what came of a desk's request to be taken in; None: it did not ask.
    """

    device: bytes
    taken: int = 0
    not_taken: int = 0
    scans: int = 0
    scans_missing: int = 0
    answered: bool = False
    taken_in: bool | None = None
    refused: list[DeskError] = field(default_factory=list)


@dataclass
class _Answers:
    """The district's signed words on the envelopes: the newest receipt of each epoch, one refusal of each reason."""

    receipts: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    refusals: dict[int, bytes] = field(default_factory=dict)
    scans: ScanNeeds | None = None

    def hear(self, status: int, note: bytes) -> bool:
        """Keep an answer of the door; return whether the envelope was taken."""
        if status != 200:
            self.refusals.setdefault(read_note(Refusal, note).reason, note)
            return False
        receipt = read_note(Receipt, note)
        known = self.receipts.get(receipt.epoch, (0, b""))
        self.receipts[receipt.epoch] = max(known, (receipt.last_seq, note))
        return True


def take_bundle(folder: Path) -> Iterator[TakenFromDesk]:
    """Take what every desk laid on the stick at `folder`, one desk after the other; one desk's trouble stops no other.

    StickGoneError, StickTooManyError, StickLinkError for the stick as a whole. The same stick again changes nothing.
    """
    for device in devices_on(folder):
        outcome = TakenFromDesk(device)
        try:
            _take_desk(folder_found(folder, device), outcome)
        except DeskError as error:
            outcome.refused.append(error)
        yield outcome


def _take_desk(own: DeskFolder, outcome: TakenFromDesk) -> None:
    _take_in(own, outcome)
    answers, not_taken = _Answers(), EnvelopesRefused(own.device)
    for name, path in own.envelopes():
        try:
            envelope = content_of(path, ENVELOPE_MOST)
        except DeskError as error:
            outcome.refused.append(error)
            continue
        if envelope is None:
            continue
        # Each is committed before the next is read, and all before a word of them is written on the stick.
        status, note = api.taken(envelope, own.device, name.epoch, name.first)
        if answers.hear(status, note):
            outcome.taken += 1
        else:
            outcome.not_taken += 1
            not_taken.add(path.name, note)
    outcome.refused += not_taken.told()
    _take_scans(own, outcome, answers)
    asked = own.question()
    reply = None if asked is None else _reply(own.device, asked, answers)
    if reply is not None:
        own.put_answer(msgspec.msgpack.encode(reply))
        outcome.answered = True
    elif (trouble := unanswered(own, asked)) is not None:
        outcome.refused.append(trouble)


def _take_in(own: DeskFolder, outcome: TakenFromDesk) -> None:
    """Answer a desk that asks to be taken in, as at the door of the line; the key it presents must be the folder's."""
    request = own.request()
    if request is None:
        return
    if not _is_by(own.device, request):
        outcome.refused.append(StickRequestDamagedError(device=own.device.hex()))
        return
    status, note = api.taken_in(request)
    outcome.taken_in = status == 200
    answer, refusal = (note, b"") if outcome.taken_in else (b"", note)
    if not outcome.taken_in:
        outcome.refused.append(StickRequestRefusedError(device=own.device.hex(), reason=reason_in(note)))
    said = StickEnrolment(hashlib.sha256(request).digest(), answer, refusal)
    own.put_taken_in(msgspec.msgpack.encode(said))


def _is_by(device: bytes, request: bytes) -> bool:
    try:
        return device_of(read_note(EnrolRequest, request).public_key) == device
    except DamagedNoteError:
        return False


def _take_scans(own: DeskFolder, outcome: TakenFromDesk, answers: _Answers) -> None:
    """After the events, since a scan is taken only where an event announces it."""
    desk = Desk.objects.filter(device=own.device, revoked_at__isnull=True).first()
    answers.scans = None if desk is None else scans_taken(desk, own, outcome.refused)
    if answers.scans is not None:
        outcome.scans = sum(need.state == ScanState.WHOLE for need in answers.scans.needs)
        outcome.scans_missing = len(answers.scans.needs) - outcome.scans


def _reply(device: bytes, asked: bytes, answers: _Answers) -> StickReply | None:
    """Return the answer to a desk's question; None when it is none of this desk."""
    desk = Desk.objects.filter(device=device).first()
    keys: DistrictKeys = settings.DISTRICT_KEYS
    try:
        question = read_note(StickQuestion, asked) if desk is None else _question(desk, asked)
    except DamagedNoteError:
        return None
    if not can_close(question.box_key):
        return None
    refusals = answers.refusals
    pages: tuple[bytes, ...] = ()
    if desk is None or desk.revoked_at is not None:
        reason = Reason.NOT_ENROLLED if desk is None else Reason.REVOKED
        refusal = Refusal(int(reason), device, question.inbox.epoch, 0, 0)
        refusals = refusals | {refusal.reason: sign_note(refusal, keys.receipts)}
    else:
        if question.keys and question.inbox.desk_head >= (desk.reported_head or 0):  # an old stick's keys are older
            api.keys_left(desk, question.keys)
            desk.refresh_from_db()
        pages = _pages(desk, question.inbox, keys)
    _, receipt = answers.receipts.get(question.inbox.epoch, (0, b""))
    answer = StickAnswer(
        hashlib.sha256(asked).digest(), milliseconds_of(timezone.now()), receipt, tuple(refusals.values()), pages,
        b"" if answers.scans is None else sign_note(answers.scans, keys.receipts),
    )  # fmt: skip
    newer = api.keys_given(device) if desk is not None and keys.handovers else b""
    return StickReply(asked, closed(sign_note(answer, keys.receipts), question.box_key), newer)


def _question(desk: Desk, asked: bytes) -> StickQuestion:
    question = open_note(StickQuestion, bytes(desk.public_key), asked)
    if question.inbox.device != bytes(desk.device) or not api.is_in_range(question.inbox):
        raise DamagedNoteError("another desk's question")
    return question


def _pages(desk: Desk, asked: InboxRequest, keys: DistrictKeys) -> tuple[bytes, ...]:
    """Return the signed pages of everything that waits for the desk, as many as fit into one answer."""
    # A stick may be an old one: unlike a question over the line it moves nothing back, and the desk was heard when it
    # was written, not now.
    now = timezone.now()
    heard_at = min(now, time_of(asked.at)) if EARLIEST <= asked.at <= LATEST else now
    Desk.objects.filter(hub=desk.hub, device=desk.device).update(
        last_contact_at=Greatest(Coalesce(F("last_contact_at"), heard_at), heard_at),
        reported_head=Greatest(Coalesce(F("reported_head"), asked.desk_head), asked.desk_head),
        epoch=Greatest(F("epoch"), asked.epoch),
        inbox_acknowledged=Greatest(F("inbox_acknowledged"), asked.after),
    )
    if asked.after > desk.inbox_last:
        desk = continued_after(desk, asked.after)
    pages: list[bytes] = []
    room = _ROOM_FOR_PAGES
    while True:
        page = page_after(desk, asked, keys, timezone.now())
        signed = sign_note(page, keys.receipts)
        room -= len(signed)
        if pages and room < 0:
            return tuple(pages)
        pages.append(signed)
        if not page.entries or page.entries[-1].seq >= page.last:
            return tuple(pages)
        asked = msgspec.structs.replace(asked, after=page.entries[-1].seq)
