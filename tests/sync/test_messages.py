"""Messages are added to at the end: old readers read new ones, new readers read old ones."""

import msgspec

from sync.wire.messages import InboxEntry, InboxPage


class FirstInboxPage(msgspec.Struct, array_like=True, frozen=True):
    """A page as the first programs knew it."""

    device: bytes
    after: int
    last: int
    entries: tuple[InboxEntry, ...]


def test_a_page_is_read_by_older_and_newer_programs() -> None:
    entries = (InboxEntry(3, "calendar", "2026", b"x"),)
    new, old = InboxPage(b"d", 2, 3, entries, 1, 40, b"h" * 32), FirstInboxPage(b"d", 2, 3, entries)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(new), type=FirstInboxPage) == old
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(old), type=InboxPage) == InboxPage(b"d", 2, 3, entries)
    assert InboxPage(b"d", 2, 3, entries).held is None
