"""The desks as the people who look after them see them: each with its worst trouble, the worst desk first.

However many desks there are, a list costs the same few queries.
"""

# mypy: disable-error-code="no-any-unimported, misc"

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from django.db.models import Count, Max

from desk_app.domain.positional import milliseconds_of
from desk_app.domain.text import fold
from sync.district.models import Desk, Hub, Quarantined, Settlement, Stream, Unproven

SILENT, LONG_SILENT = timedelta(days=1), timedelta(days=3)
DISK_LEAST = 500 * 1024 * 1024  # below it a desk warns its clerk
CLOCK_MOST = timedelta(minutes=5)
_Key = tuple[int, bytes]


class Trouble(IntEnum):
    """What is wrong with a desk; the smaller, the sooner somebody must look."""

    FORKED = 1
    DOUBLED = 2
    LONG_SILENT = 3
    LONG_WAITING = 4
    DISK_FULL = 5
    SILENT = 10
    CLOCK_OFF = 11
    SENDING = 12
    NONE = 20
    REPLACED = 30
    REVOKED = 31

    @property
    def tone(self) -> str:
        """The colour of its mark: late (look now), soon, ok, "" (out of use)."""
        return "late" if self < 10 else "soon" if self < 20 else "ok" if self < 30 else ""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk in the list; `backlog` is None until the desk has said how much it holds.

    `is_replaced`: a newer device was taken in as this desk; `is_doubled`: and yet this one was heard after that.
    `unproven` events have a body that nobody here could check against what the desk sealed. `unread` items of its inbox
    it has not acknowledged. `waiting_since` is when the oldest event without a receipt was recorded, `clock_ahead` is
    how far its clock is before the district's, `free_disk` bytes; None: not said.
    """

    commune: str
    agency_code: str
    number: int
    device: str
    last_contact_at: datetime | None
    backlog: int | None
    unread: int
    program: str
    free_disk: int | None
    clock_ahead: timedelta | None
    waiting_since: datetime | None
    is_forked: bool
    is_replaced: bool
    is_doubled: bool
    unproven: int
    trouble: Trouble

    @property
    def clock_words(self) -> str:
        """How far the clock is off: "đúng", "nhanh 7 phút", "chậm 2 giờ"."""
        if self.clock_ahead is None:
            return "chưa rõ"
        seconds = abs(self.clock_ahead.total_seconds())
        if seconds < 60:
            return "đúng"
        for unit, name in ((86400, "ngày"), (3600, "giờ"), (60, "phút")):
            if seconds >= unit:
                return f"{'nhanh' if self.clock_ahead > timedelta(0) else 'chậm'} {int(seconds // unit)} {name}"
        return "đúng"

    @property
    def disk_words(self) -> str:
        """The free disk: "41 GB", "320 MB"."""
        if self.free_disk is None:
            return "chưa rõ"
        if self.free_disk >= 10**9:
            return f"{self.free_disk // 10**9} GB"
        return f"{self.free_disk // 10**6} MB"


def desk_lines(now: datetime, *, device: bytes | None = None) -> list[DeskLine]:
    """Return every desk (or the one with this device), the one most in trouble first."""
    desks = Desk.objects.defer("public_key", "kept_keys")
    streams = Stream.objects.order_by("epoch")
    if device is not None:
        desks, streams = desks.filter(device=device), streams.filter(device=device)
    hubs = {hub.hub: hub for hub in Hub.objects.all()}
    of_device: dict[_Key, list[dict[str, Any]]] = {}
    for stream in streams.values("hub", "device", "epoch", "head_seq", "heard_at", "reported_head", "forked_at"):
        of_device.setdefault((stream["hub"], bytes(stream["device"])), []).append(stream)
    unproven, forked = _unproven(), _forked(of_device)
    lines: list[DeskLine] = []
    for desk in desks:
        key = desk.hub, bytes(desk.device)
        lines.append(_line(desk, hubs[desk.hub], of_device.get(key, []), unproven.get(key, 0), key in forked, now))
    return sorted(lines, key=lambda line: (line.trouble, line.commune, line.agency_code, line.number))


def with_words(lines: Iterable[DeskLine], text: str) -> list[DeskLine]:
    """Return the desks whose commune and code hold every word of `text`, with or without accents."""
    words = fold(text).split()
    return [line for line in lines if all(word in fold(f"{line.commune} {line.agency_code}") for word in words)]


def _unproven() -> dict[_Key, int]:
    counted = Unproven.objects.values_list("hub", "device").annotate(count=Count("seq"))
    return {(hub, bytes(device)): count for hub, device, count in counted}


def _forked(streams: dict[_Key, list[dict[str, Any]]]) -> set[_Key]:
    """Return the devices with a second history about which people have not decided yet."""
    marked = {key for key, each in streams.items() if any(stream["forked_at"] is not None for stream in each)}
    if not marked:
        return marked
    settled = dict(Settlement.objects.filter(subject__startswith="fork/").values_list("subject", "up_to"))
    newest = Quarantined.objects.values_list("hub", "device", "epoch").annotate(at=Max("at"))
    kept = {(hub, bytes(device), epoch): at for hub, device, epoch, at in newest}
    is_open: set[_Key] = set()
    for hub, device in marked:
        for stream in streams[hub, device]:
            at = kept.get((hub, device, stream["epoch"]), stream["forked_at"])
            up_to = settled.get(f"fork/{device.hex()}/{stream['epoch']}", -1)
            if stream["forked_at"] is not None and milliseconds_of(at) > up_to:
                is_open.add((hub, device))
    return is_open


def _line(
    desk: Desk, hub: Hub, streams: list[dict[str, Any]], unproven: int, is_forked: bool, now: datetime
) -> DeskLine:
    said = [(desk.last_contact_at, desk.reported_head)]
    said += [(stream["heard_at"], stream["reported_head"]) for stream in streams[-1:] if stream["heard_at"] is not None]
    heard_at, reported = max(said, key=lambda saying: saying[0] or desk.enrolled_at)
    held = streams[-1]["head_seq"] if streams else 0
    backlog = None if reported is None else max(0, reported - held)
    is_replaced = desk.replaced_at is not None
    is_doubled = is_replaced and heard_at is not None and heard_at > desk.replaced_at
    ahead = None if desk.clock_ahead is None else timedelta(milliseconds=desk.clock_ahead)
    waiting_since = desk.oldest_waiting_at if backlog else None
    line = DeskLine(
        commune=hub.name or hub.agency_code, agency_code=hub.agency_code, number=desk.number,
        device=bytes(desk.device).hex(), last_contact_at=heard_at, backlog=backlog,
        unread=max(0, desk.inbox_last - desk.inbox_acknowledged), program=desk.program, free_disk=desk.free_disk,
        clock_ahead=ahead, waiting_since=waiting_since, is_forked=is_forked, is_replaced=is_replaced,
        is_doubled=is_doubled, unproven=unproven, trouble=Trouble.NONE,
    )  # fmt: skip
    return replace(line, trouble=_trouble(line, now, is_revoked=desk.revoked_at is not None))


def _trouble(line: DeskLine, now: datetime, *, is_revoked: bool) -> Trouble:
    """Return the worst of what is wrong."""
    if is_revoked:
        return Trouble.REVOKED
    silence = LONG_SILENT if line.last_contact_at is None else now - line.last_contact_at
    waited = timedelta(0) if line.waiting_since is None else now - line.waiting_since
    is_off = line.clock_ahead is not None and abs(line.clock_ahead) > CLOCK_MOST
    is_full = line.free_disk is not None and line.free_disk < DISK_LEAST
    in_turn = (
        (line.is_forked, Trouble.FORKED), (line.is_doubled, Trouble.DOUBLED), (line.is_replaced, Trouble.REPLACED),
        (silence >= LONG_SILENT, Trouble.LONG_SILENT), (waited >= LONG_SILENT, Trouble.LONG_WAITING),
        (is_full, Trouble.DISK_FULL), (silence >= SILENT, Trouble.SILENT), (is_off, Trouble.CLOCK_OFF),
        (bool(line.backlog), Trouble.SENDING),
    )  # fmt: skip
    return next((trouble for is_so, trouble in in_turn if is_so), Trouble.NONE)
