"""Catalogues and calendars as they were published: what counts when, and how a desk is told of one."""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.utils.timezone import localdate

from desk_app.domain.reference import reference_hash
from desk_app.ports import Signer
from sync.district.models import Desk, Publication
from sync.wire.inbox_notes import DecisionNote, ReferenceEntry, ReferenceNote
from sync.wire.messages import InboxEntry, InboxRequest
from sync.wire.reference_delta import SHORT, packed
from sync.wire.signing import sign_again

ALL_HUBS = 0
CATALOGUE, CALENDAR = "catalogue", "calendar"
REFERENCE, DECISION = "reference", "decision"
_SHIPPED = {CATALOGUE: "procedures.json", CALENDAR: "calendar.json"}


def published(subject: str, hub: int) -> QuerySet[Any]:
    """Return what was published of a subject for a hub, or for all."""
    return Publication.objects.filter(subject=subject, hub__in={ALL_HUBS, hub})


def counting(subject: str, hub: int, on: date) -> Publication | None:
    """Return which of the published texts counts for a hub on a day."""
    begun = [row for row in published(subject, hub) if row.in_force_from is None or row.in_force_from <= on]
    return max(begun, key=lambda row: (row.in_force_from or localdate(row.at), row.at), default=None)


def current_text(subject: str, hub: int, on: date) -> str:
    """Return what counts for a hub on a day: the newest published text, else the one that ships with the program."""
    newest = counting(subject, hub, on)
    if newest is None:
        return files("desk_app.catalogue").joinpath(_SHIPPED[subject]).read_text(encoding="utf-8")
    return zlib.decompress(bytes(newest.content)).decode()


def for_a_new_desk(hub: int, on: date) -> Iterator[bytes]:
    """Yield what a new desk must get: of each subject what counts now, then what waits for its day."""
    for subject in (CATALOGUE, CALENDAR):
        rows = sorted(published(subject, hub), key=lambda row: (row.in_force_from or localdate(row.at), row.at))
        waiting = [row for row in rows if row.in_force_from is not None and row.in_force_from > on]
        begun = [row for row in rows if row not in waiting]
        for row in (*begun[-1:], *waiting):
            yield bytes(row.content_hash)


class EntryMaker:
    """Makes the entries of one answer: signed and as a change for a desk that can read that, else as it ever was."""

    def __init__(self, desk: Desk, asked: InboxRequest, signer: Signer) -> None:
        """What was signed long ago goes down under the newest key; `asked.texts` names what the desk has."""
        self._desk = desk
        self._reads = asked.reads
        self._signer = signer
        self._known = {asked.texts[start : start + SHORT] for start in range(0, len(asked.texts), SHORT)}
        self._bases: dict[bytes, bytes] | None = None

    def entry(self, seq: int, publication: Publication) -> InboxEntry:
        """Return one entry; what it brings may be the base of the next."""
        content = bytes(publication.content)
        if publication.subject == DECISION:
            note = sign_again(DecisionNote, zlib.decompress(content), self._signer)
            return InboxEntry(seq, DECISION, publication.version, zlib.compress(note, 9))
        if not self._reads or not publication.signed:
            return InboxEntry(seq, publication.subject, publication.version, content)
        text, name = zlib.decompress(content), bytes(publication.content_hash)
        base = self._base_for(publication.subject)
        change = _change(text, base[1] if base else b"")
        signed = sign_again(ReferenceNote, bytes(publication.signed), self._signer)
        came = ReferenceEntry(signed, base[0][:SHORT] if base else b"", change)
        self._known.add(name[:SHORT])
        return InboxEntry(seq, REFERENCE, publication.version, zlib.compress(msgspec.msgpack.encode(came), 9))

    def _base_for(self, subject: str) -> tuple[bytes, bytes] | None:
        """Return the newest text of the subject that the desk has, with its hash."""
        for name, text in _bases(subject, self._desk.hub):
            if name[:SHORT] in self._known:
                return name, text
        return None


def _bases(subject: str, hub: int) -> Iterable[tuple[bytes, bytes]]:
    for row in published(subject, hub).order_by("-at"):
        yield bytes(row.content_hash), zlib.decompress(bytes(row.content))
    shipped = files("desk_app.catalogue").joinpath(_SHIPPED[subject]).read_bytes()
    yield reference_hash(subject, shipped), shipped


@lru_cache(maxsize=16)
def _change(text: bytes, base: bytes) -> bytes:
    """A hundred desks ask for the same change in one night, and each costs a tenth of a second."""
    return packed(text, base)
