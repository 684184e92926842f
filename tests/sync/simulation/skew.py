"""Ends of different age: the older one says less at the end of its messages, and reads no further than it knows."""

from __future__ import annotations

import msgspec

from desk_app.ports import Outbox, Signer
from sync.desk import bundle_export, pull
from sync.desk.district_log import Believed, believed
from sync.wire.messages import InboxPage, InboxRequest, Refusal
from sync.wire.signing import read_note, sign_note

SAME, OLDER_DESK, OLDER_DISTRICT = "same age", "older desk", "older district"
_SAID: dict[type[msgspec.Struct], int] = {InboxRequest: 5, InboxPage: 7, Refusal: 5}


class _Muted:
    """A signer that signs the older form of what it is given: the same domain, fewer fields."""

    def __init__(self, signer: Signer, content: bytes, older: bytes) -> None:
        self._signer, self._content, self._older = signer, content, older

    def sign(self, message: bytes) -> bytes:
        return self._signer.sign(message.removesuffix(self._content) + self._older)

    @property
    def public_key(self) -> bytes:
        return self._signer.public_key


def _older(note: msgspec.Struct, signer: Signer) -> bytes:
    fields = _SAID.get(type(note))
    if fields is None:
        return sign_note(note, signer)
    content = msgspec.msgpack.encode(note)
    older = msgspec.msgpack.encode(msgspec.structs.astuple(note)[:fields])
    signature = sign_note(note, _Muted(signer, content, older))[:64]
    read_note(type(note), signature + older)  # every field it leaves out has a default
    return signature + older


def speak(skew: str) -> None:
    """Let the ends be of these ages from now on."""
    from sync.district import api, bundle, door

    vars(pull)["sign_note"] = _older if skew == OLDER_DESK else sign_note
    vars(bundle_export)["believed"] = _without_log if skew == OLDER_DESK else believed
    for module in (api, bundle, door):
        vars(module)["sign_note"] = _older if skew == OLDER_DISTRICT else sign_note


def _without_log(outbox: Outbox) -> Believed:
    """On a stick, too, the older desk does not ask for the log; the rest of a question it asks as ever."""
    return Believed(None, None, 0)
