"""How a stick is laid out: one folder of ours, in it one for each desk, in that these kinds of files.

`quay-mot-cua/<device>/<epoch>-<first>-<last>.events` are envelopes, `question` is the desk's, `answer` the district's.
`enrolment` is a new desk's request, `enrolled` the district's answer to it.
`<place>.offer` and `<place>-<first>.pieces` are scans, `place` is their order; the offer at 0 names what is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sync.bundle.files import PART, check_folder, content_of, free_bytes, make_folder, names_in, remove, write_whole
from sync.errors import StickGoneError
from sync.wire.limits import ENVELOPE_MOST

ROOT = "quay-mot-cua"
DESKS_MOST = 1_000  # desks whose folders lie on one stick
FILES_MOST = 4_000  # names in a desk's folder
ENVELOPES_MOST = 1_000  # a desk lays down no more at once: a later stick takes the rest
QUESTION_MOST = 128 * 1024  # the wrapped keys of a desk among it
ANSWER_MOST = 32 * 1024 * 1024
SCANS_MOST = 500  # scans of one desk on one stick

_DEVICE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_EVENTS = re.compile(r"([0-9]{1,9})-([0-9]{1,18})-([0-9]{1,18})\.events", re.ASCII)
_SCAN = re.compile(r"([0-9]{4})(?:\.offer|-[0-9]{6}\.pieces)", re.ASCII)
_OFFER, _PIECES = ".offer", ".pieces"
_QUESTION, _ANSWER = "question", "answer"
_REQUEST, _TAKEN_IN = "enrolment", "enrolled"


@dataclass(frozen=True, slots=True, order=True)
class EnvelopeName:
    """Which events a file claims to hold; only what is inside is believed."""

    epoch: int
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.first:012}-{self.last:012}.events"


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """The files of one device on a stick. Every method: StickGoneError, StickFailedError, StickLinkError and so on."""

    path: Path
    device: bytes

    def envelopes(self) -> Iterator[tuple[EnvelopeName, Path]]:
        """Yield the envelopes in the order in which they are to be taken."""
        found = [(match, name) for name in self._names() if (match := _EVENTS.fullmatch(name))]
        named = [(EnvelopeName(*map(int, match.groups())), name) for match, name in found]
        for envelope, name in sorted(named):
            yield envelope, self.path / name

    def put_envelope(self, name: EnvelopeName, envelope: bytes) -> None:
        """Lay an envelope down."""
        write_whole(self.path / str(name), envelope)

    def question(self) -> bytes | None:
        """Return what the desk asked last; None without."""
        return content_of(self.path / _QUESTION, QUESTION_MOST)

    def put_question(self, question: bytes) -> None:
        """Lay the desk's question down: the last thing of an export."""
        write_whole(self.path / _QUESTION, question)

    def answer(self) -> bytes | None:
        """Return what the district answered last; None without."""
        return content_of(self.path / _ANSWER, ANSWER_MOST)

    def put_answer(self, answer: bytes) -> None:
        """Lay the district's answer down."""
        write_whole(self.path / _ANSWER, answer)

    def request(self) -> bytes | None:
        """Return how a desk asks to be taken in; None without."""
        return content_of(self.path / _REQUEST, QUESTION_MOST)

    def put_request(self, request: bytes) -> None:
        """Lay a request down; an answer to another goes."""
        remove(self.path / _TAKEN_IN)
        write_whole(self.path / _REQUEST, request)

    def taken_in(self) -> bytes | None:
        """Return what the district answered to a request; None without."""
        return content_of(self.path / _TAKEN_IN, ENVELOPE_MOST)

    def put_taken_in(self, answer: bytes) -> None:
        """Lay that answer down; the request, whose code is spent now, goes."""
        write_whole(self.path / _TAKEN_IN, answer)
        remove(self.path / _REQUEST)

    def drop_request(self) -> None:
        """Take away a request and its answer."""
        for name in (_REQUEST, _TAKEN_IN):
            remove(self.path / name)

    def offers(self) -> Iterator[Path]:
        """Yield the files that offer scans, in their order."""
        yield from self._scans(_OFFER)

    def pieces(self) -> Iterator[Path]:
        """Yield the files that hold pieces of scans, in their order."""
        yield from self._scans(_PIECES)

    def put_offer(self, place: int, offer: bytes) -> None:
        """Lay an offer down, as the `place`-th (0 to 9999)."""
        write_whole(self.path / f"{place:04}{_OFFER}", offer)

    def put_pieces(self, place: int, first: int, pieces: bytes) -> None:
        """Lay pieces of that scan down, `first` being the first of them."""
        write_whole(self.path / f"{place:04}-{first:06}{_PIECES}", pieces)

    def drop_scans(self, place: int | None = None) -> None:
        """Take away the files of one scan, or of all."""
        for name in self._names():
            if (match := _SCAN.fullmatch(name)) and place in (None, int(match[1])):
                remove(self.path / name)

    def free_bytes(self) -> int:
        """Return how much room the stick has."""
        return free_bytes(self.path)

    def tidy(self, keep: frozenset[str]) -> None:
        """Take away what was cut off half-written, and envelopes that are not among `keep`."""
        for name in self._names():
            if name.endswith(PART) or (_EVENTS.fullmatch(name) and name not in keep):
                remove(self.path / name)

    def _scans(self, suffix: str) -> Iterator[Path]:
        for name in self._names():
            if _SCAN.fullmatch(name) and name.endswith(suffix):
                yield self.path / name

    def _names(self) -> tuple[str, ...]:
        return names_in(self.path, FILES_MOST)


def folder_of(folder: Path, device: bytes) -> DeskFolder:
    """Return where a device's files lie on the stick mounted at `folder`, whether or not there are any."""
    return DeskFolder(folder / ROOT / device.hex(), device)


def folder_found(folder: Path, device: bytes) -> DeskFolder:
    """Return the same for reading; StickLinkError where a link stands in for the folder of ours or the device's.

    A system that opens `answer` follows no link of that name, but one among the folders above it it would.
    """
    own = folder_of(folder, device)
    for each in (own.path.parent, own.path):
        check_folder(each)
    return own


def folder_made(folder: Path, device: bytes) -> DeskFolder:
    """Return the same, made if it was not there; StickGoneError when `folder` itself is not."""
    if not folder.is_dir():
        raise StickGoneError(folder=str(folder))
    make_folder(folder / ROOT)
    own = folder_of(folder, device)
    make_folder(own.path)
    return own


def devices_on(folder: Path) -> tuple[bytes, ...]:
    """Return the devices that have a folder on the stick; other names are left alone. StickGoneError."""
    if not folder.is_dir():
        raise StickGoneError(folder=str(folder))
    names = names_in(folder / ROOT, DESKS_MOST)
    return tuple(bytes.fromhex(name) for name in names if _DEVICE.fullmatch(name))


__all__ = ["ENVELOPE_MOST", "DeskFolder", "EnvelopeName", "devices_on", "folder_found", "folder_made", "folder_of"]
