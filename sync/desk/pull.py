"""What the district has for this desk comes down in signed pages without gaps; asking on acknowledges the rest."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.positional import milliseconds_of
from desk_app.domain.trust_events import DistrictDoubted
from desk_app.ports import Clock, Enrolment, InboxItem, Outbox, Signer
from sync.desk.answers import refusal_in, shut_out, strange
from sync.desk.connection import DistrictConnection
from sync.desk.district_log import Believed, believed, judged
from sync.desk.inbox_items import BaseMissingError, DamagedEntryError, Texts, item_of, texts_of
from sync.errors import DistrictAnswerError, ForkError
from sync.wire.codec import MessagePackCodec
from sync.wire.messages import READS, InboxPage, InboxRequest
from sync.wire.signing import DamagedNoteError, open_note, sign_note


@dataclass(frozen=True, slots=True)
class Held:
    """How far the district has this desk's log: up to event `seq`, after which its chain head is `head`.

    `newest_epoch` is the newest epoch of this device that it has; `is_superseded` whether the log was restored from a
    copy of this one's epoch since, and goes on elsewhere.
    """

    seq: int
    head: bytes
    newest_epoch: int = 0
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many items came down, and how far the district has the desk's log (None: it does not say).

    `keys_digest` is the SHA-256 of the keys the desk left there, None if the district takes none. `doubted` is what the
    district's own log contradicts; `commune` marks what it has of the commune's other desks.
    """

    received: int
    held: Held | None
    keys_digest: bytes | None = None
    doubted: DistrictDoubted | None = None
    commune: bytes = b""


@dataclass(frozen=True, slots=True)
class Condition:
    """How the desk's machine is: version of the program, free bytes where its data lie (None: unknown).

    Goes up with every question for the inbox, so that people at the district see which machine needs them.
    """

    program: str = ""
    free_disk: int | None = None


def is_behind(held: Held, outbox: Outbox) -> bool:
    """Whether the district lost what it had proven: the desk's position is then moved back.

    ForkError for another history, and for an old disk started again after its log was restored elsewhere.
    """
    if held.is_superseded or outbox.chain_at(held.seq) != held.head:
        raise ForkError(seq=held.seq, newest_epoch=held.newest_epoch)
    if held.seq >= outbox.acknowledged():
        return False
    outbox.rewind(held.seq)
    return True


def pull(
    outbox: Outbox,
    signer: Signer,
    connection: DistrictConnection,
    enrolment: Enrolment,
    clock: Clock,
    came: Callable[[int, int], None],
    condition: Condition | None = None,
) -> Pulled:
    """Return what came down and was logged; DistrictAnswerError, NotEnrolledError, and as the connection."""
    received = 0
    receipts = believed(outbox)
    texts, is_whole = texts_of(outbox.reference_text), False
    while True:
        after = outbox.inbox_position()
        page = _page(outbox, signer, connection, enrolment, clock, after, condition or Condition(), receipts, texts)
        try:
            items = _items(page, connection, enrolment, texts)
        except BaseMissingError as error:
            if is_whole:
                raise DistrictAnswerError(url=connection.url, reason=str(error)) from error
            texts, is_whole = Texts({}), True
            continue
        if page.entries:
            outbox.inbox_applied(items)
            received += len(page.entries)
            came(received, page.last - page.entries[-1].seq)
        if not page.entries or page.entries[-1].seq >= page.last:
            doubted = judged(page, receipts, outbox, enrolment)
            return Pulled(received, _held(page, outbox), page.keys_digest, doubted, page.commune)


def _page(
    outbox: Outbox,
    signer: Signer,
    connection: DistrictConnection,
    enrolment: Enrolment,
    clock: Clock,
    after: int,
    condition: Condition,
    receipts: Believed,
    texts: Texts,
) -> InboxPage:
    identity = outbox.identity()
    head = outbox.acknowledged() + outbox.waiting()  # a receipt that alone is left over is no backlog
    proven = outbox.acknowledged()
    request = InboxRequest(
        identity.device, identity.epoch, after, head, milliseconds_of(clock.now()),
        proven, outbox.chain_at(proven) or b"",
        condition.program, -1 if condition.free_disk is None else condition.free_disk, _oldest_waiting(outbox),
        receipts.known_size, receipts.batch, READS, texts.names, receipts.known_root,
    )  # fmt: skip
    signed = base64.b64encode(sign_note(request, signer)).decode()
    answer = connection.get(f"/v1/inbox/{identity.device.hex()}?after={after}", {"Authorization": f"Desk {signed}"})
    if answer.status != 200 or not answer.is_note:
        refusal = refusal_in(answer, enrolment.receipt_key)
        if refusal is not None and refusal.device == identity.device:
            shut_out(refusal, connection)
        raise strange(connection, answer, enrolment.receipt_key)
    try:
        page = open_note(InboxPage, enrolment.receipt_key, answer.content)
    except DamagedNoteError as error:
        raise strange(connection, None) from error
    numbers = [entry.seq for entry in page.entries]
    if page.device != identity.device or page.after != after or numbers != _following(after, len(numbers)):
        raise DistrictAnswerError(url=connection.url, reason="a page for another question")
    return page


def _items(page: InboxPage, connection: DistrictConnection, enrolment: Enrolment, texts: Texts) -> list[InboxItem]:
    try:
        return [item_of(entry, enrolment.receipt_key, texts) for entry in page.entries]
    except DamagedEntryError as error:
        raise DistrictAnswerError(url=connection.url, reason=str(error)) from error


def _oldest_waiting(outbox: Outbox) -> int:
    """Return when the oldest event without a receipt was recorded, milliseconds; 0 when none waits."""
    if outbox.waiting() == 0:
        return 0
    waiting = outbox.events_after(outbox.acknowledged(), 1)
    return milliseconds_of(MessagePackCodec().decode_header(waiting[0].header).recorded_at) if waiting else 0


def _held(page: InboxPage, outbox: Outbox) -> Held | None:
    if page.held is None or page.held < 0 or page.epoch != outbox.identity().epoch:
        return None
    return Held(page.held, page.held_head, page.newest_epoch, page.is_superseded)


def _following(after: int, count: int) -> list[int]:
    return list(range(after + 1, after + 1 + count))
