"""The log of batches: seals of the desks, receipts of the district, and the Merkle tree over all of them."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec

from desk_app.domain import chain
from desk_app.domain.positional import milliseconds_of
from sync.district.models import Desk, Hub, LogEntry, StoredReceipt, Stream
from sync.district.verifying.findings import Findings, Place
from sync.district.verifying.streams import Seen
from sync.wire.batch import BatchHeader, is_seal
from sync.wire.district_log import LOG_FORM, leaf_of
from sync.wire.merkle import grown, root_of_frontier
from sync.wire.messages import Receipt
from sync.wire.signing import DamagedNoteError, open_note, read_note

_CLOCK_MAY_STEP_BACK = timedelta(minutes=10) // timedelta(milliseconds=1)


def heads_wanted(hub: int) -> dict[bytes, set[int]]:
    """Return after which events of which device a batch begins or ends: there the chain is looked at again."""
    wanted: dict[bytes, set[int]] = defaultdict(set)
    for device, last, header in LogEntry.objects.filter(hub=hub).values_list("device", "last_seq", "header"):
        wanted[bytes(device)].add(last)
        said = None if header is None else _header(bytes(header))
        if said is not None:
            wanted[bytes(device)] |= {said.first - 1, said.last}
    return wanted


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """The district's receipt keys: `only` these, or, if there are none, `known` ones and those that desks sealed.

    A key in `stolen` signs nothing any more from that time (ms) on.
    """

    only: frozenset[bytes] = frozenset()
    known: frozenset[bytes] = frozenset()
    stolen: Mapping[bytes, int] = field(default_factory=dict)


def check_batches(hub: Hub, seen: Seen, keys: ReceiptKeys) -> Findings:
    """Yield what is wrong with the log."""
    place = Place("log_entry", hub.agency_code)
    receipts = {
        (bytes(row.device), row.epoch, row.last_seq): bytes(row.receipt)
        for row in StoredReceipt.objects.filter(hub=hub.hub).iterator()
    }
    desks = {bytes(desk.device): bytes(desk.public_key) for desk in Desk.objects.filter(hub=hub.hub)}
    trusted = keys.only or keys.known | seen.receipt_keys
    size, frontier, before = 0, b"", 0
    for entry in LogEntry.objects.filter(hub=hub.hub).order_by("place").iterator():
        key = bytes(entry.device), entry.epoch, entry.last_seq
        here = Place("log_entry", hub.agency_code, key[0].hex(), entry.epoch)
        if entry.place != size:
            yield here.wrong(f"batches {size + 1} to {entry.place} of the log are missing", entry.last_seq)
            return
        signed = receipts.pop(key, None)
        receipt, key_used = (None, b"") if signed is None else _receipt(signed, trusted)
        if receipt is not None and receipt.district_at >= keys.stolen.get(key_used, receipt.district_at + 1):
            yield Place("receipt", *_where(here)).wrong("signed with a key that was stolen by then", entry.last_seq)
        if receipt is None:
            what = "a batch in the log without a receipt" if signed is None else "its receipt is not the district's"
            yield Place("receipt", *_where(here)).wrong(what, entry.last_seq)
            return
        frontier, nodes = grown(size, frontier, leaf_of(receipt))
        size += 1
        if nodes != bytes(entry.nodes):
            yield here.wrong("the tree does not have this batch as its receipt says", entry.last_seq)
        yield from _agrees(here, entry, receipt, root_of_frontier(frontier), seen)
        yield from _sealed(here, entry, receipt, desks.get(key[0], b""), seen)
        if receipt.district_at < before - _CLOCK_MAY_STEP_BACK:
            yield here.wrong("its receipt is dated before the one that came before it", entry.last_seq)
        before = max(before, receipt.district_at)
    for device, epoch, last in receipts:
        yield Place("receipt", hub.agency_code, device.hex(), epoch).wrong("a receipt for a batch not in the log", last)
    root = root_of_frontier(frontier)
    if (hub.log_size, bytes(hub.log_root), bytes(hub.log_frontier)) != (size, root, frontier):
        yield Place("hub", place.agency).wrong("size, root or frontier are not those of its log")
    yield from _heads(hub)


def _agrees(here: Place, entry: LogEntry, receipt: Receipt, root: bytes, seen: Seen) -> Findings:
    said = (receipt.device, receipt.epoch, receipt.last_seq, receipt.log_size)
    if said != (bytes(entry.device), entry.epoch, entry.last_seq, entry.place + 1):
        yield here.wrong("its receipt is for another batch", entry.last_seq)
    if receipt.log_form == LOG_FORM and receipt.log_root != root:
        yield here.wrong("the log at this place is not the one that its receipt names", entry.last_seq)
    if receipt.last_head not in seen.heads[receipt.device, receipt.last_seq]:
        yield here.wrong("the events held are not those that the receipt was given for", entry.last_seq)


def _sealed(here: Place, entry: LogEntry, receipt: Receipt, public_key: bytes, seen: Seen) -> Findings:
    if entry.header is None or entry.seal is None or entry.sealed_at is None:
        if (entry.header, entry.seal, entry.sealed_at) != (None, None, None) or receipt.log_form == LOG_FORM:
            yield here.wrong("its seal is missing", entry.last_seq)
        return  # taken in by a program that kept no seals; the chain of a later batch covers its events
    header = _header(bytes(entry.header))
    if header is None:
        yield here.wrong("the header of the batch is damaged", entry.last_seq)
        return
    if (header.device, header.epoch, header.last) != (bytes(entry.device), entry.epoch, entry.last_seq):
        yield here.wrong("the header is of another batch", entry.last_seq)
    if not is_seal(public_key, bytes(entry.header), receipt.last_head, entry.sealed_at, bytes(entry.seal)):
        yield here.wrong("the desk did not seal this", entry.last_seq)
    beginnings = seen.heads[header.device, header.first - 1] | {chain.genesis(public_key)}
    if header.before not in beginnings:
        yield here.wrong("it does not begin where its header says", header.first)


def _heads(hub: Hub) -> Findings:
    newest: dict[tuple[bytes, int], Any] = {}
    for entry in LogEntry.objects.filter(hub=hub.hub).order_by("place").iterator():
        newest[bytes(entry.device), entry.epoch] = entry
    for stream in Stream.objects.filter(hub=hub.hub, head_seq__gt=0):
        here = Place("stream", hub.agency_code, bytes(stream.device).hex(), stream.epoch)
        last = newest.get((bytes(stream.device), stream.epoch))
        if last is None or last.last_seq != stream.head_seq:
            yield here.wrong("its last events are under no receipt and no seal", stream.head_seq)
            continue
        note = StoredReceipt.objects.filter(
            hub=hub.hub, device=stream.device, epoch=stream.epoch, last_seq=stream.head_seq
        ).first()
        receipt = None if note is None else _read(bytes(note.receipt))
        if receipt is not None and (stream.heard_at is None or milliseconds_of(stream.heard_at) != receipt.district_at):
            yield here.wrong("it was not heard when its receipt says", stream.head_seq)
        header = None if last.header is None else _header(bytes(last.header))
        if header is not None and stream.reported_head != max(header.desk_head, stream.head_seq):
            yield here.wrong("how far the desk's log goes is not what the desk sealed", stream.head_seq)


def _receipt(note: bytes, keys: Collection[bytes]) -> tuple[Receipt | None, bytes]:
    for key in keys:
        try:
            return open_note(Receipt, key, note), key
        except DamagedNoteError:
            continue
    return None, b""


def _read(note: bytes) -> Receipt | None:
    try:
        return read_note(Receipt, note)
    except DamagedNoteError:
        return None


def _header(packed: bytes) -> BatchHeader | None:
    try:
        return msgspec.msgpack.decode(packed, type=BatchHeader)
    except (msgspec.MsgspecError, ValueError):
        return None


def _where(here: Place) -> tuple[str, str, int | None]:
    return here.agency, here.device, here.epoch
