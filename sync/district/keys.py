"""The district's own secrets, in one file of its home that only its user may read."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sync.district.errors import DistrictHomeError
from sync.wire.envelope import DamagedEnvelopeError, opened, public_key_of
from sync.wire.signing import KeySigner

KEYS_FILE = "district-keys.json"


@dataclass(frozen=True, slots=True)
class DistrictKeys:
    """What makes this district this district; `epoch` is raised by whoever restores it from a backup.

    `earlier_envelopes` open what desks sealed before they knew the newest key; `handovers` lead from the first receipt
    key to this one, each signed by the one before.
    """

    district_id: bytes
    receipts: KeySigner
    envelope_private: bytes
    envelope_public: bytes
    web_secret: str
    epoch: int
    label: str
    earlier_envelopes: tuple[bytes, ...] = ()
    handovers: tuple[bytes, ...] = ()

    def opened(self, envelope: bytes) -> bytes:
        """Return what is in an envelope for this district's key, or for one it had; DamagedEnvelopeError."""
        for private in (self.envelope_private, *self.earlier_envelopes):
            try:
                return opened(envelope, private)
            except DamagedEnvelopeError:
                continue
        raise DamagedEnvelopeError("unreadable envelope")


def district_keys(home: Path) -> DistrictKeys:
    """Return the keys of `home`, made at the first call; DistrictHomeError."""
    path = home / KEYS_FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        return keys_of(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DistrictHomeError(f"{path} cannot be used: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DistrictHomeError(f"{path} is damaged; put it back from a backup") from error


def _make(path: Path) -> None:
    made = {
        "district_id": _text(secrets.token_bytes(16)),
        "receipt_seed": _text(secrets.token_bytes(32)),
        "envelope_private": _text(secrets.token_bytes(32)),
        "web_secret": secrets.token_urlsafe(48),
        "epoch": 1,
        "label": "huyện",
    }
    draft = path.with_name(f"{KEYS_FILE}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # unlike a rename it never replaces the keys that another command has just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def keys_of(text: str) -> DistrictKeys:
    """Return the keys in the text of their file; ValueError, KeyError, TypeError."""
    kept = json.loads(text)
    private = _bytes(kept["envelope_private"])
    return DistrictKeys(
        district_id=_bytes(kept["district_id"]),
        receipts=KeySigner(_bytes(kept["receipt_seed"])),
        envelope_private=private,
        envelope_public=public_key_of(private),
        web_secret=str(kept["web_secret"]),
        epoch=int(kept["epoch"]),
        label=str(kept["label"]),
        earlier_envelopes=tuple(_bytes(each["envelope_private"]) for each in reversed(kept.get("earlier", []))),
        handovers=tuple(map(_bytes, kept.get("handovers", []))),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
