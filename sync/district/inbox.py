"""What goes down to the desks: every device has its own gap-free row of items."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.timezone import localdate

from desk_app.domain.chain import genesis
from sync.district.commune import mark_for
from sync.district.epochs import is_held_elsewhere, is_superseded, newest_epoch
from sync.district.inbox_rows import deliver
from sync.district.keys import DistrictKeys
from sync.district.ledger import shown_to
from sync.district.models import Desk, DistrictDecision, InboxRow, Publication, Stream
from sync.district.references import ALL_HUBS, EntryMaker, for_a_new_desk
from sync.wire.limits import INBOX_PAGE_BYTES, INBOX_PAGE_ITEMS
from sync.wire.messages import InboxEntry, InboxPage, InboxRequest


def deliver_latest(desk: Desk) -> None:
    """Put the newest publication of every subject into a new device's inbox; inside the caller's transaction."""
    for content_hash in for_a_new_desk(desk.hub, localdate()):
        deliver(desk, content_hash)
    # A desk on a new device, or a district put back to a backup: a desk passes over what its log has already.
    told = DistrictDecision.objects.filter(hub=desk.hub, desk=desk.number).order_by("decided_at")
    for content_hash in told.values_list("content_hash", flat=True):
        deliver(desk, bytes(content_hash))


def continued_after(desk: Desk, seq: int) -> Desk:
    """Return the desk with an inbox that goes on after `seq`, the newest publications in it once more."""
    with transaction.atomic():
        desk = Desk.objects.select_for_update().get(hub=desk.hub, device=desk.device)
        if desk.inbox_last < seq:
            InboxRow.objects.filter(hub=desk.hub, device=desk.device).delete()
            desk.inbox_last = seq
            Desk.objects.filter(hub=desk.hub, device=desk.device).update(inbox_last=seq)
            deliver_latest(desk)
    return desk


def page_after(desk: Desk, asked: InboxRequest, keys: DistrictKeys, at: datetime) -> InboxPage:
    """Return the page of items after the one that is asked for, at least one if any is left, no more than fit.

    With it goes how far the stream of its epoch is held: a desk without news would otherwise never hear of a restore.
    The log of the commune goes along as far as the desk asks for it.
    """
    rows = InboxRow.objects.filter(hub=desk.hub, device=desk.device, seq__gt=asked.after).order_by("seq")
    entries: list[InboxEntry] = []
    maker = EntryMaker(desk, asked, keys.receipts)
    room = INBOX_PAGE_BYTES
    for seq, content_hash in islice(_without_gaps(rows[:INBOX_PAGE_ITEMS], asked.after), INBOX_PAGE_ITEMS):
        publication = _publication(desk.hub, content_hash)
        room -= len(publication.content)
        if entries and room < 0:
            break
        entries.append(maker.entry(seq, publication))
    held, head = _held(desk, asked)
    newest, kept = newest_epoch(bytes(desk.device)), bytes(desk.kept_keys)
    left = hashlib.sha256(kept).digest() if kept else b""
    is_old = newest > asked.epoch and is_superseded(desk, asked.epoch)
    log = shown_to(desk.hub, asked, keys, at)
    return InboxPage(
        bytes(desk.device), asked.after, desk.inbox_last, tuple(entries), asked.epoch, held, head, newest, left, is_old,
        log.head, log.grown, log.held, mark_for(desk), log.is_known,
    )  # fmt: skip


def _without_gaps(rows: Iterable[InboxRow], after: int) -> Iterator[tuple[int, bytes]]:
    """Yield number and content name of each item, the numbers following each other.

    An inbox that goes on after a district was put back begins at the number that one machine had reached. Another one,
    put back to an older copy or with the same identity, asks from before that: it gets the next item under those
    numbers too, which changes nothing the second time, instead of a page that it cannot use, for ever.
    """
    expected = after + 1
    for row in rows:
        for seq in range(expected, row.seq + 1):
            yield seq, bytes(row.content_hash)
        expected = row.seq + 1


def _publication(hub: int, content_hash: bytes) -> Publication:
    """Return the newest of this name: the same text may have been published again, from another day on."""
    found = Publication.objects.filter(hub__in=(ALL_HUBS, hub), content_hash=content_hash)
    return found.order_by("-at")[0]


def _held(desk: Desk, asked: InboxRequest) -> tuple[int, bytes]:
    stream = Stream.objects.filter(hub=desk.hub, device=desk.device, epoch=asked.epoch).first()
    if stream is not None and stream.head_seq:
        return stream.head_seq, bytes(stream.head_chain)
    if asked.proven and is_held_elsewhere(desk, asked.proven, asked.proven_head):
        return asked.proven, asked.proven_head
    return 0, genesis(bytes(desk.public_key))
