"""What a page of the inbox holds, unpacked within bounds."""

from __future__ import annotations

import zlib

from desk_app.ports import InboxItem
from sync.wire.limits import BATCH_RAW_MOST
from sync.wire.messages import InboxEntry


class UnreadableEntryError(ValueError):
    """An entry that cannot be unpacked, or never ends."""


def item_of(entry: InboxEntry) -> InboxItem:
    """Return the entry's item; UnreadableEntryError. Costs at most BATCH_RAW_MOST of memory."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(entry.content, BATCH_RAW_MOST)
    except zlib.error as error:
        raise UnreadableEntryError("an unreadable inbox entry") from error
    if not unpacker.eof:
        raise UnreadableEntryError("an inbox entry without end")
    return InboxItem(entry.seq, entry.subject, entry.version, content)


def is_gapless(after: int, entries: tuple[InboxEntry, ...]) -> bool:
    """Whether the entries are number `after`+1, `after`+2 … and none is missing."""
    return [entry.seq for entry in entries] == list(range(after + 1, after + 1 + len(entries)))
