"""A batch: a contiguous run of one desk's events, `header ‖ zstd(events) ‖ seal`, the same on line, stick and spool.

Neither chain nor digests travel; whoever opens a batch reckons them again and the seal proves the outcome. Of an erased
body the digest is sent in the header's empty slot instead, and beside the bodies where the receiver lacks a salt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
import zstandard

from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Signer, StoredEvent
from sync.wire.dictionary import dictionaries, dictionary_name, prepared
from sync.wire.limits import BATCH_RAW_MOST, EVENTS_MOST, WINDOW_MOST
from sync.wire.signing import is_signed

_FORMAT = 1
_SEAL_DOMAIN = b"quay-mot-cua/seal/1"
_SEAL_BYTES = 8 + 64
_LEVEL = 19
_EMPTY, _FILLED = b"\xc0", b"\xc4\x20"
_HEADER_ARRAY = b"\x9c"
_NO_BODY = b"\xc0"

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
_Milliseconds = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
_Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class DamagedBatchError(ValueError):
    """The bytes are no batch, or its seal does not close what is in it."""


class UnknownDictionaryError(ValueError):
    """The batch was packed with a dictionary that this end does not have; ask for one without."""


class BatchHeader(msgspec.Struct, array_like=True, frozen=True):
    """What must be known before the events can be unpacked.

    `before` is the chain head ahead of `first`; `desk_head` the seq up to which there is something to send, so that
    the district can show what is still to come; `dictionary` names the zstd dictionary, empty for none.
    """

    format: int
    device: bytes
    epoch: int
    first: int
    last: int
    before: bytes
    desk_head: int
    dictionary: bytes
    raw_length: int


class HeaderRow(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """An event's header as a receiver sorts by it; `digest` is what its slot held, times are milliseconds."""

    kind: _Count
    version: _Count
    dossier: str | None
    recorded_at: _Milliseconds
    mono_delta_ms: int
    boot: int
    hlc: int
    actor: str
    claimed_at: _Milliseconds | None
    base: int | None
    catalogue_version: str
    digest: _Digest | None


class SentEvent(msgspec.Struct, frozen=True, gc=False):
    """An event as it travelled: header without its digest; a body, the digest of an erased one, or both."""

    seq: int
    header: bytes
    body: bytes | None
    digest: bytes | None
    row: HeaderRow


@dataclass(frozen=True, slots=True)
class Batch:
    """An opened batch, its seal not yet checked.

    `sealed_header` is the header as it came, `sealed_at` milliseconds of the desk's clock, `packed` all its bytes.
    """

    header: BatchHeader
    sealed_header: bytes
    events: tuple[SentEvent, ...]
    sealed_at: int
    seal: bytes
    packed: bytes

    def is_sealed_by(self, public_key: bytes, last_head: bytes) -> bool:
        """Whether the desk's key closed this batch with `last_head` as the chain head after its last event."""
        return is_seal(public_key, self.sealed_header, last_head, self.sealed_at, self.seal)


def pack(
    events: Sequence[StoredEvent],
    *,
    device: bytes,
    epoch: int,
    before: bytes,
    desk_head: int,
    sealed_at: datetime,
    signer: Signer,
    with_dictionary: bool = True,
    with_digests: bool = False,
) -> bytes:
    """Return the batch of `events` (contiguous, at least one), sealed with the desk's key."""
    parts = [part for event in events for part in _parts(event, with_digests)]
    raw = msgspec.msgpack.encode([msgspec.Raw(part) for part in parts])
    header = msgspec.msgpack.encode(
        BatchHeader(
            format=_FORMAT, device=device, epoch=epoch, first=events[0].seq, last=events[-1].seq, before=before,
            desk_head=desk_head, dictionary=dictionary_name() if with_dictionary else b"", raw_length=len(raw),
        )
    )  # fmt: skip
    at = milliseconds_of(sealed_at)
    seal = signer.sign(_seal_message(header, events[-1].chain, at))
    squeezed = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters.from_level(
            _LEVEL, source_size=len(raw), write_content_size=True
        ),
        dict_data=prepared(dictionary_name()) if with_dictionary else None,
    ).compress(raw)
    return bytes([len(header)]) + header + squeezed + at.to_bytes(8, "big") + seal


def is_seal(public_key: bytes, sealed_header: bytes, last_head: bytes, sealed_at: int, seal: bytes) -> bool:
    """Whether the desk's key closed a batch with this header, `last_head` as the head after its last event."""
    return is_signed(public_key, _seal_message(sealed_header, last_head, sealed_at), seal)


def unpack(batch: bytes) -> Batch:
    """Return the opened batch; DamagedBatchError, UnknownDictionaryError. Costs at most BATCH_RAW_MOST of memory."""
    try:
        length = batch[0]
        sealed_header = batch[1 : 1 + length]
        header = msgspec.msgpack.decode(sealed_header, type=BatchHeader)
    except (IndexError, msgspec.MsgspecError, ValueError) as error:
        raise DamagedBatchError("unreadable batch header") from error
    if not _is_sensible(header) or len(batch) < 1 + length + _SEAL_BYTES:
        raise DamagedBatchError("senseless batch header")
    raw = _unsqueezed(batch[1 + length : -_SEAL_BYTES], header)
    return Batch(
        header=header,
        sealed_header=sealed_header,
        events=_events(raw, header),
        sealed_at=int.from_bytes(batch[-_SEAL_BYTES:-64], "big"),
        seal=batch[-64:],
        packed=batch,
    )


def _parts(event: StoredEvent, with_digest: bool) -> tuple[bytes, bytes]:
    slot = _FILLED + event.digest if with_digest or event.body is None else _EMPTY
    return event.header + slot, _NO_BODY if event.body is None else event.body


def _is_sensible(header: BatchHeader) -> bool:
    return (
        header.format == _FORMAT
        and len(header.device) == 16
        and len(header.before) == 32
        and 0 <= header.epoch < 2**31
        and 1 <= header.first <= header.last < 2**62
        and header.last - header.first < EVENTS_MOST
        and 0 <= header.desk_head < 2**62
        and 0 <= header.raw_length <= BATCH_RAW_MOST
    )


def _unsqueezed(frame: bytes, header: BatchHeader) -> bytes:
    if header.dictionary and header.dictionary not in dictionaries():
        raise UnknownDictionaryError(header.dictionary.hex())
    try:
        if zstandard.get_frame_parameters(frame).content_size != header.raw_length:
            raise DamagedBatchError("a batch of another length")
        unpacker = zstandard.ZstdDecompressor(
            dict_data=prepared(header.dictionary) if header.dictionary else None, max_window_size=WINDOW_MOST
        )
        return unpacker.decompress(frame, max_output_size=header.raw_length, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise DamagedBatchError("events cannot be unpacked") from error


def _events(raw: bytes, header: BatchHeader) -> tuple[SentEvent, ...]:
    read = msgspec.msgpack.Decoder(HeaderRow).decode
    try:
        parts = [bytes(part) for part in msgspec.msgpack.decode(raw, type=list[msgspec.Raw])]
        if len(parts) != 2 * (header.last - header.first + 1):
            raise DamagedBatchError("events are missing or too many")
        numbered = zip(range(header.first, header.last + 1), parts[::2], parts[1::2], strict=True)
        return tuple([_event(seq, packed, body, read(packed)) for seq, packed, body in numbered])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise DamagedBatchError("unreadable events") from error


def _event(seq: int, packed: bytes, body: bytes, row: HeaderRow) -> SentEvent:
    # An array of 12 whose last element is the slot, in its one form: what is before it is the header, byte for byte.
    slot = _EMPTY if row.digest is None else _FILLED + row.digest
    if not (packed.startswith(_HEADER_ARRAY) and packed.endswith(slot)):
        raise DamagedBatchError("an event header is an array of 12")
    sent_body = None if body == _NO_BODY else body
    if sent_body is None and row.digest is None:
        raise DamagedBatchError("an event has a body, a digest, or both")
    return SentEvent(seq, packed[: -len(slot)], sent_body, row.digest, row)


def _seal_message(header: bytes, last_head: bytes, at: int) -> bytes:
    # The header as its bytes: what a newer desk adds at its end is sealed too, though nothing here reads it.
    return _SEAL_DOMAIN + len(header).to_bytes(1, "big") + header + last_head + at.to_bytes(8, "big")
