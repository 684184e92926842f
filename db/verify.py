"""Is everything what it was? The chain, every digest, every derived table, and the second copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from db.copy_frames import CopyDamagedError, events_in, header_of, read_copy
from db.derived_check import differences
from db.engine import Connection
from db.event_log import recorded_of, stored_events
from db.foreign_log import opening_bodies
from db.keys import derived
from db.store import DeskStore
from db.trouble import translated
from desk_app.domain.chain import digest_of, genesis, link, salt_of_event
from desk_app.domain.events import DeskOpened, Received, Recorded, Refused
from desk_app.domain.life_events import Registered
from desk_app.ports import EventCodec

_MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: `findings` are short technical sentences, none when the desk is sound.

    `scans` names the scans whose file is missing or damaged: the log is sound without them.
    """

    sound: bool
    events: int
    findings: tuple[str, ...]
    scans: tuple[str, ...] = ()


def verify(store: DeskStore) -> Verdict:
    """Check everything; reads the whole log, some seconds for a year. Changes nothing."""
    store.second_copy_flush()
    with translated(str(store.keyring.places.home)):
        findings = [
            *_pages(store.connection),
            *_chain(store.connection, store.codec, store.signer.public_key),
            *differences(store.connection, store.codec),
            *_second_copy(store),
        ]
        scans = tuple(islice(store.scans.faults(), _MOST_FINDINGS))
    return Verdict(not findings, store.outbox.head()[0], tuple(findings[:_MOST_FINDINGS]), scans)


def _pages(connection: Connection) -> Iterator[str]:
    for check in ("cipher_integrity_check", "integrity_check"):
        for row in connection.execute(f"PRAGMA {check}").fetchall():
            if row[0] != "ok":
                yield f"{check}: {row[0]}"


def _chain(connection: Connection, codec: EventCodec, public_key: bytes) -> Iterator[str]:
    head = genesis(public_key)
    salts: dict[str | None, bytes] = {}
    for place, event in enumerate(stored_events(connection), 1):
        if event.seq != place:
            yield f"event {place} is missing"
            return
        head = link(head, event.header, event.digest)
        if head != event.chain:
            yield f"the chain breaks at event {event.seq}"
            return
        if event.body is None:
            continue
        try:
            recorded = recorded_of(codec, event)
        except ValueError as error:
            yield f"event {event.seq}: {error}"
            continue
        salt = _salt(recorded, salts)
        known = [salt] if salt is not None else _salts_of_others(connection, codec, recorded.header.dossier)
        if not known and recorded.header.dossier is not None:
            continue  # begun at another desk whose events are not here (any more)
        if event.digest not in {digest_of(salt_of_event(each, event.seq), event.body) for each in known}:
            yield f"the body of event {event.seq} is not what its header says"


def _salts_of_others(connection: Connection, codec: EventCodec, dossier: str | None) -> list[bytes]:
    """A dossier begun at another desk has its salt from there; where its events are not here, nothing can be said."""
    bodies = [] if dossier is None else opening_bodies(connection, dossier)
    openings = [codec.decode_body(kind, 1, body) for kind, body in bodies]
    return [each.salt for each in openings if isinstance(each, Received | Refused | Registered)]


def _salt(event: Recorded, salts: dict[str | None, bytes]) -> bytes | None:
    body, dossier = event.body, event.header.dossier
    if isinstance(body, DeskOpened):
        salts[None] = body.salt
    elif isinstance(body, Received | Refused | Registered):
        salts[dossier] = body.salt
    return salts.get(dossier)


def _second_copy(store: DeskStore) -> Iterator[str]:
    if store.second_copy_problem is not None:
        yield f"the second copy cannot be written: {store.second_copy_problem}"
        return
    key = derived(store.keyring.key, "copy")
    header = header_of(sha256(store.signer.public_key).digest()[:16])
    copy = read_copy(store.keyring.places.copy, header)
    if copy is None or copy.damaged:
        yield "the second copy is missing or damaged"
        return
    own = stored_events(store.connection)
    try:
        for frame in copy.frames:
            for event in events_in(frame, key, header):
                if next(own, None) != event:
                    yield f"the second copy differs at event {event.seq}"
                    return
    except CopyDamagedError as error:
        yield f"the second copy is damaged: {error}"
        return
    if next(own, None) is not None:
        yield f"the second copy ends at event {copy.last_seq}"
