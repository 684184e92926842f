"""Custody of the district's keys: rotated, replaced, laid up under a code, put back. A file is written whole or not."""

from __future__ import annotations

import base64
import json
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from desk_app.domain.positional import milliseconds_of
from sync.district.errors import DistrictHomeError, DistrictInputError
from sync.district.keys import KEYS_FILE, keys_of
from sync.wire.envelope import public_key_of
from sync.wire.messages import KeyHandover
from sync.wire.signing import KeySigner, sign_note

_MAGIC = b"quay-mot-cua/district-keys/1\n"
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that looks like another
_GROUPS = 7  # of four letters: 137 bits
_DAMAGE = (ValueError, KeyError, TypeError)


def rotate(home: Path, at: datetime) -> bytes:
    """Make new keys, handed over by the old receipt key; return the new receipt key. The server must be started anew.

    Desks find the new keys by themselves; what they sealed for an old one can still be opened.
    """
    kept = _kept(home)
    old = KeySigner(_bytes(kept["receipt_seed"]))
    fresh = _fresh(kept, at, compromised_since=None)
    seed, private = _bytes(fresh["receipt_seed"]), _bytes(fresh["envelope_private"])
    public = KeySigner(seed).public_key
    note = KeyHandover(_bytes(kept["district_id"]), public, public_key_of(private), milliseconds_of(at))
    fresh["handovers"] = [*kept.get("handovers", []), _text(sign_note(note, old))]
    _write(home / KEYS_FILE, fresh)
    return public


def replace_stolen(home: Path, at: datetime, since: datetime) -> bytes:
    """Make new keys that the old ones do not vouch for: a thief could have signed a handover as well.

    Every desk needs a new one-time code, entered by a person. Receipts of the old key hold until `since`.
    """
    fresh = _fresh(_kept(home), at, compromised_since=since)
    fresh["handovers"] = []
    fresh["web_secret"] = secrets.token_urlsafe(48)
    _write(home / KEYS_FILE, fresh)
    return KeySigner(_bytes(fresh["receipt_seed"])).public_key


def must_have_keys(home: Path) -> None:
    """Refuse a home without keys, or with damaged ones: DistrictHomeError."""
    if not (home / KEYS_FILE).exists():
        missing = "has no keys" if home.is_dir() else "is not there"
        raise DistrictHomeError(f"{home} {missing}: put the keys back first, district keys restore")
    _kept(home)


def raise_epoch(home: Path) -> int:
    """Count one more return to a backup; return the epoch, which every receipt and head names from now on."""
    kept = _kept(home)
    kept["epoch"] = int(kept["epoch"]) + 1
    _write(home / KEYS_FILE, kept)
    return int(kept["epoch"])


def receipt_keys(home: Path) -> list[dict[str, Any]]:
    """Return every receipt key there was, newest first: hexadecimal, from when until when, and since when stolen."""
    kept = _kept(home)
    newest = KeySigner(_bytes(kept["receipt_seed"])).public_key.hex()
    listed = [{"key": newest, "from": kept.get("since"), "until": None, "stolen_since": None}]
    for each in reversed(kept.get("earlier", [])):
        key = _bytes(each["receipt_key"]).hex()
        listed.append({"key": key, "from": each["from"], "until": each["until"], "stolen_since": each["stolen_since"]})
    return listed


def kept_receipt_keys(home: Path) -> list[dict[str, Any]]:
    """Return the same, and nothing for a home without keys."""
    return receipt_keys(home) if (home / KEYS_FILE).exists() else []


def laid_up(home: Path, target: Path) -> str:
    """Write the keys to `target`, encrypted; return the code that opens them, which is kept nowhere.

    What is there already is never replaced: its code, on paper in an envelope, would open nothing any more.
    """
    content = (home / KEYS_FILE).read_bytes() if (home / KEYS_FILE).exists() else b""
    if not content:
        raise DistrictHomeError(f"{home} has no keys")
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(_GROUPS))
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise DistrictInputError(f"{target} is there already and stays: name another file") from error
    except OSError as error:
        raise DistrictInputError(f"{target} cannot be written: {error.strerror or error}") from error
    try:
        write_secret(target, _MAGIC + salt + SecretBox(_key(code, salt)).encrypt(content))
    except OSError as error:
        target.unlink(missing_ok=True)
        raise DistrictInputError(f"{target} cannot be written: {error.strerror or error}") from error
    return code


def put_back(home: Path, source: Path, code: str, at: datetime, *, may_be_older: bool = False) -> Path | None:
    """Write the keys of a backup into the home; return where those lie now that were there, None for none.

    Keys of another district are not replaced, nor newer ones unless `may_be_older`: DistrictInputError. The epoch
    is the higher of both, for desks have seen it.
    """
    try:
        laid = source.read_bytes()
        salt = laid[len(_MAGIC) : len(_MAGIC) + argon2id.SALTBYTES]
        if not laid.startswith(_MAGIC):
            raise DistrictInputError(f"{source} is no backup of a district's keys")
        content = SecretBox(_key(code, salt)).decrypt(laid[len(_MAGIC) + len(salt) :])
    except OSError as error:
        raise DistrictInputError(f"{source} cannot be read: {error.strerror or error}") from error
    except (CryptoError, ValueError) as error:
        raise DistrictInputError(f"{source} does not open: the code is not the one of this file") from error
    kept = json.loads(content)
    path = home / KEYS_FILE
    present = _kept_or_damaged(home)
    if present is not None:
        if present["district_id"] != kept["district_id"]:
            raise DistrictInputError(f"{home} has the keys of another district")
        if not may_be_older and _had(present, kept):
            raise DistrictInputError(f"{home} has newer keys than {source}, which stay; --older puts the old ones back")
        kept["epoch"] = max(int(kept["epoch"]), int(present["epoch"]))
    aside = None
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and present != kept:
            aside = path.with_name(f"{path.name}.before-{at:%Y%m%d-%H%M%S-%f}")
            write_secret(aside, path.read_bytes())
    except OSError as error:
        raise DistrictHomeError(f"{home} cannot be written: {error.strerror or error}") from error
    _write(path, kept)
    return aside


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its user may read, whole or not at all; OSError."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _fresh(kept: dict[str, Any], at: datetime, *, compromised_since: datetime | None) -> dict[str, Any]:
    now = milliseconds_of(at)
    ended = {
        "receipt_key": _text(KeySigner(_bytes(kept["receipt_seed"])).public_key),
        "envelope_private": kept["envelope_private"],
        "from": kept.get("since"),
        "until": now,
        "stolen_since": None if compromised_since is None else milliseconds_of(compromised_since),
    }
    return {
        **kept,
        "receipt_seed": _text(secrets.token_bytes(32)),
        "envelope_private": _text(secrets.token_bytes(32)),
        "since": now,
        "earlier": [*kept.get("earlier", []), ended],
    }


def _had(present: dict[str, Any], laid: dict[str, Any]) -> bool:
    """Whether the newest receipt key laid up is one that the present keys came after."""
    key = _text(KeySigner(_bytes(laid["receipt_seed"])).public_key)
    return any(each["receipt_key"] == key for each in present.get("earlier", []))


def _kept_or_damaged(home: Path) -> dict[str, Any] | None:
    """Return the keys in the home; None if there are none that can be read, which a backup is there to mend."""
    try:
        return _kept(home)
    except DistrictHomeError:
        return None


def _kept(home: Path) -> dict[str, Any]:
    path = home / KEYS_FILE
    try:
        text = path.read_text(encoding="utf-8")
        keys_of(text)
        return dict(json.loads(text))
    except OSError as error:
        raise DistrictHomeError(f"{path} cannot be used: {error.strerror or error}") from error
    except _DAMAGE as error:
        raise DistrictHomeError(f"{path} is damaged; put it back from a backup") from error


def _write(path: Path, kept: dict[str, Any]) -> None:
    try:
        write_secret(path, json.dumps(kept).encode())
    except OSError as error:
        raise DistrictHomeError(f"{path} cannot be written: {error.strerror or error}") from error


def _key(code: str, salt: bytes) -> bytes:
    typed = "".join(code.upper().split()).replace("-", "").encode()
    return argon2id.kdf(
        SecretBox.KEY_SIZE, typed, salt, opslimit=argon2id.OPSLIMIT_INTERACTIVE, memlimit=argon2id.MEMLIMIT_INTERACTIVE
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
