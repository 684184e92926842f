"""A desk's first minute: keys, an empty log, and the events that say what the desk goes by."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from db.engine import open_database
from db.errors import DeskExistsError
from db.event_log import position_of, stored_events
from db.in_force import InForce
from db.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    Cost,
    check_password,
    derived,
    seal,
    wrap_by_password,
    wrap_by_recovery,
)
from db.lock import DeskLock
from db.migrations.steps import migrate
from db.places import Places, default_copy_dir
from db.recovery_code import SECRET_BYTES, code_of
from db.safe_file import sync_folder
from db.second_copy import write_copy
from db.signing import SEED_BYTES, DeskSigner
from db.trouble import translated
from db.unit_of_work import DeskUnitOfWork, LogEnd
from db.wraps_file import Wraps, write_wraps
from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.events import DeskOpened, Event, OfficerAdded, ReferenceReplaced, SettingChanged
from desk_app.domain.procedure import catalogue_from_json
from desk_app.ports import Chance, Clock, EventCodec

OFFICER_ROLE = "officer"
SIGNING = b"signing seed"
WRAP_CHANCE = SALT_BYTES + NONCE_BYTES


@dataclass(frozen=True, slots=True)
class CreatedDesk:
    """What creation gives out once: the code to be printed, and who may sign in."""

    recovery_code: str
    officer_id: str


def create_desk(
    home: Path,
    *,
    codec: EventCodec,
    clock: Clock,
    chance: Chance,
    officer_name: str,
    password: str,
    settings: Mapping[str, str],
    catalogue_json: str,
    calendar_json: str,
    program: str,
    copy_dir: Path | None = None,
    cost: Cost | None = None,
) -> CreatedDesk:
    """Make a desk in `home` and close it again; it exists once the wrapped keys are written, before that nothing does.

    DeskExistsError, PasswordTooShortError, or what a faulty catalogue or calendar raises.
    """
    check_password(password)
    events = _first_events(settings, catalogue_json, calendar_json)
    places = Places(home, copy_dir or default_copy_dir(home))
    with translated(str(home)):
        for folder in (home, places.copy_dir):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = DeskLock(places.lock)
        try:
            if places.keys.exists() or places.keys_twin.exists():
                raise DeskExistsError(home=str(home))
            key, secret, officer_id = chance.draw(KEY_BYTES), chance.draw(SECRET_BYTES), chance.draw(4).hex()
            seed = chance.draw(SEED_BYTES)
            signer = DeskSigner(seed)
            public_key = signer.public_key.hex()
            wrap_cost = cost or Cost()
            wraps = Wraps(
                generation=1,
                copy_dir=str(copy_dir.absolute()) if copy_dir else "",
                public_key=public_key,
                signing_seed=seal(derived(key, "signing"), seed, chance.draw(NONCE_BYTES), SIGNING).hex(),
                recovery=wrap_by_recovery(key, secret, public_key, chance.draw(WRAP_CHANCE)),
                officers=(
                    wrap_by_password(
                        key, officer_id, officer_name, password, public_key, chance.draw(WRAP_CHANCE), wrap_cost
                    ),
                ),
            )
            opened = DeskOpened(
                agency_code=settings.get("agency_code", ""),
                desk=int(settings.get("desk", "1")),
                public_key=signer.public_key,
                salt=chance.draw(16),
                program=program,
            )
            officer = OfficerAdded(officer_id, officer_name, OFFICER_ROLE)
            _begin_log(places, key, signer.public_key, codec, clock, officer_id, [opened, officer, *events])
            write_wraps(places, wraps)
        finally:
            lock.release()
    return CreatedDesk(code_of(secret), officer_id)


def _first_events(settings: Mapping[str, str], catalogue_json: str, calendar_json: str) -> list[Event]:
    """Settings, and the shipped catalogue and calendar as events: the log alone rebuilds everything."""
    texts = (
        ("catalogue", catalogue_from_json(catalogue_json).version, catalogue_json),
        ("calendar", calendar_from_json(calendar_json).base_version, calendar_json),
    )
    changes = [SettingChanged(name, value) for name, value in settings.items()]
    shipped = [
        ReferenceReplaced(subject, version, "shipped", zlib.compress(text.encode(), 9))
        for subject, version, text in texts
    ]
    return [*changes, *shipped]


def _begin_log(
    places: Places,
    key: bytes,
    public_key: bytes,
    codec: EventCodec,
    clock: Clock,
    actor: str,
    events: Sequence[Event],
) -> None:
    for leftover in (places.database, places.database.with_name("desk.db-wal"), places.copy):
        leftover.unlink(missing_ok=True)  # of a creation cut short: without keys it opens for nobody
    connection = open_database(places.database, derived(key, "database"))
    try:
        migrate(connection, codec)
        end = LogEnd(position_of(connection, codec, public_key))
        in_force = InForce(connection, codec, clock)
        with DeskUnitOfWork(connection, codec, clock, actor, end, in_force, lambda _: None) as work:
            for event in events:
                work.append(event)
            work.commit()
        device = sha256(public_key).digest()[:16]
        write_copy(places.copy, derived(key, "copy"), device, stored_events(connection))
    finally:
        connection.close()
    sync_folder(places.home)
