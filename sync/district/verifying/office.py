"""What the district itself wrote down: communes, devices, codes, what is in quarantine, what went to the desks."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import datetime

from desk_app.domain.events import DeskOpened
from sync.district.hub import hub_of
from sync.district.models import (
    Desk,
    DistrictDecision,
    DossierRow,
    EnrolCode,
    Event,
    Hub,
    InboxRow,
    LogEntry,
    Parked,
    Publication,
    Quarantined,
    Scan,
    StoredReceipt,
    Stream,
    Unproven,
)
from sync.district.verifying.findings import Findings, Place
from sync.wire.batch import DamagedBatchError, UnknownDictionaryError, unpack
from sync.wire.codec import MessagePackCodec
from sync.wire.signing import device_of

_OF_A_HUB = (
    Desk, EnrolCode, Stream, Event, StoredReceipt, LogEntry, Quarantined, Parked, Unproven, DossierRow, InboxRow,
    DistrictDecision, Scan,
)  # fmt: skip


def check_office(hub: Hub) -> Findings:
    """Yield what cannot be so in a commune's own rows."""
    if hub.hub != hub_of(hub.agency_code):
        yield Place("hub", hub.agency_code).wrong("its id is not that of its code")
    desks = list(Desk.objects.filter(hub=hub.hub))
    working = defaultdict(list)
    for desk in desks:
        place = Place("desk", hub.agency_code, bytes(desk.device).hex())
        if device_of(bytes(desk.public_key)) != bytes(desk.device):
            yield place.wrong("the device is not that of its key")
        if desk.replaced_at is None:
            working[desk.number].append(place)
        opened = _opened(desk)
        if opened is not None and (opened.desk, opened.public_key) != (desk.number, bytes(desk.public_key)):
            yield place.wrong("its log was opened for another desk or key")
        yield from _inbox(place, desk)
    for number, places in sorted(working.items()):
        if len(places) > 1:
            yield places[1].wrong(f"desk {number} has two devices, none of which was replaced")
    devices = {bytes(desk.device) for desk in desks}
    for device in InboxRow.objects.filter(hub=hub.hub).order_by().values_list("device", flat=True).distinct():
        if bytes(device) not in devices:
            yield Place("inbox", hub.agency_code, bytes(device).hex()).wrong("an inbox of no device")
    numbers = {bytes(desk.public_key): desk.number for desk in desks}
    for code in EnrolCode.objects.filter(hub=hub.hub, public_key__isnull=False):
        number = numbers.get(bytes(code.public_key))
        if number is None:
            yield Place("enrol_code", hub.agency_code).wrong("a code was used by a device that was never taken in")
        elif number != code.desk:
            yield Place("enrol_code", hub.agency_code).wrong(f"a code for desk {code.desk} was used by desk {number}")
    yield from _quarantine(hub)


def check_everywhere(hubs: set[int]) -> Findings:
    """Yield rows of a commune that does not exist."""
    for model in _OF_A_HUB:
        for hub in model.objects.order_by().values_list("hub", flat=True).distinct():
            if hub not in hubs:
                yield Place(model._meta.db_table).wrong(f"rows of a commune that does not exist ({hub})")


def _opened(desk: Desk) -> DeskOpened | None:
    event = Event.objects.filter(hub=desk.hub, device=desk.device, kind=DeskOpened.kind, body__isnull=False).first()
    try:
        said = None if event is None else MessagePackCodec().decode_body(event.kind, event.version, bytes(event.body))
    except ValueError:
        return None
    return said if isinstance(said, DeskOpened) else None


def _inbox(place: Place, desk: Desk) -> Findings:
    known = {bytes(row) for row in Publication.objects.values_list("content_hash", flat=True)}
    rows = list(InboxRow.objects.filter(hub=desk.hub, device=desk.device).order_by("seq"))
    here = Place("inbox", place.agency, place.device)
    if rows and [row.seq for row in rows] != list(range(desk.inbox_last - len(rows) + 1, desk.inbox_last + 1)):
        yield here.wrong("the numbers of its inbox have a gap")
    if not 0 <= desk.inbox_acknowledged <= desk.inbox_last:
        yield place.wrong("it holds more of its inbox than there is")
    elif len(rows) < desk.inbox_last - desk.inbox_acknowledged:
        yield here.wrong("something that waits for it is missing")
    for row in rows:
        if bytes(row.content_hash) not in known:
            yield here.wrong("something was sent that is not kept", row.seq)


def _quarantine(hub: Hub) -> Findings:
    first: dict[tuple[bytes, int], datetime] = {}
    for row in Quarantined.objects.filter(hub=hub.hub):
        place = Place("quarantined", hub.agency_code, bytes(row.device).hex(), row.epoch)
        batch = bytes(row.batch)
        key = bytes(row.device), row.epoch
        first[key] = min(row.at, first.get(key, row.at))
        if hashlib.sha256(batch).digest() != bytes(row.batch_hash):
            yield place.wrong("a batch in quarantine is not the one that came", row.first)
            continue
        try:
            header = unpack(batch).header
        except (DamagedBatchError, UnknownDictionaryError):
            yield place.wrong("a batch in quarantine is damaged", row.first)
            continue
        if (header.device, header.epoch, header.first, header.last) != (*key, row.first, row.last):
            yield place.wrong("a batch in quarantine is of another place", row.first)
        yield place.doubtful("two histories of one desk: people must say which machine goes on", row.first)
    for stream in Stream.objects.filter(hub=hub.hub):
        key = bytes(stream.device), stream.epoch
        if (stream.forked_at is None) != (key not in first) or (stream.forked_at or 0) != first.get(key, 0):
            place = Place("stream", hub.agency_code, key[0].hex(), stream.epoch)
            yield place.wrong("whether and when it forked is not what is in quarantine")
