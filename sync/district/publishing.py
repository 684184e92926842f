"""Putting a catalogue or calendar in force for desks: in one plain form, signed, from a day on."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import json
import zlib
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.procedure import catalogue_from_json
from desk_app.domain.reference import reference_hash
from sync.district.acts import BY_COMMAND, Deed, note_act
from sync.district.errors import DistrictInputError
from sync.district.inbox_rows import deliver
from sync.district.keys import DistrictKeys
from sync.district.models import Desk, Publication
from sync.district.references import ALL_HUBS, CATALOGUE, published
from sync.wire.inbox_notes import ReferenceNote
from sync.wire.signing import sign_note


class OrderError(DistrictInputError):
    """A text was published already that counts from a later day: this one would never count, or only in between."""


def version_of(subject: str, text: str) -> str:
    """Return the version of a catalogue's or calendar's text; CatalogueError or CalendarError when it is none."""
    return catalogue_from_json(text).version if subject == CATALOGUE else calendar_from_json(text).base_version


def plain(text: str) -> str:
    """Return a JSON text in the one form in which it is signed and sent, whatever program wrote the file."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def publish(
    subject: str,
    text: str,
    at: datetime,
    keys: DistrictKeys,
    *,
    hub: int = ALL_HUBS,
    in_force_from: date | None = None,
    by: str = "",
) -> int:
    """Put a text into the inbox of every desk (of a hub); return how many desks will get it. OrderError."""
    version, content = version_of(subject, text), plain(text).encode()
    content_hash = reference_hash(subject, content)
    begins = 0 if in_force_from is None else in_force_from.toordinal()
    note = ReferenceNote(subject, version, begins, content_hash, milliseconds_of(at))
    with transaction.atomic():
        _check_order(subject, hub, in_force_from or localdate(at))
        Publication.objects.update_or_create(
            hub=hub, content_hash=content_hash,
            defaults={
                "subject": subject, "version": version, "content": zlib.compress(content, 9), "at": at,
                "signed": sign_note(note, keys.receipts), "in_force_from": in_force_from, "published_by": by,
            },
        )  # fmt: skip
        desks = Desk.objects.select_for_update().order_by("hub", "device")
        reached = list(desks if hub == ALL_HUBS else desks.filter(hub=hub))
        for desk in reached:
            deliver(desk, content_hash)
        said = f"{version}, {in_force_from or 'at once'}"
        note_act(by or BY_COMMAND, Deed.PUBLISHED, at, subject=subject, note=said, hub=hub)
    return len(reached)


def _check_order(subject: str, hub: int, begins: date) -> None:
    later = [row for row in published(subject, hub) if row.in_force_from is not None and row.in_force_from > begins]
    if later:
        raise OrderError(f"{later[0].version} counts from {later[0].in_force_from} on, after {begins}")
