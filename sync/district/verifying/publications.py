"""What the district published: each text against its hash and its signature, each decision against its signed note."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import msgspec

from desk_app.domain.calendar import calendar_from_json
from desk_app.domain.errors import DeskError
from desk_app.domain.positional import milliseconds_of
from desk_app.domain.procedure import catalogue_from_json
from sync.district.acts import BY_COMMAND, Deed
from sync.district.models import Act, Desk, DistrictDecision, InboxRow, Publication
from sync.district.references import ALL_HUBS, DECISION
from sync.district.verifying.batches import ReceiptKeys
from sync.district.verifying.findings import Finding, Findings, Place
from sync.wire.inbox_notes import DecisionNote, ReferenceNote
from sync.wire.signing import DamagedNoteError, open_note, read_note

_PLACE = Place("publication")
_Note = TypeVar("_Note", bound=msgspec.Struct)
_VERSION_OF: Mapping[str, Callable[[str], str]] = {
    "catalogue": lambda text: catalogue_from_json(text).version,
    "calendar": lambda text: calendar_from_json(text).base_version,
}


class _Signed:
    """Opens notes with the keys that count here."""

    def __init__(self, keys: ReceiptKeys, sealed: Collection[bytes]) -> None:
        self.trusted = keys.only or keys.known | frozenset(sealed)
        self._stolen = keys.stolen

    def opened(self, kind: type[_Note], signed: bytes, what: str) -> tuple[_Note | None, list[Finding]]:
        """Return the note and what is to be said of its signature; None for one that is nobody's word."""
        if not self.trusted:
            unproven = [_PLACE.doubtful(f"{what}: nothing here says which key is the district's")]
            try:
                return read_note(kind, signed), unproven
            except DamagedNoteError:
                return None, [_PLACE.wrong(f"{what} is not signed with a key of the district that is known here")]
        for key in self.trusted:
            try:
                note = open_note(kind, key, signed)
            except DamagedNoteError:
                continue
            at = int(getattr(note, "at", 0) or getattr(note, "decided_at", 0))
            is_late = key in self._stolen and at >= self._stolen[key]
            return note, [_PLACE.wrong(f"{what} is signed with a key that was stolen by then")] if is_late else []
        return None, [_PLACE.wrong(f"{what} is not signed with a key of the district that is known here")]


def check_publications(hubs: set[int], keys: ReceiptKeys, sealed: Collection[bytes]) -> Findings:
    """Yield what was not published as it stands here; `sealed` are the receipt keys that desks logged."""
    signed = _Signed(keys, sealed)
    published_by = {
        (act.hub, milliseconds_of(act.at)): act.officer for act in Act.objects.filter(deed=Deed.PUBLISHED.value)
    }
    decided = {(row.hub, bytes(row.content_hash)): row for row in DistrictDecision.objects.all()}
    for row in Publication.objects.order_by("at", "hub"):
        text = _text(row)
        named = hashlib.sha256(row.subject.encode() + b"\0" + text).digest()
        is_known = row.hub in {ALL_HUBS, *hubs}
        if not is_known and row.subject != DECISION and (row.hub, milliseconds_of(row.at)) in published_by:
            # An earlier program published for any code that was typed: it reached nobody.
            yield _PLACE.doubtful(f"{row.subject} {row.version} was published for a commune that is not known here")
            is_known = True
        if named != bytes(row.content_hash) or not is_known:
            yield _PLACE.wrong(f"{row.subject} {row.version} is not what was published")
        elif row.subject == DECISION:
            yield from _decision(row, text, decided.pop((row.hub, bytes(row.content_hash)), None), signed)
        else:
            yield from _reference(row, text, signed)
            officer = published_by.get((row.hub, milliseconds_of(row.at)))
            if officer is not None and officer != (row.published_by or BY_COMMAND):
                yield _PLACE.wrong(f"{row.subject} {row.version} was published by another, the list of acts says")
    for left in decided.values():
        yield Place("decision").wrong("a decision that was never published", None, left.number)


def _reference(row: Publication, text: bytes, signed: _Signed) -> Findings:
    what = f"{row.subject} {row.version}"
    if _version(row.subject, text) not in (None, row.version):
        yield _PLACE.wrong(f"{row.subject} does not call itself {row.version}")
    if not bytes(row.signed):
        yield _PLACE.doubtful(f"{what}: a program that signed nothing yet published it")
        return
    note, said = signed.opened(ReferenceNote, bytes(row.signed), what)
    yield from said
    begins = 0 if row.in_force_from is None else row.in_force_from.toordinal()
    here = ReferenceNote(row.subject, row.version, begins, bytes(row.content_hash), milliseconds_of(row.at))
    if note is not None and note != here:
        odd = next(name for name in note.__struct_fields__ if getattr(note, name) != getattr(here, name))
        yield _PLACE.wrong(f"{what}: {odd} is not as it was signed")


def _decision(row: Publication, text: bytes, decided: DistrictDecision | None, signed: _Signed) -> Findings:
    place, what = Place("decision"), f"decision {row.version[:8]}"
    note, said = signed.opened(DecisionNote, text, what)
    yield from said
    if note is None:
        return
    if (row.version, milliseconds_of(row.at)) != (note.decision.hex(), note.decided_at):
        yield _PLACE.wrong(f"{what} is listed otherwise than it was signed", None, note.number)
    if bytes(row.signed) or row.in_force_from is not None or row.published_by:
        yield _PLACE.wrong(f"{what} is listed as a catalogue or calendar", None, note.number)
    if decided is None:
        yield place.wrong("a signed decision is not in the list", None, note.number)
        return
    here = (
        bytes(decided.decision), decided.number, decided.verdict, decided.decided_by,
        milliseconds_of(decided.decided_at),
    )  # fmt: skip
    if here != (note.decision, note.number, note.verdict, note.decided_by, note.decided_at):
        yield place.wrong("it is listed otherwise than it was signed", None, note.number)
    to = InboxRow.objects.filter(hub=row.hub, content_hash=row.content_hash).values_list("device", flat=True)
    numbers = set(Desk.objects.filter(hub=row.hub, device__in=list(to)).values_list("number", flat=True))
    if numbers and decided.desk not in numbers:
        yield place.wrong("it went to another desk", None, note.number)


def _text(row: Publication) -> bytes:
    try:
        return zlib.decompress(bytes(row.content))
    except zlib.error:
        return b""


def _version(subject: str, text: bytes) -> str | None:
    """What a published text calls itself; None for one that this program cannot read."""
    try:
        return _VERSION_OF[subject](text.decode()) if subject in _VERSION_OF else None
    except (DeskError, ValueError):
        return None
