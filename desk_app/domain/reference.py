"""Which of the catalogues or calendars that came is in force on a day, and what names a text of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class ReferenceVersion:
    """A text in the log: its place, the day it was logged on, the day it counts from (ordinals; None: at once).

    `text_hash` is the `reference_hash` of the text: the same text may come again with another day.
    """

    seq: int
    logged_on: int
    in_force_from: int | None
    text_hash: bytes

    def has_begun(self, today: int) -> bool:
        """Whether a text with a day of its own counts on `today`."""
        return (self.in_force_from or 0) <= today


def reference_hash(subject: str, text: bytes) -> bytes:
    """Return the 32 bytes that name a text of the catalogue or the calendar."""
    return sha256(subject.encode() + b"\0" + text).digest()


def in_force_on(versions: Sequence[ReferenceVersion], today: int) -> ReferenceVersion | None:
    """Return what is in force on a day (ordinal); `versions` in the order of the log. None without any.

    What counts at once replaces whatever counted until then. What counts from a later day waits for it; of several the
    later day wins, and the newer text of one day. A text that waits and comes again with another day has been moved to
    that day. A wrong clock changes nothing between texts that counted at once.
    """
    current: ReferenceVersion | None = None
    waiting: list[ReferenceVersion] = []
    for version in versions:
        begins, day = version.in_force_from, version.logged_on
        waiting = [each for each in waiting if each.text_hash != version.text_hash or each.has_begun(day)]
        if begins is not None and begins > day:
            waiting.append(version)
        else:
            current = version
            waiting = [each for each in waiting if not each.has_begun(day)]
    begun = [each for each in waiting if each.has_begun(today)]
    return max(begun, key=lambda each: (each.in_force_from or 0, each.seq), default=current)


def next_change(versions: Sequence[ReferenceVersion], today: int) -> int | None:
    """Return the next day on which another text comes into force; None when none waits."""
    return min((each.in_force_from for each in versions if (each.in_force_from or 0) > today), default=None)  # type: ignore[type-var]
