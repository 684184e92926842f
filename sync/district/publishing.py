"""Putting a catalogue or calendar in force for desks: in one plain form, signed, from a day on."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

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
from sync.district.models import Desk, Hub, Publication
from sync.district.references import ALL_HUBS, CATALOGUE, counting, published
from sync.wire.inbox_notes import ReferenceNote
from sync.wire.signing import sign_note

_MOST_AHEAD = timedelta(days=2 * 365 + 1)
"""A day further ahead is a slip of the finger; the state announces holidays and limits for the next year at most."""


class DayError(DistrictInputError):
    """A text cannot count from that day on: it is over, or too far ahead."""


class CountsAlreadyError(DistrictInputError):
    """A text that counts cannot begin to count later: desks that have it would go on with it, new ones would not."""


class UnknownCommuneError(DistrictInputError):
    """A text for a commune that this district does not know would reach nobody."""


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
) -> int | None:
    """Put a text into the inbox of every desk (of a hub); return how many desks will get it.

    None: it is what was published last, for the same desks and day, and nothing is sent. DayError, CountsAlreadyError,
    UnknownCommuneError.
    """
    today = localdate(at)
    check_day(in_force_from, today)
    version, content = version_of(subject, text), plain(text).encode()
    content_hash = reference_hash(subject, content)
    begins = 0 if in_force_from is None else in_force_from.toordinal()
    note = ReferenceNote(subject, version, begins, content_hash, milliseconds_of(at))
    with transaction.atomic():
        if hub != ALL_HUBS and not Hub.objects.filter(hub=hub).exists():
            raise UnknownCommuneError("this district knows no such commune; nothing was sent")
        if _is_the_last(subject, hub, content_hash, in_force_from):
            return None
        if in_force_from is not None and counts_already(subject, text, hub, in_force_from, today):
            raise CountsAlreadyError(
                "it counts already: publish what shall count until then, then this once more; nothing was sent"
            )
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
            for each in (content_hash, *_waiting(subject, desk.hub, in_force_from or today)):
                deliver(desk, each)
        said = f"{version}, {in_force_from or 'at once'}"
        note_act(by or BY_COMMAND, Deed.PUBLISHED, at, subject=subject, note=said, hub=hub)
    return len(reached)


def counts_already(subject: str, text: str, hub: int, begins: date, today: date) -> bool:
    """Return whether a text that shall count from a later day on is the one that counts today."""
    now = counting(subject, hub, today) if begins > today else None
    return now is not None and bytes(now.content_hash) == reference_hash(subject, plain(text).encode())


def furthest_day(today: date) -> date:
    """Return the last day from which on a text may count."""
    return today + _MOST_AHEAD


def check_day(begins: date | None, today: date) -> None:
    """Say by DayError that a text cannot count from that day on."""
    if begins is not None and begins < today:
        raise DayError(f"{begins} is over: without a day the text counts at once; nothing was sent")
    if begins is not None and begins > furthest_day(today):
        raise DayError(f"{begins} is more than two years ahead; nothing was sent")


def _is_the_last(subject: str, hub: int, content_hash: bytes, begins: date | None) -> bool:
    """Whether the very same was published last of all that concerns these desks: after another text it is news."""
    rows = Publication.objects.filter(subject=subject) if hub == ALL_HUBS else published(subject, hub)
    last = rows.order_by("-at").first()
    if last is None or not last.signed:  # a program that signed nothing yet published it
        return False
    return (last.hub, bytes(last.content_hash), last.in_force_from) == (hub, content_hash, begins)


def _waiting(subject: str, hub: int, begins: date) -> Iterable[bytes]:
    """Yield what counts from a later day, the earliest first. It goes down once more, after the text before it.

    A desk that hears of both only when both days are over takes what came last.
    """
    later = published(subject, hub).filter(in_force_from__gt=begins).order_by("in_force_from", "at")
    return [bytes(name) for name in later.values_list("content_hash", flat=True)]
