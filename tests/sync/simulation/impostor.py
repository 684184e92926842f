"""Somebody on the line who answers in the district's place, with keys of his own that no note leads to."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from sync.desk.connection import Answer
from sync.district.keys import DistrictKeys
from sync.wire.batch import unpack
from sync.wire.envelope import DamagedEnvelopeError, opened, public_key_of
from sync.wire.messages import (
    EnrolAnswer,
    EnrolRequest,
    InboxPage,
    InboxRequest,
    KeyHandover,
    Reason,
    Receipt,
    Refusal,
)
from sync.wire.reckoning import reckon
from sync.wire.signing import KeySigner, device_of, read_note, sign_note

_SEED, _PRIVATE = b"a thief's own receipt key.......", b"a thief's own envelope key......"


class Impostor:
    """Answers like a district that has other keys since; `trusted` are the true district's, as everybody knows them."""

    def __init__(self, trusted: Callable[[], DistrictKeys]) -> None:
        self._signer, self._trusted = KeySigner(_SEED), trusted
        self.taken = 0

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Return an answer as well formed as can be."""
        place = urlsplit(path).path
        if place == "/v1/enrolments":
            return self._keys(read_note(EnrolRequest, body or b""))
        stream = re.fullmatch(r"/v1/streams/([0-9a-f]{32})/(\d+)/events", place)
        if stream is not None:
            return self._batch(bytes.fromhex(stream[1]), int(stream[2]), body or b"")
        if method == "GET":
            asked = read_note(InboxRequest, base64.b64decode(headers["Authorization"].split()[1]))
            page = InboxPage(asked.device, asked.after, asked.after, (), asked.epoch, asked.proven, asked.proven_head)
            return self._note(page)
        return self._refusal(Reason.DAMAGED)

    def _keys(self, asked: EnrolRequest) -> Answer:
        true = self._trusted()
        mine = self._signer.public_key, public_key_of(_PRIVATE)
        forged = sign_note(KeyHandover(true.district_id, *mine, 0), self._signer)
        device = device_of(asked.public_key)
        return self._note(EnrolAnswer(device, true.district_id, *mine, true.label, (*true.handovers, forged)))

    def _batch(self, device: bytes, epoch: int, envelope: bytes) -> Answer:
        try:
            batch = unpack(opened(envelope, _PRIVATE))
        except DamagedEnvelopeError:
            return self._refusal(Reason.DAMAGED, device, epoch)
        if any(event.digest is None for event in batch.events):
            return self._refusal(Reason.SALT, device, epoch, batch.header.first)
        last = reckon(batch, {})[-1]
        self.taken += 1
        return self._note(Receipt(device, epoch, last.sent.seq, last.chain, 1_800_000_000_000, 1, 1, bytes(32)))

    def _refusal(self, reason: Reason, device: bytes = b"", epoch: int = 0, first: int = 0) -> Answer:
        return self._note(Refusal(int(reason), device, epoch, first, 0, 0), 409)

    def _note(self, note: msgspec.Struct, status: int = 200) -> Answer:
        return Answer(status, True, sign_note(note, self._signer))
