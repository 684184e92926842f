"""Desks of a commune take each other's sealed batches along: what a desk without a line wrote goes by another's.

Asked for on the commune's own network after the events themselves; the courier of the night delivers, and the receipts
come back when the desk asks in its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from desk_app.commune_ports import CommuneLog
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.ports import Clock, DeskIdentity, Outbox, Signer
from sync.desk.answers import strange
from sync.desk.carried import MOST_CARRIED, CarriedSpool, carried_form, carried_of, forget_receipts, give_up, item_for
from sync.desk.connection import DistrictConnection
from sync.desk.spool import RECEIPT, REFUSAL, Spool
from sync.desk.spool_item import DamagedItemError, SpoolItem, item_as_bytes
from sync.wire.commune import question_of
from sync.wire.limits import INBOX_PAGE_BYTES
from sync.wire.messages import CarryPage, CarryRequest, Receipt, Refusal
from sync.wire.signing import DamagedNoteError, device_of, open_note, sign_note

_Note = TypeVar("_Note", bound=msgspec.Struct)
_PAGES_A_ROUND = 8
_NAMES_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Load:
    """Where a desk's own spool lies and what it carries for others (`folder`), and the log that receipts go to."""

    outbox: Outbox
    spool: Spool
    folder: Path


@dataclass(frozen=True, slots=True)
class Carried:
    """Batches taken along from a desk, and own events that the district has by way of it."""

    items: int = 0
    proven: int = 0


NOTHING_CARRIED = Carried()


def ask_for_load(
    load: Load, commune: CommuneLog, signer: Signer, connection: DistrictConnection, their_key: bytes, clock: Clock
) -> Carried:
    """Take along what the desk with this key has sealed, and take in what it heard.

    Nothing before this desk has sealed something of its own: until then it knows no district to carry to.
    SpoolFailedError, DistrictAnswerError, and as the connection.
    """
    own = load.spool.address()
    if own is None:
        return NOTHING_CARRIED
    carried = carried_of(load.folder, device_of(their_key))
    carried.keep_addressed(own, device_of(their_key), load.outbox.times_rewound())
    items = proven = 0
    for _ in range(_PAGES_A_ROUND):
        page = _asked(carried, commune, signer, connection, their_key, clock)
        if page is None:
            break
        proven += _taken_in(load, page)
        came = _taken_along(carried, page, connection)
        give_up(carried, commune, page.proof)
        items += came
        if not came:
            break
    return Carried(items, proven)


def load_for(load: Load, signer: Signer, request: CarryRequest) -> bytes:
    """Return the signed page for a desk that belongs to the commune: own batches, and what was heard of its own."""
    there = load.spool.items()
    heard = carried_of(load.folder, request.device)
    turns = {item.name: item.turn for item in heard.items()}
    receipts = tuple((turns[name], note) for name, note in heard.answers(RECEIPT) if name in turns)
    page = CarryPage(
        request.device,
        question_of(request),
        _some([item for item in there if carried_form(item).name not in request.names]),
        _newest_receipt(load.outbox),
        receipts,
        heard.answers(REFUSAL),
    )
    return sign_note(page, signer)


def look_after_load(load: Load) -> None:
    """What a district lost that was put back to a backup goes to it again, also for desks that are no more."""
    forget_receipts(load.folder, _newest_receipt(load.outbox), load.outbox.times_rewound())


def _newest_receipt(outbox: Outbox) -> bytes:
    known = outbox.log_receipts()
    return known.newest or known.checked or b""


def _asked(
    carried: CarriedSpool,
    commune: CommuneLog,
    signer: Signer,
    connection: DistrictConnection,
    their_key: bytes,
    clock: Clock,
) -> CarryPage | None:
    refused = {name for name, _ in carried.answers(REFUSAL)}  # asked for again: sealed in another form by then
    names = tuple(item.name for item in carried.items() if item.name not in refused)[:_NAMES_MOST]
    request = CarryRequest(commune.device, names, milliseconds_of(clock.now()))
    answer = connection.post(f"/v1/carry/{commune.device.hex()}", sign_note(request, signer))
    if answer.status != 200 or not answer.is_note:
        return None  # an older program, or one that does not know this desk yet: its events came all the same
    try:
        page = open_note(CarryPage, their_key, answer.content)
    except DamagedNoteError as error:
        raise strange(connection, None) from error
    if page.device != commune.device or page.question != question_of(request):
        raise strange(connection, None)
    return page


def _taken_along(carried: CarriedSpool, page: CarryPage, connection: DistrictConnection) -> int:
    device, room = bytes.fromhex(carried.folder.name), MOST_CARRIED - carried.size()
    known = {item.name: item.envelope for item in carried.items()}
    try:
        items = [item_for(each, device) for each in page.items]
    except DamagedItemError as error:
        raise strange(connection, None) from error
    kept = 0
    for item in items:
        if known.get(item.name) == item.envelope:
            continue
        room -= len(item.envelope)
        if room < 0:
            break
        carried.put(item)
        carried.drop(item.name, REFUSAL)  # of the form in which it was sealed before
        kept += 1
    return kept


def _taken_in(load: Load, page: CarryPage) -> int:
    """Believe the district's receipts for own batches as a round would; they are signed, whoever brings them."""
    identity, before = load.outbox.identity(), load.outbox.acknowledged()
    if identity.enrolment is None:
        return 0
    key, turn = identity.enrolment.receipt_key, load.outbox.times_rewound()
    for of_turn, note in page.receipts:
        receipt = _opened(Receipt, key, note)
        if receipt is not None and of_turn == turn:
            _believe(load.outbox, identity, receipt, note)
    names = {carried_form(item).name: item.name for item in load.spool.items()}
    for name, note in page.refusals:
        refusal = _opened(Refusal, key, note)
        if name in names and refusal is not None and refusal.device == identity.device:
            load.spool.keep_answer(names[name], REFUSAL, note)
    return load.outbox.acknowledged() - before


def _believe(outbox: Outbox, identity: DeskIdentity, receipt: Receipt, note: bytes) -> None:
    is_mine = (receipt.device, receipt.epoch) == (identity.device, identity.epoch)
    if not is_mine or receipt.last_seq <= outbox.acknowledged():
        return
    if outbox.chain_at(receipt.last_seq) != receipt.last_head:
        return  # another history: the round with the district itself judges it, and learns the newest epoch
    at = time_of(receipt.district_at)
    outbox.receipt_stored(receipt.last_seq, at, note)
    if outbox.waiting() == 0:
        outbox.exchange_noted(at)


def _opened(kind: type[_Note], key: bytes, note: bytes) -> _Note | None:
    try:
        return open_note(kind, key, note)
    except DamagedNoteError:
        return None


def _some(items: list[SpoolItem]) -> tuple[bytes, ...]:
    """Return the first of them as files, about as much as a page of the inbox."""
    taken, size = list[bytes](), 0
    for item in items:
        content = item_as_bytes(item)
        if taken and size + len(content) > INBOX_PAGE_BYTES:
            break
        taken.append(content)
        size += len(content)
    return tuple(taken)
